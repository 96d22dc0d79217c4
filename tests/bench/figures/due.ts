import type { Arena } from '../apps';
import { compete, type Figure } from '../windows';

const PAIRS = 9;

/** Thousands of promises for one instant against a plain loop of Strapi's own publish. */
export const due = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { ours, stock, end } = await arena.pair('due', { clock: false });
  const count = Math.max(100, Math.round(5_000 * scale));
  let ids: string[] = [];
  for (const { server } of [ours, stock]) {
    const [id] = await server.call<string[]>('createPosts', { names: ['q'], parts: await server.call('furnish') });
    if (server === ours.server) {
      await server.call('approvePosts', [id]);
      // In the past by the time the copies are made, and by less than what is called late.
      await server.call('schedulePosts', { ids: [id], publishAt: Date.now() });
    }
    ids = (await server.call<{ ids: string[] }>('multiply', { documentId: id, count })).ids;
  }
  // Short enough that the last window still finds work, at a hundred pieces a second.
  const ms = Math.max(1_000, Math.round(3_000 * Math.min(1, scale)));
  const loop = async (): Promise<number> => {
    const { perSecond, done } = await stock.server.call<{ perSecond: number; done: number }>('runLoop', { ids, ms });
    ids = ids.slice(done);
    return perSecond;
  };
  const run = (): Promise<number> => ours.server.call<number>('runDue', { ms });
  try {
    return await compete(
      { what: 'pieces that are due at one instant against a loop of documents.publish', unit: 'pieces/s', goal: { kind: 'at least', value: 0.6 }, pairs: PAIRS, note: `${count} pieces due at once, windows of ${ms / 1000} s`, measured: run, against: loop },
      progress
    );
  } finally {
    await end();
  }
};
