/**
 * The copy to match in: letters and digits alone. What was dropped between them is remembered as a gap, so that words that
 * only meet because of it are told apart from words that were pulled apart.
 */
import { edited, spliced, type Edit, type View } from './view';

/** Nothing that anybody sees; something like a space; something that ends a thought. */
export const GAP = { none: 0, space: 1, stop: 2 } as const;
export type Gap = (typeof GAP)[keyof typeof GAP];

export interface Compact extends View {
  /** What was dropped before each unit. */
  readonly gap: ArrayLike<number>;
}

const WORD = /^[\p{L}\p{N}]$/u;
const STOPS = new Set([...'。、.!?;:,\n\r'].map((stop) => stop.charCodeAt(0)));

/** A letter or digit of a Latin word; nothing before the beginning and after the end is one. */
const isOfAWord = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** "free.money" is one thing, "free. Money" two; what is full width in Chinese text is folded and stands beside no Latin letter. */
const isStop = (text: string, at: number, code: number): boolean => STOPS.has(code) && !(isOfAWord(text.charCodeAt(at - 1)) && isOfAWord(text.charCodeAt(at + 1)));

/** Whether a unit is a letter or a digit, once the pattern was asked: 1, or 2 where it is none. */
const known = new Uint8Array(0x10000);

const isWord = (text: string, at: number, code: number): boolean => {
  const before = known[code];
  if (before === 1 || before === 2) return before === 1;
  // Half of a character says nothing of the next one with the same half.
  if (code >= 0xd800 && code <= 0xdfff) return WORD.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  // Capital letters are folded before.
  const is = code > 0x7f ? WORD.test(String.fromCharCode(code)) : isOfAWord(code);
  known[code] = is ? 1 : 2;
  return is;
};

export const compactOf = (view: View): Compact => {
  const source = view.text;
  const from = new Uint32Array(source.length);
  const to = new Uint32Array(source.length);
  const gap = new Uint8Array(source.length);
  let text = '';
  let count = 0;
  let before: Gap = GAP.none;
  /** Where a stretch of letters began that is still to be copied. */
  let copied = 0;
  for (let at = 0; at < source.length; ) {
    const code = source.charCodeAt(at);
    const next = at + (code >= 0xd800 && code <= 0xdbff ? 2 : 1);
    if (isWord(source, at, code)) {
      gap[count] = before;
      before = GAP.none;
      for (let i = at; i < next; i += 1, count += 1) {
        from[count] = view.from[i] ?? 0;
        to[count] = view.to[i] ?? 0;
      }
    } else {
      text += source.slice(copied, at);
      copied = next;
      if (before !== GAP.stop) before = isStop(source, at, code) ? GAP.stop : GAP.space;
    }
    at = next;
  }
  return { text: text + source.slice(copied), from: from.subarray(0, count), to: to.subarray(0, count), gap: gap.subarray(0, count) };
};

/** A compact view with edits; and the units that were read anew. */
export const reedited = (compact: Compact, edits: readonly Edit[]): { readonly view: Compact; readonly changed: number[] } => {
  const changed: number[] = [];
  let shift = 0;
  for (const { begin, end, read } of edits) {
    for (let i = 0; i < read.length; i += 1) changed.push(begin + shift + i);
    shift += read.length - (end - begin);
  }
  return { view: { ...edited(compact, edits), gap: spliced(compact.gap, edits, ({ begin }) => compact.gap[begin] ?? GAP.none) }, changed };
};

const LATIN = /[a-z]/;
const DIGIT = /[0-9]/;

const sameKind = (a: string, b: string): boolean => (LATIN.test(a) && LATIN.test(b)) || (DIGIT.test(a) && DIGIT.test(b));

/** True where a word goes on across the place before unit `at`. */
const wordGoesOn = ({ text, gap }: Compact, at: number): boolean => at > 0 && at < text.length && gap[at] === GAP.none && sameKind(text.charAt(at - 1), text.charAt(at));

/** Shorter Latin words meet by chance wherever a space is dropped. */
const MIN_LATIN_APART = 4;
const ONLY_LATIN = /^[a-z0-9]+$/;

/** How many places between two units of a word were wider than nothing. */
export const gapsIn = ({ gap }: Compact, begin: number, end: number, atLeast: Gap = GAP.space): number => {
  let gaps = 0;
  for (let i = begin + 1; i < end; i += 1) if ((gap[i] ?? GAP.none) >= atLeast) gaps += 1;
  return gaps;
};

/**
 * Whether units `begin` to `end` are a word of their own: not part of a longer Latin word, and not words of two sentences
 * that meet. Letters that were pulled apart one by one are one word, whatever stands between them.
 */
export const standsAlone = (compact: Compact, begin: number, end: number): boolean => {
  if (wordGoesOn(compact, begin) || wordGoesOn(compact, end)) return false;
  const gaps = gapsIn(compact, begin, end);
  const stops = gapsIn(compact, begin, end, GAP.stop);
  if (gaps > 0 && end - begin < MIN_LATIN_APART && ONLY_LATIN.test(compact.text.slice(begin, end))) return false;
  const joints = end - begin - 1;
  return stops === 0 || (joints >= 2 && gaps === joints);
};
