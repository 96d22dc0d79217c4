/**
 * Kill -9 at any moment loses nothing that was acknowledged and no work that is due.
 *
 * CRASH_KILLS sets how often (50 by default); CRASH_SEED repeats a run's choices, though not the scheduler's.
 */
import { between, randomFrom } from '../../src/seed/art/random';
import { audit, type Audit } from '../support/crash/audit';
import { addCover } from '../support/crash/cover';
import { startCrowd } from '../support/crash/crowd';
import { newLedger, type Ledger } from '../support/crash/ledger';
import { createTeam, expectOk, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

const KILLS = Number(process.env.CRASH_KILLS ?? 50);
const SEED = process.env.CRASH_SEED ?? String(Date.now());
const PEOPLE = 6;

/** How long the crowd may work between a start and a kill; the first answers of a cold server take half a second. */
const WORK_MS = [20, 2_500] as const;

/** Before the first kill, so that there are pieces in every state to lose; patience for a machine that is busy elsewhere. */
const WARM_UP_EVENTS = 80;
const WARM_UP_PATIENCE_MS = 40_000;

/** So many kills hit a server that is still starting, when it catches up with what fell due. */
const WHILE_STARTING = 0.2;

/** A cycle takes about four seconds on a busy machine with two cores. */
const PATIENCE_MS = 60_000 + KILLS * 12_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const CONTENT = {
  summary: 'A summary that is long enough for the checklist.',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'A body that is long enough for the checklist, and says something.' }] }],
  tags: [{ name: 'rain' }, { name: 'ridge' }],
  platformAdaptations: [{ platform: 'weibo', text: 'Rain on the ridge.' }],
};

/** A door that is open while a server runs: the crowd asks it for the address and waits when it is shut. */
const createDoor = () => {
  let open: (address: string) => void = () => undefined;
  let address = new Promise<string>((resolve) => (open = resolve));
  return {
    address: () => address,
    open: (at: string): void => open(at),
    shut(): void {
      address = new Promise<string>((resolve) => (open = resolve));
    },
  };
};

describe(`a server that is killed ${KILLS} times while people work`, () => {
  let database: TestDatabase;
  const random = randomFrom(SEED);
  const ledger: Ledger = newLedger();
  const servers: Server[] = [];
  let laws: Audit;
  let findings: unknown[] = [];
  let publications = 0;
  let team: Team;

  const start = (): Server => {
    const server = startServer({ database });
    servers.push(server);
    return server;
  };

  const warmUp = async (): Promise<void> => {
    for (const began = Date.now(); ledger.events.length < WARM_UP_EVENTS && Date.now() - began < WARM_UP_PATIENCE_MS; ) await sleep(100);
  };

  /** Waits until no promise is open, as an operator would look at the board. */
  const settle = async (address: string): Promise<void> => {
    for (let patience = 100; patience > 0; patience -= 1) {
      const { data } = await expectOk(`${address}/content-workflow/pieces?state=scheduled`, 'GET', team.admin);
      const { data: health } = await expectOk(`${address}/content-workflow/health`, 'GET', team.admin);
      if (data.length === 0 && (health.jobs.nextRunAt === null || Date.parse(health.jobs.nextRunAt) > Date.now() + 60_000)) return;
      await sleep(200);
    }
  };

  beforeAll(async () => {
    process.stderr.write(`crash test: CRASH_SEED=${SEED} CRASH_KILLS=${KILLS}\n`);
    database = await openDatabase();
    const first = start();
    team = await createTeam(await first.ready);
    await first.stop();
    const cover = await addCover(database);

    const door = createDoor();
    const crowd = startCrowd({ people: PEOPLE, team, ledger, random, content: { ...CONTENT, cover }, address: door.address });
    let startMs = 2_000;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const began = Date.now();
      const server = start();
      if (kill > 0 && random() < WHILE_STARTING) {
        await sleep(between(random, 0, startMs * 1.1));
      } else {
        const address = await server.ready;
        startMs = Date.now() - began;
        door.open(address);
        if (kill === 0) await warmUp();
        await sleep(between(random, ...WORK_MS));
        door.shut();
      }
      await server.kill();
    }
    const last = start();
    const address = await last.ready;
    door.open(address);
    await crowd.stop();
    await settle(address);
    findings = (await expectOk(`${address}/content-workflow/integrity`, 'POST', team.admin, {})).data.findings;
    const now = Date.now();
    await last.stop();
    const db = await database.look();
    laws = await audit(db, ledger, now);
    publications = Number((await db.get('select count(*) as n from cw_editions'))?.n);
    await db.close();
    process.stderr.write(`crash test: ${ledger.events.length} events, ${ledger.edits.length} edits, ${ledger.documents.length} documents, ${publications} publications; ${ledger.conflicts} conflicts, ${ledger.refusals} refusals, ${ledger.unanswered} unanswered\n`);
  }, PATIENCE_MS);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await database.remove();
  });

  it('had work to lose', () => {
    expect(ledger.events.length).toBeGreaterThan(KILLS);
    expect(ledger.edits.length).toBeGreaterThan(KILLS / 10);
    expect(ledger.unanswered).toBeGreaterThan(KILLS / 10);
    expect(publications).toBeGreaterThan(KILLS / 10);
    expect(ledger.surprises).toEqual([]);
  });

  it('keeps the database whole', () => expect(laws['the database is whole']).toEqual([]));
  it('has every acknowledged event in the history exactly once', () => expect(laws['what was acknowledged is in the history once']).toEqual([]));
  it('has a contiguous history for every piece, and one current round for every document', () => expect(laws['every history is contiguous']).toEqual([]));
  it('has every acknowledged edit, and noticed each once', () => expect(laws['every acknowledged edit is there']).toEqual([]));
  it('serves nothing that was not approved as it is', () => {
    expect(laws['nothing is live without an approval']).toEqual([]);
    expect(laws['readers are served what is live']).toEqual([]);
    expect(findings).toEqual([]);
  });
  it('kept every promise exactly once, or holds it with a reason', () => expect(laws['what was due is done once']).toEqual([]));
  it('leaves no job overdue or failed', () => expect(laws['no job is left behind']).toEqual([]));
});
