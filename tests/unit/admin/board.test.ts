/** The board in the browser: pages and news meet without a gap, a repetition or a card in two columns. */
import type { BoardCard, BoardColumn } from '../../../src/plugins/content-workflow/contracts/board';
import { columnsFrom, pagingOf, withChanges, withPage } from '../../../src/plugins/content-workflow/admin/src/pages/Board/columns';
import { columnBeside, nearestColumn } from '../../../src/plugins/content-workflow/admin/src/pages/Board/strips';
import { initialsOf } from '../../../src/plugins/content-workflow/admin/src/pages/Board/initials';

/** Changed so many seconds into the minute. */
const card = (id: number, second: number, overrides: Partial<BoardCard> = {}): BoardCard => ({
  id,
  uid: 'api::post.post',
  documentId: `d${id}`,
  locale: 'en',
  round: 1,
  state: 'draft',
  revision: 1,
  title: `Piece ${id}`,
  assignee: null,
  dueAt: null,
  publishAt: null,
  changedAt: `2026-11-23T09:00:${String(second).padStart(2, '0')}.000Z`,
  cover: null,
  activity: null,
  blocking: [],
  ...overrides,
});

const column = (name: string, cards: readonly BoardCard[], overrides: Partial<BoardColumn> = {}): BoardColumn => ({ column: name, total: cards.length, cards, nextCursor: null, ...overrides });

const ids = (columns: readonly BoardColumn[]): Record<string, number[]> => Object.fromEntries(columns.map(({ column: name, cards }) => [name, cards.map(({ id }) => id)]));

const board = columnsFrom([column('draft', [card(3, 30), card(2, 20), card(1, 10)], { total: 9, nextCursor: 'next' }), column('review', [card(5, 25, { state: 'review' })])]);

describe('the next page', () => {
  test('comes behind what is there', () => {
    const next = withPage(pagingOf(board, 'draft', 'loading'), column('draft', [card(9, 9), card(8, 8)], { total: 9 }));
    expect(ids(next)).toEqual({ draft: [3, 2, 1, 9, 8], review: [5] });
    expect(next[0]).toMatchObject({ paging: 'idle', nextCursor: null, total: 9 });
  });

  test('does not show a card again that changed while the page was on its way', () => {
    const moved = withChanges(board, new Set([9]), [card(9, 40, { state: 'review', revision: 2 })], {});
    expect(ids(withPage(moved, column('draft', [card(9, 9), card(8, 8)])))).toEqual({ draft: [3, 2, 1, 8], review: [9, 5] });
  });
});

describe('after a change', () => {
  test('a card goes to its column, at the place of its change, and the totals are the server\'s', () => {
    const next = withChanges(board, new Set([2]), [card(2, 40, { state: 'review', revision: 2 })], { draft: 8, review: 2 });
    expect(ids(next)).toEqual({ draft: [3, 1], review: [2, 5] });
    expect(next.map(({ total }) => total)).toEqual([8, 2]);
  });

  test('a card that no longer matches, or whose column is not shown, is gone', () => {
    expect(ids(withChanges(board, new Set([2, 5]), [card(5, 50, { state: 'archived', revision: 2 })], {}))).toEqual({ draft: [3, 1], review: [] });
  });

  test('a card is placed among those of its time, and behind the last one only when nothing is missing between', () => {
    expect(ids(withChanges(board, new Set([7]), [card(7, 25)], {}))).toEqual({ draft: [3, 7, 2, 1], review: [5] });
    expect(ids(withChanges(board, new Set([7]), [card(7, 5)], {}))).toEqual({ draft: [3, 2, 1], review: [5] });
    expect(ids(withChanges(board, new Set([7]), [card(7, 5, { state: 'review' })], {}))).toEqual({ draft: [3, 2, 1], review: [5, 7] });
  });

  test('of two that changed at once the later piece stands first, as on the server', () => {
    expect(ids(withChanges(board, new Set([4]), [card(4, 30)], {})).draft).toEqual([4, 3, 2, 1]);
  });

  test('an answer that was overtaken does not bring an older revision back', () => {
    const newer = withChanges(board, new Set([2]), [card(2, 40, { state: 'review', revision: 3 })], {});
    expect(ids(withChanges(newer, new Set([2]), [card(2, 30, { state: 'draft', revision: 2 })], {}))).toEqual({ draft: [3, 1], review: [2, 5] });
  });

  test('what did not change keeps its identity, so nobody loses the keyboard or the place', () => {
    const next = withChanges(board, new Set([5]), [card(5, 50, { state: 'approved' })], { draft: 9, review: 0 });
    expect(next[0]).toBe(board[0]);
    expect(withChanges(board, new Set([99]), [], { draft: 9, review: 1 })).toEqual(board);
  });
});

describe('where a card is held over', () => {
  type Strip = readonly [string, { readonly left: number; readonly width: number }];
  const draft: Strip = ['draft', { left: 0, width: 280 }];
  const review: Strip = ['review', { left: 292, width: 56 }];
  const approved: Strip = ['approved', { left: 360, width: 280 }];
  const strips = [draft, review, approved];

  test.each([
    [10, 'draft'],
    [300, 'review'],
    [285, 'draft'],
    [290, 'review'],
    [-50, 'draft'],
    [900, 'approved'],
  ])('at %i it is over %s', (x, name) => {
    expect(nearestColumn(strips, x)).toBe(name);
  });

  test('an arrow key goes to the column beside, whatever order they were measured in, and stops at the ends', () => {
    const shuffled = [approved, draft, review];
    expect(columnBeside(shuffled, 'draft', 1)).toBe(review[1]);
    expect(columnBeside(shuffled, 'approved', -1)).toBe(review[1]);
    expect(columnBeside(shuffled, 'approved', 1)).toBeNull();
    expect(columnBeside(shuffled, 'draft', -1)).toBeNull();
    expect(columnBeside(shuffled, null, 1)).toBeNull();
  });

  test('without columns it is over none', () => {
    expect(nearestColumn([], 10)).toBeNull();
  });
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada Byron Lovelace', 'AL'],
  ['ada', 'A'],
  ['林小雨', '小雨'],
  ['林雨', '林雨'],
  ['  ', ''],
])('%s is drawn as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
