/** What members send in: taken as a draft that waits for a moderator, answered the same whatever it says, and theirs until somebody decides. */
import { randomUUID } from 'node:crypto';
import type { GetSubmission, GetSubmissionForm, ListMySubmissions } from '../../src/plugins/content-workflow/contracts/moderation/intake';
import type { ItemView } from '../../src/plugins/content-workflow/contracts/moderation/queue';
import { startApp, SUBMISSION, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { allow } from '../support/gate';
import { done, view } from '../support/flow';
import { listen } from '../support/listen';
import { MINOR, strikeBy } from '../support/members';
import { queue } from '../support/moderation';
import { edit, newMember, openActivity, picture, rowsOf, sendIn, status, takenIn, withdraw, words, type Credentials } from '../support/submissions';
import { DAY, MINUTE, pass, standAt } from '../support/time';

let app: TestApp;
let member: { readonly id: number; readonly headers: Credentials };

beforeAll(async () => {
  app = await startApp();
  await listen(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  standAt(app, Date.now());
  member = await newMember(app);
});

const subject = (documentId: string) => ({ uid: SUBMISSION, documentId, locale: '' });
const rowCount = async (table: string): Promise<number> => Number((await app.strapi.db.connection(table).count({ n: '*' }).first())?.n);

describe('sending in', () => {
  test('is answered with a reference and an address, and is a draft under review that nobody can read', async () => {
    const answer = await sendIn(app, member.headers, words({ links: [{ url: 'https://example.com/tea', label: 'The hut' }], language: 'en' }));
    expect(answer.status).toBe(201);
    const { reference, state, statusAddress } = answer.body.data as { reference: string; state: string; statusAddress: string };
    expect([reference, state]).toEqual([expect.stringMatching(/^S-[2-9A-Z]{8}$/), 'received']);
    expect(statusAddress).toMatch(new RegExp(`^/api/submissions/intake/${reference}/[\\w-]{24}$`));
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const [row, ...others] = await rowsOf(app, (await app.strapi.db.connection('cw_intakes').where({ reference }).first()).subject_id as string);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ publishedAt: null, title: 'Tea at the hut', contributorName: 'Lan', consentGiven: true, rightsStatementVersion: '2.1', source: 'web_form', imagesDigest: null, member: { id: member.id }, createdBy: null, links: [{ url: 'https://example.com/tea', label: 'The hut' }] });
    const piece = await view(app, subject(String(row?.documentId)));
    expect(piece.state).toBe('review');
    expect(piece.history.map(({ event, by }) => [event, by.kind, by.id])).toEqual([['SUBMIT', 'member', String(member.id)], ['OPENED', 'member', String(member.id)]]);
    await allow(app, ['api::submission.submission.find', 'api::submission.submission.findOne', 'plugin::content-workflow.delivery.find', 'plugin::content-workflow.delivery.findOne']);
    for (const url of ['/api/submissions', '/api/submissions?status=draft', '/api/submissions?publicationFilter=draft', '/api/submissions?status=draft&publicationFilter=never-published&hasPublishedVersion=false']) {
      const { status: code, text } = await app.anonymous.get(url);
      expect([url, [200, 400].includes(code), text.includes('Tea at the hut')]).toEqual([url, true, false]);
    }
    expect((await app.anonymous.get(`/api/submissions/${String(row?.documentId)}?status=draft`)).status).toBe(404);
    expect((await app.anonymous.get('/api/delivery/submissions')).text).not.toContain('Tea at the hut');
  });

  test('belongs to the activity that it names, in its language where there is one', async () => {
    const activity = await openActivity(app, 'members');
    const { documentId } = await takenIn(app, member.headers, words({ activity, language: 'zh-Hant' }));
    expect((await rowsOf(app, documentId))[0]).toMatchObject({ activity: { documentId: activity, locale: 'en' } });
  });

  test.each([
    ['nobody', true],
    ['members', false],
  ] as const)('to an activity that takes from %s (live: %s) is refused', async (from, live) => {
    const activity = await openActivity(app, from, live);
    const answer = await sendIn(app, member.headers, words({ activity }));
    expect([answer.status, problemOf(answer).details]).toEqual([422, expect.objectContaining({ code: 'ACTIVITY_NOT_OPEN', field: 'activity' })]);
  });

  test('needs a session that is good', async () => {
    expect((await sendIn(app, {})).body.error).toMatchObject({ status: 401, details: { code: 'SENDER_UNKNOWN' } });
    expect((await sendIn(app, { Authorization: 'Bearer nonsense' })).body.error).toMatchObject({ status: 401, details: { code: 'SENDER_INVALID' } });
    expect((await sendIn(app, { Authorization: `Bearer ${await app.token('admin')}` })).status).toBe(401);
    const blocked = await newMember(app, { blocked: true });
    expect((await sendIn(app, blocked.headers)).status).toBe(401);
  });

  test.each([
    ['no consent', { consent: false }, 400, 'consent'],
    ['no name', { contributorName: '  ' }, 400, 'contributorName'],
    ['a title that is too long', { title: 'x'.repeat(81) }, 400, 'title'],
    ['text that is too long', { text: 'x'.repeat(5_001) }, 400, 'text'],
    ['a NUL in the text', { text: 'tea\u0000tea' }, 400, 'text'],
    ['six links', { links: Array.from({ length: 6 }, (_, i) => ({ url: `https://example.com/${i}` })) }, 400, 'links'],
    ['a script for a link', { links: [{ url: 'javascript:alert(1)' }] }, 400, 'links.0.url'],
    ['data for a link', { links: [{ url: 'data:text/html,hi' }] }, 400, 'links.0.url'],
    ['an earlier rights statement', { rightsStatement: '1.0' }, 422, 'rightsStatement'],
  ])('with %s is refused at its field', async (_name, wrong, code, field) => {
    const before = await rowCount('cw_intakes');
    const answer = await sendIn(app, member.headers, words(wrong));
    expect([answer.status, problemOf(answer).details.field]).toEqual([code, field]);
    expect(await rowCount('cw_intakes')).toBe(before);
  });

  test.each(['status', 'state', 'score', 'authorId', 'role', 'publishedAt', 'createdBy', 'documentId', 'id', 'locale', 'member', 'contributorEmail', 'imagesDigest', 'images', 'posts', 'priority', 'reference', '__proto__x'])('with the field "%s", which is not the sender\'s to write, is refused and names it', async (field) => {
    const answer = await sendIn(app, member.headers, words({ [field]: { connect: [1], set: [1] } }));
    expect([answer.status, problemOf(answer).details.field]).toEqual([400, field]);
    const asForm = await sendIn(app, member.headers, words({ [field]: 1 }), { images: [] });
    expect([asForm.status, problemOf(asForm).details.field]).toEqual([400, field]);
  });

  test('as a form takes "data" and "images" and nothing else', async () => {
    const asked = () => app.anonymous.post('/api/submissions/intake').set(member.headers).set('Idempotency-Key', randomUUID());
    const field = await asked().field('data', JSON.stringify(words())).field('status', 'published');
    expect([field.status, problemOf(field).details.field]).toEqual([400, 'status']);
    const file = await asked().field('data', JSON.stringify(words())).attach('files', await picture(), 'a.jpg');
    expect([file.status, problemOf(file).details.field]).toEqual([400, 'files']);
    const broken = await asked().field('data', '{"title":');
    expect([broken.status, problemOf(broken).details.field]).toEqual([400, 'data']);
  });

});

describe('the moderators', () => {
  const itemOf = async (documentId: string): Promise<number> => Number((await app.strapi.db.connection('cw_review_items').where({ target_id: documentId }).first('id')).id);
  const seen = async (documentId: string): Promise<ItemView> => queue.item(app, 'moderator', await itemOf(documentId));
  const rules = ({ signalList }: ItemView): string[] => signalList.map(({ rule }) => rule).sort();

  test('see why something should be looked at; the answer to the sender is the same for everything', async () => {
    const shape = (answer: Awaited<ReturnType<typeof sendIn>>) => [answer.status, Object.keys(answer.body as object), Object.keys((answer.body as { data: object }).data), (answer.body as { data: { state: string } }).data.state, Object.keys(answer.headers as object).sort()];
    const sent = [];
    for (const [title, more] of [['Clean', {}], ['Trapped', { website: 'https://spam.example' }], ['Advertising', { text: '加 微*信 abc12345 免费领取' }]] as const) {
      const { headers } = await newMember(app);
      sent.push(await sendIn(app, headers, words({ title, text: `${title}: the kettle sang at dawn`, ...more })));
    }
    expect(new Set(sent.map((answer) => JSON.stringify(shape(answer)))).size).toBe(1);
    const found = [];
    for (const { body } of sent) found.push(rules(await seen(String((await app.strapi.db.connection('cw_intakes').where({ reference: body.data.reference }).first()).subject_id))));
    expect(found[0]).not.toContain('intake/hidden-field');
    expect(found[1]).toContain('intake/hidden-field');
    // A machine that is busy reads too slowly, which is a reason to look as well.
    expect(found[2]).toEqual(expect.arrayContaining([expect.stringMatching(/^(word-list|contact|screening)\//)]));
  });

  test('see the pictures, and that they looked is recorded', async () => {
    const { documentId } = await takenIn(app, member.headers, words(), { images: [{ bytes: await picture() }] });
    const { content } = await seen(documentId);
    expect(content?.images).toMatchObject([{ width: 640, height: 480, url: expect.stringMatching(/^\/api\/submissions\/images\//), expiresAt: expect.any(String) }]);
    expect((await app.anonymous.get(content?.images[0]?.url ?? '')).headers['content-type']).toBe('image/webp');
    expect(await app.strapi.db.connection('cw_audit').where({ action: 'submission-images.shown', object: `submission:${documentId}` }).first()).toMatchObject({ actor_kind: 'admin' });
  });

  test('adopt what was sent in: its pictures go to the library and into the draft of a post', async () => {
    const sent = await takenIn(app, member.headers, words({ title: 'To be adopted' }), { images: [{ bytes: await picture() }, { bytes: await picture(320, 240, 'png') }] });
    const answer = await queue.decide(app, 'moderator', await itemOf(sent.documentId), { action: 'adopt' });
    expect(answer.status).toBe(200);
    expect(await status(app, sent.statusAddress)).toMatchObject({ state: 'adopted' });
    const [post] = (await app.strapi.db.query('api::post.post').findMany({ where: { title: 'To be adopted' }, populate: { cover: true, gallery: true } as never })) as unknown as { publishedAt: null; cover: { mime: string; width: number }; gallery: { width: number }[] }[];
    expect(post).toMatchObject({ publishedAt: null, cover: { mime: 'image/jpeg', width: 640 }, gallery: [{ width: 320 }] });
  });

  test('no longer see what its sender took back', async () => {
    const sent = await takenIn(app, member.headers);
    await withdraw(app, member.headers, sent.reference);
    expect((await seen(sent.documentId)).state).toBe('withdrawn');
  });

  test('see an edit as a new revision of the one item', async () => {
    const sent = await takenIn(app, member.headers);
    await edit(app, member.headers, sent.reference, words({ title: 'Edited', revision: 1 }));
    expect(await seen(sent.documentId)).toMatchObject({ revision: 2, title: 'Edited' });
    expect(await app.strapi.db.connection('cw_review_items').where({ target_id: sent.documentId })).toHaveLength(1);
  });
});

describe('who is muted', () => {
  test('sends nothing in and edits nothing until it ends, sees what they sent, and takes it back', async () => {
    const [sent, other] = [await takenIn(app, member.headers), await takenIn(app, member.headers, words({ title: 'Other' }))];
    const strike = await strikeBy(app, `member:${member.id}`, MINOR);
    for (const answer of [await sendIn(app, member.headers), await edit(app, member.headers, sent.reference, words({ revision: 1 }))]) expect([answer.status, problemOf(answer).details]).toEqual([403, expect.objectContaining({ code: 'SENDER_SANCTIONED', action: 'mute', until: strike.endsAt })]);
    expect((await app.anonymous.get('/api/submissions/intake/mine').set(member.headers)).body.data).toHaveLength(2);
    expect((await withdraw(app, member.headers, other.reference)).status).toBe(204);
    pass(app, Date.parse(strike.endsAt ?? '') - app.engine.clock.now());
    expect((await sendIn(app, member.headers)).status).toBe(201);
  });
});

describe('the same key', () => {
  test('with the same content is one submission and one answer', async () => {
    const key = randomUUID();
    const [first, again] = [await sendIn(app, member.headers, words(), { key }), await sendIn(app, member.headers, words(), { key })];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const form = (await app.anonymous.get('/api/submissions/intake/form')).body as GetSubmissionForm.Response;
    expect((await sendIn(app, member.headers, words({ form: form.data.form }), { key })).body).toEqual(first.body);
  });

  test('at the same moment too', async () => {
    const key = randomUUID();
    const before = await rowCount('cw_intakes');
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendIn(app, member.headers, words(), { key })));
    expect(new Set(answers.map(({ status: code, body }) => `${code} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(await rowCount('cw_intakes')).toBe(before + 1);
  });

  test('with other content, other pictures among it, is refused', async () => {
    const key = randomUUID();
    await sendIn(app, member.headers, words(), { key });
    for (const answer of [await sendIn(app, member.headers, words({ title: 'Other' }), { key }), await sendIn(app, member.headers, words(), { key, images: [{ bytes: await picture() }] })])
      expect([answer.status, problemOf(answer).details]).toEqual([422, expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' })]);
  });

  test('of somebody else is another one', async () => {
    const key = randomUUID();
    const first = await sendIn(app, member.headers, words(), { key });
    const other = await sendIn(app, (await newMember(app)).headers, words(), { key });
    expect([first.status, other.status]).toEqual([201, 201]);
    expect(other.body.data.reference).not.toBe(first.body.data.reference);
  });

  test.each([
    ['', 'is missing'],
    ['short', 'has 8 to 100'],
    ['with a space', 'has 8 to 100'],
  ])('is asked for: "%s"', async (key, says) => {
    const answer = await sendIn(app, member.headers, words(), { key });
    expect([answer.status, problemOf(answer)]).toEqual([400, expect.objectContaining({ message: expect.stringContaining(says), details: expect.objectContaining({ field: 'Idempotency-Key' }) })]);
  });
});

describe('the status', () => {
  test('is told to whoever has the address, and to nobody else', async () => {
    const { reference, statusAddress } = await takenIn(app, member.headers);
    expect(await status(app, statusAddress)).toMatchObject({ reference, state: 'received', revision: 1, title: 'Tea at the hut', message: null, reasonCode: null, images: [] });
    const [other] = [await takenIn(app, member.headers, words({ title: 'Other' }))];
    const otherSecret = other.statusAddress.split('/').at(-1) ?? '';
    for (const url of [`/api/submissions/intake/${reference}/${otherSecret}`, `${statusAddress}x`, statusAddress.slice(0, -1), `/api/submissions/intake/${reference}/${encodeURIComponent('é'.repeat(24))}`, '/api/submissions/intake/S-00000000/abc', `/api/submissions/intake/${reference}/${'a'.repeat(5_000)}`]) expect((await app.anonymous.get(url)).status).toBe(404);
    expect((await app.anonymous.get(`/api/submissions/intake/${reference}`)).status).toBe(401);
  });

  test("of one's own is a list, newest first, and nobody else's is in it", async () => {
    const first = await takenIn(app, member.headers, words({ title: 'First' }));
    const second = await takenIn(app, member.headers, words({ title: 'Second' }));
    const other = await newMember(app);
    await takenIn(app, other.headers);
    const mine = (await app.anonymous.get('/api/submissions/intake/mine').set(member.headers)).body as ListMySubmissions.Response;
    expect(mine.data.map(({ reference, title }) => [reference, title])).toEqual([[second.reference, 'Second'], [first.reference, 'First']]);
    expect((await app.anonymous.get(`/api/submissions/intake/${first.reference}`).set(member.headers)).body.data).toMatchObject({ title: 'First', text: expect.stringContaining('kettle'), links: [] });
    expect((await app.anonymous.get(`/api/submissions/intake/${first.reference}`).set(other.headers)).status).toBe(404);
    expect((await app.anonymous.get('/api/submissions/intake/mine?before=nonsense').set(member.headers)).status).toBe(400);
  });

  test('follows what moderators decide', async () => {
    const returned = await takenIn(app, member.headers);
    await done(app, subject(returned.documentId), 'moderator', { type: 'REQUEST_CHANGES', comment: 'Which hut is it?' });
    expect(await status(app, returned.statusAddress)).toMatchObject({ state: 'returned', message: 'Which hut is it?' });
    const declined = await takenIn(app, member.headers, words({ title: 'Second' }));
    await done(app, subject(declined.documentId), 'moderator', { type: 'REJECT', reasonCode: 'off-topic' });
    expect(await status(app, declined.statusAddress)).toMatchObject({ state: 'declined', reasonCode: 'off-topic', message: null });
    const adopted = await takenIn(app, member.headers, words({ title: 'Third' }));
    await done(app, subject(adopted.documentId), 'moderator', { type: 'APPROVE' });
    expect(await status(app, adopted.statusAddress)).toMatchObject({ state: 'adopted' });
  });

  test('shows no member, no address and no moderator', async () => {
    const sent = await takenIn(app, member.headers);
    await done(app, subject(sent.documentId), 'moderator', { type: 'REQUEST_CHANGES', comment: 'Which hut?' });
    const text = JSON.stringify([await status(app, sent.statusAddress), (await app.anonymous.get('/api/submissions/intake/mine').set(member.headers)).body]);
    for (const word of ['@example.com', 'moderator', 'member-', 'contributorEmail', 'signals', 'priority']) expect([word, text.includes(word)]).toEqual([word, false]);
  });
});

describe('while nobody has decided', () => {
  test('the sender edits: a new revision that is under review again, as theirs', async () => {
    const sent = await takenIn(app, member.headers);
    const answer = await edit(app, member.headers, sent.reference, words({ title: 'Tea below the hut', revision: 1 }));
    expect([answer.status, answer.body]).toEqual([200, { data: { reference: sent.reference, state: 'received', revision: 2 } }]);
    const piece = await view(app, subject(sent.documentId));
    expect([piece.state, piece.title]).toEqual(['review', 'Tea below the hut']);
    expect(piece.history.map(({ event, by }) => [event, by.id])).toEqual([['SUBMIT', String(member.id)], ['CONTENT_CHANGED', String(member.id)], ['RECALL', String(member.id)], ['SUBMIT', String(member.id)], ['OPENED', String(member.id)]]);
    expect(await status(app, sent.statusAddress)).toMatchObject({ revision: 2, title: 'Tea below the hut' });
  });

  test('and after a moderator asked for something', async () => {
    const sent = await takenIn(app, member.headers);
    await done(app, subject(sent.documentId), 'moderator', { type: 'REQUEST_CHANGES', comment: 'Which hut?' });
    const answer = await edit(app, { 'Submission-Secret': sent.statusAddress.split('/').at(-1) ?? '' }, sent.reference, words({ text: 'The hut below the pass.', revision: 1 }));
    expect(answer.status).toBe(200);
    expect(await status(app, sent.statusAddress)).toMatchObject({ state: 'received', message: null, text: 'The hut below the pass.' });
    expect((await view(app, subject(sent.documentId))).history[0]).toMatchObject({ event: 'SUBMIT', by: { kind: 'member', id: String(member.id) } });
  });

  test('an edit of what was edited meanwhile is a conflict, and a moderator who saw the earlier words can not decide about them', async () => {
    const sent = await takenIn(app, member.headers);
    const seen = await view(app, subject(sent.documentId));
    expect((await edit(app, member.headers, sent.reference, words({ title: 'Newer', revision: 1 }))).status).toBe(200);
    const late = await edit(app, member.headers, sent.reference, words({ title: 'Late', revision: 1 }));
    expect([late.status, problemOf(late).details]).toEqual([409, expect.objectContaining({ code: 'REVISION_CONFLICT', revision: 2 })]);
    const decision = await app.as('moderator', 'post', `/content-workflow/pieces/${seen.id}/events`, { event: { type: 'APPROVE' }, expectedRevision: seen.revision });
    expect(decision.status).toBe(409);
  });

  test('of two edits at one moment one is taken', async () => {
    const sent = await takenIn(app, member.headers);
    const answers = await Promise.all(['One', 'Two', 'Three'].map((title) => edit(app, member.headers, sent.reference, words({ title, revision: 1 }))));
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, 409, 409]);
    expect((await status(app, sent.statusAddress)).revision).toBe(2);
  });

  test('the sender takes it back, once and for all', async () => {
    const sent = await takenIn(app, member.headers);
    expect((await withdraw(app, member.headers, sent.reference)).status).toBe(204);
    expect((await withdraw(app, member.headers, sent.reference)).status).toBe(204);
    expect(await status(app, sent.statusAddress)).toMatchObject({ state: 'withdrawn' });
    expect((await view(app, subject(sent.documentId))).state).toBe('archived');
    const late = await edit(app, member.headers, sent.reference, words({ revision: 1 }));
    expect([late.status, problemOf(late).details]).toEqual([409, expect.objectContaining({ code: 'SUBMISSION_NOT_OPEN', state: 'withdrawn' })]);
  });

  test('nobody else edits it or takes it back', async () => {
    const sent = await takenIn(app, member.headers);
    const other = (await newMember(app)).headers;
    for (const headers of [other, { 'Submission-Secret': 'x'.repeat(24) }, { ...other, 'Submission-Secret': 'y' }]) {
      expect((await edit(app, headers, sent.reference, words({ revision: 1 }))).status).toBe(404);
      expect((await withdraw(app, headers, sent.reference)).status).toBe(404);
    }
    expect((await edit(app, {}, sent.reference, words({ revision: 1 }))).status).toBe(401);
    expect(await status(app, sent.statusAddress)).toMatchObject({ state: 'received', revision: 1 });
  });

  test('what was decided stays as it was', async () => {
    const sent = await takenIn(app, member.headers);
    await done(app, subject(sent.documentId), 'moderator', { type: 'APPROVE' });
    const rows = await rowsOf(app, sent.documentId);
    for (const answer of [await edit(app, member.headers, sent.reference, words({ title: 'After', revision: 1 })), await withdraw(app, member.headers, sent.reference)]) expect([answer.status, problemOf(answer).details.code]).toEqual([409, 'SUBMISSION_NOT_OPEN']);
    expect(await rowsOf(app, sent.documentId)).toEqual(rows);
  });
});

describe('a form', () => {
  const form = async (query = '') => (await app.anonymous.get(`/api/submissions/intake/form${query}`)).body as GetSubmissionForm.Response;

  test('is told the current statement, the limits and who may send in', async () => {
    expect((await form()).data).toMatchObject({ openTo: 'members', rightsStatement: { version: '2.1', text: { en: expect.any(String), 'zh-Hans': expect.any(String), 'zh-Hant': expect.any(String) } }, images: { max: 9, types: ['image/jpeg', 'image/png', 'image/webp'] } });
    for (const from of ['members', 'guests', 'nobody'] as const) expect((await form(`?activity=${await openActivity(app, from)}`)).data.openTo).toBe(from);
    expect((await form(`?activity=${await openActivity(app, 'guests', false)}`)).data.openTo).toBe('nobody');
  });

  test('that was made up says nothing about when it was opened, and is no reason to refuse', async () => {
    const { data } = await form();
    pass(app, 3 * MINUTE);
    for (const sent of [data.form, 'made.up', `${data.form}x`]) expect((await sendIn(app, member.headers, words({ title: sent.slice(0, 20), form: sent }))).status).toBe(201);
  });
});

test('what is over is forgotten after a month, and the record of it stays', async () => {
  const open = await takenIn(app, member.headers, words(), { images: [{ bytes: await picture() }] });
  const gone = await takenIn(app, member.headers, words({ title: 'Gone' }), { images: [{ bytes: await picture() }] });
  await withdraw(app, member.headers, gone.reference);
  pass(app, 31 * DAY);
  await app.engine.handlers.integrity({}, { attempt: 1 } as never);
  const kept = async (documentId: string) => (await app.strapi.db.connection('cw_quarantined_images').join('cw_intakes', 'cw_intakes.id', 'intake_id').where({ subject_id: documentId }).select('main', 'preview', 'digest')) as { main: string | null; preview: string | null; digest: string }[];
  expect(await kept(open.documentId)).toEqual([{ main: expect.any(String), preview: expect.any(String), digest: expect.any(String) }]);
  expect(await kept(gone.documentId)).toEqual([{ main: null, preview: null, digest: expect.any(String) }]);
  expect(((await app.anonymous.get(gone.statusAddress)).body as GetSubmission.Response).data.state).toBe('withdrawn');
});
