/** Deliveries against a loop of the same calls: what the rows before and after each call, and the comparison with what was approved, cost. */
import path from 'node:path';
import { startScriptedServer } from '../../support/distribution/scripted';
import { startServer } from '../../support/server';
import type { Arena } from '../apps';
import { compete, type Figure } from '../windows';

const PAIRS = 5;
const CHANNELS = 10;

/** What the calls of one process are side by side by default; the loop is given as many. */
const AT_ONCE = 8;

/** A platform on another continent, that answers fast. */
const ANSWER_MS = 100;

export const distribution = async (arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure> => {
  const pieces = Math.max(10, Math.round(40 * scale));
  const count = pieces * CHANNELS;
  const platforms = await Promise.all(Array.from({ length: CHANNELS }, () => startScriptedServer({ answerMs: ANSWER_MS })));
  const server = startServer({
    database: path.join(arena.folder, 'distribution.db'),
    commands: path.resolve(__dirname, '../../support/distribution/commands.ts'),
    env: { WORKFLOW_CLOCK: 'off', LOG_LEVEL: 'error', DISTRIBUTION_CONCURRENCY: String(AT_ONCE), EGRESS_ALLOW: platforms.map(({ origin }) => new URL(origin).host).join() },
  });
  try {
    await server.ready;
    await server.call('connect', platforms.map(({ origin }, i) => ({ key: `channel-${i}`, platform: 'test-none', settings: { origin } })));
    let from = 0;
    const measured = async (): Promise<number> => {
      await server.call('goLive', { from, pieces });
      from += pieces;
      return server.call<number>('deliverAll');
    };
    const against = (): Promise<number> => server.call<number>('bareLoop', { origins: platforms.map(({ origin }) => origin), count, atOnce: AT_ONCE });
    return await compete(
      {
        what: 'deliveries that are due at once against a loop of bare fetch calls',
        unit: 'deliveries/s',
        goal: { kind: 'at least', value: 0.7 },
        pairs: PAIRS,
        note: `${count} deliveries over ${CHANNELS} channels, ${AT_ONCE} at once on both sides; the platform answers after ${ANSWER_MS} ms`,
        measured,
        against,
      },
      progress
    );
  } finally {
    await server.stop();
    await Promise.all(platforms.map((platform) => platform.close()));
  }
};
