import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { PostEvents } from '../../../src/plugins/content-workflow/contracts/experiment';
import { liveExperiment } from '../../support/live-experiments';
import type { Arena } from '../apps';
import { compete, figureOf, median, type Figure } from '../windows';

const PAIRS = 5;

/** Requests at one time, and as many insertions at one time on the other side. */
const AT_ONCE = 16;

/** As many as one request may hold: half of them readers who are shown something, half what they then do. */
const A_BATCH = 100;
const BATCHES = 200;

const AGAINST_MS = 2_000;

/** Within which a reader's request is answered, for 95 of a hundred, while so many events come in a second: a busy site. */
const GOAL_MS = 200;
const PACED_PER_SECOND = 500;
const A_PACED_BATCH = 10;
const PACED_MS = 4_000;

const EXPERIMENT = liveExperiment({ id: 1, key: 'bench' });

const post = (url: string, agent: http.Agent, network: number, body: string, size: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'x-forwarded-for': `10.${network >> 8}.${network & 255}.1` };
    const request = http.request(`${url}/api/events`, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const counted = answer.statusCode === 202 ? (JSON.parse(text) as PostEvents.Response).data.accepted : 0;
        if (counted === size) resolve(performance.now() - began);
        else reject(new Error(`${answer.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** Readers' events over HTTP, each acknowledged when it is durable, against one insertion an event by Strapi's own document service in the process itself. */
export const events = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const ours = await arena.start('ours', 'events-ours', { clock: false, env: { IS_PROXIED: 'true' } });
  const stock = await arena.start('stock', 'events-stock', { clock: false });
  await ours.server.call('runExperiments', [EXPERIMENT]);
  const batches = Math.max(20, Math.round(BATCHES * scale));
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const open = new http.Agent({ keepAlive: true });
  const tails: number[] = [];
  let readers = 0;

  /** Of readers who never came before: each is shown something and reaches the goal. */
  const bodiesOf = async (count: number, size: number): Promise<string[]> => {
    const tokens = await ours.server.call<string[]>('assignments', { key: EXPERIMENT.key, from: readers, count: (count * size) / 2 });
    readers += tokens.length;
    const at = new Date().toISOString();
    return Array.from({ length: count }, (_, i) => {
      const both = tokens.slice((i * size) / 2, ((i + 1) * size) / 2).flatMap((token): PostEvents.Event[] => [{ id: randomUUID(), type: 'exposure', token, at }, { id: randomUUID(), type: 'goal', goal: 'click', value: 1, token, at }]);
      return JSON.stringify({ sentAt: at, events: both });
    });
  };

  const measured = async (): Promise<number> => {
    const bodies = await bodiesOf(batches, A_BATCH);
    const times: number[] = [];
    let next = 0;
    const sender = async (): Promise<void> => {
      while (next < bodies.length) {
        const mine = next;
        next += 1;
        times.push(await post(ours.url, agent, mine, bodies[mine] ?? '', A_BATCH));
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    const seconds = (performance.now() - began) / 1000;
    tails.push(percentile(times, 0.95));
    return (batches * A_BATCH) / seconds;
  };
  /** Requests leave at their time whatever became of those before; counted from that time, so that a queue is not hidden. */
  const paced = async (): Promise<number> => {
    const everyMs = (1_000 * A_PACED_BATCH) / PACED_PER_SECOND;
    const bodies = await bodiesOf(Math.max(50, Math.round((PACED_MS * Math.min(1, scale)) / everyMs)), A_PACED_BATCH);
    const began = performance.now();
    const times = await Promise.all(
      bodies.map(async (body, i) => {
        await new Promise((resolve) => setTimeout(resolve, i * everyMs));
        await post(ours.url, open, i, body, A_PACED_BATCH);
        return performance.now() - began - i * everyMs;
      })
    );
    return percentile(times, 0.95);
  };
  const against = (): Promise<number> => stock.server.call<number>('createReadings', { ms: AGAINST_MS * Math.min(1, scale), atOnce: AT_ONCE });

  try {
    await measured();
    tails.length = 0;
    await against();
    const speed = await compete({ what: 'events of readers by POST /api/events against documents().create', unit: 'events/s', goal: { kind: 'at least', value: 10 }, pairs: PAIRS, note: `${batches} batches of ${A_BATCH}, ${AT_ONCE} at one time, over HTTP against in-process`, measured, against }, progress);
    const calm: number[] = [];
    for (let i = 0; i < PAIRS; i += 1) calm.push(await paced());
    progress(`  95 of a hundred within ${median(calm).toFixed(1)} ms at ${PACED_PER_SECOND} events/s, ${median(tails).toFixed(0)} ms at full speed`);
    return [
      { ...speed, note: `${speed.note}; 95 of a hundred requests within ${median(tails).toFixed(0)} ms` },
      figureOf({ what: `95 of a hundred requests are answered within, at ${PACED_PER_SECOND} events/s`, unit: 'ms', goal: { kind: 'at most', value: 1 }, note: `against ${GOAL_MS} ms; ${A_PACED_BATCH} events a request` }, calm, calm.map(() => GOAL_MS)),
    ];
  } finally {
    agent.destroy();
    open.destroy();
    await Promise.all([ours.server.stop(), stock.server.stop()]);
  }
};
