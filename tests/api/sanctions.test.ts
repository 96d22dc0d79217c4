/** What follows an offence: it holds at once and ends by itself, what is for good takes two people, and the member is told why. */
import type { ListMembers, MemberView, PreviewStrike } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { startApp, type Person, type TestApp } from '../support/app';
import { detailsOf, EXTREME, memberUrl, memberView, MINOR, MODERATE, newMember, ownStanding, settle, strikeBy } from '../support/members';
import { DAY, HOUR, isoOf, pass, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, Date.now()));

const standing = (sender: string) => app.engine.sanctions.standing(sender);
const now = (): number => app.engine.clock.now();

describe('a strike', () => {
  test('mutes from the moment it is set, and is over by itself without anything running', async () => {
    const { sender } = await newMember(app);
    expect(await standing(sender)).toEqual({ mayInteract: true });
    const strike = await strikeBy(app, sender, MINOR);
    expect(strike).toMatchObject({ step: 1, action: 'mute', policyVersion: '2026-11', detection: 'patrol', startsAt: isoOf(now()), endsAt: isoOf(now() + DAY), by: { kind: 'admin', name: 'moderator Test' } });
    expect(await standing(sender)).toEqual({ mayInteract: false, action: 'mute', until: now() + DAY, strikeId: strike.id });
    pass(app, DAY);
    expect(await standing(sender)).toEqual({ mayInteract: true });
    expect((await memberView(app, sender)).strikeList[0]).toMatchObject({ reference: strike.reference, holds: false });
  });

  test('for the same within half a year is a step worse, and the answer says why before anybody decides', async () => {
    const { sender } = await newMember(app);
    await strikeBy(app, sender, MINOR);
    pass(app, 100 * DAY);
    const preview = (await app.as('moderator', 'post', memberUrl(sender, '/strike-preview'), MINOR)).body as PreviewStrike.Response;
    expect(preview.data).toMatchObject({ step: 2, days: 7, explanation: [{ why: 'severity', severity: 'minor', adds: 1 }, { why: 'same-code', count: 1, days: 180, adds: 1 }] });
    expect((await memberView(app, sender)).strikeList).toHaveLength(1);
    expect(await strikeBy(app, sender, MINOR)).toMatchObject({ step: 2 });
    pass(app, 181 * DAY);
    expect(await strikeBy(app, sender, MINOR)).toMatchObject({ step: 1 });
  });

  test('of a machine goes no further than seven days', async () => {
    const member = await newMember(app);
    const { sender } = member;
    const by = { kind: 'system', id: 'screening', name: 'Screening' } as const;
    const outcome = await app.strapi.db.transaction(({ trx }) => app.engine.sanctions.strike(trx as never, { ...EXTREME, sender, by, decisionId: 1_000, detection: 'auto', at: now() }));
    expect(outcome).toMatchObject({ escalate: true, until: now() + 7 * DAY, rung: { step: 2, needsSecond: false } });
    expect((await ownStanding(app, member)).statements[0]).toMatchObject({ automated: true, facts: { detection: 'found by an automatic rule' } });
  });

  test('is set once for one decision', async () => {
    const { sender } = await newMember(app);
    const by = { kind: 'admin', id: '1', name: 'A' } as const;
    const set = () => app.strapi.db.transaction(({ trx }) => app.engine.sanctions.strike(trx as never, { ...MINOR, sender, by, decisionId: 2_000, detection: 'report', at: now() }));
    await set();
    // The driver's error is of the realm that loaded the driver first, so it is not an instance of this one's Error.
    await expect(set()).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) as string });
    expect((await memberView(app, sender)).strikeList).toHaveLength(1);
  });

  test('that is not valid is refused with the field at fault, for anybody who is not there as well', async () => {
    const { sender } = await newMember(app);
    const strike = (to: string, body: object) => app.as('moderator', 'post', memberUrl(to, '/strikes'), body);
    const wrong: [object, string][] = [
      [{ ...MINOR, violation: 'rudeness', message: 'x' }, 'violation'],
      [{ ...MINOR, severity: 'huge', message: 'x' }, 'severity'],
      [{ ...MINOR, aggravators: ['noon'], message: 'x' }, 'aggravators.0'],
      [{ ...MINOR, message: ' ' }, 'message'],
      [{ ...MINOR, message: 'a\u0000b' }, 'message'],
      [{ ...MINOR, message: 'x'.repeat(2_001) }, 'message'],
    ];
    for (const [body, field] of wrong) expect([(await strike(sender, body)).status, detailsOf(await strike(sender, body)).field]).toEqual([400, field]);
    for (const nobody of ['member:999999999', 'member:99999999999', 'member:0', 'root', 'member:1%00']) expect((await strike(nobody, { ...MINOR, message: 'x' })).status).toBe(404);
    expect((await memberView(app, sender)).strikeList).toEqual([]);
  });
});

describe('what is for good', () => {
  test('takes two people: fifteen days hold until another lead confirms', async () => {
    const { sender } = await newMember(app);
    const strike = await strikeBy(app, sender, EXTREME, 'lead');
    expect(strike).toMatchObject({ step: 3, action: 'mute', endsAt: isoOf(now() + 15 * DAY), proposal: { state: 'open', step: 5 } });
    expect(await standing(sender)).toMatchObject({ action: 'mute', until: now() + 15 * DAY });

    const alone = await settle(app, strike, 'confirm', 'lead');
    expect([alone.status, detailsOf(alone)]).toEqual([403, expect.objectContaining({ code: 'SECOND_PERSON_NEEDED', who: ['moderation-lead'], next: 'Ask another lead.' })]);
    expect((await settle(app, strike, 'confirm', 'moderator')).status).toBe(403);
    expect(await standing(sender)).toMatchObject({ action: 'mute' });

    expect((await settle(app, strike, 'confirm', 'lead2')).status).toBe(200);
    expect(await standing(sender)).toEqual({ mayInteract: false, action: 'ban', until: null, strikeId: strike.id });
    expect((await memberView(app, sender)).strikeList[0]).toMatchObject({ step: 5, endsAt: null, proposal: { state: 'confirmed', by: { name: 'lead Test' }, settled: { by: { name: 'lead2 Test' } } } });
    expect(detailsOf(await settle(app, strike, 'confirm', 'lead2')).code).toBe('NOTHING_PROPOSED');
  });

  test('can be declined, and what holds stays', async () => {
    const { sender } = await newMember(app);
    const strike = await strikeBy(app, sender, EXTREME);
    expect((await settle(app, strike, 'decline', 'lead')).status).toBe(200);
    expect(await standing(sender)).toMatchObject({ action: 'mute', until: now() + 15 * DAY });
    pass(app, 15 * DAY);
    expect(await standing(sender)).toEqual({ mayInteract: true });
  });

  test('can be proposed for a strike that is there', async () => {
    const { sender } = await newMember(app);
    const strike = await strikeBy(app, sender, MODERATE);
    const propose = (by: Person, step: number) => app.as(by, 'post', `/content-workflow/moderation/strikes/${strike.id}/proposal`, { step, reason: 'He said that he will go on.' });
    expect((await propose('moderator', 3)).status).toBe(400);
    expect((await propose('moderator', 4)).status).toBe(200);
    expect(detailsOf(await propose('moderator2', 5)).code).toBe('PROPOSAL_OPEN');
    const waiting = (await app.as('lead', 'get', '/content-workflow/moderation/proposals')).body as { data: { reference: string }[] };
    expect(waiting.data.map(({ reference }) => reference)).toContain(strike.reference);
    expect((await settle(app, strike, 'confirm', 'lead')).status).toBe(200);
    expect(await standing(sender)).toMatchObject({ action: 'mute', until: null });
    expect(detailsOf(await propose('moderator', 4)).code).toBe('STEP_NOT_HIGHER');
    expect((await propose('moderator', 5)).status).toBe(200);
  });

  test('two leads who confirm at once confirm it once', async () => {
    const { sender } = await newMember(app);
    const strike = await strikeBy(app, sender, EXTREME, 'moderator');
    const answers = await Promise.all([settle(app, strike, 'confirm', 'lead'), settle(app, strike, 'confirm', 'lead2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });
});

describe('lifting', () => {
  test('takes somebody who did not set it, and the standing follows at once', async () => {
    const { sender } = await newMember(app);
    const strike = await strikeBy(app, sender, MODERATE, 'lead');
    expect(detailsOf(await settle(app, strike, 'lift', 'lead')).code).toBe('SECOND_PERSON_NEEDED');
    expect((await settle(app, strike, 'lift', 'moderator')).status).toBe(403);
    expect((await settle(app, strike, 'lift', 'lead2')).status).toBe(200);
    expect(await standing(sender)).toEqual({ mayInteract: true });
    expect(detailsOf(await settle(app, strike, 'lift', 'lead2')).code).toBe('STRIKE_OVERRULED');
    expect(detailsOf(await settle(app, strike, 'confirm', 'lead2')).code).toBe('STRIKE_OVERRULED');
    // What was lifted counts for nothing, also not for the next time.
    expect(await strikeBy(app, sender, MODERATE)).toMatchObject({ step: 2 });
  });

  test('what is not there is not found', async () => {
    for (const id of ['0', '999999999', '99999999999', 'x', '1%00']) expect((await app.as('lead', 'post', `/content-workflow/moderation/strikes/${id}/lift`, { comment: 'x' })).status).toBe(404);
  });
});

describe('linked accounts', () => {
  const link = (by: Person, one: string, other: string) => app.as(by, 'post', memberUrl(one, '/links'), { other, reason: 'The same pictures from the same telephone.' });

  test('get a strike each, and what becomes of it becomes of all', async () => {
    const [a, b, c] = [await newMember(app), await newMember(app), await newMember(app)];
    expect((await link('moderator', a.sender, b.sender)).status).toBe(200);
    expect((await link('moderator', b.sender, c.sender)).status).toBe(200);
    expect(detailsOf(await link('moderator2', a.sender, c.sender)).code).toBe('ALREADY_LINKED');

    const strike = await strikeBy(app, a.sender, { ...MINOR, aggravators: ['multi-account'] });
    expect(strike).toMatchObject({ step: 2, follows: null });
    for (const other of [b, c]) {
      expect(await standing(other.sender)).toMatchObject({ mayInteract: false, until: now() + 7 * DAY });
      expect((await memberView(app, other.sender)).strikeList).toEqual([expect.objectContaining({ step: 2, follows: strike.reference, violation: 'spam-ad' })]);
    }
    const ids = [a, b, c].map(async ({ sender }) => (await memberView(app, sender)).strikeList[0]?.id);
    expect(new Set(await Promise.all(ids)).size).toBe(3);

    // One of them alone: it was not this person after all.
    const [ofC] = (await memberView(app, c.sender)).strikeList;
    expect((await settle(app, ofC ?? strike, 'lift', 'lead')).status).toBe(200);
    expect([await standing(c.sender), await standing(a.sender)]).toEqual([{ mayInteract: true }, expect.objectContaining({ mayInteract: false })]);
    expect((await settle(app, strike, 'lift', 'lead')).status).toBe(200);
    expect(await standing(b.sender)).toEqual({ mayInteract: true });
  });

  test('are linked with a reason by somebody who is named, and can be parted', async () => {
    const [a, b] = [await newMember(app), await newMember(app)];
    expect((await app.as('moderator', 'post', memberUrl(a.sender, '/links'), { other: b.sender, reason: '' })).status).toBe(400);
    expect((await link('moderator', a.sender, 'member:999999999')).status).toBe(404);
    expect(detailsOf(await link('moderator', a.sender, a.sender)).code).toBe('ALREADY_LINKED');
    const view = (await link('moderator', a.sender, b.sender)).body.data as MemberView;
    expect(view.links).toEqual([expect.objectContaining({ sender: b.sender, name: b.username, by: expect.objectContaining({ name: 'moderator Test' }) })]);
    expect(view.history[0]).toMatchObject({ action: 'accounts.linked', object: a.sender, after: { with: b.sender, reason: 'The same pictures from the same telephone.' } });
    expect((await memberView(app, b.sender)).history[0]).toMatchObject({ action: 'accounts.linked', object: b.sender });
    expect((await app.as('moderator', 'post', `/content-workflow/moderation/links/${view.links[0]?.id}/undo`, { reason: 'They are sisters.' })).status).toBe(200);
    await strikeBy(app, a.sender, MINOR);
    expect(await standing(b.sender)).toEqual({ mayInteract: true });
    expect((await app.as('moderator', 'post', `/content-workflow/moderation/links/${view.links[0]?.id}/undo`, { reason: 'Again.' })).status).toBe(404);
  });
});

describe('who may', () => {
  test('look and strike: moderators; everybody else gets 403, and nobody 401', async () => {
    const { sender } = await newMember(app);
    for (const by of ['editor', 'reviewer', 'publisher'] as const) {
      expect((await app.as(by, 'get', memberUrl(sender))).status).toBe(403);
      expect((await app.as(by, 'post', memberUrl(sender, '/strikes'), { ...MINOR, message: 'x' })).status).toBe(403);
    }
    expect((await app.anonymous.get(memberUrl(sender))).status).toBe(401);
  });

  test('be found: by a part of the name, whatever its case, and by the reference of a strike', async () => {
    const member = await newMember(app, 'Jasmine-Tea');
    const strike = await strikeBy(app, member.sender, MINOR);
    const found = async (text: string) => ((await app.as('moderator', 'get', `/content-workflow/moderation/members?text=${encodeURIComponent(text)}`)).body as ListMembers.Response).data;
    for (const text of ['jasmine', 'MINE-T', strike.reference, strike.reference.toLowerCase()]) expect(await found(text)).toEqual([expect.objectContaining({ sender: member.sender, name: 'Jasmine-Tea', strikes: 1, standing: expect.objectContaining({ action: 'mute', strike: strike.reference }) })]);
    expect(await found('nobody is called so')).toEqual([]);
    expect(await found('P-22222222')).toEqual([]);
    expect((await found('')).map(({ sender }) => sender)).toContain(member.sender);
  });
});

describe('the member', () => {
  test('is told what, which rule, the facts, how it came up, until when, and how to appeal, in their language', async () => {
    const member = await newMember(app);
    const strike = await strikeBy(app, member.sender, { ...MODERATE, aggravators: ['minor-harm'] });
    const { standing: held, statements } = await ownStanding(app, member, 'zh-Hant');
    expect(held).toEqual({ mayInteract: false, action: 'mute', until: isoOf(now() + 15 * DAY), strike: strike.reference });
    expect(statements).toEqual([
      {
        reference: strike.reference,
        at: isoOf(now()),
        what: { step: 3, action: 'mute', name: '禁言 15 天', from: isoOf(now()), until: isoOf(now() + 15 * DAY), holds: true },
        rule: { code: 'unfriendly.abuse', name: '辱罵', text: '不得辱罵他人或對人說髒話。', policyVersion: '2026-11' },
        facts: { severity: '一般', aggravators: ['傷害或危及未成年人'], detection: '管理員巡查發現', about: null, message: 'Please read the rules.' },
        automated: false,
        pending: null,
        lifted: false,
        appeal: { until: isoOf(now() + 20 * DAY), possible: true, reference: null, state: null, answer: null },
      },
    ]);
  });

  test('is told about themselves alone, and nobody is told without a token of their own', async () => {
    const [one, other] = [await newMember(app), await newMember(app)];
    await strikeBy(app, one.sender, MINOR);
    expect(await ownStanding(app, other)).toEqual({ standing: { mayInteract: true, action: null, until: null, strike: null }, statements: [] });
    for (const token of ['', 'Bearer nonsense', `Bearer ${await app.token('lead')}`]) expect((await app.anonymous.get('/api/members/me/standing').set('Authorization', token)).status).toBe(401);
    expect((await app.anonymous.get('/api/members/me/standing?language=fr').set('Authorization', `Bearer ${one.token}`)).status).toBe(400);
  });

  test('never learns who reported or which moderator it was', async () => {
    const member = await newMember(app);
    await strikeBy(app, member.sender, EXTREME);
    const said = JSON.stringify(await ownStanding(app, member));
    for (const name of ['moderator', 'Test', 'lead']) expect(said).not.toContain(`"${name}`);
    expect(said).not.toContain('moderator Test');
  });
});

test('mutes overlap: a later shorter one does not cut an earlier longer one short', async () => {
  const { sender } = await newMember(app);
  await strikeBy(app, sender, MODERATE);
  pass(app, HOUR);
  await strikeBy(app, sender, MINOR);
  expect(await standing(sender)).toMatchObject({ until: now() - HOUR + 7 * DAY });
});
