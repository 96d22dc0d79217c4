/** Jobs over PostgreSQL: against graphile-worker alone, and pieces that are due at once with one, two and three processes. */
import path from 'node:path';
import { addCover } from '../../support/crash/cover';
import { createAdministrator } from '../../support/people';
import { postgresUrl } from '../../support/postgres.cjs';
import { startServer, type Server } from '../../support/server';
import { openDatabase, type TestDatabase } from '../../support/test-database';
import type { Arena } from '../apps';
import { compete, figureOf, type Figure } from '../windows';

const PAIRS = 5;
const CONCURRENCY = 4;

/** So many processes, one after another. */
const CROWDS = [1, 2, 3] as const;

const CONTENT = {
  summary: 'A summary that is long enough for the checklist.',
  body: [{ type: 'paragraph', children: [{ type: 'text', text: 'A body that is long enough for the checklist, and says something.' }] }],
  tags: [{ name: 'rain' }],
};

/** Longer than it takes to promise one piece, so that none is due before all are promised. */
const PROMISING_MS = 200;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const start = (database: TestDatabase, env: NodeJS.ProcessEnv): Server => startServer({ database, commands: path.resolve(__dirname, '../../support/cluster/commands.ts'), env: { LOG_LEVEL: 'error', ...env } });

/** From the first to the last publication of what fell due before anybody was there to keep it. */
const piecesPerSecond = async (database: TestDatabase, name: string, processes: number, count: number): Promise<number> => {
  const web = start(database, { ROLE: 'web' });
  await web.ready;
  const ahead = 2_000 + count * PROMISING_MS;
  await web.call('write', { name, count, content: { ...CONTENT, cover: await addCover(database) }, within: [ahead, ahead] });
  await web.stop();
  const workers = Array.from({ length: processes }, () => start(database, { ROLE: 'worker', WORKFLOW_CLOCK: 'off' }));
  await Promise.all(workers.map((worker) => worker.ready));
  // By now the promises are at most this far ahead.
  await sleep(ahead);
  const db = await database.look();
  const began = Date.now();
  await Promise.all(workers.map((worker) => worker.call('keepPromises')));
  while ((await db.get("select id from cw_pieces where state = 'scheduled' limit 1")) !== undefined) await sleep(20);
  const seconds = (Date.now() - began) / 1000;
  await db.close();
  await Promise.all(workers.map((worker) => worker.stop()));
  return count / seconds;
};

export const jobs = async (_arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  if (postgresUrl() === null) {
    progress('  no PostgreSQL here (TEST_DATABASE_URL names one elsewhere): nothing is measured');
    return [];
  }
  process.env.TEST_DATABASE = 'postgres';
  const database = await openDatabase();
  const count = Math.max(200, Math.round(3_000 * scale));
  const figures: Figure[] = [];
  try {
    const server = start(database, { WORKFLOW_CLOCK: 'off' });
    await createAdministrator(await server.ready);
    figures.push(
      await compete(
        {
          what: "jobs that do nothing, by the engine's queue against graphile-worker alone",
          unit: 'jobs/s',
          goal: { kind: 'at least', value: 0.8 },
          pairs: PAIRS,
          note: `${count} jobs, ${CONCURRENCY} at a time`,
          measured: () => server.call<number>('noops', { count }),
          against: () => server.call<number>('bareNoops', { count, concurrency: CONCURRENCY }),
        },
        progress
      )
    );
    await server.stop();
    const pieces = Math.max(40, Math.round(300 * scale));
    const rates: number[] = [];
    for (const processes of CROWDS) {
      rates.push(await piecesPerSecond(database, `bench${processes}`, processes, pieces));
      progress(`  ${processes} processes: ${rates.at(-1)?.toFixed(1)} pieces/s`);
    }
    const [alone = Number.NaN, ...together] = rates;
    together.forEach((rate, i) =>
      figures.push(figureOf({ what: `pieces that are due at once: ${CROWDS[i + 1]} processes against one`, unit: 'pieces/s', goal: { kind: 'at least', value: 1 }, note: `${pieces} pieces; one machine, on which the database runs as well` }, [rate], [alone]))
    );
  } finally {
    await database.remove();
  }
  return figures;
};
