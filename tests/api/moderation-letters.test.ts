/** What a sender reads in their mailbox of how a moderator decided, as a mail server gets it. */
import { startApp, type TestApp } from '../support/app';
import { startMailServer, type MailServer } from '../support/mail-server';
import { createMember, queue, rowsOf, sendIn, type Member } from '../support/moderation';
import { pass, runDueJobs, SECOND, standAt } from '../support/time';

const MAIL_SETTINGS = ['SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM'];

let app: TestApp;
let mails: MailServer;
let member: Member;
let names = 0;
let address = '';

beforeAll(async () => {
  mails = await startMailServer();
  Object.assign(process.env, mails.env);
  app = await startApp();
  standAt(app, Date.UTC(2026, 10, 26, 8));
});
afterAll(async () => {
  await app.close();
  await mails.close();
  for (const name of MAIL_SETTINGS) Reflect.deleteProperty(process.env, name);
});
beforeEach(async () => {
  names += 1;
  member = await createMember(app, `writer-${names}`);
  address = `writer-${names}@example.com`;
});

const deliver = async (): Promise<void> => {
  pass(app, SECOND);
  await runDueJobs(app);
};

const decided = async (data: Record<string, unknown>, request: Parameters<typeof queue.decide>[3]): Promise<number> => {
  const { itemId } = await sendIn(app, member, data);
  const answer = await queue.decide(app, 'moderator', itemId, request);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return itemId;
};

test.each([
  ['adopted', 'en', { action: 'adopt', message: 'A fine story.' }, 'Your submission was adopted', ['We have adopted', 'A fine story.']],
  ['returned', 'en', { action: 'return', reasonCodes: ['rights'], message: 'Who took the picture?' }, 'Your submission was returned to you', ['once more', 'the rights to it are not clear', 'Who took the picture?']],
  ['rejected', 'en', { action: 'reject', reasonCodes: ['spam'] }, 'Your submission was not adopted', ['it is advertising']],
  ['rejected', 'zh-Hans', { action: 'reject', reasonCodes: ['spam'], message: '请勿发布广告。' }, '您的投稿未被录用', ['含有广告', '请勿发布广告。']],
] as const)('who sent in what was %s reads so, once, in their language (%s)', async (_name, language, request, subject, parts) => {
  await decided({ title: 'Tea <b>on</b> the ridge', language }, request);
  await deliver();
  await deliver();
  const [mail, ...more] = mails.to(address);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe(subject);
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  for (const part of ['Tea <b>on</b> the ridge', ...parts]) expect(mail?.text).toContain(part);
  expect(mail?.text).not.toContain('moderator Test');
});

test('of what was set aside, and of what was handed to a lead, nobody hears', async () => {
  await decided({}, { action: 'ignore' });
  await decided({}, { action: 'escalate', note: 'Please look.' });
  await deliver();
  expect(mails.to(address)).toEqual([]);
});

test('a letter that the server would not take now goes out later', async () => {
  const itemId = await decided({}, { action: 'adopt' });
  mails.refuse(451);
  await deliver();
  pass(app, 10 * 60 * SECOND);
  await runDueJobs(app);
  expect(mails.to(address)).toHaveLength(1);
  const [decision] = await rowsOf(app, 'cw_decisions', { item_id: itemId });
  expect(await rowsOf(app, 'cw_letters', { decision_id: decision?.id })).toMatchObject([{ state: 'sent' }]);
});
