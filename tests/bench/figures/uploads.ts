import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { Arena } from '../apps';
import { cycle, oursAt, publishMany } from '../readers';
import { startBare } from '../bare';
import { rawLoad } from '../raw-load';
import { compete, spread, type Figure } from '../windows';

const PAIRS = 5;
const POSTS = 1_000;

/** People who send at the same time, each one picture as a phone makes it. */
const SENDERS = 10;
const WIDTH = 4_000;
const HEIGHT = 3_000;

/**
 * What a site with very many visitors reads all the time; how much more it could read is another figure. Readers without a pause would
 * take a machine of two cores for themselves and the server, and everything beside them would be measured as waiting.
 */
const READS_PER_SECOND = 1_000;

/** Visitors have a connection each: over a few, whoever comes next would wait for the one before, and one delay would be counted many times. */
const READERS = 64;
const WINDOW_MS = 6_000;

const RIGHTS = '2.1';

/** Noise over a gradient: as many bytes as a photograph has, a few megabytes. */
const photograph = async (): Promise<Buffer> => {
  const noise = await sharp({ create: { width: WIDTH / 4, height: HEIGHT / 4, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#000' } }).png().toBuffer();
  return sharp(noise).resize(WIDTH, HEIGHT, { kernel: 'cubic' }).jpeg({ quality: 92 }).toBuffer();
};

/**
 * Ten uploads of twelve megapixels at once, while what is published is read: by how much the slowest reader waits longer. What a bare
 * server of Node's in a process of its own makes its readers wait during the same work is said beside it: less than that is not to be had
 * on that machine.
 */
export const uploads = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { server, url } = await arena.start('ours', 'uploads');
  const worker = new Worker(path.join(__dirname, '../senders.cjs'));
  let bare: { readonly url: string; stop(): void } | undefined;
  try {
    const { one } = oursAt(url);
    const slugs = await publishMany(server, 'ours', Math.max(100, Math.round(POSTS * scale)));
    const paths = slugs.map((slug) => one(slug));
    const next = cycle(paths);
    bare = await startBare(url, paths);
    const { url: beside } = bare;
    const photo = await photograph();
    const tokens = await server.call<string[]>('createMembers', { count: SENDERS * PAIRS * 2 });
    progress(`  ${SENDERS} pictures of ${Math.round(photo.length / 1024)} KiB at a time`);

    const data = JSON.stringify({ title: 'A picture', text: 'Taken this morning.', contributorName: 'Lan', consent: true, rightsStatement: RIGHTS });
    const sendAll = async (senders: readonly string[]): Promise<void> => {
      worker.postMessage({ url, photo: new Uint8Array(photo), data, tokens: senders });
      const [problem] = (await once(worker, 'message')) as [string | null];
      if (problem !== null) throw new Error(problem);
    };

    const p99 = async (read = url): Promise<number> => (await rawLoad({ url: read, next, connections: READERS, perSecond: READS_PER_SECOND, ms: WINDOW_MS })).p99;
    await p99();
    let round = 0;
    const during = async (read: string): Promise<number> => {
      const sent = sendAll(tokens.slice(round * SENDERS, (round += 1) * SENDERS));
      const measured = await p99(read);
      // What is still being drawn belongs to no other window.
      await sent;
      return measured;
    };
    const least: number[] = [];
    const measured = async (): Promise<number> => {
      least.push(await during(beside));
      return during(url);
    };
    const figure = await compete({ what: 'slowest hundredth of delivery during ten uploads of 12 megapixels, against none', unit: 'ms', goal: { kind: 'at most', value: 2 }, pairs: PAIRS, measured, against: () => p99() }, progress);
    const { median, min, max } = spread(least);
    return { ...figure, note: `${READS_PER_SECOND} reads a second over ${READERS} connections, ${SENDERS} uploads at once; a bare server beside it during the same: ${median} ms (${min} to ${max})` };
  } finally {
    bare?.stop();
    await worker.terminate();
    await server.stop();
  }
};
