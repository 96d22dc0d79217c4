/**
 * A server that is killed in the middle of an issue, again and again, over a mail server that cuts lines and keeps silent:
 * nobody gets the issue twice, and of whom it is not known whether they have it, that is what is said.
 */
import path from 'node:path';
import { startSmtpReceiver, type SmtpReceiver } from '../support/distribution/smtp-receiver';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

const READERS = 40;

/** How many mails have been taken when the server is killed. */
const KILLS = [5, 14, 22] as const;

const COMMANDS = path.resolve(__dirname, '../support/distribution/newsletter-commands.ts');

describe('a server that is killed while an issue goes out', () => {
  let database: TestDatabase;
  let receiver: SmtpReceiver;
  let server: Server;

  const start = (): Server => startServer({ database, commands: COMMANDS, env: { EGRESS_ALLOW: '127.0.0.1' } });

  beforeAll(async () => {
    database = await openDatabase();
    receiver = await startSmtpReceiver();
    server = start();
  });
  afterAll(async () => {
    await server.kill();
    await receiver.close();
    await database.remove();
  });

  const states = () => server.call<{ address: string; state: string }[]>('states');

  const settled = async (): Promise<{ address: string; state: string }[]> => {
    for (let patience = 400; patience > 0; patience -= 1) {
      const rows = await states();
      if (rows.every(({ state }) => state !== 'waiting' && state !== 'sending')) return rows;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`the issue did not end: ${JSON.stringify(await states())}`);
  };

  it('sends it to nobody twice, and says of whom it is not known', async () => {
    await server.ready;
    const channelId = await server.call<number>('fill', { port: receiver.port, readers: READERS });
    // Some mails arrive whose sender is never told so: those are the ones that a restart must not send again.
    receiver.data(...Array.from({ length: 12 }, (_none, i) => (i % 4 === 3 ? 'silent' : 'take')));
    expect(await server.call<string>('send', { channelId })).toBe('accepted');
    for (const taken of KILLS) {
      await receiver.has(taken);
      await server.kill();
      server = start();
      await server.ready;
    }
    const rows = await settled();
    expect(rows).toHaveLength(READERS);
    const got = receiver.mails.map(({ to }) => to);
    expect(got.filter((to, i) => got.indexOf(to) !== i)).toEqual([]);
    const by = (state: string): string[] => rows.filter((row) => row.state === state).map(({ address }) => address);
    // Whoever is said to have it has it, and nobody has it of whom something else is said.
    expect(by('sent').filter((address) => !got.includes(address))).toEqual([]);
    expect(got.filter((address) => ![...by('sent'), ...by('uncertain')].includes(address))).toEqual([]);
    expect(by('uncertain').length).toBeGreaterThan(0);
    expect(by('sent').length + by('uncertain').length).toBe(READERS);
    expect(by('sent').length).toBeGreaterThan(READERS / 2);
  });
});
