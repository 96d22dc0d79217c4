/** From a rejected submission to the overturned appeal: the strike is told, mailed and lifted, and what was hidden comes back. */
import type { GetTransparency, GetModerationFigures } from '../../src/plugins/content-workflow/contracts/moderation/figures';
import type { GetRules } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { startApp, SUBMISSION, type TestApp } from '../support/app';
import { startMailServer, type MailServer } from '../support/mail-server';
import { answerAppeal, appealed, memberView, newMember, ownStanding, type SiteMember } from '../support/members';
import { queue, rowsOf, sendIn } from '../support/moderation';
import { DAY, MINUTE, pass, runDueJobs, SECOND, standAt } from '../support/time';

const MAIL_SETTINGS = ['SMTP_HOST', 'SMTP_PORT', 'MAIL_FROM'];

let app: TestApp;
let mails: MailServer;
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

const stateOf = async (documentId: string) => (await app.engine.pieces.current({ uid: SUBMISSION, documentId, locale: '' }))?.state;

/** Sends one in, and has it rejected with a strike. */
const rejected = async (member: SiteMember, title = 'Cheap tea, <b>call me</b>') => {
  const sent = await sendIn(app, { id: member.id, key: member.sender, token: member.token }, { title });
  const answer = await queue.decide(app, 'moderator', sent.itemId, { action: 'reject', reasonCodes: ['spam'], message: 'This is an advertisement.', sanction: { violation: 'spam-ad', severity: 'moderate', aggravators: [] } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  const [strike] = (await memberView(app, member.sender)).strikeList;
  if (strike === undefined) throw new Error('no strike');
  return { sent, strike };
};

const settleMails = async (): Promise<void> => {
  pass(app, SECOND);
  await runDueJobs(app);
  await runDueJobs(app);
};

test('a rejection with a sanction strikes its sender, says what it is about, and mails why', async () => {
  const member = await newMember(app, 'seller');
  const { strike } = await rejected(member);
  expect(strike).toMatchObject({ step: 2, detection: 'submission', decisionId: expect.any(Number), message: 'This is an advertisement.' });
  expect((await ownStanding(app, member)).statements[0]).toMatchObject({ facts: { about: 'Cheap tea, <b>call me</b>', message: 'This is an advertisement.', detection: 'found when the submission was reviewed' } });
  expect((await memberView(app, member.sender)).submissions).toEqual([expect.objectContaining({ title: 'Cheap tea, <b>call me</b>', state: 'rejected' })]);

  await settleMails();
  const mail = mails.to('seller@example.com').find(({ subject }) => subject?.includes(strike.reference));
  // The submission says that its sender writes Traditional Chinese.
  expect(mail?.subject).toBe(`關於您的投稿（${strike.reference}）`);
  expect(mail?.html).toContain('Cheap tea, &lt;b&gt;call me&lt;/b&gt;');
  expect(mail?.html).not.toContain('<b>');
  for (const part of ['禁言 7 天', '垃圾廣告', 'Cheap tea, <b>call me</b>', 'This is an advertisement.', '此決定由管理人員作出', '/api/members/statements/']) expect(mail?.text).toContain(part);
  expect(mail?.text).not.toContain('moderator Test');
  const link = /\/api\/members\/statements\/[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? '';
  expect((await app.anonymous.get(link)).body.data).toMatchObject({ reference: strike.reference });
});

test('an appeal waits in its lane of the queue; overturned, the decision is taken back and its piece is before its reviewers again', async () => {
  const member = await newMember(app, 'innocent');
  const { sent, strike } = await rejected(member, 'Tea for my mother');
  expect(await stateOf(sent.documentId)).toBe('rejected');

  const reference = await appealed(app, member, strike);
  expect(await queue.item(app, 'lead', sent.itemId)).toMatchObject({ state: 'pending', lane: 'appeal', sources: ['appeal'] });

  expect((await answerAppeal(app, reference, 'lead', { outcome: 'overturned', answer: 'We were wrong.' })).status).toBe(200);
  expect(await app.engine.sanctions.standing(member.sender)).toEqual({ mayInteract: true });
  const decisions = await rowsOf(app, 'cw_decisions', { item_id: sent.itemId });
  expect(decisions.map(({ action, reverts_id: reverts }) => [action, reverts])).toEqual([['reject', null], ['revert', strike.decisionId]]);
  expect(await stateOf(sent.documentId)).toBe('review');
  expect(await queue.item(app, 'moderator', sent.itemId)).toMatchObject({ state: 'pending' });

  await settleMails();
  const texts = mails.to('innocent@example.com').map(({ text }) => text ?? '');
  expect(texts.some((text) => text.includes('撤銷原決定 — We were wrong.'))).toBe(true);
});

test('an appeal that is upheld leaves the queue, and nothing is taken back', async () => {
  const member = await newMember(app, 'guilty');
  const { sent, strike } = await rejected(member, 'Cheap cups');
  const reference = await appealed(app, member, strike);
  expect((await answerAppeal(app, reference, 'lead', { outcome: 'upheld' })).status).toBe(200);
  expect(await queue.item(app, 'lead', sent.itemId)).toMatchObject({ state: 'settled' });
  expect(await stateOf(sent.documentId)).toBe('rejected');
  expect(await rowsOf(app, 'cw_decisions', { item_id: sent.itemId })).toHaveLength(1);
});

test('a mail server that refuses breaks nothing: the statement stands at the member\'s own address, and somebody is told', async () => {
  const member = await newMember(app, 'refused');
  // What earlier mails still wait is not what is refused.
  await settleMails();
  mails.refuse(550, 550);
  const { strike } = await rejected(member, 'Cheap pots');
  await settleMails();
  const [row] = await rowsOf(app, 'cw_strikes', { id: strike.id });
  expect(row?.mail_state).toBe('failed');
  expect((await rowsOf(app, 'cw_alerts', { code: 'MAIL_FAILED' })).length).toBeGreaterThan(0);
  expect((await ownStanding(app, member)).statements).toHaveLength(1);
});

describe('for everybody', () => {
  test('the rules are there in three languages, with a validator', async () => {
    const first = await app.anonymous.get('/api/community/rules?language=zh-Hans');
    expect([first.status, (first.body as GetRules.Response).data]).toEqual([200, expect.objectContaining({ version: '2026-11', language: 'zh-Hans' })]);
    expect(first.headers['cache-control']).toBe('public, max-age=3600');
    const again = await app.anonymous.get('/api/community/rules?language=zh-Hans').set('If-None-Match', String(first.headers.etag));
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await app.anonymous.get('/api/community/rules').set('If-None-Match', String(first.headers.etag))).status).toBe(200);
    expect((await app.anonymous.get('/api/community/rules?language=fr')).status).toBe(400);
    expect((await app.anonymous.get('/api/community/rules?where=x')).status).toBe(400);
  });

  test('figures are counted from the rows, by month, and small numbers are not told', async () => {
    const figures = async () => ((await app.as('moderator', 'get', '/content-workflow/moderation/figures')).body as GetModerationFigures.Response).data;
    const before = (await figures()).months[0];
    // Six more are rejected, twenty minutes after they came.
    for (let i = 0; i < 6; i += 1) {
      const member = await newMember(app);
      const sent = await sendIn(app, { id: member.id, key: member.sender, token: member.token });
      pass(app, 20 * MINUTE);
      expect((await queue.decide(app, 'moderator', sent.itemId, { action: i === 0 ? 'return' : 'reject', message: 'No.', ...(i === 0 ? {} : { reasonCodes: ['quality'] }) })).status).toBe(200);
    }
    const after = await figures();
    const of = (name: 'received' | 'decided' | 'rejected') => [before?.[name], after.months[0]?.[name]];
    expect(of('received')).toEqual([4, 10]);
    expect(of('decided')).toEqual([4, 10]);
    expect(of('rejected')).toEqual([4, 9]);
    expect(after.months[0]).toMatchObject({ month: '2026-11', medianMinutes: 20, strikes: 4, appeals: 2, overturned: 1, adopted: 0 });
    expect(after.months).toHaveLength(12);
    expect(after.now).toMatchObject({ openAppeals: 0, overdueAppeals: 0, openProposals: 0, muted: 3, banned: 0 });

    const told = (await app.anonymous.get('/api/community/transparency')).body as GetTransparency.Response;
    expect(told.data.smallest).toBe(5);
    expect(told.data.months[0]).toEqual({ month: '2026-11', received: 10, decided: 10, medianMinutes: 20, adopted: 0, rejected: 9, strikes: null, appeals: null, overturned: null });
    expect(told.data.months[1]).toMatchObject({ month: '2026-10', received: 0, decided: 0, medianMinutes: null });
    expect((await app.as('editor', 'get', '/content-workflow/moderation/figures')).status).toBe(403);
  });

  test('figures may be a few minutes old, and never older', async () => {
    const told = async () => ((await app.anonymous.get('/api/community/transparency')).body as GetTransparency.Response).data.months[0]?.received;
    const member = await newMember(app);
    await sendIn(app, { id: member.id, key: member.sender, token: member.token });
    expect(await told()).toBe(10);
    pass(app, 5 * MINUTE);
    expect(await told()).toBe(11);
    pass(app, DAY);
  });
});
