/** Guests send in with an address that they have proved, where an activity lets them. */
import { randomUUID } from 'node:crypto';
import { startApp, SUBMISSION, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { view } from '../support/flow';
import { listen } from '../support/listen';
import { startMailServer, type MailServer } from '../support/mail-server';
import { edit, openActivity, rowsOf, sendIn, status, takenIn, withdraw, words, type Credentials } from '../support/submissions';
import { DAY, HOUR, MINUTE, pass, standAt } from '../support/time';

const MAIL_SETTINGS = ['SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM'];

let app: TestApp;
let mails: MailServer;
let activity: string;

beforeAll(async () => {
  mails = await startMailServer();
  Object.assign(process.env, mails.env);
  app = await startApp();
  await listen(app);
  activity = await openActivity(app, 'guests');
});
afterAll(async () => {
  await app.close();
  await mails.close();
  for (const name of MAIL_SETTINGS) Reflect.deleteProperty(process.env, name);
});
beforeEach(() => void standAt(app, Date.now()));

let guests = 0;
const newAddress = (): string => `guest-${(guests += 1)}@example.com`;

const ask = (email: string, more: object = {}) => app.anonymous.post('/api/submissions/intake/guests').send({ email, ...more });
const verify = (email: string, code: string) => app.anonymous.post('/api/submissions/intake/guests/verify').send({ email, code });
/** A mail server may write the domain its own way. */
const codeIn = (email: string): string => /\d{6}/.exec(mails.received.filter(({ to }) => to.toLowerCase() === email.toLowerCase()).at(-1)?.mail.text ?? '')?.[0] ?? '';

const guest = async (email = newAddress()): Promise<Credentials> => {
  await ask(email);
  return { 'Submission-Guest': (await verify(email, codeIn(email))).body.data.token as string };
};

describe('a code', () => {
  test('is mailed in the language that is asked for, and proves the address once', async () => {
    const email = newAddress();
    const asked = await ask(email, { language: 'zh-Hans' });
    expect([asked.status, asked.body]).toEqual([202, { data: { expiresInSeconds: 900 } }]);
    expect(mails.to(email)[0]?.subject).toBe(`您的验证码：${codeIn(email)}`);
    const proved = await verify(email, codeIn(email));
    expect([proved.status, proved.body.data.token]).toEqual([200, expect.stringMatching(/^[\w-]+\.[\w-]{43}$/)]);
    expect((await verify(email, codeIn(email))).status).toBe(403);
  });

  test('is the newest one alone, for a quarter of an hour, and for that address', async () => {
    const [email, other] = [newAddress(), newAddress()];
    await ask(email);
    const earlier = codeIn(email);
    await ask(email);
    if (earlier !== codeIn(email)) expect((await verify(email, earlier)).status).toBe(403);
    await ask(other);
    if (codeIn(other) !== codeIn(email)) expect((await verify(other, codeIn(email))).status).toBe(403);
    pass(app, 15 * MINUTE);
    const late = await verify(email, codeIn(email));
    expect([late.status, problemOf(late).details]).toEqual([403, expect.objectContaining({ code: 'CODE_INVALID', field: 'code' })]);
  });

  test('is gone after five wrong ones', async () => {
    const email = newAddress();
    await ask(email);
    const wrong = codeIn(email) === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i += 1) expect((await verify(email, wrong)).status).toBe(403);
    expect((await verify(email, codeIn(email))).status).toBe(403);
  });

  test('is asked for five times an hour for an address, however it is written', async () => {
    const email = newAddress();
    const spellings = [email, email.toUpperCase(), email.replace('guest', 'Guest'), email, email, email.toUpperCase()];
    const answers = [];
    for (const spelling of spellings) answers.push((await ask(spelling)).status);
    expect(answers).toEqual([202, 202, 202, 202, 202, 429]);
  });

  test('stands nowhere in the database, and neither does the address', async () => {
    const email = newAddress();
    await ask(email);
    const rows = JSON.stringify([await app.strapi.db.connection('cw_guest_codes'), await app.strapi.db.connection('cw_intakes')]);
    expect([rows.includes(email), rows.includes(codeIn(email)), rows.includes(`"${codeIn(email)}`)]).toEqual([false, false, false]);
  });

  test('that can not be mailed is said to be, and is not asked for with nonsense', async () => {
    mails.refuse(451);
    const answer = await ask(newAddress());
    expect([answer.status, problemOf(answer).details.code]).toEqual([503, 'MAIL_UNAVAILABLE']);
    for (const [body, field] of [[{ email: 'nobody' }, 'email'], [{ email: ['a@example.com'] }, 'email'], [{ email: 'a@example.com\r\nBcc: b@example.com' }, 'email'], [{ email: newAddress(), language: 'fr' }, 'language'], [{ email: newAddress(), to: 'x' }, 'to']] as const) {
      const refusal = await app.anonymous.post('/api/submissions/intake/guests').send(body);
      expect([refusal.status, problemOf(refusal).details.field]).toEqual([400, field]);
    }
  });
});

describe('a guest with a proved address', () => {
  test('sends in to an activity that takes guests, sees it, edits it and takes it back', async () => {
    const email = newAddress();
    const headers = await guest(email);
    const sent = await takenIn(app, headers, words({ activity }));
    expect((await rowsOf(app, sent.documentId))[0]).toMatchObject({ contributorEmail: email, member: null, activity: { documentId: activity } });
    const piece = await view(app, { uid: SUBMISSION, documentId: sent.documentId, locale: '' });
    expect([piece.state, ...piece.history.map(({ by }) => by.kind)]).toEqual(['review', 'guest', 'guest']);
    expect(JSON.stringify(piece)).not.toContain(email);
    expect((await edit(app, headers, sent.reference, words({ title: 'Edited', revision: 1 }))).status).toBe(200);
    expect((await app.anonymous.get('/api/submissions/intake/mine').set(headers)).body.data).toMatchObject([{ reference: sent.reference, revision: 2, title: 'Edited' }]);
    expect((await withdraw(app, headers, sent.reference)).status).toBe(204);
    expect((await status(app, sent.statusAddress)).state).toBe('withdrawn');
  });

  test('is the same sender after another proof', async () => {
    const email = newAddress();
    const sent = await takenIn(app, await guest(email), words({ activity }));
    const again = await guest(email.toUpperCase());
    expect((await app.anonymous.get('/api/submissions/intake/mine').set(again)).body.data).toMatchObject([{ reference: sent.reference }]);
  });

  test('sends nothing in without an activity, or to one for members', async () => {
    const headers = await guest();
    for (const [body, code] of [[words(), 'ACTIVITY_REQUIRED'], [words({ activity: await openActivity(app, 'members') }), 'ACTIVITY_FOR_MEMBERS']] as const) {
      const answer = await sendIn(app, headers, body);
      expect([answer.status, problemOf(answer).details]).toEqual([401, expect.objectContaining({ code, field: 'activity' })]);
    }
  });

  test('proves it again after a day', async () => {
    const headers = await guest();
    pass(app, DAY + HOUR);
    const answer = await sendIn(app, headers, words({ activity }));
    expect([answer.status, problemOf(answer).details.code]).toEqual([401, 'SENDER_INVALID']);
  });

  test.each([
    ['of another server', 'eyJlbWFpbCI6ImFAZXhhbXBsZS5jb20iLCJleHBpcmVzQXQiOjk5OTk5OTk5OTk5OTl9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['without a signature', 'eyJlbWFpbCI6ImFAZXhhbXBsZS5jb20ifQ'],
    ['of nothing', '.'],
    ['of more than an address', 'a'.repeat(5_000)],
  ])('is not whoever has a token %s', async (_name, token) => {
    const answer = await app.anonymous.post('/api/submissions/intake').set({ 'Submission-Guest': token, 'Idempotency-Key': randomUUID() }).send(words({ activity }));
    expect([answer.status, problemOf(answer).details.code]).toEqual([401, 'SENDER_INVALID']);
  });
});
