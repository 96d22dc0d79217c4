import path from 'node:path';
import { startServer } from '../../support/server';
import type { Arena } from '../apps';
import { startBare } from '../bare';
import { cycle, openLibrary, read, type Library, type Side } from '../readers';
import { compete, figureOf, type Figure, type Goal } from '../windows';

const PAIRS = 5;
const FEW = 1_000;
const MANY = 100_000;

/** What is read at one time is a small part of what is published, however much that is. */
const HOT = 1_000;

const MIB = 1024 * 1024;

type Window = () => Promise<number>;

const atLeast = (value: number): Goal => ({ kind: 'at least', value });
const atMost = (value: number): Goal => ({ kind: 'at most', value });

/** What front ends are served, against stock Strapi with the same posts and against Node without anything. */
export const delivery = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const counts = { few: Math.max(100, Math.round(FEW * scale)), many: Math.max(1_000, Math.round(MANY * scale)) };
  const figures: Figure[] = [];
  const contest = async (what: string, goal: Goal, note: string, measured: Window, against: Window): Promise<void> => {
    progress(`  ${what} (${note})`);
    figures.push(await compete({ what, unit: 'requests/s', goal, pairs: PAIRS, note, measured, against }, progress));
  };

  const few = await openLibrary(arena, 'few', counts.few);
  progress(`  ${counts.few} posts are there`);
  const many = await openLibrary(arena, 'many', counts.many);
  progress(`  ${counts.many} posts are there`);

  const hot = (library: Library, side: Side): (() => string) => cycle(library.slugs.slice(0, HOT).map((slug) => side.one(slug)));
  const tails: number[] = [];
  const perSecond = (side: Side, next: () => string, more: Parameters<typeof read>[2] = {}): Window => async () => (await read(side.url, next, more)).perSecond;
  const noting = (side: Side, next: () => string): Window => async () => {
    const { perSecond: rate, p99 } = await read(side.url, next);
    tails.push(p99);
    return rate;
  };

  const bare = await startBare(many.ours.url, many.slugs.slice(0, HOT).map((slug) => many.ours.one(slug)));
  try {
    for (const [library, count] of [[few, counts.few], [many, counts.many]] as const) {
      const { ours, stock } = library;
      const note = `${count} published posts, 16 connections, no token`;
      for (const side of [ours, stock]) {
        await read(side.url, hot(library, side), { ms: 2_000 });
        await read(side.url, () => side.list, { ms: 1_000 });
      }
      await contest('GET one post by slug, of the thousand read most, against stock Strapi', atLeast(100), note, noting(ours, hot(library, ours)), perSecond(stock, hot(library, stock)));
      await contest('GET a list of 20 against stock Strapi', atLeast(60), note, noting(ours, () => ours.list), perSecond(stock, () => stock.list));
    }
    const { ours } = many;
    await contest('GET one post by slug: many posts against few', atLeast(0.9), `${counts.many} posts against ${counts.few}`, perSecond(ours, hot(many, ours)), perSecond(few.ours, hot(few, few.ours)));
    await contest('GET one post by slug against a bare node:http server', atLeast(0.4), 'the same bytes and headers', noting(ours, hot(many, ours)), perSecond({ ...ours, url: bare.url }, hot(many, ours)));

    const tagged = many.ours.one(many.slugs[0] ?? '');
    const etag = (await fetch(ours.url + tagged, { headers: { 'accept-encoding': 'identity' } })).headers.get('etag') ?? '';
    await contest('304 against 200', atLeast(1), 'one post by slug', perSecond(ours, () => tagged, { status: 304, contains: '', headers: { 'If-None-Match': etag } }), perSecond(ours, () => tagged));

    // Each address is asked for once in all the windows together: none of them is in memory.
    const unread = cycle(many.slugs.slice(HOT).map((slug) => ours.one(slug)));
    const misses = { atMost: Math.floor((counts.many - HOT) / PAIRS) };
    if (misses.atMost > 0) await contest('a miss against stock Strapi', atLeast(2), `of ${counts.many} posts, against stock with ${counts.few}`, perSecond(ours, unread, misses), perSecond(few.stock, hot(few, few.stock)));
    figures.push(figureOf({ what: 'slowest hundredth of hits', unit: 'ms', goal: atMost(1), note: 'against 20 ms' }, tails, tails.map(() => 20)));
  } finally {
    bare.stop();
    await few.end();
    await many.end();
  }
  figures.push(await residentAfterReadingAll(arena, many, progress));
  return figures;
};

/** On a machine with much memory Node lets garbage lie until several times what is in use; a service says what it may take. */
const OLD_SPACE = '--max-old-space-size=320';

/** A server over the large database, started anew, after every post was read once and many of them again, compressed. */
const residentAfterReadingAll = async (arena: Arena, { slugs, ours }: Library, progress: (line: string) => void): Promise<Figure> => {
  const server = startServer({ database: path.join(arena.folder, 'many-ours.db'), commands: path.join(__dirname, '../memory.cjs'), env: { LOG_LEVEL: 'error' }, nodeArguments: [OLD_SPACE] });
  const url = await server.ready;
  await read(url, cycle(slugs.map((slug) => ours.one(slug))), { ms: Infinity, atMost: slugs.length });
  await read(url, cycle(slugs.slice(-HOT).map((slug) => ours.one(slug))), { headers: { 'Accept-Encoding': 'br' }, contains: '' });
  const rss = await server.call<number>('resident');
  const kept = await server.call<{ entries: number; bytes: number }>('kept');
  await server.stop();
  progress(`  ${Math.round(rss / MIB)} MiB resident, ${kept.entries} entries of ${Math.round(kept.bytes / MIB)} MiB`);
  return figureOf({ what: 'resident memory after every post was read', unit: 'MiB', goal: atMost(1), note: `against 600 MiB; ${OLD_SPACE}; ${slugs.length} posts, ${kept.entries} entries in ${Math.round(kept.bytes / MIB)} MiB of memory` }, [rss / MIB], [600]);
};
