/** The published posts that are read, on either side, and how. */
import type { Server } from '../support/server';
import type { Arena } from './apps';
import { rawLoad, type RawLoad, type Throughput } from './raw-load';

export interface Side {
  readonly url: string;
  one(slug: string): string;
  readonly list: string;
}

export interface Library {
  readonly ours: Side;
  readonly stock: Side;
  readonly slugs: readonly string[];
  end(): Promise<void>;
}

/** Every copy's slug begins so, and so every right body holds it. */
const SLUG = '"slug":"thirty-cups-day-one-d';

export const oursAt = (url: string): Side => ({ url, one: (slug) => `/api/delivery/posts/${slug}?locale=en`, list: '/api/delivery/posts?locale=en&limit=20' });
const stockAt = (url: string): Side => ({
  url,
  one: (slug) => `/api/posts?filters[slug][$eq]=${slug}&populate=cover&locale=en`,
  list: '/api/posts?populate=cover&locale=en&sort=publishedAt:desc&pagination[pageSize]=20',
});

/** As many published posts, which everybody may read; answers their slugs. */
export const publishMany = async (server: Server, which: 'ours' | 'stock', count: number): Promise<string[]> => {
  const [id] = await server.call<string[]>('createPosts', { names: ['d'], parts: await server.call('furnish') });
  if (which === 'ours') await server.call('approvePosts', [id]);
  await server.call('publishPosts', [id]);
  const { slugs } = await server.call<{ slugs: string[] }>('multiply', { documentId: id, count, hashed: false });
  await server.call('openToPublic');
  if (which === 'ours') await server.call('rest');
  return slugs;
};

/** Both applications with as many published posts. */
export const openLibrary = async (arena: Arena, name: string, count: number): Promise<Library> => {
  const { ours, stock, end } = await arena.pair(name);
  const slugs = await publishMany(ours.server, 'ours', count);
  await publishMany(stock.server, 'stock', count);
  return { ours: oursAt(ours.url), stock: stockAt(stock.url), slugs, end };
};

/** As many as keep a server of one thread busy; more would only stand in its queue. */
const CONNECTIONS = 16;
const WINDOW_MS = 3_000;

export const read = (url: string, next: () => string, more: Partial<RawLoad> = {}): Promise<Throughput> => rawLoad({ url, next, connections: CONNECTIONS, ms: WINDOW_MS, contains: SLUG, ...more });

/** One after another, and again from the first. */
export const cycle = (values: readonly string[]): (() => string) => {
  let at = -1;
  return () => values[(at = (at + 1) % values.length)] ?? '';
};
