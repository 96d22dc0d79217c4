/** The steps that turn one list into another, and what they may cost. */
import { diffArrays } from 'diff';

/** Two lists side by side: places in the one before, in the one after, or in both. */
export type Step = { readonly kind: 'same'; readonly before: number; readonly after: number } | { readonly kind: 'removed'; readonly before: number } | { readonly kind: 'added'; readonly after: number };

export interface Steps {
  readonly steps: readonly Step[];
  /** True where the lists differ by more than is worth comparing: then the differing middle went as a whole and came as a whole. */
  readonly coarse: boolean;
}

/**
 * Additions and removals that are looked for. The search takes time with the square of this number, so a text that was
 * written anew is answered in a moment, and word by word nobody would read it anyway.
 */
export const MAX_EDITS = 1_000;

const sameEnds = (before: readonly string[], after: readonly string[]): { readonly head: number; readonly tail: number } => {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
};

/** Compares two lists by their items' keys. Steps are in the order of both lists; `maxEdits` bounds the work. */
export const stepsBetween = (before: readonly string[], after: readonly string[], maxEdits = MAX_EDITS): Steps => {
  const { head, tail } = sameEnds(before, after);
  const middle = { before: before.slice(head, before.length - tail), after: after.slice(head, after.length - tail) };
  const changes = diffArrays(middle.before as string[], middle.after as string[], { maxEditLength: maxEdits });
  const steps: Step[] = [];
  let [b, a] = [0, 0];
  const same = (count: number): void => {
    for (let i = 0; i < count; i += 1) steps.push({ kind: 'same', before: b++, after: a++ });
  };
  const removed = (count: number): void => {
    for (let i = 0; i < count; i += 1) steps.push({ kind: 'removed', before: b++ });
  };
  const added = (count: number): void => {
    for (let i = 0; i < count; i += 1) steps.push({ kind: 'added', after: a++ });
  };
  same(head);
  if (changes === undefined) {
    removed(middle.before.length);
    added(middle.after.length);
  } else for (const change of changes) (change.removed ? removed : change.added ? added : same)(change.value.length);
  same(tail);
  return { steps, coarse: changes === undefined };
};
