/** The board as it is in the browser, and what news make of it. Pure. */
import type { BoardCard, BoardColumn } from '../../../../contracts/board';

export interface Column extends BoardColumn {
  /** Whether its next page is on the way, or did not arrive. */
  readonly paging: 'idle' | 'loading' | 'failed';
}

export const columnsFrom = (columns: readonly BoardColumn[]): Column[] => columns.map((column) => ({ ...column, paging: 'idle' }));

/** Newest change first, and the later piece first of two that changed at once, as the server has them. */
const comesBefore = (a: BoardCard, b: BoardCard): boolean => a.changedAt > b.changedAt || (a.changedAt === b.changedAt && a.id > b.id);

const change = (columns: readonly Column[], name: string, next: (column: Column) => Column): Column[] => columns.map((column) => (column.column === name ? next(column) : column));

export const pagingOf = (columns: readonly Column[], name: string, paging: Column['paging']): Column[] => change(columns, name, (column) => ({ ...column, paging }));

/** The next page of a column behind what is there. A card that changed while the page was on its way stands above already. */
export const withPage = (columns: readonly Column[], { column: name, cards, total, nextCursor }: BoardColumn): Column[] => {
  const shown = new Set(columns.flatMap((column) => column.cards.map(({ id }) => id)));
  return change(columns, name, (column) => ({ ...column, cards: [...column.cards, ...cards.filter(({ id }) => !shown.has(id))], total, nextCursor, paging: 'idle' }));
};

/** Where a card belongs among those that are shown; beyond the last one it is left to the next page. */
const placed = (column: Column, card: BoardCard): readonly BoardCard[] => {
  const at = column.cards.findIndex((other) => comesBefore(card, other));
  if (at >= 0) return [...column.cards.slice(0, at), card, ...column.cards.slice(at)];
  return column.nextCursor === null ? [...column.cards, card] : column.cards;
};

/**
 * After these pieces changed: `cards` are those of them that the board still shows. A card of an older revision than the
 * one that is there comes from an answer that was overtaken. What did not change keeps its identity, and so its focus.
 */
export const withChanges = (columns: readonly Column[], ids: ReadonlySet<number>, cards: readonly BoardCard[], totals: Readonly<Record<string, number>>): Column[] => {
  const known = new Map(columns.flatMap((column) => column.cards.map((card) => [card.id, card] as const)));
  const newest = cards.map((card) => {
    const before = known.get(card.id);
    return before !== undefined && before.revision > card.revision ? before : card;
  });
  return columns.map((column) => {
    const kept = column.cards.some(({ id }) => ids.has(id)) ? { ...column, cards: column.cards.filter(({ id }) => !ids.has(id)) } : column;
    const arrived = newest.filter(({ state }) => state === column.column).reduce((now, card) => ({ ...now, cards: placed(now, card) }), kept);
    const total = totals[column.column] ?? column.total;
    return arrived === column && total === column.total ? column : { ...arrived, total };
  });
};
