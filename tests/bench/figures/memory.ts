import path from 'node:path';
import { startServer } from '../../support/server';
import type { Arena } from '../apps';
import { figureOf, type Figure } from '../windows';

const PAIRS = 5;
const MANY = 100_000;
const FEW = 100;

/** Long enough for the clock to have looked what is due, and for what a start allocates to be garbage. */
const SETTLE_MS = 2_500;

const MIB = 1024 * 1024;

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** A server after its start with many promises waiting, against one with few. */
export const memory = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const many = Math.max(1_000, Math.round(MANY * scale));
  const fill = async (name: string, count: number): Promise<void> => {
    const { server } = await arena.start('ours', `memory-${name}`, { clock: false });
    const [id] = await server.call<string[]>('createPosts', { names: ['m'], parts: await server.call('furnish') });
    await server.call('approvePosts', [id]);
    await server.call('schedulePosts', { ids: [id], publishAt: Date.now() + 30 * 86_400_000 });
    // The posts themselves stay out: what grows with them is the database's, not the server's.
    await server.call('multiply', { documentId: id, count, content: false });
    await server.stop();
  };
  const startWith = async (name: string): Promise<Memory> => {
    const server = startServer({ database: path.join(arena.folder, `memory-${name}.db`), commands: path.join(__dirname, '../memory.cjs'), nodeArguments: ['--expose-gc'], env: { LOG_LEVEL: 'error' } });
    await server.ready;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const value = await server.call<Memory>('memory');
    await server.stop();
    return value;
  };

  await fill('many', many);
  await fill('few', FEW);
  const withMany: Memory[] = [];
  const withFew: Memory[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    withMany.push(await startWith('many'));
    withFew.push(await startWith('few'));
    progress(`  pair ${pair + 1} of ${PAIRS}: heap ${Math.round((withMany.at(-1)?.heapUsed ?? 0) / MIB)} against ${Math.round((withFew.at(-1)?.heapUsed ?? 0) / MIB)} MiB`);
  }
  const figure = (what: string, of: keyof Memory): Figure =>
    figureOf(
      { what: `${what} after start and garbage collection`, unit: 'MiB', goal: { kind: 'at most', value: 1.1 }, note: `${many} scheduled pieces with their jobs against ${FEW}` },
      withMany.map((m) => m[of] / MIB),
      withFew.map((m) => m[of] / MIB)
    );
  return [figure('heap', 'heapUsed'), figure('resident memory', 'rss')];
};
