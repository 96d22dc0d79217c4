import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import type { Arena } from '../apps';
import { cycle, oursAt, publishMany } from '../readers';
import { rawLoad } from '../raw-load';
import { compete, type Figure } from '../windows';

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
const READERS = 4;
const READS_PER_SECOND = 1_000;
const WINDOW_MS = 6_000;

const RIGHTS = '2.1';

/** Noise over a gradient: as many bytes as a photograph has, a few megabytes. */
const photograph = async (): Promise<Buffer> => {
  const noise = await sharp({ create: { width: WIDTH / 4, height: HEIGHT / 4, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#000' } }).png().toBuffer();
  return sharp(noise).resize(WIDTH, HEIGHT, { kernel: 'cubic' }).jpeg({ quality: 92 }).toBuffer();
};

/** Ten uploads of twelve megapixels at once, while what is published is read: by how much the slowest reader waits longer. */
export const uploads = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const { server, url } = await arena.start('ours', 'uploads');
  const worker = new Worker(path.join(__dirname, '../senders.cjs'));
  try {
    const { one } = oursAt(url);
    const slugs = await publishMany(server, 'ours', Math.max(100, Math.round(POSTS * scale)));
    const next = cycle(slugs.map((slug) => one(slug)));
    const photo = await photograph();
    const tokens = await server.call<string[]>('createMembers', { count: SENDERS * PAIRS });
    progress(`  ${SENDERS} pictures of ${Math.round(photo.length / 1024)} KiB at a time`);

    const data = JSON.stringify({ title: 'A picture', text: 'Taken this morning.', contributorName: 'Lan', consent: true, rightsStatement: RIGHTS });
    const sendAll = async (senders: readonly string[]): Promise<void> => {
      worker.postMessage({ url, photo: new Uint8Array(photo), data, tokens: senders });
      const [problem] = (await once(worker, 'message')) as [string | null];
      if (problem !== null) throw new Error(problem);
    };

    const p99 = async (): Promise<number> => (await rawLoad({ url, next, connections: READERS, perSecond: READS_PER_SECOND, ms: WINDOW_MS })).p99;
    await p99();
    let round = 0;
    const during = async (): Promise<number> => {
      const senders = tokens.slice(round * SENDERS, (round += 1) * SENDERS);
      const sent = sendAll(senders);
      const measured = await p99();
      // What is still being drawn belongs to no other window.
      await sent;
      return measured;
    };
    return await compete({ what: 'slowest hundredth of delivery during ten uploads of 12 megapixels, against none', unit: 'ms', goal: { kind: 'at most', value: 2 }, pairs: PAIRS, note: `${READS_PER_SECOND} reads a second over ${READERS} connections, ${SENDERS} uploads at once`, measured: during, against: p99 }, progress);
  } finally {
    await worker.terminate();
    await server.stop();
  }
};
