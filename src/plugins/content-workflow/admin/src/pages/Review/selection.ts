/** From what is selected on the page to a passage of an attribute's text. */
import { passageOf, type Passage } from '../../../../core/review/passage';

export interface SelectedPassage {
  readonly path: string;
  readonly passage: Passage;
  /** Where a button can stand, in the window's coordinates. */
  readonly at: { readonly x: number; readonly y: number };
}

const placeOf = (element: HTMLElement): number => Number(element.dataset.at);
const lengthOf = (element: HTMLElement): number => element.textContent?.length ?? 0;

/** The place of a selection's end: inside of a run of text, or at the run's edge. */
const offsetIn = (run: HTMLElement, node: Node, offset: number, edge: 'start' | 'end'): number => {
  if (node.nodeType === Node.TEXT_NODE && run.contains(node)) return placeOf(run) + offset;
  return placeOf(run) + (edge === 'start' ? 0 : lengthOf(run));
};

/** The text of an attribute as it will be, put together from its runs; a line break fills each gap between two lines. */
const textOf = (runs: readonly HTMLElement[]): string => {
  let text = '';
  for (const run of runs) text = text.padEnd(placeOf(run), '\n') + (run.textContent ?? '');
  return text;
};

/** `null` when nothing is selected, or not text of one attribute. */
export const selectedPassage = (root: HTMLElement, selection: Selection | null): SelectedPassage | null => {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const holder = start?.closest<HTMLElement>('[data-path]') ?? null;
  if (holder === null || !root.contains(holder) || !holder.contains(range.endContainer)) return null;
  const runs = [...holder.querySelectorAll<HTMLElement>('[data-at]')];
  const touched = runs.filter((run) => range.intersectsNode(run));
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return null;
  const text = textOf(runs);
  let [from, to] = [offsetIn(first, range.startContainer, range.startOffset, 'start'), offsetIn(last, range.endContainer, range.endOffset, 'end')];
  // A double click takes the space after the word with it.
  while (from < to && /\s/.test(text[from] ?? '')) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
  if (from >= to) return null;
  const box = range.getBoundingClientRect();
  return { path: holder.dataset.path ?? '', passage: passageOf(text, from, to), at: { x: box.left + box.width / 2, y: box.bottom } };
};
