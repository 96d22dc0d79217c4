import type { Arena } from '../apps';
import { startBare } from '../bare';
import { rawLoad } from '../raw-load';
import { cycle } from '../readers';
import { compete, type Figure } from '../windows';

const PAIRS = 5;
const LINKS = 1_000;
const CONNECTIONS = 16;
const WINDOW_MS = 2_000;

/** Looking a link up, telling people from programs and counting may cost as much again as answering. */
const GOAL = 0.5;

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** Redirects of short links, each of them counted, against a bare `node:http` server that sends the same answers. */
export const links = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { server, url } = await arena.start('ours', 'links');
  const paths = await server.call<string[]>('makeLinks', { count: Math.max(100, Math.round(LINKS * scale)) });
  const bare = await startBare(url, paths);
  let followed = paths.length;
  const window = async (at: string): Promise<number> => {
    const { perSecond, done } = await rawLoad({ url: at, next: cycle(paths), connections: CONNECTIONS, ms: WINDOW_MS, status: 302, headers: { 'User-Agent': BROWSER } });
    if (at === url) followed += done;
    return perSecond;
  };
  try {
    void [await window(url), await window(bare.url)];
    const figure = await compete({ what: 'redirects of short links against a bare node:http server', unit: 'requests/s', goal: { kind: 'at least', value: GOAL }, pairs: PAIRS, note: `${paths.length} links, ${CONNECTIONS} connections, every click counted`, measured: () => window(url), against: () => window(bare.url) }, progress);
    const { person, bot } = await server.call<{ person: number; bot: number }>('countedClicks');
    if (person + bot !== followed) throw new Error(`${followed} links were followed and ${person + bot} clicks were counted`);
    progress(`  ${followed} clicks, all of them counted`);
    return figure;
  } finally {
    bare.stop();
    await server.stop();
  }
};
