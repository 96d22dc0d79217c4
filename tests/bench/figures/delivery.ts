import { randomFrom } from '../../../src/seed/art/random';
import type { Arena } from '../apps';
import { createShooter, requestsPerSecond, type Shooter } from '../load';
import { compete, type Figure } from '../windows';

const CONNECTIONS = 8;
const WINDOW_MS = 3_000;

/** One published post by its slug: the frozen edition against Strapi's own content API. */
export const delivery = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { ours, stock, end } = await arena.pair('delivery');
  const count = Math.max(100, Math.round(10_000 * scale));
  const slugs: string[] = [];
  for (const { server } of [ours, stock]) {
    const [id] = await server.call<string[]>('createPosts', { names: ['d'], parts: await server.call('furnish') });
    if (server === ours.server) await server.call('approvePosts', [id]);
    await server.call('publishPosts', [id]);
    const made = await server.call<{ slugs: string[] }>('multiply', { documentId: id, count });
    slugs.splice(0, slugs.length, ...made.slugs);
    await server.call('openToPublic');
  }
  await ours.server.call('rest');

  const random = randomFrom('delivery');
  const slug = (): string => slugs[Math.floor(random() * slugs.length)] ?? '';
  const window = (shooter: Shooter, pathOf: (slug: string) => string, ms = WINDOW_MS) => (): Promise<number> =>
    requestsPerSecond(shooter, CONNECTIONS, ms, () => ({ method: 'GET', path: pathOf(slug()) }), (text) => text.includes('"slug":"thirty-cups-day-one-d-'));
  const shooters = { ours: createShooter(ours.url, CONNECTIONS), stock: createShooter(stock.url, CONNECTIONS) };
  const ourPath = (s: string): string => `/api/delivery/posts/${s}?locale=en`;
  const stockPath = (s: string): string => `/api/posts?filters[slug][$eq]=${s}&populate=cover&locale=en`;
  await window(shooters.ours, ourPath, 1_000)();
  await window(shooters.stock, stockPath, 1_000)();
  try {
    return await compete(
      {
        what: 'GET /api/delivery/posts/:slug against GET /api/posts?filters[slug]&populate=cover',
        unit: 'requests/s',
        goal: { kind: 'at least', value: 8 },
        pairs: 7,
        note: `${count} published posts, ${CONNECTIONS} connections, no token`,
        measured: window(shooters.ours, ourPath),
        against: window(shooters.stock, stockPath),
      },
      progress
    );
  } finally {
    shooters.ours.close();
    shooters.stock.close();
    await end();
  }
};
