/** The moderators' queue: what waits, who looks at it, and what becomes of a decision. */
import type { BulkDecisionResult } from '../../src/plugins/content-workflow/contracts/moderation/queue';
import { POST, startApp, SUBMISSION, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { havingLooked } from '../support/looked-at';
import { createMember, documents, editSent, queue, rowsOf, sendIn, signal, submitterOf, type Member } from '../support/moderation';
import { MINUTE, pass, runDueJobs } from '../support/time';

let app: TestApp;
let member: Member;
beforeAll(async () => {
  app = await startApp();
  member = await createMember(app);
});
afterAll(() => app.close());

const stateOf = async (documentId: string): Promise<string | undefined> => (await app.engine.pieces.current({ uid: SUBMISSION, documentId, locale: '' }))?.state;

const claimed = async (by: 'moderator' | 'moderator2' | 'lead', id: number, act: 'claim' | 'release' | 'take-over' = 'claim') => {
  const answer = await queue.act(app, by, id, act);
  return { status: answer.status, code: answer.status === 200 ? null : String(problemOf(answer).details.code), item: (answer.body as { data: { claim: { mine: boolean; leasedUntil: string } | null } | null }).data };
};

describe('a claim', () => {
  test('keeps an item for ten minutes; a heartbeat renews it; then anybody may take it', async () => {
    const { itemId } = await sendIn(app, member);
    expect(await claimed('moderator', itemId)).toMatchObject({ status: 200, item: { claim: { mine: true } } });
    expect(await claimed('moderator2', itemId)).toMatchObject({ status: 409, code: 'ITEM_CLAIMED' });
    pass(app, 9 * MINUTE);
    expect((await claimed('moderator', itemId)).status).toBe(200);
    pass(app, 9 * MINUTE);
    expect(await claimed('moderator2', itemId, 'take-over')).toMatchObject({ status: 409, code: 'ITEM_CLAIMED' });
    pass(app, MINUTE + 1);
    expect((await claimed('moderator2', itemId)).status).toBe(200);
    expect((await queue.item(app, 'moderator', itemId)).claim).toMatchObject({ mine: false, by: { name: 'moderator2 Test' } });
  });

  test('is given back by its holder, and taken over by a lead at any time', async () => {
    const { itemId } = await sendIn(app, member);
    await claimed('moderator', itemId);
    expect((await claimed('moderator2', itemId, 'release')).status).toBe(200);
    expect((await claimed('lead', itemId)).status).toBe(409);
    expect((await claimed('lead', itemId, 'take-over')).status).toBe(200);
    expect((await claimed('moderator', itemId)).status).toBe(409);
    await claimed('lead', itemId, 'release');
    expect((await claimed('moderator', itemId)).status).toBe(200);
  });

  test('of two who take it at once, one has it', async () => {
    const { itemId } = await sendIn(app, member);
    const both = await Promise.all([claimed('moderator', itemId), claimed('moderator2', itemId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await rowsOf(app, 'cw_review_claims', { item_id: itemId })).toHaveLength(1);
  });

  test('keeps others from deciding', async () => {
    const { itemId, documentId } = await sendIn(app, member);
    await claimed('moderator', itemId);
    const answer = await queue.decide(app, 'moderator2', itemId, { action: 'return', message: 'Say where.' });
    expect(answer.status).toBe(409);
    expect(problemOf(answer).details).toMatchObject({ code: 'ITEM_CLAIMED', item: { id: itemId, state: 'pending' } });
    expect(await stateOf(documentId)).toBe('review');
  });
});

describe('a decision', () => {
  test('of two moderators one decides: the other gets 409 with the item as it is now, and there is one decision', async () => {
    const { itemId, documentId } = await sendIn(app, member);
    const { version } = await queue.item(app, 'moderator', itemId);
    const answers = await Promise.all([
      queue.decide(app, 'moderator', itemId, { action: 'return', message: 'Say where.', expectedVersion: version }),
      queue.decide(app, 'moderator2', itemId, { action: 'reject', reasonCodes: ['spam'], expectedVersion: version }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(problemOf(loser as (typeof answers)[number]).details).toMatchObject({ item: { id: itemId, version: version + 1, decisions: [expect.anything()] } });
    expect(await rowsOf(app, 'cw_decisions', { item_id: itemId })).toHaveLength(1);
    expect(['draft', 'rejected']).toContain(await stateOf(documentId));
    const third = await queue.decide(app, 'lead', itemId, { action: 'ignore' });
    expect(problemOf(third)).toMatchObject({ status: 409, details: { code: 'ITEM_NOT_PENDING' } });
  });

  test('to adopt approves, and makes a draft with the words, the links and the name, linked both ways', async () => {
    const xss = '<img src=x onerror=alert(1)>';
    const { itemId, documentId } = await sendIn(app, member, { title: `Tea ${xss}`, text: `First ${xss}\n\nSecond`, links: [{ url: 'https://example.com/tea', label: 'Tea' }] });
    const answer = await queue.decide(app, 'moderator', itemId, { action: 'adopt', message: 'Thank you.' });
    expect(answer.status).toBe(200);
    expect(await stateOf(documentId)).toBe('approved');
    const { adopted } = await queue.item(app, 'moderator', itemId);
    expect(adopted).toEqual({ uid: POST, documentId: expect.any(String) as string, locale: 'en' });
    const post = (await app.strapi.db.query(POST).findOne({ where: { documentId: adopted?.documentId }, populate: ['submission'] })) as Record<string, unknown>;
    expect(post).toMatchObject({ title: `Tea ${xss}`, publishedAt: null, submission: { documentId } });
    expect(post.slug).toMatch(/^tea-img-src-x-onerror-alert-1-[a-z0-9]{8}$/);
    expect(post.body).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: `First ${xss}` }] },
      { type: 'paragraph', children: [{ type: 'text', text: 'Second' }] },
      { type: 'paragraph', children: [{ type: 'link', url: 'https://example.com/tea', children: [{ type: 'text', text: 'Tea' }] }] },
      { type: 'paragraph', children: [{ type: 'text', text: '投稿：小美' }] },
    ]);
    const piece = await app.engine.pieces.current({ uid: POST, documentId: adopted?.documentId ?? '', locale: 'en' });
    expect(piece).toMatchObject({ state: 'draft', context: { author: { kind: 'admin', id: await app.idOf('moderator') } } });
    const entry = (await app.strapi.db.query(SUBMISSION).findOne({ where: { documentId, publishedAt: null } as never, populate: ['posts'] as never })) as unknown as { posts: { documentId: string }[] };
    expect(entry.posts.map((linked) => linked.documentId)).toEqual([adopted?.documentId]);
    expect(await app.engine.moderationQueue.told({ uid: SUBMISSION, documentId, locale: '' })).toMatchObject({ action: 'adopt', message: 'Thank you.' });
  });

  test('to adopt carries the pictures over, the first as the cover', async () => {
    const files = await Promise.all(['a', 'b', 'c'].map((name) => app.strapi.db.query('plugin::upload.file').create({ data: { name: `${name}.jpg`, hash: `${name}_pic`, ext: '.jpg', mime: 'image/jpeg', size: 3, width: 10, height: 10, url: `/uploads/${name}_pic.jpg`, provider: 'local', folderPath: '/' } })));
    const { itemId } = await sendIn(app, member, { images: files.map(({ id }) => id as number) });
    expect(await queue.item(app, 'moderator', itemId)).toMatchObject({ images: 3, content: { images: [{ width: 10 }, {}, {}] } });
    await queue.decide(app, 'moderator', itemId, { action: 'adopt' });
    const { adopted } = await queue.item(app, 'moderator', itemId);
    const post = (await app.strapi.db.query(POST).findOne({ where: { documentId: adopted?.documentId }, populate: ['cover', 'gallery'] })) as { cover: { id: number }; gallery: { id: number }[] };
    expect([post.cover.id, ...post.gallery.map(({ id }) => id)]).toEqual(files.map(({ id }) => id));
  });

  test('without the consent of its sender nothing is adopted, and nothing is made', async () => {
    const before = await app.strapi.db.query(POST).count();
    const { itemId } = await sendIn(app, member, { consentGiven: false });
    expect((await queue.item(app, 'moderator', itemId)).actions.find(({ action }) => action === 'adopt')).toMatchObject({ refusal: { code: 'CHECKLIST_INCOMPLETE' } });
    const answer = await queue.decide(app, 'moderator', itemId, { action: 'adopt' });
    expect(problemOf(answer)).toMatchObject({ status: 422, details: { code: 'CHECKLIST_INCOMPLETE', item: { state: 'pending' } } });
    expect(await app.strapi.db.query(POST).count()).toBe(before);
    expect(await rowsOf(app, 'cw_decisions', { item_id: itemId })).toEqual([]);
  });

  test.each([
    ['returned', { action: 'return', message: 'Say where.' }, 'draft', 'returned'],
    ['rejected with a reason', { action: 'reject', reasonCodes: ['spam'] }, 'rejected', 'rejected'],
    ['set aside', { action: 'ignore', note: 'Test data.' }, 'archived', 'ignored'],
  ] as const)('what is %s leaves the queue, and its piece says so', async (_name, request, state, ended) => {
    const { itemId, documentId } = await sendIn(app, member);
    expect((await queue.decide(app, 'moderator', itemId, request)).status).toBe(200);
    expect(await stateOf(documentId)).toBe(state);
    expect(await queue.item(app, 'moderator', itemId)).toMatchObject({ state: ended, claim: null, decisions: [{ action: request.action, by: { name: 'moderator Test' } }] });
    expect((await queue.list(app, 'moderator', 'limit=100')).items.map(({ id }) => id)).not.toContain(itemId);
  });

  test.each([
    ['a return without a word', { action: 'return' }, 422, 'message'],
    ['a return with blanks', { action: 'return', message: '   ' }, 422, 'message'],
    ['a rejection without a reason', { action: 'reject' }, 422, 'reasonCodes'],
    ['a reason that nobody knows', { action: 'reject', reasonCodes: ['because'] }, 422, 'reasonCodes'],
    ['an action that is none', { action: 'approve' }, 400, 'action'],
    ['a sanction that is none', { action: 'reject', reasonCodes: ['spam'], sanction: { violation: 'rudeness', severity: 'minor' } }, 400, 'sanction.violation'],
    ['a message that is too long', { action: 'return', message: 'x'.repeat(2_001) }, 400, 'message'],
  ])('%s is refused, and names the field', async (_name, request, status, field) => {
    const { itemId } = await sendIn(app, member);
    const answer = await queue.decide(app, 'moderator', itemId, request as never);
    expect(answer.status).toBe(status);
    expect(problemOf(answer).details).toMatchObject({ field });
    expect((await queue.item(app, 'moderator', itemId)).state).toBe('pending');
  });

  test('about what was edited meanwhile is refused: the submission waits again, in its new wording', async () => {
    const sent = await sendIn(app, member, {}, [signal()]);
    const seen = await queue.item(app, 'moderator', sent.itemId);
    await editSent(app, member, sent, { text: 'Quite another text, and no advertising.' }, 2);
    const answer = await queue.decide(app, 'moderator', sent.itemId, { action: 'adopt', expectedVersion: seen.version, contentHash: seen.contentHash });
    expect(problemOf(answer)).toMatchObject({ status: 409, details: { code: 'ITEM_STALE', item: { revision: 2, state: 'pending', content: { text: 'Quite another text, and no advertising.' }, signalList: [] } } });
    expect(await rowsOf(app, 'cw_review_items', { target_id: sent.documentId })).toHaveLength(1);
    expect((await queue.decide(app, 'moderator', sent.itemId, { action: 'adopt' })).status).toBe(200);
  });

  test('to escalate hands it to a lead, whom alone it waits for', async () => {
    const { itemId } = await sendIn(app, member);
    expect((await queue.decide(app, 'moderator', itemId, { action: 'escalate', note: 'Is this a minor?' })).status).toBe(200);
    expect((await queue.list(app, 'moderator', 'lane=lead&limit=100')).items.map(({ id }) => id)).toContain(itemId);
    const refused = await queue.decide(app, 'moderator', itemId, { action: 'adopt' });
    expect(problemOf(refused)).toMatchObject({ status: 403, details: { code: 'LEAD_NEEDED', who: ['moderation-lead'] } });
    expect(await queue.item(app, 'lead', itemId)).toMatchObject({ escalated: { by: { name: 'moderator Test' }, note: 'Is this a minor?' } });
    expect((await queue.decide(app, 'lead', itemId, { action: 'adopt' })).status).toBe(200);
  });

  test('is for those who moderate', async () => {
    const { itemId } = await sendIn(app, member);
    for (const person of ['editor', 'reviewer', 'publisher'] as const) {
      expect((await app.as(person, 'get', '/content-workflow/moderation/queue')).status).toBe(403);
      expect((await app.as(person, 'post', `/content-workflow/moderation/queue/${itemId}/decisions`, { action: 'ignore', expectedVersion: 1 })).status).toBe(403);
    }
    expect((await app.anonymous.get('/content-workflow/moderation/queue')).status).toBe(401);
  });

  test('that is taken back is a row of its own, and what was rejected waits again', async () => {
    const { itemId, documentId } = await sendIn(app, member);
    await queue.decide(app, 'moderator', itemId, { action: 'reject', reasonCodes: ['spam'] });
    const [row] = await rowsOf(app, 'cw_decisions', { item_id: itemId });
    await app.strapi.db.transaction(({ trx }) => app.engine.moderationQueue.decisions.revert(trx as never, { decisionId: Number(row?.id), note: 'It was no advertising.', by: { kind: 'admin', id: '99', name: 'A lead' } }));
    expect(await stateOf(documentId)).toBe('review');
    expect(await queue.item(app, 'moderator', itemId)).toMatchObject({ state: 'pending', lane: 'appeal', about: 'submission', decisions: [{ action: 'revert', reverts: row?.id }, { action: 'reject' }] });
    expect((await queue.decide(app, 'moderator2', itemId, { action: 'adopt' })).status).toBe(200);
  });
});

describe('many at once', () => {
  const bulk = async (body: object): Promise<BulkDecisionResult[]> => {
    const answer = await queue.decideMany(app, 'moderator', body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return (answer.body as { data: BulkDecisionResult[] }).data;
  };
  const outcomes = (results: readonly BulkDecisionResult[]): Record<string, number> => Object.fromEntries(['done', 'conflict', 'forbidden', 'not-pending', 'failed'].map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length]));

  test('of a hundred with three that are stale, ninety-seven are done; sent again, nothing is decided twice', async () => {
    const sent: { itemId: number }[] = [];
    for (let i = 0; i < 100; i += 1) sent.push(await sendIn(app, member));
    const items = sent.map(({ itemId }, i) => ({ id: itemId, expectedVersion: i < 3 ? 7 : 1 }));
    const body = { action: 'return', message: 'Say where.', idempotencyKey: 'shift-1-first', items };
    const first = await bulk(body);
    expect(outcomes(first)).toEqual({ done: 97, conflict: 3, forbidden: 0, 'not-pending': 0, failed: 0 });
    expect(first.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(first[0]).toMatchObject({ refusal: { code: 'ITEM_STALE' }, item: { state: 'pending', version: 1 } });
    expect(outcomes(await bulk(body))).toMatchObject({ done: 97, conflict: 3 });
    const rows = (await app.strapi.db.connection('cw_decisions').whereIn('item_id', items.map(({ id }) => id))) as unknown[];
    expect(rows).toHaveLength(97);
    expect(outcomes(await bulk({ ...body, idempotencyKey: 'shift-1-second' }))).toMatchObject({ 'not-pending': 97, conflict: 3 });
  });

  test('each ends for itself: what is claimed, escalated, unknown or not consented to says so', async () => {
    const [free, held, escalated, bare] = [await sendIn(app, member), await sendIn(app, member), await sendIn(app, member), await sendIn(app, member, { consentGiven: false })];
    await claimed('moderator2', held.itemId);
    await queue.decide(app, 'moderator2', escalated.itemId, { action: 'escalate' });
    const items = [free.itemId, held.itemId, escalated.itemId, bare.itemId].map((id) => ({ id, expectedVersion: id === escalated.itemId ? 2 : 1 }));
    const results = await bulk({ action: 'adopt', idempotencyKey: 'shift-2-mixed', items: [...items, { id: 2_000_000_000, expectedVersion: 1 }] });
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'conflict', 'forbidden', 'forbidden', 'not-pending']);
  });

  test('a return goes with its reason and its word to each sender; what is held, decided or unknown says so for itself', async () => {
    const [free, held, decided] = [await sendIn(app, member), await sendIn(app, member), await sendIn(app, member)];
    await claimed('moderator2', held.itemId);
    await queue.decide(app, 'moderator2', decided.itemId, { action: 'ignore' });
    const items = [free, held, decided].map(({ itemId }) => ({ id: itemId, expectedVersion: 1 }));
    const results = await bulk({ action: 'return', reasonCodes: ['rights'], message: 'Say who took the pictures.', idempotencyKey: 'shift-3-return', items: [...items, { id: 2_000_000_001, expectedVersion: 1 }] });
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'conflict', 'not-pending', 'not-pending']);
    expect(await queue.item(app, 'moderator', free.itemId)).toMatchObject({ state: 'returned', decisions: [{ action: 'return', reasonCodes: ['rights'], message: 'Say who took the pictures.' }] });
    expect(await app.engine.moderationQueue.told({ uid: SUBMISSION, documentId: free.documentId, locale: '' })).toMatchObject({ action: 'return', reasonCode: 'rights', message: 'Say who took the pictures.' });
    expect(await stateOf(held.documentId)).toBe('review');
    const mute = await bulk({ action: 'return', message: ' ', idempotencyKey: 'shift-4-return', items: [{ id: held.itemId, expectedVersion: 1 }] });
    expect(mute).toMatchObject([{ outcome: 'conflict' }]);
  });

  test.each([
    ['no key', { items: [{ id: 1, expectedVersion: 1 }] }, 'idempotencyKey'],
    ['one twice', { idempotencyKey: 'twice-12', items: [{ id: 1, expectedVersion: 1 }, { id: 1, expectedVersion: 2 }] }, 'items'],
    ['a hundred and one', { idempotencyKey: 'many-1234', items: Array.from({ length: 101 }, (_, i) => ({ id: i + 1, expectedVersion: 1 })) }, 'items'],
  ])('%s is 400', async (_name, body, field) => {
    const answer = await queue.decideMany(app, 'moderator', { action: 'ignore', ...body });
    expect(problemOf(answer)).toMatchObject({ status: 400, details: { field } });
  });
});

describe('the list', () => {
  test('shows the most urgent lane first, pages without a gap, and counts every lane', async () => {
    const minor = await sendIn(app, member, { title: 'urgent minors' }, [signal({ rule: 'word-list/minors', severity: 'extreme', violation: 'illegal' })]);
    const whole = (await queue.list(app, 'moderator', 'limit=100')).items.map(({ id }) => id);
    expect(whole[0]).toBe(minor.itemId);
    const paged: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof queue.list>> = await queue.list(app, 'moderator', `limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      expect(page.meta.counts === null).toBe(cursor !== '');
      cursor = page.meta.nextCursor;
    }
    expect(paged).toEqual(whole);
    const { counts } = (await queue.list(app, 'moderator')).meta;
    expect(counts?.find(({ lane }) => lane === 'illegal')).toMatchObject({ waiting: 1 });
    expect(counts?.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(whole.length);
    expect((await queue.list(app, 'moderator', 'text=URGENT%20min')).items.map(({ id }) => id)).toEqual([minor.itemId]);
    await claimed('moderator', minor.itemId);
    expect((await queue.list(app, 'moderator', 'claimed=mine')).items.map(({ id }) => id)).toContain(minor.itemId);
    expect((await queue.list(app, 'moderator2', 'claimed=mine')).items.map(({ id }) => id)).not.toContain(minor.itemId);
    expect((await queue.list(app, 'moderator2', 'claimed=free&limit=100')).items.map(({ id }) => id)).not.toContain(minor.itemId);
    const bad = await app.as('moderator', 'get', '/content-workflow/moderation/queue?cursor=nonsense');
    expect(problemOf(bad)).toMatchObject({ status: 400, details: { field: 'cursor' } });
  });

  test('beside the text stand its signals, and what its sender sent before', async () => {
    const sender = await createMember(app);
    const earlier = await sendIn(app, sender, {}, []);
    await queue.decide(app, 'moderator', earlier.itemId, { action: 'reject', reasonCodes: ['spam'], message: 'No advertising.' });
    const { itemId } = await sendIn(app, sender, { text: '加微信 now' }, [signal(), signal({ severity: 'minor', rule: 'links/too-many' })]);
    expect(await queue.item(app, 'moderator', itemId)).toMatchObject({
      content: { text: '加微信 now', contributorName: '小美' },
      signals: { count: 2, worst: 'moderate', rules: ['word-list/spam', 'links/too-many'] },
      signalList: [{ span: { field: 'text', from: 0, to: 2 }, matched: '加微', ruleVersion: '3' }, {}],
      sender: { key: sender.key, kind: 'member', counts: { sent: 2, waiting: 1, rejected: 1 }, decisions: [{ action: 'reject', message: 'No advertising.' }] },
    });
  });
});

describe('a promised time', () => {
  const alerts = async (itemId: number): Promise<unknown[]> => ((await rowsOf(app, 'cw_alerts', { code: 'MODERATION_LATE' })) as { detail: string }[]).filter(({ detail }) => (JSON.parse(detail) as { itemId: number }).itemId === itemId);

  test('that passes without a decision is told once, and not at all of what was decided', async () => {
    const [late, decided] = [await sendIn(app, member), await sendIn(app, member)];
    await queue.decide(app, 'moderator', decided.itemId, { action: 'ignore' });
    const { dueAt } = await queue.item(app, 'moderator', late.itemId);
    pass(app, Date.parse(dueAt) - app.engine.clock.now() + MINUTE);
    await runDueJobs(app);
    await runDueJobs(app);
    expect(await app.engine.moderationQueue.items.late(late.itemId)).toBe('done');
    expect(await alerts(late.itemId)).toHaveLength(1);
    expect(await alerts(decided.itemId)).toEqual([]);
    expect(await queue.item(app, 'moderator', late.itemId)).toMatchObject({ overdue: true, state: 'pending' });
  });

  test('is kept when its sender writes it anew: an edit buys no time', async () => {
    const sent = await sendIn(app, member);
    const { dueAt } = await queue.item(app, 'moderator', sent.itemId);
    pass(app, 10 * MINUTE);
    await editSent(app, member, sent, { text: 'A second thought.' }, 2);
    expect((await queue.item(app, 'moderator', sent.itemId)).dueAt).toBe(dueAt);
  });
});

describe('what happens to a piece on other ways', () => {
  test('ends its item too', async () => {
    const sent = await sendIn(app, member);
    const piece = await app.engine.pieces.current({ uid: SUBMISSION, documentId: sent.documentId, locale: '' });
    const inspected = piece === null ? null : await app.engine.transitions.inspect(piece);
    const answer = await app.as('moderator', 'post', `/content-workflow/pieces/${piece?.id}/events`, { event: havingLooked({ shown: inspected?.facts.shown ?? '' }, { type: 'APPROVE' }), expectedRevision: piece?.revision });
    expect(answer.status).toBe(200);
    pass(app, MINUTE);
    await runDueJobs(app);
    expect((await queue.item(app, 'moderator', sent.itemId)).state).toBe('settled');
  });

  test('is closed where its sender takes it back', async () => {
    const sent = await sendIn(app, member);
    await app.strapi.db.transaction(({ trx }) => app.engine.moderationQueue.items.close(trx as never, { uid: SUBMISSION, documentId: sent.documentId }, 'withdrawn'));
    expect((await queue.item(app, 'moderator', sent.itemId)).state).toBe('withdrawn');
  });

  test('what the team enters by itself and submits waits in the queue as well', async () => {
    const { documentId } = await documents(app).create({ data: { title: 'From the booth', text: 'Written on a card.', consentGiven: true }, status: 'draft' });
    const piece = await app.engine.pieces.ensure({ uid: SUBMISSION, documentId, locale: '' });
    await app.engine.transitions.send({ pieceId: piece?.id ?? 0, expectedRevision: null, event: { type: 'SUBMIT', comment: null }, by: submitterOf(null) });
    pass(app, MINUTE);
    await runDueJobs(app);
    expect((await queue.list(app, 'moderator', 'text=booth')).items).toMatchObject([{ title: 'From the booth', about: 'submission', sources: ['submission'] }]);
  });
});
