/** Rich texts compared: first which lines stayed, then the words inside of those that changed. */
import { joinInlines, linesOf, textOfLine, type Frame, type Inline, type Line, type Style } from './lines';
import { stepsBetween, type Step } from './sequence';
import { MAX_CHARACTERS, wordsOf } from './words';

/** `restyled`: the same words in another style, which was `was`. */
export type StyledRun = (Inline & { readonly kind: 'same' | 'removed' | 'added' }) | (Inline & { readonly kind: 'restyled'; readonly was: Style });

export type LineDiff =
  | { readonly kind: 'same' | 'removed' | 'added'; readonly line: Line }
  /** `before` and `after` differ where the line became another kind, as a paragraph that became a heading. */
  | { readonly kind: 'changed'; readonly before: Frame; readonly after: Frame; readonly runs: readonly StyledRun[] };

export interface RichTextDiff {
  readonly lines: readonly LineDiff[];
  /** True where texts differ too much, or are too long, to be compared by words. */
  readonly coarse: boolean;
}

interface Token extends Style {
  readonly text: string;
}

/** Lines that share this part of their words are two versions of one line; below it one went and another came. */
const SIMILAR = 0.4;

/** Lines that are tried as the later version of one; people rewrite a line near its place. */
const MAX_TRIED = 30;

const keyOf = (line: Line): string => JSON.stringify(line);
const styleKey = ({ marks, link }: Style): string => JSON.stringify([marks, link]);

/** Words of a line, each in its style; a word whose letters differ in style is cut where the style changes. */
const tokensOf = (line: Line, locale: string): Token[] => line.inlines.flatMap(({ text, marks, link }) => wordsOf(text, locale).map((word) => ({ text: word, marks, link })));

const counts = (words: readonly string[]): Map<string, number> => {
  const counted = new Map<string, number>();
  for (const word of words) counted.set(word, (counted.get(word) ?? 0) + 1);
  return counted;
};

/** Dice's coefficient over the words: 0 for nothing in common, 1 for the same words. */
const similarity = (a: readonly string[], b: readonly string[]): number => {
  if (a.length + b.length === 0) return 1;
  const inB = counts(b);
  let common = 0;
  for (const [word, count] of counts(a)) common += Math.min(count, inB.get(word) ?? 0);
  return (2 * common) / (a.length + b.length);
};

const isText = (line: Line): boolean => line.frame.type !== 'picture';

/** Words alone, without the spaces that every line has. */
const speaking = (line: Line, locale: string): string[] => wordsOf(textOfLine(line), locale).filter((word) => word.trim() !== '');

const diffLine = (before: Line, after: Line, locale: string): { readonly diff: LineDiff; readonly coarse: boolean } => {
  const [was, is] = [tokensOf(before, locale), tokensOf(after, locale)];
  const { steps, coarse } = stepsBetween(
    was.map(({ text }) => text),
    is.map(({ text }) => text)
  );
  const raw = steps.flatMap((step): StyledRun[] => {
    const [old, now] = [step.kind === 'added' ? undefined : was[step.before], step.kind === 'removed' ? undefined : is[step.after]];
    if (old === undefined) return now === undefined ? [] : [{ ...now, kind: 'added' }];
    if (now === undefined) return [{ ...old, kind: 'removed' }];
    return [styleKey(old) === styleKey(now) ? { ...now, kind: 'same' } : { ...now, kind: 'restyled', was: { marks: old.marks, link: old.link } }];
  });
  return { diff: { kind: 'changed', before: before.frame, after: after.frame, runs: joinRuns(removedFirst(raw)) }, coarse };
};

const removedFirst = (runs: readonly StyledRun[]): StyledRun[] => {
  const ordered: StyledRun[] = [];
  let added: StyledRun[] = [];
  for (const run of runs) {
    if (run.kind === 'added') added.push(run);
    else if (run.kind === 'removed') ordered.push(run);
    else {
      ordered.push(...added, run);
      added = [];
    }
  }
  return [...ordered, ...added];
};

const runKey = (run: StyledRun): string => `${run.kind} ${styleKey(run)} ${run.kind === 'restyled' ? styleKey(run.was) : ''}`;

const joinRuns = (runs: readonly StyledRun[]): StyledRun[] => {
  const joined: StyledRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && runKey(last) === runKey(run)) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
};

/** Which of the added lines is the later version of which removed one: in order, so that both sides keep theirs. */
const pairUp = (removed: readonly Line[], added: readonly Line[], locale: string): Map<number, number> => {
  const pairs = new Map<number, number>();
  const words = added.map((line) => speaking(line, locale));
  let next = 0;
  removed.forEach((line, i) => {
    if (!isText(line)) return;
    const mine = speaking(line, locale);
    for (let j = next; j < Math.min(added.length, next + MAX_TRIED); j += 1) {
      const other = added[j];
      if (other === undefined || !isText(other) || similarity(mine, words[j] ?? []) < SIMILAR) continue;
      pairs.set(i, j);
      next = j + 1;
      return;
    }
  });
  return pairs;
};

interface Region {
  readonly removed: Line[];
  readonly added: Line[];
}

/** `locale` is the language of the texts, '' where it is not known. */
export const diffLines = (before: readonly Line[], after: readonly Line[], locale: string): RichTextDiff => {
  const { steps, coarse } = stepsBetween(before.map(keyOf), after.map(keyOf));
  const tooLong = [...before, ...after].reduce((sum, line) => sum + textOfLine(line).length, 0) > MAX_CHARACTERS;
  const lines: LineDiff[] = [];
  let region: Region = { removed: [], added: [] };
  let isCoarse = coarse || tooLong;

  const settle = (): void => {
    const { removed, added } = region;
    region = { removed: [], added: [] };
    const pairs = isCoarse ? new Map<number, number>() : pairUp(removed, added, locale);
    let shown = 0;
    const addUpTo = (end: number): void => {
      for (const line of added.slice(shown, end)) lines.push({ kind: 'added', line });
      shown = end;
    };
    removed.forEach((line, i) => {
      const j = pairs.get(i);
      const other = j === undefined ? undefined : added[j];
      if (j === undefined || other === undefined) return void lines.push({ kind: 'removed', line });
      addUpTo(j);
      const inside = diffLine(line, other, locale);
      if (inside.coarse) isCoarse = true;
      lines.push(inside.diff);
      shown = j + 1;
    });
    addUpTo(added.length);
  };

  const take = (step: Step): void => {
    const line = step.kind === 'removed' ? before[step.before] : after[step.after];
    if (line === undefined) return;
    if (step.kind !== 'same') return void region[step.kind].push(line);
    settle();
    lines.push({ kind: 'same', line });
  };
  steps.forEach(take);
  settle();
  return { lines, coarse: isCoarse };
};

export const diffRichText = (before: unknown, after: unknown, locale: string): RichTextDiff => diffLines(linesOf(before), linesOf(after), locale);

/** One side of a comparison, put together again. */
export const linesOfSide = (diff: RichTextDiff, side: 'before' | 'after'): Line[] =>
  diff.lines.flatMap((one): Line[] => {
    if (one.kind === 'changed') {
      const runs = one.runs.filter(({ kind }) => kind !== (side === 'before' ? 'added' : 'removed'));
      const inlines = runs.map((run): Inline => {
        const { marks, link } = run.kind === 'restyled' && side === 'before' ? run.was : run;
        return { text: run.text, marks, link };
      });
      return [{ frame: one[side], inlines: joinInlines(inlines) }];
    }
    return one.kind === 'same' || one.kind === (side === 'before' ? 'removed' : 'added') ? [one.line] : [];
  });
