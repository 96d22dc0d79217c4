/** A passage that somebody selected, and where it is in a text that was edited since. */

export interface Passage {
  readonly quote: string;
  /** What stood right before and after it; a quote that occurs twice is told apart by these. */
  readonly prefix: string;
  readonly suffix: string;
  /** UTF-16 offsets in the plain text, as the selection had them. */
  readonly start: number;
  readonly end: number;
}

export type Place = { readonly kind: 'there'; readonly start: number; readonly end: number; readonly moved: boolean } | { readonly kind: 'gone' };

/** Enough to tell two mentions of a name apart, and short enough to survive an edit of the next sentence. */
const CONTEXT = 32;

/** A quote of this length is hardly written twice by chance, so it is found without its surroundings. */
const TELLING = 12;

/** Occurrences that are looked at: a single letter may occur on every line. */
const MAX_OCCURRENCES = 500;

export const passageOf = (text: string, start: number, end: number): Passage => ({
  quote: text.slice(start, end),
  prefix: text.slice(Math.max(0, start - CONTEXT), start),
  suffix: text.slice(end, end + CONTEXT),
  start,
  end,
});

const commonStart = (a: string, b: string): number => {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a[count] === b[count]) count += 1;
  return count;
};

const reversed = (text: string): string => [...text].reverse().join('');

const occurrencesOf = (text: string, quote: string): number[] => {
  const found: number[] = [];
  for (let at = text.indexOf(quote); at >= 0 && found.length < MAX_OCCURRENCES; at = text.indexOf(quote, at + 1)) found.push(at);
  return found;
};

/** How much of the surroundings an occurrence has kept, from 0 to 1; a passage that had none keeps them all. */
const kept = (text: string, at: number, { quote, prefix, suffix }: Passage): number => {
  const whole = prefix.length + suffix.length;
  if (whole === 0) return 1;
  const before = commonStart(reversed(text.slice(Math.max(0, at - prefix.length), at)), reversed(prefix));
  const after = commonStart(text.slice(at + quote.length, at + quote.length + suffix.length), suffix);
  return (before + after) / whole;
};

/**
 * Where the passage is now: the occurrence of its quote that has kept most of its surroundings, the nearest of equals.
 * `gone` when the words are not there, or only somewhere else where nobody commented on them.
 */
export const findPassage = (text: string, passage: Passage): Place => {
  const { quote, start } = passage;
  if (quote === '') return { kind: 'gone' };
  const occurrences = occurrencesOf(text, quote).map((at) => ({ at, kept: kept(text, at, passage) }));
  const best = occurrences.sort((a, b) => b.kept - a.kept || Math.abs(a.at - start) - Math.abs(b.at - start))[0];
  if (best === undefined) return { kind: 'gone' };
  const isTelling = quote.length >= TELLING && occurrences.length === 1;
  if (best.kept < 0.25 && !isTelling) return { kind: 'gone' };
  return { kind: 'there', start: best.at, end: best.at + quote.length, moved: best.at !== start };
};
