/** Readers' reports, what becomes of them, and the patrol that looks where nobody reports. */
import { POST, startApp, SUBMISSION, type TestApp } from '../support/app';
import { allowPublic } from '../support/access';
import { allow } from '../support/gate';
import { problemOf } from '../support/events';
import { postAt, view } from '../support/flow';
import { createMember, editSent, queue, rowsOf, sendIn, signal, type Member, type Sent } from '../support/moderation';
import { DAY, HOUR, MINUTE, pass, runDueJobs } from '../support/time';

const ACTIONS = ['plugin::content-workflow.report.create', 'plugin::content-workflow.report.find'];

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await allowPublic(app, ...ACTIONS, 'plugin::content-workflow.delivery.find', 'plugin::content-workflow.delivery.findOne');
  await allow(app, ACTIONS, 'authenticated');
});
afterAll(() => app.close());

/** Adopted, and published like a piece of the team. */
const published = async (sender: Member, data: Record<string, unknown> = {}, signals = [signal()]): Promise<Sent> => {
  const sent = await sendIn(app, sender, data, signals);
  if ((await queue.decide(app, 'moderator', sent.itemId, { action: 'adopt' })).status !== 200) throw new Error('not adopted');
  const piece = await app.engine.pieces.current({ uid: SUBMISSION, documentId: sent.documentId, locale: '' });
  const answer = await app.as('publisher', 'post', `/content-workflow/pieces/${piece?.id}/events`, { event: { type: 'PUBLISH' }, expectedRevision: piece?.revision });
  if (answer.status !== 200) throw new Error(`not published: ${JSON.stringify(answer.body)}`);
  return sent;
};

const report = (member: Member | null, body: object) => {
  const asked = app.anonymous.post('/api/reports').send(body);
  return member === null ? asked : asked.set('Authorization', `Bearer ${member.token}`);
};

const about = ({ documentId }: { documentId: string }, more: object = {}) => ({ type: 'submissions', documentId, category: 'spam', ...more });

const itemOf = async (documentId: string): Promise<number> => Number((await rowsOf(app, 'cw_review_items', { target_id: documentId }))[0]?.id);

describe('a report', () => {
  test('of what is public brings it before a moderator, with its words as they were', async () => {
    const [sender, reader] = [await createMember(app), await createMember(app)];
    const sent = await published(sender, { text: 'Add me for cheap tea.' });
    const answer = await report(reader, about(sent, { comment: '  It is an advertisement. ' }));
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ data: { reference: expect.stringMatching(/^R-[2-9A-HJ-NP-TV-Z]{8}$/) as string, state: 'received' } });
    expect(await queue.item(app, 'moderator', sent.itemId)).toMatchObject({
      state: 'pending',
      about: 'live',
      reports: 1,
      sources: ['report'],
      sender: { key: sender.key },
      signalList: [{ source: 'report', rule: 'report/spam', violation: 'spam-ad' }],
      reportList: [{ category: 'spam', comment: 'It is an advertisement.', state: 'open', weight: 1, snapshot: { title: sent.title, text: 'Add me for cheap tea.' } }],
    });
  });

  test('of many readers is one item; of one reader it is one report, and the answer is the same', async () => {
    const sent = await published(await createMember(app));
    const readers = await Promise.all([createMember(app), createMember(app), createMember(app)]);
    const [first, again] = [await report(readers[0] ?? null, about(sent)), await report(readers[0] ?? null, about(sent, { category: 'hate' }))];
    expect(again.body).toEqual(first.body);
    await Promise.all(readers.map((reader) => report(reader, about(sent, { category: 'abuse' }))));
    expect((await report(null, about(sent))).status).toBe(202);
    expect(await rowsOf(app, 'cw_review_items', { target_id: sent.documentId })).toHaveLength(1);
    expect(await rowsOf(app, 'cw_reports', { item_id: sent.itemId, state: 'open' })).toHaveLength(4);
    expect((await queue.item(app, 'moderator', sent.itemId)).reports).toBe(4);
  });

  test("of one's own words is refused, also where they became a post of the team", async () => {
    const sender = await createMember(app);
    const sent = await published(sender);
    expect(problemOf(await report(sender, about(sent)))).toMatchObject({ status: 403, details: { code: 'SELF_REPORT' } });
    expect((await report(await createMember(app), about(sent))).status).toBe(202);
  });

  test('of a post of the team names it by its path and language', async () => {
    const draft = await postAt(app, 'published');
    expect((await report(await createMember(app), { type: 'posts', documentId: draft.documentId, locale: 'en', category: 'false' })).status).toBe(202);
    expect(await queue.item(app, 'moderator', await itemOf(draft.documentId))).toMatchObject({ about: 'live', target: { uid: POST, locale: 'en' }, sender: { kind: 'team', key: '' } });
  });

  test('of what is not public is answered like one of what is not there', async () => {
    const reader = await createMember(app);
    const waiting = await sendIn(app, await createMember(app));
    for (const body of [about(waiting), about({ documentId: 'nothing' }), { ...about(waiting), type: 'people' }]) {
      expect(problemOf(await report(reader, body))).toMatchObject({ status: 404, details: { code: 'TARGET_NOT_FOUND' } });
    }
    expect((await queue.item(app, 'moderator', waiting.itemId)).sources).toEqual(['submission']);
  });

  test.each([
    ['a category that is none', { category: 'boring' }, 'category'],
    ['a uid in place of a path', { type: 'api::post.post' }, 'type'],
    ['a state of its own', { state: 'agreed' }, ''],
    ['a reporter of its own', { reporter: 'member:1' }, ''],
    ['a comment that is too long', { comment: 'x'.repeat(1_001) }, 'comment'],
    ['a query for an id', { documentId: { $ne: null } }, 'documentId'],
  ])('with %s is 400', async (_name, more, field) => {
    const answer = await report(null, { ...about({ documentId: 'abc' }), ...more });
    expect(answer.status).toBe(400);
    if (field !== '') expect(problemOf(answer).details).toMatchObject({ field });
  });

  test('is one of ten a day for a member, whatever they write in the body', async () => {
    const reader = await createMember(app);
    const sender = await createMember(app);
    const targets: Sent[] = [];
    for (let i = 0; i < 11; i += 1) targets.push(await published(sender));
    const answers = await Promise.all(targets.map((sent, i) => report(reader, about(sent, { comment: `${i}` }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(202), 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(86_000);
    pass(app, DAY + MINUTE);
    const left = targets[answers.findIndex(({ status }) => status === 429)] as Sent;
    expect((await report(reader, about(left))).status).toBe(202);
  });

  test('offers a short list', async () => {
    const answer = await app.anonymous.get('/api/reports/categories');
    expect((answer.body as { data: { category: string }[] }).data.map(({ category }) => category)).toEqual(['spam', 'abuse', 'hate', 'threat', 'sexual', 'false', 'minors', 'illegal', 'other']);
  });
});

describe('who reported', () => {
  test('is in nothing that a moderator, the author or a reader gets; a lead asks for it, and the asking is recorded', async () => {
    const [sender, reader] = [await createMember(app), await createMember(app, 'a-quiet-reader')];
    const sent = await published(sender);
    await report(reader, about(sent, { comment: 'Please look.' }));
    const item = await queue.item(app, 'moderator', sent.itemId);
    const list = await queue.list(app, 'lead', 'limit=100');
    const delivered = await app.anonymous.get(`/api/delivery/submissions/${sent.documentId}`);
    expect(delivered.status).toBe(200);
    await queue.decide(app, 'moderator', sent.itemId, { action: 'reject', reasonCodes: ['spam'], message: 'Advertising.' });
    const told = await app.engine.moderationQueue.told({ uid: SUBMISSION, documentId: sent.documentId, locale: '' });
    for (const payload of [item, list, delivered.body, told]) {
      const text = JSON.stringify(payload);
      expect(text).not.toContain(reader.key);
      expect(text).not.toContain('a-quiet-reader');
    }
    const [row] = await rowsOf(app, 'cw_reports', { item_id: sent.itemId });
    const url = `/content-workflow/moderation/reports/${String(row?.id)}/reporter`;
    expect((await app.as('moderator', 'get', url)).status).toBe(403);
    expect(await rowsOf(app, 'cw_audit', { object: `report:${String(row?.id)}` })).toEqual([]);
    const answer = await app.as('lead', 'get', url);
    expect(answer.body).toMatchObject({ data: { key: reader.key, name: 'a-quiet-reader', reports: { agreed: 1, open: 0 }, accuracy: 0 } });
    expect(await rowsOf(app, 'cw_audit', { object: `report:${String(row?.id)}` })).toMatchObject([{ action: 'moderation.read-reporter', actor_name: 'lead Test' }]);
  });
});

describe('a decision about what readers have before them', () => {
  test('takes it down by the workflow, agrees with who reported, and tells its sender', async () => {
    const sender = await createMember(app);
    const sent = await published(sender);
    const readers = [await createMember(app), await createMember(app)];
    for (const reader of readers) await report(reader, about(sent, { category: 'illegal' }));
    expect((await queue.item(app, 'moderator', sent.itemId)).actions.filter(({ refusal }) => refusal === null).map(({ action }) => action)).toEqual(['reject', 'escalate', 'ignore']);
    expect(problemOf(await queue.decide(app, 'moderator', sent.itemId, { action: 'adopt' }))).toMatchObject({ status: 422, details: { code: 'ACTION_NOT_FOR_THIS' } });
    const answer = await queue.decide(app, 'moderator', sent.itemId, { action: 'reject', reasonCodes: ['illegal'], message: 'It is against the law.', sanction: { violation: 'spam-ad', severity: 'minor', aggravators: [] } });
    expect(answer.status).toBe(200);
    expect((await app.anonymous.get(`/api/delivery/submissions/${sent.documentId}`)).status).toBe(404);
    const piece = await app.engine.pieces.current({ uid: SUBMISSION, documentId: sent.documentId, locale: '' });
    expect(piece?.state).toBe('withdrawn');
    expect((await rowsOf(app, 'cw_reports', { item_id: sent.itemId })).map(({ state }) => state)).toEqual(['agreed', 'agreed']);
    const strikes = await rowsOf(app, 'cw_strikes', { sender: sender.key });
    expect(strikes).toMatchObject([{ violation: 'spam-ad', detection: 'report' }]);
    expect((await queue.item(app, 'moderator', sent.itemId)).sender).toMatchObject({ strikes: [{ violation: 'spam-ad', overruled: false }], standing: { mayInteract: false, action: 'mute' } });
    // Readers who were muted can still point to something, without a word.
    const other = await published(await createMember(app));
    expect(problemOf(await report(sender, about(other, { comment: 'Look.' })))).toMatchObject({ status: 403, details: { code: 'MUTED', until: expect.any(String) } });
    expect((await report(sender, about(other))).status).toBe(202);
  });

  test('that nothing is wrong leaves it live, and weighs on who reported', async () => {
    const reader = await createMember(app);
    const sender = await createMember(app);
    for (let i = 0; i < 6; i += 1) {
      const sent = await published(sender);
      expect((await report(reader, about(sent))).status).toBe(202);
      expect((await queue.decide(app, 'moderator', sent.itemId, { action: 'ignore' })).status).toBe(200);
      expect((await app.anonymous.get(`/api/delivery/submissions/${sent.documentId}`)).status).toBe(200);
    }
    const sent = await published(sender);
    await report(reader, about(sent, { category: 'illegal' }));
    const item = await queue.item(app, 'moderator', sent.itemId);
    expect(item.reportList[0]?.weight).toBe(0);
    // Somebody who was always wrong does not send a moderator running.
    expect(item.lane).toBe('reported');
  });

  test('needs the right to take down: without it nothing is decided', async () => {
    const sent = await published(await createMember(app));
    await report(await createMember(app), about(sent));
    const role = await app.strapi.db.query('admin::role').findOne({ where: { code: 'cw-moderator' } });
    const right = await app.strapi.db.query('admin::permission').findOne({ where: { role: role?.id, action: 'plugin::content-workflow.take-down' } as never });
    await app.strapi.db.query('admin::permission').delete({ where: { id: right?.id } });
    const item = await queue.item(app, 'moderator', sent.itemId);
    expect(item.actions.find(({ action }) => action === 'reject')).toMatchObject({ refusal: { code: 'PERMISSION_MISSING', who: ['take-down'] } });
    expect(problemOf(await queue.decide(app, 'moderator', sent.itemId, { action: 'reject', reasonCodes: ['spam'] }))).toMatchObject({ status: 403, details: { code: 'PERMISSION_MISSING' } });
    expect((await queue.item(app, 'moderator', sent.itemId)).state).toBe('pending');
    await app.strapi.db.query('admin::permission').create({ data: { action: 'plugin::content-workflow.take-down', role: role?.id, subject: null, properties: {}, conditions: [] } as never });
  });

  test('is settled where somebody else took it down meanwhile', async () => {
    const draft = await postAt(app, 'published');
    await report(await createMember(app), { type: 'posts', documentId: draft.documentId, category: 'false' });
    const piece = await view(app, draft);
    await app.as('publisher', 'post', `/content-workflow/pieces/${piece.id}/events`, { event: { type: 'TAKE_DOWN', reason: 'A wrong price.' }, expectedRevision: piece.revision });
    pass(app, MINUTE);
    await runDueJobs(app);
    const id = await itemOf(draft.documentId);
    expect((await queue.item(app, 'moderator', id)).state).toBe('settled');
    expect((await rowsOf(app, 'cw_reports', { item_id: id })).map(({ state }) => state)).toEqual(['ignored']);
  });
});

describe('a decision about a new wording', () => {
  test('leaves what readers reported of the live one waiting', async () => {
    const [sender, reader] = [await createMember(app), await createMember(app)];
    const sent = await published(sender);
    await report(reader, about(sent));
    await editSent(app, sender, sent, { text: 'A milder wording of it.' }, 2);
    expect(await queue.item(app, 'moderator', sent.itemId)).toMatchObject({ about: 'submission', sources: ['report', 'submission'], reports: 1, content: { text: 'A milder wording of it.' } });
    expect((await queue.decide(app, 'moderator', sent.itemId, { action: 'return', message: 'Milder still.' })).status).toBe(200);
    expect(await queue.item(app, 'moderator', sent.itemId)).toMatchObject({ state: 'pending', about: 'live', sources: ['report'], reports: 1, content: { text: expect.stringContaining('We drank it') as string }, reportList: [{ state: 'open' }] });
    expect((await queue.decide(app, 'moderator2', sent.itemId, { action: 'ignore' })).status).toBe(200);
    expect(await queue.item(app, 'moderator', sent.itemId)).toMatchObject({ state: 'ignored', reports: 0, reportList: [{ state: 'disagreed' }] });
  });
});

describe('a patrol', () => {
  test('draws what readers see into a lane of its own, each version once, and counts what was missed', async () => {
    const sender = await createMember(app);
    for (let i = 0; i < 4; i += 1) await published(sender);
    pass(app, HOUR);
    await app.engine.moderationQueue.patrol.run();
    const drawn = (await queue.list(app, 'moderator', 'lane=patrol&limit=100')).items;
    expect(drawn.length).toBeGreaterThanOrEqual(1);
    expect(drawn[0]).toMatchObject({ about: 'live', sources: ['patrol'], signals: { rules: [expect.stringMatching(/^patrol\/(random|risk)$/)] } });
    const before = await app.as('moderator', 'get', '/content-workflow/moderation/queue/figures');
    expect(before.body).toMatchObject({ data: { patrol: { looked: 0, missRate: null } } });
    const [first, ...others] = drawn;
    expect((await queue.decide(app, 'moderator', first?.id ?? 0, { action: 'reject', reasonCodes: ['spam'] })).status).toBe(200);
    for (const { id } of others) await queue.decide(app, 'moderator', id, { action: 'ignore' });
    const figures = (await app.as('moderator', 'get', '/content-workflow/moderation/queue/figures')).body as { data: { patrol: { looked: number; missed: number; missRate: number } } };
    expect(figures.data.patrol).toEqual({ looked: drawn.length, missed: 1, missRate: 1 / drawn.length });
    await app.engine.moderationQueue.patrol.run();
    const again = (await queue.list(app, 'moderator', 'lane=patrol&limit=100')).items;
    expect(again.map(({ id }) => id)).not.toEqual(expect.arrayContaining(drawn.map(({ id }) => id)));
  });

  test('promises the next', async () => {
    expect(await app.engine.queue.isWaiting('patrol')).toBe(true);
  });
});
