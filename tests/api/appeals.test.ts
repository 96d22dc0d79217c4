/** Appeals: one a strike, by somebody who may be banned, answered by somebody who had no part in it. */
import type { AppealView, ListAppeals } from '../../src/plugins/content-workflow/contracts/moderation/appeals';
import type { GetStatement } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { startApp, type Person, type TestApp } from '../support/app';
import { answerAppeal, appeal, appealed, asMember, detailsOf, EXTREME, logIn, memberView, MINOR, MODERATE, newMember, ownStanding, settle, strikeBy, type SiteMember } from '../support/members';
import { queue, sendIn } from '../support/moderation';
import { DAY, HOUR, isoOf, pass, runDueJobs, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, Date.now()));

const now = (): number => app.engine.clock.now();
const standing = (sender: string) => app.engine.sanctions.standing(sender);
const show = async (reference: string, by: Person = 'lead'): Promise<AppealView> => (await app.as(by, 'get', `/content-workflow/moderation/appeals/${reference}`)).body.data as AppealView;

test('a one-day mute and a later seven-day mute: once the longer is overturned, the first still holds to its own end', async () => {
  const member = await newMember(app);
  const first = await strikeBy(app, member.sender, MINOR);
  pass(app, HOUR);
  const second = await strikeBy(app, member.sender, MODERATE);
  expect(await standing(member.sender)).toMatchObject({ until: now() + 7 * DAY, strikeId: second.id });

  const reference = await appealed(app, member, second);
  expect((await answerAppeal(app, reference, 'lead', { outcome: 'overturned' })).status).toBe(200);
  expect(await standing(member.sender)).toEqual({ mayInteract: false, action: 'mute', until: now() - HOUR + DAY, strikeId: first.id });
  pass(app, DAY - HOUR);
  expect(await standing(member.sender)).toEqual({ mayInteract: true });
  expect((await memberView(app, member.sender)).strikeList[0]).toMatchObject({ id: second.id, overruled: { by: { name: 'lead Test' }, reason: 'We looked again.' }, appeal: { state: 'overturned' } });
});

describe('who is banned', () => {
  let member: SiteMember;
  let reference: string;
  let strikeReference: string;
  let since: number;

  beforeAll(async () => {
    standAt(app, Date.now());
    member = await newMember(app);
    const strike = await strikeBy(app, member.sender, EXTREME, 'lead');
    await settle(app, strike, 'confirm', 'lead2');
    strikeReference = strike.reference;
    since = Date.parse(strike.startsAt);
  });

  test('finds every door closed, with the reason, also with a token from before', async () => {
    for (const token of [member.token, await logIn(app, member.username)]) {
      const answer = await app.anonymous.get('/api/users/me').set('Authorization', `Bearer ${token}`);
      expect([answer.status, detailsOf(answer)]).toEqual([403, expect.objectContaining({ code: 'BANNED', next: 'Read why, and appeal, at /api/members/me/standing.', params: { action: 'ban', until: null } })]);
    }
  });

  test.each(['/api/Users/me', '/api/users/me/', '/api/users/me/../me', '/api/delivery/posts', '/api/members/me'])('also at %s', async (path) => {
    expect((await app.anonymous.get(path).set('Authorization', `Bearer ${member.token}`)).status).not.toBe(200);
  });

  test('reads why, and appeals, once', async () => {
    expect((await ownStanding(app, member)).standing).toEqual({ mayInteract: false, action: 'ban', until: null, strike: strikeReference });
    const made = await appeal(app, member, { reference: strikeReference }, '  I was robbed of my telephone.  ');
    expect([made.status, made.body.data.appeal]).toEqual([201, expect.objectContaining({ state: 'open', possible: false })]);
    reference = made.body.data.appeal.reference as string;
    expect(detailsOf(await appeal(app, member, { reference: strikeReference })).code).toBe('APPEAL_EXISTS');
    expect(await show(reference)).toMatchObject({ text: 'I was robbed of my telephone.', dueAt: isoOf(now() + 72 * HOUR), overdue: false, mayDecide: false, senderName: member.username });
  });

  test('is answered by none of those who banned them', async () => {
    for (const by of ['lead', 'lead2'] as const) {
      const refused = await answerAppeal(app, reference, by, { outcome: 'overturned' });
      expect([refused.status, detailsOf(refused).code]).toEqual([403, 'SECOND_PERSON_NEEDED']);
    }
    expect((await answerAppeal(app, reference, 'moderator', { outcome: 'overturned' })).status).toBe(403);
    expect(await show(reference)).toMatchObject({ state: 'open' });
    // A third one: the super admin, who may do all that a lead may.
    expect((await answerAppeal(app, reference, 'admin', { outcome: 'reduced', step: 2 })).status).toBe(200);
    expect(await standing(member.sender)).toMatchObject({ action: 'mute', until: since + 7 * DAY });
    expect((await memberView(app, member.sender)).strikeList[0]).toMatchObject({ step: 2, reducedFrom: 5 });
    expect((await app.anonymous.get('/api/members/me/standing').set('Authorization', `Bearer ${member.token}`)).status).toBe(200);
  });
});

describe('sessions', () => {
  const refreshMode = 'plugin::users-permissions.jwtManagement';

  test('end with the ban: nothing that was handed out before opens anything any more', async () => {
    const [member, bystander] = [await newMember(app), await newMember(app)];
    const sessions = app.strapi.sessionManager as unknown as (origin: string) => { generateRefreshToken(id: string, device: string | undefined, options: object): Promise<{ token: string }>; listSessions(id: string): Promise<object[]> };
    const up = sessions('users-permissions');
    app.strapi.config.set(refreshMode, 'refresh');
    (app.strapi.sessionManager as unknown as { defineOrigin(origin: string, config: object): void }).defineOrigin('users-permissions', { jwtSecret: 'a secret of a test', accessTokenLifespan: 600, maxRefreshTokenLifespan: 86_400, idleRefreshTokenLifespan: 86_400, maxSessionLifespan: 86_400, idleSessionLifespan: 86_400, algorithm: 'HS256', jwtOptions: {} });
    try {
      // With a device and without one: a caller's choice must not keep a session alive.
      for (const device of [undefined, 'telephone', 'laptop']) await up.generateRefreshToken(String(member.id), device, { type: 'refresh' });
      await up.generateRefreshToken(String(bystander.id), undefined, { type: 'refresh' });
      expect(await up.listSessions(String(member.id))).toHaveLength(3);
      const strike = await strikeBy(app, member.sender, EXTREME, 'moderator');
      expect(await up.listSessions(String(member.id))).toHaveLength(3);
      await settle(app, strike, 'confirm', 'lead');
      expect(await up.listSessions(String(member.id))).toEqual([]);
      expect(await up.listSessions(String(bystander.id))).toHaveLength(1);
    } finally {
      app.strapi.config.set(refreshMode, 'legacy-support');
    }
  });
});

describe('an appeal', () => {
  const struck = async (by: Person = 'moderator') => {
    const member = await newMember(app);
    return { member, strike: await strikeBy(app, member.sender, MODERATE, by) };
  };

  test('can be made for twenty days, and not after', async () => {
    const { member, strike } = await struck();
    pass(app, 20 * DAY + 1);
    expect(detailsOf(await appeal(app, member, strike)).code).toBe('APPEAL_WINDOW_OVER');
    expect((await ownStanding(app, member)).statements[0]?.appeal).toMatchObject({ possible: false });
    const later = await struck();
    pass(app, 20 * DAY);
    expect((await appeal(app, later.member, later.strike)).status).toBe(201);
  });

  test('is of one\'s own strike only, and of 2,000 characters at most', async () => {
    const { member, strike } = await struck();
    const stranger = await newMember(app);
    expect((await appeal(app, stranger, strike)).status).toBe(404);
    expect((await appeal(app, member, { reference: 'P-22222222' })).status).toBe(404);
    for (const text of ['', '  ', 'x'.repeat(2_001), 'a\u0000']) expect(detailsOf(await appeal(app, member, strike, text)).field).toBe('text');
    expect((await asMember(app, member, 'post', '/api/members/me/appeals', { strike: strike.reference, text: 'x', state: 'overturned' })).status).toBe(400);
    expect((await app.anonymous.post('/api/members/me/appeals').send({ strike: strike.reference, text: 'x' })).status).toBe(401);
    expect((await appeal(app, member, strike, '漢'.repeat(2_000))).status).toBe(201);
  });

  test('asked for twice at the same moment is one', async () => {
    const { member, strike } = await struck();
    const answers = await Promise.all([appeal(app, member, strike), appeal(app, member, strike), appeal(app, member, strike)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    expect(await app.strapi.db.connection('cw_appeals').where({ strike_id: strike.id })).toHaveLength(1);
  });

  test('can be taken back while it is open, and not made again', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    const stranger = await newMember(app);
    const withdraw = (by: SiteMember, of = reference) => asMember(app, by, 'delete', `/api/members/me/appeals/${of}`);
    expect((await withdraw(stranger)).status).toBe(404);
    expect((await withdraw(member, 'A-2%00222222')).status).toBe(404);
    expect((await withdraw(member)).body.data.appeal).toMatchObject({ state: 'withdrawn', possible: false });
    expect((await withdraw(member)).status).toBe(409);
    expect(detailsOf(await appeal(app, member, strike)).code).toBe('APPEAL_EXISTS');
    expect(detailsOf(await answerAppeal(app, reference, 'lead', { outcome: 'upheld' })).code).toBe('APPEAL_ANSWERED');
  });

  test('that is upheld leaves the strike as it is, and the member reads the answer', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    expect((await answerAppeal(app, reference, 'lead', { outcome: 'upheld', answer: 'The words are yours.' })).status).toBe(200);
    expect(await standing(member.sender)).toMatchObject({ strikeId: strike.id });
    expect((await ownStanding(app, member)).statements[0]?.appeal).toMatchObject({ state: 'upheld', answer: 'The words are yours.' });
    const again = await answerAppeal(app, reference, 'lead2', { outcome: 'overturned' });
    expect([again.status, detailsOf(again).code]).toEqual([409, 'APPEAL_ANSWERED']);
  });

  test('two leads who answer at once: the second gets 409, and there is one answer', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    const answers = await Promise.all([answerAppeal(app, reference, 'lead', { outcome: 'upheld' }), answerAppeal(app, reference, 'lead2', { outcome: 'overturned' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is reduced to a lower step only, which is said then and only then', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    for (const body of [{ outcome: 'reduced' }, { outcome: 'upheld', step: 1 }, { outcome: 'reduced', step: 6 }]) expect((await answerAppeal(app, reference, 'lead', body)).status).toBe(400);
    const same = await answerAppeal(app, reference, 'lead', { outcome: 'reduced', step: 2 });
    expect([same.status, detailsOf(same).code]).toEqual([422, 'STEP_NOT_LOWER']);
    // What was refused has left nothing behind.
    expect(await show(reference)).toMatchObject({ state: 'open', answer: null });
    expect((await answerAppeal(app, reference, 'lead', { outcome: 'reduced', step: 1 })).status).toBe(200);
    expect(await standing(member.sender)).toMatchObject({ until: now() + DAY });
  });

  test('against a strike that a lead has lifted meanwhile can still be answered', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    await settle(app, strike, 'lift', 'lead');
    expect((await answerAppeal(app, reference, 'lead2', { outcome: 'overturned' })).status).toBe(200);
    expect(await show(reference)).toMatchObject({ state: 'overturned', strike: { overruled: { by: { name: 'lead Test' } } } });
  });

  test('stands in the list by when it is due, and is overdue after 72 hours', async () => {
    const { member, strike } = await struck();
    const reference = await appealed(app, member, strike);
    pass(app, 72 * HOUR + 1);
    const found: string[] = [];
    let cursor: string | null = '';
    let overdue: unknown;
    const due: string[] = [];
    while (cursor !== null) {
      const page = (await app.as('moderator', 'get', `/content-workflow/moderation/appeals${cursor === '' ? '' : `?cursor=${cursor}`}`)).body as ListAppeals.Response;
      found.push(...page.data.map((one) => one.reference));
      due.push(...page.data.map((one) => one.dueAt));
      overdue = page.data.find((one) => one.reference === reference)?.overdue ?? overdue;
      cursor = page.meta.nextCursor;
    }
    expect(found).toContain(reference);
    expect(overdue).toBe(true);
    expect(due).toEqual([...due].sort());
    expect((await app.as('moderator', 'get', '/content-workflow/moderation/appeals?state=decided')).body.data.map((one: { state: string }) => one.state)).not.toContain('open');
    expect((await app.as('moderator', 'get', '/content-workflow/moderation/appeals?cursor=nonsense')).status).toBe(400);
    expect((await app.as('editor', 'get', '/content-workflow/moderation/appeals')).status).toBe(403);
  });
});

describe('the link to a statement', () => {
  const tokenOf = async (strikeId: number): Promise<string> => (await app.engine.sanctions.statementAddress(strikeId))?.split('/').at(-1) ?? '';
  const guest = 'guest:0123456789abcdef';

  test('lets a guest, who can not log in, read it, appeal and take that back', async () => {
    const strike = await strikeBy(app, guest, MINOR);
    const token = await tokenOf(strike.id);
    const url = `/api/members/statements/${token}`;
    const read = await app.anonymous.get(`${url}?language=zh-Hans`);
    expect([read.status, (read.body as GetStatement.Response).data]).toEqual([200, expect.objectContaining({ reference: strike.reference, what: expect.objectContaining({ name: '禁言 1 天' }) as unknown })]);
    expect(read.headers['cache-control']).toBe('no-store');
    expect((await app.anonymous.post(`${url}/appeal`).send({ text: 'It was my brother.' })).status).toBe(201);
    expect(detailsOf(await app.anonymous.post(`${url}/appeal`).send({ text: 'Again.' })).code).toBe('APPEAL_EXISTS');
    expect((await app.anonymous.delete(`${url}/appeal`)).body.data.appeal).toMatchObject({ state: 'withdrawn' });
  });

  test('opens that statement and no other, and can not be made without the keys', async () => {
    const [one, other] = [await strikeBy(app, guest, MINOR), await strikeBy(app, 'guest:fedcba9876543210', MINOR)];
    const token = await tokenOf(one.id);
    const [, mac] = token.split('.');
    for (const wrong of [`${other.id}.${mac}`, `${token}x`, token.slice(0, -1), `0.${mac}`, 'x', '%00', `99999999999.${mac}`]) expect((await app.anonymous.get(`/api/members/statements/${wrong}`)).status).toBe(404);
  });

  test('is a page in a browser: without a script, what people wrote as text, a form that loses nothing', async () => {
    const strike = (await app.as('moderator', 'post', '/content-workflow/moderation/members/guest:aaaabbbbccccdddd/strikes', { ...MINOR, message: '<script>alert(1)</script> & "so"' })).body.data.strikeList[0] as { id: number; reference: string };
    const url = `/api/members/statements/${await tokenOf(strike.id)}`;
    const open = (path: string) => app.anonymous.get(path).set('Accept', 'text/html,*/*');
    const page = await open(`${url}?language=zh-Hant`);
    expect([page.status, page.headers['content-type'], page.headers['cache-control'], page.headers['referrer-policy']]).toEqual([200, 'text/html; charset=utf-8', 'no-store', 'no-referrer']);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot;');
    expect(page.text).not.toContain('<script');
    for (const part of ['lang="zh-Hant"', strike.reference, '禁言 1 天', '提交申訴', '<label for="text">']) expect(page.text).toContain(part);

    const send = (text: string) => app.anonymous.post(`${url}/appeal?language=en`).set('Accept', 'text/html').type('form').send({ text });
    const tooLong = await send(`${'x'.repeat(2_000)}<`);
    expect([tooLong.status, tooLong.text.includes('role="alert"'), tooLong.text.includes('x&lt;</textarea>')]).toEqual([400, true, true]);
    const sent = await send('It was my brother.');
    expect([sent.status, sent.text.includes('Your appeal is here.'), sent.text.includes('<form')]).toEqual([201, true, false]);
    expect((await send('Again.')).status).toBe(422);

    const unknown = await open('/api/members/statements/1.x');
    expect([unknown.status, unknown.text.includes('There is no such statement.')]).toEqual([404, true]);
  });
});

describe('an appeal that nobody answers', () => {
  const late = async (reference: string): Promise<unknown[]> => (await app.strapi.db.connection('cw_alerts').where({ code: 'MODERATION_LATE' })).filter(({ detail }: { detail: string }) => (JSON.parse(detail) as { appeal?: string }).appeal === reference);

  test('against a strike by hand, which no item of the queue stands for, is told of after 72 hours, once', async () => {
    const [slow, quick] = [await newMember(app), await newMember(app)];
    const references = [await appealed(app, slow, await strikeBy(app, slow.sender, MODERATE)), await appealed(app, quick, await strikeBy(app, quick.sender, MODERATE))];
    expect((await answerAppeal(app, references[1] ?? '', 'lead', { outcome: 'upheld' })).status).toBe(200);
    pass(app, 72 * HOUR - 1);
    await runDueJobs(app);
    expect(await late(references[0] ?? '')).toEqual([]);
    pass(app, 2);
    await runDueJobs(app);
    await runDueJobs(app);
    expect(await late(references[0] ?? '')).toHaveLength(1);
    expect(await late(references[1] ?? '')).toEqual([]);
    await answerAppeal(app, references[0] ?? '', 'lead', { outcome: 'upheld' });
  });

  test('against what followed from a decision stands in the queue with what it says, until it is answered', async () => {
    const member = await newMember(app);
    const { itemId } = await sendIn(app, { id: member.id, key: member.sender, token: member.token });
    await queue.decide(app, 'moderator', itemId, { action: 'reject', reasonCodes: ['spam'], message: 'An advertisement.', sanction: { violation: 'spam-ad', severity: 'minor', aggravators: [] } });
    const [strike] = (await memberView(app, member.sender)).strikeList;
    await appeal(app, member, { reference: strike?.reference ?? '' }, 'I sell <b>nothing</b>.\nIt was a gift.');
    const item = await queue.item(app, 'moderator', itemId);
    expect(item).toMatchObject({ state: 'pending', lane: 'appeal', appeals: [{ reference: expect.stringMatching(/^A-/) as string, text: 'I sell <b>nothing</b>.\nIt was a gift.', dueAt: isoOf(now() + 72 * HOUR) }] });
    await answerAppeal(app, item.appeals[0]?.reference ?? '', 'lead', { outcome: 'upheld' });
    expect((await queue.item(app, 'moderator', itemId)).appeals).toEqual([]);
  });
});
