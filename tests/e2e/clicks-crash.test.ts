/**
 * Clicks are counted behind the answer: a server that is killed loses those that it had not written, and no others, and
 * counts none twice; one that is asked to stop loses none.
 */
import { Agent, get } from 'node:http';
import path from 'node:path';
import { LINKS } from '../support/distribution/link-commands';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** People who follow links at the same time, each on a connection that is kept. */
const FOLLOWERS = 8;

let database: TestDatabase;
let server: Server;

const start = async (): Promise<string> => {
  server = startServer({ database, commands: path.resolve(__dirname, '../support/distribution/link-commands.ts') });
  return server.ready;
};

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => {
  await server.kill();
  await database.remove();
});

/** From outside the server, so that it can be asked when there is none. */
const counted = async (): Promise<number> => {
  const looker = await database.look();
  try {
    const [row] = await looker.all("select coalesce(sum(clicks), 0) as n from cw_link_clicks where kind = 'person'");
    return Number(row?.n);
  } finally {
    await looker.close();
  }
};

/** Follows links until the server is gone. */
const stream = (url: string) => {
  const agent = new Agent({ keepAlive: true, maxSockets: FOLLOWERS });
  let [sent, answered] = [0, 0];
  let isOver = false;
  const marks: { readonly at: number; readonly resolve: () => void }[] = [];

  const follow = (): Promise<boolean> =>
    new Promise((resolve) => {
      sent += 1;
      get(`${url}/l/${LINKS[sent % LINKS.length]}`, { agent, headers: { 'User-Agent': BROWSER } }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 302));
        answer.on('error', () => resolve(false));
      }).on('error', () => resolve(false));
    });

  const person = async (): Promise<void> => {
    while (!isOver && (await follow())) {
      answered += 1;
      for (const { at, resolve } of marks) if (answered >= at) resolve();
    }
  };
  const over = Promise.all(Array.from({ length: FOLLOWERS }, person)).then(() => agent.destroy());

  return {
    /** Clicks that were asked for, and those that were answered. */
    figures: () => ({ sent, answered }),
    reaches: (at: number): Promise<void> => (answered >= at ? Promise.resolve() : new Promise((resolve) => marks.push({ at, resolve }))),
    async end(): Promise<void> {
      isOver = true;
      await over;
    },
    over,
  };
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let patience = 300; patience > 0; patience -= 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come to that');
};

test('a server that is killed keeps every click that was written, counts none that was not made, and writes the others within a moment of their answer', async () => {
  const url = await start();
  await server.call('makeLinks');
  let before = 0;
  for (const address of [url, null, null]) {
    const clicks = stream(address ?? (await start()));
    await clicks.reaches(400);
    // What was answered until now is written while more of it comes in, not when it ends.
    const { answered: known } = clicks.figures();
    await until(async () => (await counted()) - before >= known);
    await clicks.reaches(known + 200);
    await server.kill();
    await clicks.over;
    const { sent } = clicks.figures();
    const kept = (await counted()) - before;
    expect(kept).toBeGreaterThanOrEqual(known);
    expect(kept).toBeLessThanOrEqual(sent);
    before += kept;
  }
});

test('a server that is asked to stop has counted every click that it answered', async () => {
  const before = await counted();
  const clicks = stream(await start());
  await clicks.reaches(500);
  expect(await server.stop()).toBe(0);
  await clicks.over;
  const { sent, answered } = clicks.figures();
  const kept = (await counted()) - before;
  expect(answered).toBeGreaterThanOrEqual(500);
  expect(kept).toBeGreaterThanOrEqual(answered);
  expect(kept).toBeLessThanOrEqual(sent);
});
