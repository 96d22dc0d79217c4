/** The reviewer's desk: what waits for whom, what is compared with what, that a decision is about what was shown, and what is said. */
import type { FieldDiff } from '../../src/plugins/content-workflow/core/review/compare';
import type { GetComparison, GetReviewQueue, QueueItem, ThreadView } from '../../src/plugins/content-workflow/contracts/review';
import { startApp, KOL, POST, type Person, type TestApp } from '../support/app';
import { expectExplained, post, problemOf } from '../support/events';
import { createPost, done, HOUR, postAt, savePost, view, type Draft } from '../support/flow';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const paragraph = (text: string) => ({ type: 'paragraph', children: [{ type: 'text', text }] });

type QueueBody = GetReviewQueue.Response;

const queueOf = async (person: Person, query = ''): Promise<QueueBody> => {
  const answer = await app.as(person, 'get', `/content-workflow/review/queue${query}`);
  if (answer.status !== 200) throw new Error(`no queue: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as QueueBody;
};

const idsIn = (queue: QueueBody): number[] => queue.data.map(({ id }) => id);

const compare = async (pieceId: number, against?: string, by: Person = 'reviewer'): Promise<GetComparison.Response['data']> => {
  const answer = await app.as(by, 'get', `/content-workflow/pieces/${pieceId}/comparison${against === undefined ? '' : `?against=${against}`}`);
  if (answer.status !== 200) throw new Error(`no comparison: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as GetComparison.Response).data;
};

const changedIn = ({ fields }: GetComparison.Response['data']): string[] => fields.filter(({ changed }) => changed).map(({ name }) => name);

const runsOf = (fields: readonly FieldDiff[], name: string): string[] => {
  const value = fields.find((field) => field.name === name)?.value;
  if (value?.kind === 'text') return value.runs.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`);
  if (value?.kind !== 'rich-text') throw new Error(`${name} is no text`);
  return value.lines.flatMap((line) => (line.kind === 'changed' ? line.runs.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`) : line.kind === 'same' ? [] : [line.kind]));
};

describe('the queue', () => {
  const due = async (draft: Draft, hours: number): Promise<void> => {
    await done(app, draft, 'editor', { type: 'SET_DUE', dueAt: new Date(app.engine.clock.now() + hours * HOUR).toISOString() });
  };

  test('the earliest due comes first, then what has waited longest', async () => {
    const [late, old, young, soon] = [await postAt(app, 'review'), await postAt(app, 'review'), await postAt(app, 'review'), await postAt(app, 'review')] as [Draft, Draft, Draft, Draft];
    await due(late, 48);
    await due(soon, 1);
    // A remark changes the piece, but not how long it has waited.
    await done(app, old, 'editor', { type: 'COMMENT', comment: 'Please have a look.' });
    const expected = await Promise.all([soon, late, old, young].map(async (draft) => (await view(app, draft)).id));
    const queue = await queueOf('reviewer');
    expect(idsIn(queue).filter((id) => expected.includes(id))).toEqual(expected);
    expect(queue.meta.counts).toMatchObject({ all: queue.data.length, atLeast: false });
    expect(queue.data.find(({ id }) => id === expected[0])).toMatchObject({
      uid: POST,
      state: 'review',
      overdue: false,
      author: { name: 'editor Test' },
      submittedBy: { name: 'editor Test' },
      step: { key: 'editorial', place: 1, of: 2 },
      waitingSince: expect.stringMatching(/^\d{4}-.*Z$/),
    } satisfies Partial<Record<keyof QueueItem, unknown>>);
  });

  test('it holds what the person can decide, and nothing that they wrote or have approved', async () => {
    const draft = await postAt(app, 'review');
    const { id } = await view(app, draft);
    for (const [person, waits] of [['reviewer', true], ['reviewer2', true], ['moderator', false], ['admin', true]] as const) expect([person, idsIn(await queueOf(person)).includes(id)]).toEqual([person, waits]);

    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    const second = (await queueOf('reviewer2')).data.find((item) => item.id === id);
    expect(second?.step).toMatchObject({ key: 'brand', place: 2 });

    const own = await createPost(app, {}, 'admin');
    await done(app, own, 'admin', { type: 'SUBMIT' });
    const mine = (await view(app, own)).id;
    expect(idsIn(await queueOf('admin'))).not.toContain(mine);
    expect(idsIn(await queueOf('reviewer'))).toContain(mine);
  });

  test('it is read to the end by its cursor, each piece once', async () => {
    const whole = idsIn(await queueOf('reviewer', '?limit=100'));
    expect(whole.length).toBeGreaterThan(3);
    const read: number[] = [];
    let cursor: string | null = null;
    do {
      const page: QueueBody = await queueOf('reviewer', `?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      expect(page.data.length).toBeLessThanOrEqual(2);
      expect(page.meta.counts === null).toBe(cursor !== null);
      read.push(...idsIn(page));
      cursor = page.meta.nextCursor;
    } while (cursor !== null);
    expect(read).toEqual(whole);
  });

  test('it is filtered by type and by activity', async () => {
    const activity = await app.as('editor', 'post', '/content-manager/collection-types/api::activity.activity?locale=en', { title: 'Tea week', slug: 'tea-week-review' });
    const { documentId } = (activity.body as { data: { documentId: string } }).data;
    const draft = await createPost(app, { activity: { connect: [{ documentId, locale: 'en' }] } });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    expect(idsIn(await queueOf('reviewer', `?activity=${documentId}`))).toEqual([(await view(app, draft)).id]);
    expect((await queueOf('reviewer', `?type=${KOL}`)).data).toEqual([]);
    expect((await queueOf('reviewer', `?type=${POST}`)).data.length).toBeGreaterThan(1);
  });

  test('a piece that is overdue says so', async () => {
    const draft = await postAt(app, 'review');
    const piece = await view(app, draft);
    await app.strapi.db.connection('cw_pieces').where({ id: piece.id }).update({ due_at: app.engine.clock.now() - HOUR });
    const queue = await queueOf('reviewer');
    expect(queue.data[0]).toMatchObject({ id: piece.id, overdue: true });
    expect(queue.meta.counts?.overdue).toBeGreaterThanOrEqual(1);
  });

  test.each([
    ['?limit=0', 'limit'],
    ['?limit=1000', 'limit'],
    ['?cursor=nonsense', 'cursor'],
    ['?activity=%00', 'activity'],
    ['?colour=red', 'colour'],
  ])('%s is 400, and the answer names the field', async (query, field) => {
    const answer = await app.as('reviewer', 'get', `/content-workflow/review/queue${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details.field).toBe(field);
  });

  test('who may not review gets no queue', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/review/queue')).status).toBe(403);
    expect((await app.anonymous.get('/content-workflow/review/queue')).status).toBe(401);
    expect((await app.as('reviewer', 'get', '/content-workflow/review/queue?type=api::nothing.nothing')).status).toBe(404);
  });
});

describe('the comparison', () => {
  test('nothing is compared where nothing is live, and everything stands as it is', async () => {
    const { id, hash } = await view(app, await postAt(app, 'review'));
    const shown = await compare(id);
    expect(shown).toMatchObject({ pieceId: id, hash, title: 'title', base: null });
    expect(changedIn(shown)).toEqual([]);
    expect(shown.fields[0]?.name).toBe('title');
    expect(shown.fields.find(({ name }) => name === 'audience')?.delivered).toBe(false);
    expect(shown.fields.some(({ name }) => name === 'planDate')).toBe(false);
  });

  test('the next round is compared with what is live, word by word', async () => {
    const draft = await postAt(app, 'published', { title: '山頂茶會', body: [paragraph('活動在山頂舉行，請自備茶杯，雨天照常舉行。')] });
    const live = await view(app, draft);
    await savePost(app, draft, { body: [paragraph('活動在山頂舉行，請自備雨傘，雨天照常舉行。')] });
    const next = await view(app, draft);
    expect(next.round).toBe(live.round + 1);
    const shown = await compare(next.id, 'live');
    expect(shown.base).toMatchObject({ against: 'live', hash: live.hash, decision: null });
    expect(changedIn(shown)).toEqual(['body']);
    expect(runsOf(shown.fields, 'body')).toEqual(['removed 茶杯', 'added 雨傘']);
    expect((await compare(live.id, 'live')).hash).toBe(live.hash);
  });

  test('a resubmitted piece is compared with the version that was sent back, and says by whom', async () => {
    const draft = await postAt(app, 'review', { title: 'Tea at nine' });
    const first = await view(app, draft);
    expect((await compare(first.id, 'reviewed')).base).toBeNull();
    await done(app, draft, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'At ten.' });
    await savePost(app, draft, { title: 'Tea at ten' });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const shown = await compare(first.id, 'reviewed');
    expect(shown.base).toMatchObject({ against: 'reviewed', hash: first.hash, decision: { event: 'REQUEST_CHANGES', by: { name: 'reviewer Test' }, round: 1 } });
    expect(changedIn(shown)).toEqual(['title']);
    expect(runsOf(shown.fields, 'title')).toEqual(['removed nine', 'added ten']);
  });

  test('the way to a version by its hash, and what is no version', async () => {
    const draft = await postAt(app, 'review');
    const { id, hash } = await view(app, draft);
    expect((await compare(id, hash)).base).toMatchObject({ against: 'version', hash });
    const unknown = await app.as('reviewer', 'get', `/content-workflow/pieces/${id}/comparison?against=${'0'.repeat(64)}`);
    expect(unknown.status).toBe(404);
    expect(problemOf(unknown).details.code).toBe('VERSION_NOT_FOUND');
    expect((await app.as('reviewer', 'get', `/content-workflow/pieces/${id}/comparison?against=yesterday`)).status).toBe(400);
    expect((await app.as('reviewer', 'get', '/content-workflow/pieces/2000000000/comparison')).status).toBe(404);
  });
});

describe('what is approved is what was shown', () => {
  const decisions = [
    { type: 'APPROVE' },
    { type: 'REQUEST_CHANGES', comment: 'At ten.' },
    { type: 'REJECT', reasonCode: 'quality' },
  ] as const;

  test.each(decisions)('$type of a version that was replaced meanwhile is refused, and the page can show what changed', async (decision) => {
    const draft = await postAt(app, 'review', { title: 'Tea at nine' });
    const shown = await compare((await view(app, draft)).id);
    await savePost(app, draft, { title: 'Tea at ten' });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const before = await view(app, draft);
    const answer = await post(app, before.id, 'reviewer', { ...decision, shownHash: shown.hash });
    expect(answer.status).toBe(422);
    expectExplained(answer);
    expect(problemOf(answer).details).toMatchObject({ code: 'CONTENT_IS_NOT_WHAT_WAS_SHOWN', guard: 'isWhatWasShown', params: { shown: shown.hash, now: before.hash } });
    expect((await view(app, draft)).revision).toBe(before.revision);
    expect(runsOf((await compare(before.id, shown.hash)).fields, 'title')).toEqual(['removed nine', 'added ten']);
    expect((await post(app, before.id, 'reviewer', { ...decision, shownHash: before.hash })).status).toBe(200);
  });

  test('the history keeps which version the decision was about', async () => {
    const draft = await postAt(app, 'review');
    const { hash } = await view(app, draft);
    const after = await done(app, draft, 'reviewer', { type: 'APPROVE', shownHash: hash });
    expect(after.history[0]).toMatchObject({ event: 'APPROVE', detail: { shownHash: hash }, contentHash: hash });
  });

  const asking = (id: number, person: Person, event: object, expectedRevision: number) => app.as(person, 'post', `/content-workflow/pieces/${id}/events`, { event, expectedRevision });

  test.each([
    ['APPROVE', 'review', {}],
    ['EXPEDITE', 'draft', { reason: 'A recall of the product.' }],
  ] as const)('%s by somebody who names nothing that they looked at is refused and explained', async (type, stage, more) => {
    const piece = await view(app, await postAt(app, stage));
    const answer = await asking(piece.id, type === 'APPROVE' ? 'reviewer' : 'publisher', { type, ...more }, piece.revision);
    expect(answer.status).toBe(422);
    expectExplained(answer);
    expect(problemOf(answer).details).toMatchObject({ code: 'CONTENT_WAS_NOT_SHOWN', guard: 'isWhatWasShown', field: 'event.shownHash' });
    expect((await asking(piece.id, type === 'APPROVE' ? 'reviewer' : 'publisher', { type, ...more, shownHash: piece.shown }, piece.revision)).status).toBe(200);
  });

  test('a fast lane over another version than the one that was shown is refused', async () => {
    const draft = await postAt(app, 'draft');
    const before = await view(app, draft);
    await savePost(app, draft, { title: 'Not seen' });
    const answer = await post(app, before.id, 'publisher', { type: 'EXPEDITE', reason: 'A recall of the product.', shownHash: before.shown });
    expect(problemOf(answer).details.code).toBe('CONTENT_IS_NOT_WHAT_WAS_SHOWN');
  });

  test('a form can be told from what would be decided: the view says when its draft was saved', async () => {
    const draft = await postAt(app, 'review');
    const row = async () => (await app.as('reviewer', 'get', `/content-manager/collection-types/${POST}/${draft.documentId}?locale=en`)).body as { data: { updatedAt: string } };
    const filled = (await row()).data.updatedAt;
    expect((await view(app, draft)).savedAt).toBe(filled);
    await savePost(app, draft, { title: 'Not in the form' });
    const after = await done(app, draft, 'editor', { type: 'SUBMIT' });
    expect(Date.parse(after.savedAt ?? '')).toBeGreaterThan(Date.parse(filled));
    expect(after.savedAt).toBe((await row()).data.updatedAt);
  });

  test('variants are on the page against the content, and belong to what was shown', async () => {
    const draft = await createPost(app, { title: 'Tea at nine' });
    const { id, revision } = await view(app, draft);
    const put = await app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/b`, { label: 'Bold', overrides: { title: 'Tea at ten' }, expectedRevision: revision });
    expect(put.status).toBe(200);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const page = await compare(id);
    expect(page.variants).toMatchObject([{ key: 'b', label: 'Bold', fields: [{ name: 'title', changed: true, delivered: true }] }]);
    expect(runsOf(page.variants[0]?.fields ?? [], 'title')).toEqual(['removed nine', 'added ten']);
    const piece = await view(app, draft);
    expect(page.shown).toBe(piece.shown);
    expect(page.shown).not.toBe(page.hash);
    expect(problemOf(await post(app, id, 'reviewer', { type: 'APPROVE', shownHash: page.hash })).details.code).toBe('CONTENT_IS_NOT_WHAT_WAS_SHOWN');
    expect((await post(app, id, 'reviewer', { type: 'APPROVE', shownHash: page.shown })).status).toBe(200);
  });

  test('a hash that is none is 400', async () => {
    const { id } = await view(app, await postAt(app, 'review'));
    expect((await post(app, id, 'reviewer', { type: 'APPROVE', shownHash: 'abc' })).status).toBe(400);
  });
});

describe('comments', () => {
  const TEXT = '活動在山頂舉行，請自備茶杯。活動結束後一起下山。';
  const passageIn = (text: string, quote: string) => {
    const start = text.indexOf(quote);
    return { quote, prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(start + quote.length, start + quote.length + 32), start, end: start + quote.length };
  };

  const say = async (id: number, by: Person, body: object): Promise<ThreadView> => {
    const answer = await app.as(by, 'post', `/content-workflow/pieces/${id}/comments`, body);
    if (answer.status !== 200) throw new Error(`not said: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { data: ThreadView }).data;
  };
  const act = async (by: Person, method: 'post' | 'put' | 'delete', path: string, body?: object): Promise<ThreadView> => {
    const answer = await app.as(by, method, `/content-workflow/comments/${path}`, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { data: ThreadView }).data;
  };
  const threads = async (id: number, query = ''): Promise<ThreadView[]> => (((await app.as('editor', 'get', `/content-workflow/pieces/${id}/comments${query}`)).body as { data: ThreadView[] }).data);

  test('a passage is commented on, answered, settled and opened again, and every act says who', async () => {
    const draft = await postAt(app, 'review', { body: [paragraph(TEXT)] });
    const { id, hash } = await view(app, draft);
    const said = await say(id, 'reviewer', { body: 'Who brings the tea?', field: 'body', passage: passageIn(TEXT, '自備茶杯') });
    const start = TEXT.indexOf('自備茶杯');
    expect(said).toMatchObject({ pieceId: id, field: 'body', contentHash: hash, place: { start, end: start + 4 }, resolvedAt: null, by: { name: 'reviewer Test' } });

    const answered = await act('editor', 'post', `${said.id}/replies`, { body: 'We do.' });
    expect(answered.replies).toMatchObject([{ body: 'We do.', by: { name: 'editor Test' } }]);
    expect((await act('reviewer', 'post', `${said.id}/resolve`)).resolvedAt).not.toBeNull();
    expect(await threads(id, '?state=open')).toEqual([]);
    expect(await threads(id, '?state=resolved')).toHaveLength(1);
    const reopened = await act('editor', 'post', `${said.id}/reopen`);
    expect(reopened.resolvedAt).toBeNull();
    expect(reopened.acts.map(({ act: done, by }) => `${done} ${by.name}`)).toEqual(['resolved reviewer Test', 'reopened editor Test']);
  });

  test('it stays on its words through an edit, and says so when they are gone', async () => {
    const draft = await postAt(app, 'review', { body: [paragraph(TEXT)] });
    const { id } = await view(app, draft);
    await say(id, 'reviewer', { body: 'Say which.', field: 'body', passage: passageIn(TEXT, '自備茶杯') });
    const edited = `各位好：${TEXT}`;
    await savePost(app, draft, { body: [paragraph(edited)] });
    const start = edited.indexOf('自備茶杯');
    expect((await threads(id))[0]?.place).toEqual({ start, end: start + 4 });
    await savePost(app, draft, { body: [paragraph('活動在山頂舉行，茶杯由我們準備。活動結束後一起下山。')] });
    expect((await threads(id))[0]).toMatchObject({ place: null, passage: { quote: '自備茶杯' } });
  });

  test('own words can be reworded and taken back; that they were there stays, and the earlier wording with it', async () => {
    const { id } = await view(app, await postAt(app, 'review'));
    const said = await say(id, 'reviewer', { body: 'Bad.' });
    const reworded = await act('reviewer', 'put', String(said.id), { body: 'The date is missing.' });
    expect(reworded).toMatchObject({ body: 'The date is missing.', editedAt: expect.any(String), field: null });
    const removed = await act('reviewer', 'delete', String(said.id));
    expect(removed).toMatchObject({ body: '', removedAt: expect.any(String) });
    const kept = await app.strapi.db.connection('cw_comment_acts').where({ comment_id: said.id }).orderBy('id');
    expect(kept.map((row: { act: string; earlier: string }) => [row.act, row.earlier])).toEqual([
      ['edited', 'Bad.'],
      ['removed', 'The date is missing.'],
    ]);
    const again = await app.as('reviewer', 'put', `/content-workflow/comments/${said.id}`, { body: 'Back.' });
    expect(problemOf(again).details.code).toBe('COMMENT_REMOVED');
  });

  test.each(['put', 'delete'] as const)("somebody else's words can not be changed: %s", async (method) => {
    const { id } = await view(app, await postAt(app, 'review'));
    const said = await say(id, 'reviewer', { body: 'Mine.' });
    const answer = await app.as('admin', method, `/content-workflow/comments/${said.id}`, method === 'put' ? { body: 'Yours.' } : undefined);
    expect(answer.status).toBe(403);
    expectExplained(answer);
    expect(problemOf(answer).details).toMatchObject({ code: 'COMMENT_NOT_YOURS', who: ['reviewer Test'] });
    expect((await threads(id))[0]?.body).toBe('Mine.');
  });

  test('what can not be said is refused with the field, and nothing is stored', async () => {
    const { id } = await view(app, await postAt(app, 'review', { body: [paragraph(TEXT)] }));
    const passage = passageIn(TEXT, '自備茶杯');
    const cases = [
      [{ body: '  ' }, 400, 'body'],
      [{ body: 'x', passage }, 400, 'field'],
      [{ body: 'x', field: 'body', passage: { ...passage, end: passage.end + 1 } }, 400, 'passage.end'],
      [{ body: 'x', field: '../title' }, 400, 'field'],
      [{ body: 'x', field: 'planDate' }, 422, 'field'],
      [{ body: 'x', field: 'constructor' }, 422, 'field'],
      [{ body: 'x', field: 'body', passage: { ...passage, quote: '不在文中', prefix: '', suffix: '' } }, 422, 'passage'],
      [{ body: 'x', field: 'cover', passage }, 422, 'passage'],
    ] as const;
    for (const [body, status, field] of cases) {
      const answer = await app.as('reviewer', 'post', `/content-workflow/pieces/${id}/comments`, body);
      expect([body, answer.status, problemOf(answer).details.field]).toEqual([body, status, field]);
    }
    expect(await threads(id)).toEqual([]);
  });

  test('a reply is neither answered nor settled; what is not there is 404', async () => {
    const { id } = await view(app, await postAt(app, 'review'));
    const said = await say(id, 'reviewer', { body: 'First.' });
    const reply = (await act('editor', 'post', `${said.id}/replies`, { body: 'Second.' })).replies[0];
    for (const path of [`${reply?.id}/replies`, `${reply?.id}/resolve`]) {
      const answer = await app.as('reviewer', 'post', `/content-workflow/comments/${path}`, { body: 'Third.' });
      expect(problemOf(answer).details.code).toBe('COMMENT_IS_A_REPLY');
    }
    expect((await app.as('reviewer', 'post', '/content-workflow/comments/2000000000/resolve')).status).toBe(404);
    expect((await app.as('reviewer', 'post', '/content-workflow/pieces/2000000000/comments', { body: 'x' })).status).toBe(404);
    expect((await app.anonymous.get(`/content-workflow/pieces/${id}/comments`)).status).toBe(401);
  });

  test('whoever waits for news of the piece hears of a comment', async () => {
    const { id } = await view(app, await postAt(app, 'review'));
    const first = await app.as('editor', 'get', '/content-workflow/changes');
    const { cursor } = (first.body as { meta: { cursor: string } }).meta;
    await say(id, 'reviewer', { body: 'News.' });
    const news = await app.as('editor', 'get', `/content-workflow/changes?after=${cursor}`);
    expect((news.body as { data: { pieces: { id: number }[] } }).data.pieces.map((piece) => piece.id)).toEqual([id]);
  });
});
