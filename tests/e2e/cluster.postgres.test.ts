/**
 * Three processes on one database, whose clocks disagree: promises fall due all the time while people work, and then
 * processes are killed, connections cut, all at once and one by one, and commits lost on the way to the database or back. Every
 * promise is kept exactly once, and nothing that was acknowledged is lost.
 *
 * CLUSTER_PIECES, CLUSTER_CALM_S and CLUSTER_CHAOS_S make it longer; CLUSTER_SEED repeats a run's choices.
 */
import path from 'node:path';
import { between, pick, randomFrom } from '../../src/seed/art/random';
import { latenessOf, type Lateness } from '../support/cluster/lateness';
import { audit, type Audit } from '../support/crash/audit';
import { addCover } from '../support/crash/cover';
import { startCrowd } from '../support/crash/crowd';
import { newLedger } from '../support/crash/ledger';
import { createTeam, expectOk, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';
import { startProxy, type PostgresProxy } from '../support/postgres-proxy';
import { openDatabase, type TestDatabase } from '../support/test-database';

const PIECES = Number(process.env.CLUSTER_PIECES ?? 150);
const CALM_MS = Number(process.env.CLUSTER_CALM_S ?? 15) * 1000;
const CHAOS_MS = Number(process.env.CLUSTER_CHAOS_S ?? 45) * 1000;
const SEED = process.env.CLUSTER_SEED ?? String(Date.now());
const PEOPLE = 50;

/** As much as machines disagree that nobody looks after. */
const SKEWS_MS = [0, 2_500, -2_500] as const;

/** How long a person thinks between two clicks: a busy desk, and still a server that can keep up. */
const THINKS_MS = [1_000, 4_000] as const;

const BETWEEN_KILLS_MS = [3_000, 8_000] as const;

/** Two kills and a cut, however slow the machine is. */
const LEAST_ROUNDS = 3;

/** After a cut, what a server answers may be the cut. */
const DISTURBED_MS = 3_000;

/** Meanwhile, and not only between two kills. */
const BETWEEN_MISHAPS_MS = [500, 2_000] as const;

/** After one connection, or one commit. */
const SHAKEN_MS = 1_000;

/** Setting up takes longer than the rest, and the machine may be busy elsewhere. */
const PATIENCE_MS = 240_000 + PIECES * 500 + CALM_MS + CHAOS_MS;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const CONTENT = {
  summary: 'A summary that is long enough for the checklist.',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'A body that is long enough for the checklist, and says something.' }] }],
  tags: [{ name: 'rain' }, { name: 'ridge' }],
};

interface Place {
  server: Server;
  /** `null` while it is starting. */
  address: string | null;
  /** Resolves once a server listens here. */
  up: Promise<void>;
}

describe(`three processes with ${PIECES} promises and ${PEOPLE} people`, () => {
  const random = randomFrom(SEED);
  const ledger = newLedger();
  const places: Place[] = [];
  let database: TestDatabase;
  let proxy: PostgresProxy;
  let laws: Audit;
  let calm: Lateness;
  let findings: unknown[] = [];
  let kept = 0;
  let kills = 0;
  let cuts = 0;
  let singleCuts = 0;
  let lostCommits = 0;
  let brokenStarts = 0;
  /** What processes said that ended although nobody ended them. */
  const deaths: string[] = [];
  let team: Team;
  let disturbedUntil = 0;
  /** When a connection was cut, or the answer to a commit lost, for the last time. */
  let lastMishap = 0;

  /** A server whose connection is cut while it starts cannot go on: it says so, ends with 1, and its service manager starts it again. */
  const listen = async (place: Place): Promise<void> => {
    for (;;) {
      const began = Date.now();
      try {
        const { server } = place;
        place.address = await server.ready;
        void server.ended.then(({ code, output }) => {
          if (place.server !== server || place.address === null) return;
          place.address = null;
          const death = `a process ended with ${code} and by itself:\n${output}`;
          process.stderr.write(`cluster test: ${death}\n`);
          deaths.push(death);
        });
        return;
      } catch (error) {
        if (lastMishap < began || !(error instanceof Error && error.message.startsWith('the server ended (1)'))) throw error;
        brokenStarts += 1;
        place.server = start(places.indexOf(place));
      }
    }
  };

  const start = (which: number): Server =>
    startServer({
      database: { env: { ...database.env, DATABASE_URL: proxy.reach(database.env.DATABASE_URL ?? '') } },
      commands: path.resolve(__dirname, '../support/cluster/commands.ts'),
      nodeArguments: ['--require', path.resolve(__dirname, '../support/skewed-clock.cjs')],
      env: { CLOCK_SKEW_MS: String(SKEWS_MS[which]) },
    });

  const open = (which: number): Promise<void> => {
    const place: Place = { server: start(which), address: null, up: Promise.resolve() };
    places[which] = place;
    place.up = listen(place);
    return place.up;
  };

  const addressOfOne = async (): Promise<string> => {
    for (;;) {
      const up = places.flatMap(({ address }) => address ?? []);
      if (up.length > 0) return pick(random, up as [string, ...string[]]);
      await sleep(20);
    }
  };

  const disturbFor = (ms: number): void => void (disturbedUntil = Math.max(disturbedUntil, Date.now() + ms));

  const mishapFor = (ms: number): void => {
    disturbFor(ms);
    lastMishap = Date.now();
  };

  /** All connections but the one that cuts. */
  const cut = async (): Promise<void> => {
    mishapFor(DISTURBED_MS);
    const db = await database.look();
    await db.all('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await db.close();
    mishapFor(DISTURBED_MS);
    cuts += 1;
  };

  const cutOne = async (): Promise<void> => {
    const db = await database.look();
    const pids = (await db.all("select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' order by pid")).map(({ pid }) => Number(pid));
    if (pids.length > 0) await db.all('select pg_terminate_backend(?)', pick(random, pids as [number, ...number[]]));
    await db.close();
    singleCuts += 1;
  };

  const mishaps = async (until: number): Promise<void> => {
    while (Date.now() < until) {
      await sleep(between(random, ...BETWEEN_MISHAPS_MS));
      mishapFor(SHAKEN_MS);
      if (random() < 0.5) await cutOne();
      else {
        await proxy.loseCommit('', pick(random, ['question', 'answer'] as const));
        lostCommits += 1;
      }
      mishapFor(SHAKEN_MS);
    }
  };

  const replace = async (which: number): Promise<void> => {
    const place = places[which];
    if (place === undefined) return;
    place.address = null;
    disturbFor(DISTURBED_MS);
    await place.server.kill();
    kills += 1;
    await open(which);
  };

  const chaos = async (until: number): Promise<void> => {
    for (let round = 0; round < LEAST_ROUNDS || Date.now() < until; round += 1) {
      await sleep(between(random, ...BETWEEN_KILLS_MS));
      if (round % 3 === 1) await cut();
      else await replace(Math.floor(random() * SKEWS_MS.length));
    }
  };

  const settle = async (): Promise<void> => {
    const address = await addressOfOne();
    for (let patience = 300; patience > 0; patience -= 1) {
      const { data } = await expectOk(`${address}/content-workflow/pieces?state=scheduled`, 'GET', team.admin);
      const { data: health } = await expectOk(`${address}/content-workflow/health`, 'GET', team.admin);
      if (data.length === 0 && (health.jobs.nextRunAt === null || Date.parse(health.jobs.nextRunAt) > Date.now() + 60_000)) return;
      await sleep(200);
    }
  };

  beforeAll(async () => {
    process.stderr.write(`cluster test: CLUSTER_SEED=${SEED}\n`);
    database = await openDatabase();
    proxy = await startProxy();
    // All at once over an empty database: each waits for the one before it to make the tables.
    await Promise.all(Array.from(SKEWS_MS.keys(), open));
    team = await createTeam(await addressOfOne());
    const content = { ...CONTENT, cover: await addCover(database) };

    // Written first and promised together, so that the promises do not fall due while others are still being written.
    const share = Math.ceil(PIECES / places.length);
    const warm = (count: number) => Promise.all(places.map(({ server }, i) => server.call('write', { name: `warm${count}-${i}`, count, content })));
    await warm(1);
    const began = Date.now();
    await warm(2);
    const each = (Date.now() - began) / 2;
    const ready = share * each;
    await Promise.all(places.map(({ server }, i) => server.call('write', { name: String(i), count: share, content, within: [ready / 4 + 5_000, ready / 4 + 5_000 + CALM_MS + CHAOS_MS] })));

    const from = Date.now() + 5_000;
    const crowd = startCrowd({ people: PEOPLE, team, ledger, random, content, address: addressOfOne, thinks: THINKS_MS, disturbed: () => Date.now() < disturbedUntil });
    await sleep(from + CALM_MS - Date.now());
    const until = Date.now();
    await Promise.all([chaos(until + CHAOS_MS), mishaps(until + CHAOS_MS)]);
    await crowd.stop();
    await Promise.all(places.map(({ up }) => up));
    await sleep(DISTURBED_MS);
    await settle();
    findings = (await expectOk(`${await addressOfOne()}/content-workflow/integrity`, 'POST', team.admin, {})).data.findings;
    const now = Date.now();
    for (const place of places) place.address = null;
    expect(await Promise.all(places.map(({ server }) => server.stop()))).toEqual(places.map(() => 0));
    const db = await database.look();
    laws = await audit(db, ledger, now);
    calm = await latenessOf(db, { from, until });
    const { n } = (await db.get("select count(*) as n from cw_history where event = 'DUE' and to_state = 'published' and detail like '%cluster-%'")) ?? {};
    kept = Number(n);
    await db.close();
    process.stderr.write(`cluster test: ${kept} of ${share * places.length} promises kept; ${ledger.events.length} events, ${ledger.edits.length} edits; ${kills} kills, ${cuts} cuts of all connections and ${singleCuts} of one, ${lostCommits} commits lost, ${brokenStarts} starts broken off; ${ledger.conflicts} conflicts, ${ledger.unanswered} unanswered; late while calm (ms): ${JSON.stringify(calm)}\n`);
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(places.map(({ server }) => server.kill()));
    await database.remove();
    await proxy.close();
  });

  it('had work to lose', () => {
    expect(ledger.events.length).toBeGreaterThan(20);
    expect(calm.count).toBeGreaterThan(5);
    expect(kills).toBeGreaterThan(1);
    expect(cuts).toBeGreaterThan(0);
    expect(singleCuts).toBeGreaterThan(0);
    expect(lostCommits).toBeGreaterThan(0);
    expect(ledger.surprises).toEqual([]);
  });

  it('lost no process but those that were killed', () => expect(deaths).toEqual([]));

  it('kept every promise exactly once', () => {
    expect(kept).toBe(Math.ceil(PIECES / places.length) * places.length);
    expect(laws['what was due is done once']).toEqual([]);
  });
  it('has every acknowledged event in the history exactly once', () => expect(laws['what was acknowledged is in the history once']).toEqual([]));
  it('has a contiguous history for every piece', () => expect(laws['every history is contiguous']).toEqual([]));
  it('has every acknowledged edit', () => expect(laws['every acknowledged edit is there']).toEqual([]));
  it('serves nothing that was not approved as it is', () => {
    expect(laws['nothing is live without an approval']).toEqual([]);
    expect(laws['readers are served what is live']).toEqual([]);
    expect(findings).toEqual([]);
  });
  it('leaves no job overdue or failed', () => expect(laws['no job is left behind']).toEqual([]));
});
