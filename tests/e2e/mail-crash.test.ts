/**
 * A server that is killed while a mail is on its way does not know whether it arrived. It sends it no second time, and
 * sends what it had not begun.
 */
import { startMailServer, type MailServer } from '../support/mail-server';
import { createTeam, documentUrl, expectOk, pieceOf, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type Row, type TestDatabase } from '../support/test-database';

const KOL = 'api::kol.kol';

describe('a server that is killed between sending a mail and writing that down', () => {
  let database: TestDatabase;
  let mails: MailServer;
  let server: Server;
  let team: Team;

  beforeAll(async () => {
    database = await openDatabase();
    mails = await startMailServer();
    server = startServer({ database, env: mails.env });
    team = await createTeam(await server.ready);
  });
  afterAll(async () => {
    await server.kill();
    await mails.close();
    await database.remove();
  });

  const look = async (sql: string): Promise<Row[]> => {
    const looker = await database.look();
    try {
      return await looker.all(sql);
    } finally {
      await looker.close();
    }
  };

  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let patience = 300; patience > 0; patience -= 1) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('it did not come to that');
  };

  const states = async (): Promise<unknown[]> => (await look('select state from cw_mails order by id')).map(({ state }) => state);

  it('sends neither of two mails twice, and loses only the knowledge of the first', async () => {
    const url = await server.ready;
    mails.fallSilent();
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Ayuan', slug: 'ayuan', kind: 'ambassador', bio: 'Guide, fourteen years.' });
    const piece = await pieceOf(url, team.editor, KOL, created.data.documentId as string, '');
    await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team.editor, { event: { type: 'SUBMIT' }, expectedRevision: piece.revision });
    // Two reviewers are asked. The first mail has arrived, and its sender waits for a word.
    await mails.has(1);
    expect(await states()).toEqual(['sending', 'waiting']);
    await server.kill();

    mails.answer();
    server = startServer({ database, env: mails.env });
    await server.ready;
    await until(async () => !(await states()).some((state) => state === 'waiting' || state === 'sending'));
    expect(await states()).toEqual(['uncertain', 'sent']);
    expect(mails.received.map(({ to }) => to).sort()).toEqual(['reviewer2@example.com', 'reviewer@example.com']);
    expect(new Set(mails.received.map(({ mail }) => mail.messageId)).size).toBe(2);
    expect((await look("select code from cw_alerts where code = 'MAIL_UNCERTAIN'")).length).toBe(1);
    // In the admin both have been told.
    expect((await look("select person_id from cw_notifications where kind = 'review-requested'")).length).toBe(2);
  });
});
