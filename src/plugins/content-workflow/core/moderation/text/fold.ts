/**
 * Folds what looks or means the same into one: width and style (NFKC), traditional into simplified characters, upper into
 * lower case, Latin letters with accents into plain ones; and drops what nobody sees.
 *
 * Single characters are folded, and terms by the same rule as texts: 乾 of 乾坤 becomes 干 in both, so that no phrase
 * dictionary has to agree with itself.
 */
import { Converter } from 'opencc-js/t2cn';
import type { View } from './view';

/** Format characters, marks, variation selectors, the Hangul fillers, the empty Braille cell, and controls that are no white space. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0\u2800\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;

const MARK = /^\p{M}$/u;
const LATIN_WITH_MORE = /(?![a-z])\p{Script=Latin}/u;
const HAN = /\p{Script=Han}/u;

/** Keep one: it remembers how characters fold. */
export interface Fold {
  /** One character, or one with its marks. */
  read(text: string, begin: number, end: number): string;
  /** Whether a unit is known to fold into itself, as most of what is written does. */
  staysItself(unit: number): boolean;
}

export const createFold = (): Fold => {
  const simplified = Converter({ from: 't', to: 'cn' });
  /** By the unit, for what is one. Filled, since an array with holes is looked up like a map. */
  const known = new Array<string | undefined>(0x10000).fill(undefined);
  const same = new Uint8Array(0x10000);

  const fold = (character: string): string => {
    const plain = character.normalize('NFKC').replace(UNSEEN, '');
    const lower = (HAN.test(plain) ? simplified(plain) : plain).toLowerCase();
    return LATIN_WITH_MORE.test(lower) ? lower.normalize('NFKD').replace(UNSEEN, '') : lower;
  };

  return {
    read(text, begin, end) {
      if (end - begin > 1) return fold(text.slice(begin, end));
      const unit = text.charCodeAt(begin);
      const before = known[unit];
      if (before !== undefined) return before;
      const character = text.charAt(begin);
      const read = fold(character);
      known[unit] = read;
      if (read === character) same[unit] = 1;
      return read;
    },
    staysItself: (unit) => same[unit] === 1,
  };
};

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Marks, and the vowels and finals of Hangul, change what they stand on. */
const joins = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  // Most of what is written stands outside of where marks are, and the pattern need not be asked.
  if (code < 0x300 || (code >= 0x3100 && code <= 0xd7ff) || code >= 0xff00) return false;
  return (code >= 0x1160 && code <= 0x11ff) || MARK.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
};

/** Places of characters with their marks: where each begins and where it ends. */
interface Places {
  readonly begin: Uint32Array;
  readonly end: Uint32Array;
}

const clustersOf = (text: string): Places => {
  const begin = new Uint32Array(text.length);
  const end = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; count += 1) {
    begin[count] = at;
    at += isHigh(text.charCodeAt(at)) ? 2 : 1;
    while (at < text.length && joins(text, at)) at += isHigh(text.charCodeAt(at)) ? 2 : 1;
    end[count] = Math.min(at, text.length);
  }
  return { begin: begin.subarray(0, count), end: end.subarray(0, count) };
};

const TURNS = /[\u202d\u202e\u2067]/;
const TURNS_BACK = /[\u202c\u2069]/;

/** As it is seen: what stands between a direction override and its end is turned round. */
const turned = (text: string, { begin, end }: Places): Places => {
  const seen: number[] = [];
  let held: number[] | null = null;
  const release = (): void => {
    if (held !== null) seen.push(...held.reverse());
    held = null;
  };
  for (const [i, from] of begin.entries()) {
    const character = text.slice(from, end[i]);
    if (TURNS.test(character)) {
      release();
      held = [];
    } else if (TURNS_BACK.test(character)) release();
    else (held ?? seen).push(i);
  }
  release();
  return { begin: Uint32Array.from(seen, (i) => begin[i] ?? 0), end: Uint32Array.from(seen, (i) => end[i] ?? 0) };
};

/** Larger by at least so many places. */
const grown = (places: Uint32Array, least: number): Uint32Array => {
  const larger = new Uint32Array(2 * least);
  larger.set(places);
  return larger;
};

/** In the order of the places, or without them in its own, in one go: most of what is written stays itself and has no mark on it. */
const folded = (text: string, fold: Fold, places: Places | null): View => {
  const { length } = text;
  // Marks that fold into several letters are rare; where they do not fit, the arrays grow.
  let from: Uint32Array = new Uint32Array(length + 64);
  let to: Uint32Array = new Uint32Array(length + 64);
  let read = '';
  let count = 0;
  /** A stretch that folds into itself and is still to be copied. */
  let copied = 0;
  let until = 0;
  const characters = places === null ? length : places.begin.length;
  for (let i = 0; i < characters; ) {
    const at = places === null ? i : (places.begin[i] ?? 0);
    const code = text.charCodeAt(at);
    let stop = places === null ? at + 1 : (places.end[i] ?? 0);
    if (places === null) {
      if (isHigh(code)) stop += 1;
      while (stop < length && joins(text, stop)) stop += isHigh(text.charCodeAt(stop)) ? 2 : 1;
      if (stop > length) stop = length;
      i = stop;
    } else i += 1;
    if (stop - at === 1 && fold.staysItself(code)) {
      if (at !== until) {
        read += text.slice(copied, until);
        copied = at;
      }
      until = stop;
      if (count === from.length) [from, to] = [grown(from, count + 1), grown(to, count + 1)];
      from[count] = at;
      to[count] = stop;
      count += 1;
      continue;
    }
    const one = fold.read(text, at, stop);
    read += text.slice(copied, until) + one;
    copied = stop;
    until = stop;
    if (count + one.length > from.length) [from, to] = [grown(from, count + one.length), grown(to, count + one.length)];
    for (let unit = 0; unit < one.length; unit += 1, count += 1) {
      from[count] = at;
      to[count] = stop;
    }
  }
  return { text: read + text.slice(copied, until), from: from.subarray(0, count), to: to.subarray(0, count) };
};

/** The text as it was typed; and as it is seen, where a direction override makes that another order. */
export const foldedViews = (text: string, fold: Fold): View[] => {
  const typed = folded(text, fold, null);
  return TURNS.test(text) ? [typed, folded(text, fold, turned(text, clustersOf(text)))] : [typed];
};
