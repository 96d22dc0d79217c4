/** Texts compared word by word, in any language: where words are not set apart by spaces, `Intl.Segmenter` knows them. */
import { stepsBetween } from './sequence';

export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface TextDiff {
  /** The `same` and `removed` runs are the text before, the `same` and `added` ones the text after. */
  readonly runs: readonly Run[];
  /** True where the texts differ too much, or are too long, to be compared by words. */
  readonly coarse: boolean;
}

/** Characters of both texts together; about a hundred pages. Beyond it they are compared line by line. */
export const MAX_CHARACTERS = 200_000;

/** A locale that this runtime takes; '' and what is no language tag are read by the rules that hold for every language. */
const known = (locale: string): string => {
  try {
    return Intl.Segmenter.supportedLocalesOf([locale])[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** Words, the spaces between them and punctuation, in order and without a gap. */
export const wordsOf = (text: string, locale: string): string[] => Array.from(new Intl.Segmenter(known(locale), { granularity: 'word' }).segment(text), ({ segment }) => segment);

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** Neighbouring tokens of one kind become one run. */
const join = (runs: readonly Run[]): Run[] => {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last?.kind === run.kind) joined[joined.length - 1] = { kind: run.kind, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
};

/** What was removed stands before what came in its place, however the search found them. */
const removedFirst = (runs: readonly Run[]): Run[] => {
  const ordered: Run[] = [];
  let added: Run[] = [];
  for (const run of runs) {
    if (run.kind === 'same') {
      ordered.push(...added, run);
      added = [];
    } else if (run.kind === 'added') added.push(run);
    else ordered.push(run);
  }
  return [...ordered, ...added];
};

/** `locale` is the language of the texts, '' where it is not known. */
export const diffText = (before: string, after: string, locale: string): TextDiff => {
  if (before === after) return { runs: after === '' ? [] : [{ kind: 'same', text: after }], coarse: false };
  const tooLong = before.length + after.length > MAX_CHARACTERS;
  const [was, is] = [before, after].map((text) => (tooLong ? linesOf(text) : wordsOf(text, locale))) as [string[], string[]];
  const { steps, coarse } = stepsBetween(was, is);
  const runs = steps.map((step): Run => ({ kind: step.kind, text: (step.kind === 'removed' ? was[step.before] : is[step.after]) ?? '' })).filter(({ text }) => text !== '');
  return { runs: join(removedFirst(runs)), coarse: coarse || tooLong };
};

/** One side of a comparison, put together again. */
export const sideOf = (diff: TextDiff, side: 'before' | 'after'): string =>
  diff.runs
    .filter(({ kind }) => kind === 'same' || kind === (side === 'before' ? 'removed' : 'added'))
    .map(({ text }) => text)
    .join('');
