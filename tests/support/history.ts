/** The history of a piece as the API tells it, oldest first. */
import type { HistoryEntry } from '../../src/plugins/content-workflow/contracts/piece';
import type { TestApp } from './app';

export const historyOf = async (app: TestApp, pieceId: number): Promise<HistoryEntry[]> => {
  const answer = await app.as('admin', 'get', `/content-workflow/pieces/${pieceId}/history?limit=200`);
  if (answer.status !== 200) throw new Error(`no history: ${answer.status} ${JSON.stringify(answer.body)}`);
  return [...(answer.body as { data: HistoryEntry[] }).data].reverse();
};

/** One row a revision, from the first on, and each begins where the one before it ended. */
export const expectUnbroken = (history: readonly HistoryEntry[]): void => {
  expect(history.map((entry) => entry.revision)).toEqual(history.map((_, i) => i + 1));
  expect(history.map((entry) => entry.from)).toEqual(['', ...history.slice(0, -1).map((entry) => entry.to)]);
};
