import type { Arena } from '../apps';
import { compete, median, type Figure } from '../windows';

const PAIRS = 7;

/** The engine's PUBLISH against Strapi's own publish, both in process. */
export const publish = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { ours, stock, end } = await arena.pair('publish');
  const size = Math.max(5, Math.round(40 * scale));
  // The first window warms up and is not counted.
  const names = Array.from({ length: size * (PAIRS + 1) }, (_, i) => `p${i}`);
  const [ourIds, stockIds] = await Promise.all([ours, stock].map(async ({ server }) => server.call<string[]>('createPosts', { names, parts: await server.call('furnish') })));
  await ours.server.call('approvePosts', ourIds);
  await ours.server.call('rest');

  const windowOf = (server: typeof ours.server, ids: string[]) => async (): Promise<number> => median(await server.call<number[]>('publishPosts', ids.splice(0, size)));
  const contest = { measured: windowOf(ours.server, ourIds ?? []), against: windowOf(stock.server, stockIds ?? []) };
  await contest.measured();
  await contest.against();
  try {
    return await compete(
      { what: 'PUBLISH by the engine against documents.publish, in process', unit: 'ms (median of a window)', goal: { kind: 'at most', value: 1.5 }, pairs: PAIRS, note: `${size} posts a window, each for the first time`, ...contest },
      progress
    );
  } finally {
    await end();
  }
};
