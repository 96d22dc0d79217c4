import type { BoardAnswer } from '../inside';
import type { Arena } from '../apps';
import { figureOf, type Figure } from '../windows';

const PIECES = 50_000;

/** A first page has ten columns; every one of them may be one statement. */
const COLUMNS = 10;

/** Server time within which a board stands. */
const GOAL_MS = 300;

const TIMES = 20;

/** The first page of every column over very many pieces, asked in the server itself: its time, and the statements that it takes. */
export const board = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const { server } = await arena.start('ours', 'board', { clock: false });
  const count = Math.max(100, Math.round(PIECES * scale));
  await server.call('fillBoard', { count });
  progress(`  ${count} pieces are there`);
  await server.call<BoardAnswer>('askBoard', { times: 2 });
  const { ms, statements } = await server.call<BoardAnswer>('askBoard', { times: TIMES });
  await server.stop();
  const note = `${count} pieces in ${COLUMNS} columns`;
  return [
    figureOf({ what: 'the first page of the board, in the server', unit: 'ms', goal: { kind: 'at most', value: 1 }, note: `${note}, against ${GOAL_MS} ms` }, ms, ms.map(() => GOAL_MS)),
    figureOf({ what: 'statements for the first page of the board', unit: 'statements', goal: { kind: 'at most', value: 1 }, note: `${note}, against one a column` }, [statements], [COLUMNS]),
  ];
};
