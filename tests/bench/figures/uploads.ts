import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { Arena } from '../apps';
import { startBare } from '../bare';
import { cycle, oursAt, publishMany } from '../readers';
import { rawLoad, type RawLoad } from '../raw-load';
import { compete, spread, type Figure } from '../windows';

const PAIRS = 5;
const POSTS = 1_000;

/** People who send at the same time, each one picture as a phone makes it. */
const SENDERS = 10;
const WIDTH = 4_000;
const HEIGHT = 3_000;

type Crowd = Required<Pick<RawLoad, 'connections' | 'ms'>> & Pick<RawLoad, 'perSecond'> & { readonly note: string };

/**
 * Visitors of a busy site, who come by the clock and have a connection each: over a few, whoever comes next would wait for the one before,
 * and one delay would be counted many times.
 */
const VISITORS: Crowd = { note: '1000 reads a second over 64 connections', connections: 64, perSecond: 1_000, ms: 6_000 };

/** As the other figures of delivery are measured: as much as the server can answer. It has no core to spare then, and the pictures take longer. */
const WITHOUT_PAUSE: Crowd = { note: '16 connections without a pause', connections: 16, ms: 10_000 };

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
export const uploads = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
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
    const tokens = await server.call<string[]>('createMembers', { count: SENDERS * PAIRS * 4 });
    progress(`  ${SENDERS} pictures of ${Math.round(photo.length / 1024)} KiB at a time`);

    const data = JSON.stringify({ title: 'A picture', text: 'Taken this morning.', contributorName: 'Lan', consent: true, rightsStatement: RIGHTS });
    const sendAll = async (senders: readonly string[]): Promise<void> => {
      worker.postMessage({ url, photo: new Uint8Array(photo), data, tokens: senders });
      const [problem] = (await once(worker, 'message')) as [string | null];
      if (problem !== null) throw new Error(problem);
    };

    const p99 = async (crowd: Crowd, read = url): Promise<number> => (await rawLoad({ ...crowd, url: read, next })).p99;
    let round = 0;
    const during = async (crowd: Crowd, read: string): Promise<number> => {
      const sent = sendAll(tokens.slice(round * SENDERS, (round += 1) * SENDERS));
      const measured = await p99(crowd, read);
      // What is still being drawn belongs to no other window.
      await sent;
      return measured;
    };
    const figureWith = async (crowd: Crowd): Promise<Figure> => {
      await p99(crowd);
      const least: number[] = [];
      const measured = async (): Promise<number> => {
        least.push(await during(crowd, beside));
        return during(crowd, url);
      };
      const figure = await compete({ what: 'slowest hundredth of delivery during ten uploads of 12 megapixels, against none', unit: 'ms', goal: { kind: 'at most', value: 2 }, pairs: PAIRS, measured, against: () => p99(crowd) }, progress);
      const { median, min, max } = spread(least);
      return { ...figure, note: `${crowd.note}; a bare server beside it during the same: ${median} ms (${min} to ${max})` };
    };
    return [await figureWith(VISITORS), await figureWith(WITHOUT_PAUSE)];
  } finally {
    bare?.stop();
    await worker.terminate();
    await server.stop();
  }
};
