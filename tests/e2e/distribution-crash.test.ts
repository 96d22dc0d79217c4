/**
 * Nothing is posted twice and nothing is lost, however often the server is killed while it posts and whatever the
 * platforms do meanwhile.
 *
 * DISTRIBUTION_PIECES times ten channels is how many deliveries there are (1,000 by default), DISTRIBUTION_KILLS how often
 * the server is killed (20); DISTRIBUTION_SEED repeats a run's choices, though not the scheduler's.
 */
import path from 'node:path';
import { between, randomFrom } from '../../src/seed/art/random';
import type { Fault } from '../support/distribution/case';
import type { ChannelInput } from '../support/distribution/commands';
import { startScriptedServer, type ScriptedPlatform, type ScriptedServer } from '../support/distribution/scripted';
import { startServer, type Server } from '../support/server';
import { openDatabase, type Row, type TestDatabase } from '../support/test-database';

const PIECES = Number(process.env.DISTRIBUTION_PIECES ?? 100);
const KILLS = Number(process.env.DISTRIBUTION_KILLS ?? 20);
const SEED = process.env.DISTRIBUTION_SEED ?? String(Date.now());

const PLATFORMS: readonly ScriptedPlatform[] = ['test-key', 'test-key', 'test-key', 'test-key', 'test-lookup', 'test-lookup', 'test-lookup', 'test-none', 'test-none', 'test-none'];

/** Of a hundred calls so many; the rest succeed. What a platform does to a message before it falls silent differs. */
const MISFORTUNES: readonly (readonly [Fault, number])[] = [['took-then-cut', 5], ['cut-before-reading', 5], ['hang', 2], ['malformed', 3], ['server-error', 3], ['rate-limit', 3], ['refuse-content', 2]];

/** A platform takes up to so long to answer; the server waits for a second. */
const ANSWER_MS = [5, 300] as const;

/** How long the server works before it is killed, counted from its first call: long enough for some to be on their way. */
const WORK_MS = [100, 1_200] as const;

const PATIENCE_MS = 240_000 + KILLS * 15_000 + PIECES * 10 * 300;

const UNDER_WAY = ['scheduled', 'preparing', 'publishing', 'confirming'];

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Delivery {
  readonly key: string;
  readonly state: string;
  readonly platform: ScriptedPlatform;
  readonly messages: number;
  readonly calls: number;
  readonly attempts: readonly Row[];
}

describe(`${PIECES * PLATFORMS.length} deliveries over ten channels, while the server is killed ${KILLS} times`, () => {
  const random = randomFrom(SEED);
  const platforms: ScriptedServer[] = [];
  const servers: Server[] = [];
  let database: TestDatabase;
  let deliveries: Delivery[] = [];
  let promised = 0;
  let kills = 0;

  const misfortune = (): Fault | 'ok' => {
    let left = random() * 100;
    for (const [fault, weight] of MISFORTUNES) {
      left -= weight;
      if (left < 0) return fault;
    }
    return 'ok';
  };

  const start = (): Server => {
    const server = startServer({ database, commands: path.join(__dirname, '../support/distribution/commands.ts'), env: { DISTRIBUTION_TIMEOUT_SECONDS: '1', DISTRIBUTION_CONCURRENCY: '16', EGRESS_ALLOW: platforms.map(({ origin }) => new URL(origin).host).join() } });
    servers.push(server);
    return server;
  };

  const calls = (): number => platforms.reduce((sum, server) => sum + server.calls.length, 0);

  const underWay = async (server: Server): Promise<number> => {
    const states = await server.call<Record<string, number>>('states');
    return UNDER_WAY.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  };

  /** Kills it while calls are on their way; false when there is nothing left to do. */
  const killAtWork = async (server: Server): Promise<boolean> => {
    const before = calls();
    await server.ready;
    for (let patience = 100; calls() === before && patience > 0; patience -= 1) await sleep(50);
    await sleep(between(random, ...WORK_MS));
    if ((await underWay(server)) === 0) return false;
    await server.kill();
    kills += 1;
    return true;
  };

  beforeAll(async () => {
    process.stderr.write(`distribution crash test: DISTRIBUTION_SEED=${SEED} DISTRIBUTION_KILLS=${KILLS} DISTRIBUTION_PIECES=${PIECES}\n`);
    database = await openDatabase();
    const channels: ChannelInput[] = [];
    for (const [i, platform] of PLATFORMS.entries()) {
      const server = await startScriptedServer({ dedupes: platform === 'test-key' });
      server.byChance(misfortune, () => between(random, ...ANSWER_MS));
      platforms.push(server);
      channels.push({ key: `channel-${i}`, platform, settings: { origin: server.origin } });
    }
    const first = start();
    await first.ready;
    await first.call('connect', channels);
    promised = await first.call<number>('goLive', { pieces: PIECES });
    let goesOn = await killAtWork(first);
    while (goesOn && kills < KILLS) goesOn = await killAtWork(start());
    const last = goesOn ? start() : (servers.at(-1) as Server);
    await last.ready;
    while ((await underWay(last)) > 0) await sleep(250);
    await last.stop();

    const db = await database.look();
    const rows = await db.all('select d.*, c.platform, c.key as channel from cw_deliveries d join cw_channels c on c.id = d.channel_id');
    const attempts = await db.all('select * from cw_attempts order by id');
    await db.close();
    deliveries = rows.map((row): Delivery => {
      const server = platforms[Number(String(row.channel).replace('channel-', ''))] as ScriptedServer;
      return {
        key: String(row.key),
        state: String(row.state),
        platform: row.platform as ScriptedPlatform,
        messages: server.messages.filter(({ key }) => key === row.key).length,
        calls: server.calls.filter(({ key }) => key === row.key).length,
        attempts: attempts.filter((attempt) => Number(attempt.delivery_id) === Number(row.id)),
      };
    });
    const count = (state: string): number => deliveries.filter((delivery) => delivery.state === state).length;
    process.stderr.write(`distribution crash test: ${kills} kills, ${calls()} calls, ${attempts.length} attempts; ${count('published')} published, ${count('failed')} failed, ${count('uncertain')} uncertain\n`);
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await Promise.all(platforms.map((server) => server.close()));
    await database.remove();
  });

  const asked = ({ attempts }: Delivery): Row[] => attempts.filter(({ phase }) => phase === 'publish');

  it('had something to lose', () => {
    expect(kills).toBe(KILLS);
    expect(deliveries.filter((delivery) => asked(delivery).some(({ code }) => code === 'interrupted')).length).toBeGreaterThan(KILLS / 2);
  });

  it('loses nothing: every delivery has come to an end that it can be told by', () => {
    expect(deliveries).toHaveLength(promised);
    expect(deliveries.filter(({ state }) => !['published', 'failed', 'uncertain'].includes(state))).toEqual([]);
  });

  it('brings no message twice', () => expect(deliveries.filter(({ messages }) => messages > 1)).toEqual([]));

  it('says "published" of what is there and "failed" of what is not', () => {
    expect(deliveries.filter(({ state, messages }) => state === 'published' && messages !== 1)).toEqual([]);
    expect(deliveries.filter(({ state, messages }) => state === 'failed' && messages !== 0)).toEqual([]);
  });

  it('is certain wherever the platform offers a key or a look-up, unless it refuses the second call and so says nothing of the first', () => {
    const uncertain = deliveries.filter(({ platform, state }) => platform !== 'test-none' && state === 'uncertain');
    expect(uncertain.filter((delivery) => asked(delivery).at(-1)?.outcome !== 'rejected')).toEqual([]);
  });

  it('leaves every other doubtful one to a person, and does not call again', () => {
    const doubtful = deliveries.filter((delivery) => delivery.platform === 'test-none' && asked(delivery).some(({ outcome }) => outcome === 'unknown'));
    expect(doubtful.length).toBeGreaterThan(0);
    expect(doubtful.filter(({ state }) => state !== 'uncertain')).toEqual([]);
    expect(doubtful.filter((delivery) => asked(delivery).findIndex(({ outcome }) => outcome === 'unknown') !== asked(delivery).length - 1)).toEqual([]);
  });

  it('wrote every call down before it was made', () => expect(deliveries.filter((delivery) => delivery.calls > asked(delivery).length)).toEqual([]));
});
