/** How long a text is, as the platform itself counts. Each platform's unit and limit stand in its adapter, dated and with their source. */

export const UNITS = ['utf16', 'codepoint', 'grapheme', 'utf8', 'x-weighted'] as const;
export type Unit = (typeof UNITS)[number];

/** What a platform accepts of one text. */
export interface Bound {
  readonly max: number;
  readonly min?: number;
  readonly unit: Unit;
  /** What every link counts as, however long it is. */
  readonly urlCost?: number;
  /** Where the number is from, and when it was read there. */
  readonly source: string;
  readonly asOf: string;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Ranges that count as one, of twitter-text's configuration v3; everything else counts as two. */
const LIGHT: readonly (readonly [number, number])[] = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];

const weight = (text: string): number => {
  let sum = 0;
  for (const { segment } of graphemes.segment(text)) {
    // An emoji counts as two, however many code points it is made of.
    if (/\p{Extended_Pictographic}/u.test(segment)) sum += 2;
    else for (const character of segment) sum += LIGHT.some(([from, to]) => (character.codePointAt(0) ?? 0) >= from && (character.codePointAt(0) ?? 0) <= to) ? 1 : 2;
  }
  return sum;
};

const utf8Length = (text: string): number => {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return sum;
};

const COUNTERS: Readonly<Record<Unit, (text: string) => number>> = {
  utf16: (text) => text.length,
  codepoint: (text) => [...text].length,
  grapheme: (text) => [...graphemes.segment(text)].length,
  utf8: utf8Length,
  'x-weighted': (text) => weight(text.normalize('NFC')),
};

/** It ends where Chinese, Japanese or Korean begins: nothing parts the two in those languages, and platforms end it there as well. */
const ADDRESS = /https?:\/\/[^\s<>"\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]+/g;

/** The length of a text in that unit; with `urlCost`, every http(s) address counts as so much. */
export const lengthOf = (text: string, { unit, urlCost }: Pick<Bound, 'unit' | 'urlCost'>): number => {
  if (urlCost === undefined) return COUNTERS[unit](text);
  const addresses = text.match(ADDRESS)?.length ?? 0;
  return COUNTERS[unit](text.replace(ADDRESS, '')) + addresses * urlCost;
};

/** The longest beginning that is within the bound, cut between graphemes and ended by `…` where something is left out. */
export const cutTo = (text: string, bound: Bound): string => {
  if (lengthOf(text, bound) <= bound.max) return text;
  const segments = [...graphemes.segment(text)].map(({ segment }) => segment);
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lengthOf(`${segments.slice(0, middle).join('')}…`, bound) <= bound.max) low = middle;
    else high = middle - 1;
  }
  return `${segments.slice(0, low).join('').trimEnd()}…`;
};
