/**
 * Where in a text a term can begin at all, by its first three units. Most places of most texts are ruled out for the price of
 * one look into a table, and the automaton is spared them; where it can not be ruled out, the automaton decides.
 */
export interface Beginnings {
  /** The stretches in which terms can lie, in order and apart from each other. */
  stretches(text: string, from: number, to: number): (readonly [number, number])[];
}

/** 20,000 terms fill two hundredths of it, so as many places are looked at in vain. */
const BITS = 20;
const MASK = (1 << BITS) - 1;

const slotOf = (a: number, b: number, c: number): number => (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> (32 - BITS) & MASK;

/** Where a term ends before its third unit. */
const ANY = 0;

export const beginningsOf = (terms: readonly string[]): Beginnings => {
  const known = new Uint8Array(1 << BITS);
  const longest = Math.max(0, ...terms.map(({ length }) => length));
  let hasShort = false;
  for (const term of terms) {
    if (term.length < 3) hasShort = true;
    known[slotOf(term.charCodeAt(0), term.length > 1 ? term.charCodeAt(1) : ANY, term.length > 2 ? term.charCodeAt(2) : ANY)] = 1;
  }

  return {
    stretches(text, from, to) {
      const found: [number, number][] = [];
      let last: [number, number] | null = null;
      for (let at = from; at < to; at += 1) {
        const a = text.charCodeAt(at);
        const b = at + 1 < to ? text.charCodeAt(at + 1) : ANY;
        const c = at + 2 < to ? text.charCodeAt(at + 2) : ANY;
        if (known[slotOf(a, b, c)] === 0 && !(hasShort && (known[slotOf(a, b, ANY)] === 1 || known[slotOf(a, ANY, ANY)] === 1))) continue;
        const end = Math.min(to, at + longest);
        if (last !== null && at <= last[1]) last[1] = end;
        else {
          last = [at, end];
          found.push(last);
        }
      }
      return found;
    },
  };
};
