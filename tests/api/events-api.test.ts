/** The API that the admin and integrators use: what it takes, what it refuses, and how lists are read to the end. */
import type { PieceSummary, PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { INTERNAL_EVENTS, USER_EVENTS } from '../../src/plugins/content-workflow/core/workflow/events';
import { ACTIVITY, POST, startApp, type Person, type TestApp } from '../support/app';
import { post, problemOf, wireEvents } from '../support/events';
import { createPost, send, view } from '../support/flow';
import { listen } from '../support/listen';
import { changeUnseen } from '../support/sql';
import { draftPiece, pieceIn, push, type Piece } from '../support/states';
import { HOUR, pass, runDueJobs, SECOND, standAt } from '../support/time';

let app: TestApp;
let draft: Piece;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  draft = await draftPiece(app);
});
afterAll(() => app.close());

const rowOf = (id: number) => app.engine.pieces.byId(id);

/** Sends a whole body as it is. */
const raw = (id: number | string, body: object, by: Person = 'admin') => app.as(by, 'post', `/content-workflow/pieces/${id}/events`, body);

describe('a body that is no event', () => {
  const COMMENT = { type: 'COMMENT', comment: 'Hello.' };

  test.each([
    ['nothing', {}, 'event'],
    ['a list', [], 'body'],
    ['no event', { expectedRevision: 1 }, 'event'],
    ['no revision', { event: COMMENT }, 'expectedRevision'],
    ['a revision of null', { event: COMMENT, expectedRevision: null }, 'expectedRevision'],
    ['a revision as text', { event: COMMENT, expectedRevision: '1' }, 'expectedRevision'],
    ['a revision of 0', { event: COMMENT, expectedRevision: 0 }, 'expectedRevision'],
    ['a negative revision', { event: COMMENT, expectedRevision: -1 }, 'expectedRevision'],
    ['half a revision', { event: COMMENT, expectedRevision: 1.5 }, 'expectedRevision'],
    ['a list of revisions', { event: COMMENT, expectedRevision: [1] }, 'expectedRevision'],
    ['an event as text', { event: 'COMMENT', expectedRevision: 1 }, 'event'],
    ['an event of null', { event: null, expectedRevision: 1 }, 'event'],
    ['a list of events', { event: [COMMENT], expectedRevision: 1 }, 'event'],
    ['no type', { event: { comment: 'Hello.' }, expectedRevision: 1 }, 'event.type'],
    ['a type that does not exist', { event: { type: 'EXPLODE' }, expectedRevision: 1 }, 'event.type'],
    ['a type in small letters', { event: { type: 'submit' }, expectedRevision: 1 }, 'event.type'],
    ['a list of types', { event: { type: ['SUBMIT'] }, expectedRevision: 1 }, 'event.type'],
    ['a name that every object has', { event: { type: 'constructor' }, expectedRevision: 1 }, 'event.type'],
    ['a key beside the event', { event: COMMENT, expectedRevision: 1, by: { id: '1' } }, 'by'],
  ])('%s is 400, and the answer names the field', async (_name, body, field) => {
    const before = await rowOf(draft.id);
    const answer = await raw(draft.id, body);
    expect(answer.status).toBe(400);
    expect(problemOf(answer)).toMatchObject({ status: 400, name: 'ValidationError', message: expect.stringMatching(/\S/), details: { code: 'INPUT_INVALID', field, issues: expect.any(Array) } });
    expect(await rowOf(draft.id)).toEqual(before);
  });

  test.each(INTERNAL_EVENTS.map((type) => ({ type })))('$type, which only the system says, is 400', async ({ type }) => {
    const before = await rowOf(draft.id);
    for (const event of [{ type }, { type, scheduleId: 's', changed: [], message: 'x', variant: 'a', removed: false }]) {
      const answer = await raw(draft.id, { event, expectedRevision: before?.revision });
      expect(answer.status).toBe(400);
      expect(problemOf(answer).details.field).toBe('event.type');
    }
    expect(await rowOf(draft.id)).toEqual(before);
  });

  test.each(USER_EVENTS.map((type) => ({ type })))('$type with a key that it does not have is 400', async ({ type }) => {
    const event = (await wireEvents(app))[type];
    for (const key of ['by', 'at', 'facts', 'scheduleId', 'permission', 'colour']) {
      const answer = await post(app, draft.id, 'admin', { ...event, [key]: 'x' });
      expect([key, answer.status]).toEqual([key, 400]);
    }
  });

  const TEXTS = [
    ['REQUEST_CHANGES', 'comment'],
    ['REJECT', 'reasonCode'],
    ['EXPEDITE', 'reason'],
    ['PROMOTE', 'variant'],
    ['HOLD', 'reason'],
    ['TAKE_DOWN', 'reason'],
    ['COMPLETE', 'highlights'],
    ['COMPLETE', 'shortfalls'],
    ['COMPLETE', 'lessons'],
    ['COMMENT', 'comment'],
    ['SCHEDULE', 'timezone'],
    ['RESCHEDULE', 'timezone'],
    ['ASSIGN', 'assignee'],
    ['SET_DUE', 'dueAt'],
  ] as const;

  test.each(TEXTS)('%s without %s, or with something else there, is 400', async (type, field) => {
    const event = (await wireEvents(app))[type];
    const { [field]: _left, ...without } = event;
    for (const body of [without, ...[7, true, [], {}, ['text'], { text: 'x' }].map((value) => ({ ...event, [field]: value }))]) {
      const answer = await post(app, draft.id, 'admin', body);
      expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 400]);
      expect(problemOf(answer).details.field).toBe(`event.${field}`);
    }
  });

  const PROSE = TEXTS.filter(([type, field]) => !['reasonCode', 'variant', 'timezone', 'assignee', 'dueAt'].includes(field) || type === 'COMMENT');

  test.each([...PROSE, ['SUBMIT', 'comment'], ['ARCHIVE', 'comment']] as const)('%s with a %s of more than 10,000 characters is 400', async (type, field) => {
    const event = (await wireEvents(app))[type];
    const answer = await post(app, draft.id, 'admin', { ...event, [field]: 'x'.repeat(10_001) });
    expect(answer.status).toBe(400);
    expect(problemOf(answer)).toMatchObject({ message: expect.stringMatching(/10.?000/), details: { field: `event.${field}` } });
  });

  test.each([...PROSE, ['SUBMIT', 'comment'], ['REJECT', 'reasonCode'], ['PROMOTE', 'variant']] as const)('%s with a NUL character in its %s is 400: not every database can keep it', async (type, field) => {
    const event = (await wireEvents(app))[type];
    expect((await post(app, draft.id, 'admin', { ...event, [field]: 'be\u0000fore' })).status).toBe(400);
  });

  test('that can not be parsed is 400', async () => {
    for (const text of ['{', '{"event":', 'event=COMMENT', '\u0000']) {
      const answer = await app.anonymous
        .post(`/content-workflow/pieces/${draft.id}/events`)
        .set('Authorization', `Bearer ${await app.token('admin')}`)
        .set('Content-Type', 'application/json')
        .send(text);
      expect([text, answer.status]).toEqual([text, 400]);
    }
  });

  test('nothing of all this was written', async () => {
    const history = await app.strapi.db.connection('cw_history').where({ piece_id: draft.id });
    expect(history.map((row: { event: string }) => row.event)).toEqual(['OPENED', 'VARIANTS_CHANGED', 'VARIANTS_CHANGED']);
  });
});

describe('an event', () => {
  test.each(['', ' \n\t '])('whose comment is required and only %j is refused by its guard', async (text) => {
    const answer = await post(app, draft.id, 'editor', { type: 'COMMENT', comment: text });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'COMMENT_REQUIRED', guard: 'hasComment', field: 'comment', next: expect.stringMatching(/\S/) });
  });

  test('keeps its comment as it was written, without the space around it', async () => {
    const text = '  Größe “so” — 漢字 🍵 <script>alert(1)</script>\n\nsecond line \u202E  ';
    const answer = await post(app, draft.id, 'editor', { type: 'COMMENT', comment: text });
    expect((answer.body.data as PieceView).history[0]).toMatchObject({ event: 'COMMENT', comment: text.trim() });
  });

  test('with 10,000 characters of comment is taken', async () => {
    const comment = '漢'.repeat(10_000);
    const answer = await post(app, draft.id, 'editor', { type: 'COMMENT', comment });
    expect((answer.body.data as PieceView).history[0]?.comment).toBe(comment);
  });

  test('REJECT with a reason that is not one of the type is refused and told which are', async () => {
    const piece = await pieceIn(app, 'review', { variants: [] });
    const answer = await post(app, piece.id, 'reviewer', { type: 'REJECT', reasonCode: 'because' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'REASON_CODE_UNKNOWN', field: 'reasonCode', params: { allowed: expect.arrayContaining(['quality']) } });
  });

  test('PROMOTE of a variant that does not take part is refused and told which do', async () => {
    const piece = await pieceIn(app, 'variant');
    const answer = await post(app, piece.id, 'publisher', { type: 'PROMOTE', variant: 'z', reason: 'It was agreed.' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'VARIANT_UNKNOWN', field: 'variant', next: expect.stringContaining('a, b') });
  });

  test('COMPLETE of a retrospective that says nothing is refused, and names what is missing', async () => {
    const piece = await pieceIn(app, 'retrospective', { variants: [] });
    const answer = await post(app, piece.id, 'publisher', { type: 'COMPLETE', highlights: 'Many replies.', shortfalls: ' ', lessons: '' });
    expect(problemOf(answer).details).toMatchObject({ code: 'RETROSPECTIVE_INCOMPLETE', field: 'shortfalls', params: { missing: ['shortfalls', 'lessons'] } });
  });

  test('SUBMIT of a draft whose checklist is not complete is refused, and names the fields', async () => {
    const piece = await draftPiece(app, { summary: 'short', cover: null }, []);
    const answer = await post(app, piece.id, 'editor', { type: 'SUBMIT' });
    expect(answer.status).toBe(422);
    const { details } = problemOf(answer);
    expect(details).toMatchObject({ code: 'CHECKLIST_INCOMPLETE', guard: 'checklistComplete' });
    expect((details.params as { missing: { field: string; problem: string }[] }).missing.map(({ field, problem }) => [field, problem])).toEqual([
      ['summary', 'too-short'],
      ['cover', 'missing'],
    ]);
  });

  test('with an older revision is 409, and the answer has the piece as it is now, buttons included', async () => {
    const piece = await draftPiece(app, {}, []);
    await push(app, piece.id, 'editor', { type: 'COMMENT', comment: 'Faster.' });
    const answer = await post(app, piece.id, 'editor', { type: 'SUBMIT' }, 1);
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({ status: 409, name: 'ConflictError', details: { code: 'REVISION_CONFLICT', guard: 'revision', who: [], next: expect.stringMatching(/\S/) } });
    const now = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}`);
    expect(problemOf(answer).details.piece).toEqual(now.body.data);
  });

  test('with a revision from the future is 409 too', async () => {
    expect((await post(app, draft.id, 'editor', { type: 'COMMENT', comment: 'x' }, 999_999)).status).toBe(409);
  });

  test('to a piece that does not exist is 404, to something that is no number 400', async () => {
    const body = { event: { type: 'COMMENT', comment: 'x' }, expectedRevision: 1 };
    expect((await raw(999_999, body)).status).toBe(404);
    for (const id of ['0', '-1', '1.5', 'abc', '1e3', '0x1', '%20', '1%00', '99999999999999999999', '__proto__']) expect([id, (await raw(id, body)).status]).toEqual([id, 400]);
  });

  test('answers with the piece after it, as the same person sees it', async () => {
    const piece = await draftPiece(app, {}, []);
    const answer = await post(app, piece.id, 'editor', { type: 'SUBMIT', comment: 'Ready.' });
    const now = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}`);
    expect(answer.body).toEqual(now.body);
    expect(answer.body.data.history[0]).toMatchObject({ event: 'SUBMIT', comment: 'Ready.', by: { kind: 'admin', id: await app.idOf('editor'), name: 'editor Test' }, permission: 'submit' });
  });
});

describe('ASSIGN', () => {
  test('to somebody, and to nobody again', async () => {
    const piece = await draftPiece(app, {}, []);
    const id = await app.idOf('reviewer');
    const assigned = await post(app, piece.id, 'editor', { type: 'ASSIGN', assignee: id });
    expect(assigned.body.data.assignee).toEqual({ kind: 'admin', id, name: 'reviewer Test' });
    const freed = await post(app, piece.id, 'editor', { type: 'ASSIGN', assignee: null });
    expect(freed.body.data.assignee).toBeNull();
  });

  test.each(['0', '-1', 'me', 'reviewer@example.com', '1.0', ' 1', '12345678901234567'])('to %j is 400', async (assignee) => {
    const answer = await post(app, draft.id, 'editor', { type: 'ASSIGN', assignee });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details.field).toBe('event.assignee');
  });

  test('to somebody who does not exist, or who is not active any more, is 400 and says so', async () => {
    const person = await app.strapi.db.query('admin::user').create({ data: { firstname: 'Gone', email: 'gone@example.com', isActive: false } });
    for (const assignee of ['999999', String(person.id)]) {
      const answer = await post(app, draft.id, 'editor', { type: 'ASSIGN', assignee });
      expect(answer.status).toBe(400);
      expect(problemOf(answer)).toMatchObject({ message: expect.stringContaining('no such person'), details: { code: 'INPUT_INVALID', field: 'event.assignee' } });
    }
  });
});

describe('people', () => {
  test('are those who can be assigned, with their roles and nothing else about them', async () => {
    await app.strapi.db.query('admin::user').create({ data: { firstname: 'Blocked', email: 'blocked@example.com', isActive: true, blocked: true } });
    const answer = await app.as('editor', 'get', '/content-workflow/people');
    const people = answer.body.data as { id: string; name: string; roles: string[] }[];
    expect(people).toContainEqual({ id: await app.idOf('editor'), name: 'editor Test', roles: ['cw-editor'] });
    expect(people.map(({ name }) => name)).not.toContain('Blocked');
    expect(people.map(({ name }) => name)).not.toContain('Gone');
    expect(answer.text).not.toContain('@example.com');
    for (const person of people) expect(Object.keys(person).sort()).toEqual(['id', 'name', 'roles']);
  });

  test('everybody on that list can be assigned', async () => {
    const people = (await app.as('editor', 'get', '/content-workflow/people')).body.data as { id: string }[];
    const piece = await pieceIn(app, 'rejected', { variants: [] });
    for (const { id } of people) expect((await post(app, piece.id, 'editor', { type: 'ASSIGN', assignee: id })).status).toBe(200);
  });
});

describe('the list of pieces', () => {
  const list = async (query = '', by: Person = 'editor'): Promise<{ data: PieceSummary[]; meta: { nextCursor: string | null } }> => {
    const answer = await app.as(by, 'get', `/content-workflow/pieces${query}`);
    if (answer.status !== 200) throw new Error(`no list: ${answer.status} ${answer.text}`);
    return answer.body as { data: PieceSummary[]; meta: { nextCursor: string | null } };
  };
  const ids = async (query = '', by: Person = 'editor'): Promise<number[]> => (await list(query, by)).data.map(({ id }) => id);

  test('has what somebody still has to do something about, newest change first', async () => {
    const open = await pieceIn(app, 'review', { variants: [] });
    const ended = [await pieceIn(app, 'archived', { variants: [] }), await pieceIn(app, 'rejected', { variants: [] }), await pieceIn(app, 'closed', { variants: [] })];
    const found = await ids('?limit=200');
    expect(found).toContain(open.id);
    for (const { id } of ended) expect(found).not.toContain(id);
    const times = (await list('?limit=200')).data.map(({ changedAt }) => changedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('by state, by several states, by type', async () => {
    const [archived, rejected] = [await pieceIn(app, 'archived', { variants: [] }), await pieceIn(app, 'rejected', { variants: [] })];
    expect(await ids('?state=archived')).toContain(archived.id);
    expect(await ids('?state=archived')).not.toContain(rejected.id);
    expect(await ids('?state=archived,rejected')).toEqual(expect.arrayContaining([archived.id, rejected.id]));
    expect((await list('?state=archived,rejected')).data.every(({ state }) => ['archived', 'rejected'].includes(state))).toBe(true);
    const { documentId } = await (app.strapi.documents(ACTIVITY as never) as unknown as { create(params: object): Promise<{ documentId: string }> }).create({ data: { title: 'Thirty cups' }, locale: 'en' });
    expect((await list(`?uid=${ACTIVITY}`)).data.map((piece) => piece.documentId)).toEqual([documentId]);
    expect((await list(`?uid=${ACTIVITY},${POST}`)).data.length).toBeGreaterThan(1);
  });

  test('by assignee, and by oneself', async () => {
    const piece = await draftPiece(app, {}, []);
    await post(app, piece.id, 'editor', { type: 'ASSIGN', assignee: await app.idOf('moderator2') });
    expect(await ids(`?assignee=${await app.idOf('moderator2')}`)).toEqual([piece.id]);
    expect(await ids('?assignee=me', 'moderator2')).toEqual([piece.id]);
    expect(await ids('?assignee=me', 'moderator')).toEqual([]);
  });

  test.each([
    ['quiet HARBOUR', 'The quiet harbour at dawn'],
    ['50%', 'Tea at 50% off'],
    ['a_b', 'Names like a_b in a title'],
    ['back\\slash', 'One back\\slash'],
    ['茶与山', '一杯茶与山'],
    ["o'clock", "Five o'clock"],
  ])('by the text "%s" has the titles with it', async (text, title) => {
    const piece = await draftPiece(app, { title }, []);
    await draftPiece(app, { title: 'Something 500 else a-b backslash clock' }, []);
    expect(await ids(`?text=${encodeURIComponent(text)}`)).toEqual([piece.id]);
  });

  test('by a text with letters beyond ASCII, in capitals or not', async () => {
    const piece = await draftPiece(app, { title: 'ÄPFEL und Öl' }, []);
    expect(await ids(`?text=${encodeURIComponent('äpfel')}`)).toEqual([piece.id]);
  });

  test('shows a changed title at once, and the title of the round that is current', async () => {
    const piece = await createPost(app, { title: 'Before the edit' });
    const saved = await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${piece.documentId}?locale=en`, { title: 'After the edit' });
    expect(saved.status).toBe(200);
    expect((await list('?text=after+the+edit')).data.map(({ documentId }) => documentId)).toEqual([piece.documentId]);
    expect(await ids('?text=before+the+edit')).toEqual([]);
  });

  test('read page by page is complete and has nothing twice, while pieces change in between', async () => {
    standAt(app, Date.now() + HOUR);
    for (let i = 0; i < 6; i += 1) {
      pass(app, i % 2 === 0 ? SECOND : 0);
      await draftPiece(app, { title: `Paged ${i}` }, []);
    }
    const before = await ids('?text=paged&limit=200');
    expect(before).toHaveLength(6);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(`?text=paged&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.meta.nextCursor;
      pass(app, SECOND);
      // What was seen moves to the front; what is new begins there.
      await post(app, seen[0] ?? 0, 'editor', { type: 'COMMENT', comment: 'Moves it.' });
      await draftPiece(app, { title: `Paged later ${seen.length}` }, []);
    } while (cursor !== null && seen.length < 100);
    expect(seen).toEqual(before);
  });

  test.each(['limit=0', 'limit=201', 'limit=1000'])('%s is 400 and names the maximum', async (query) => {
    const answer = await app.as('editor', 'get', `/content-workflow/pieces?${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer)).toMatchObject({ message: expect.stringContaining('200'), details: { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: 200 } });
  });

  test.each(['limit=many', 'limit=-1', 'limit=1.5', 'cursor=nonsense', 'cursor=%00', 'assignee=you', 'assignee=0', 'colour=red', 'state=draft&state=review', 'text[]=a', 'state[$ne]=draft', `text=${'x'.repeat(201)}`])('%s is 400', async (query) => {
    const answer = await app.as('editor', 'get', `/content-workflow/pieces?${query}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details.field).toMatch(/\S/);
  });
});

describe('the history', () => {
  let piece: Piece;
  beforeAll(async () => {
    piece = await draftPiece(app, {}, []);
    for (let i = 1; i <= 60; i += 1) await push(app, piece.id, 'editor', { type: 'COMMENT', comment: `Comment ${i}` });
  });

  const page = async (query = ''): Promise<number[]> => {
    const answer = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/history${query}`);
    if (answer.status !== 200) throw new Error(`no history: ${answer.status} ${answer.text}`);
    return (answer.body as { data: { revision: number }[] }).data.map(({ revision }) => revision);
  };
  const down = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from - i);

  test('comes newest first, fifty at a time', async () => {
    expect(await page()).toEqual(down(61, 50));
    expect(await page('?before=12')).toEqual(down(11, 11));
    expect(await page('?before=1')).toEqual([]);
  });

  test('read page by page is complete and has nothing twice, while it grows', async () => {
    const seen: number[] = [];
    for (let next = await page('?limit=20'); next.length > 0; next = await page(`?limit=20&before=${seen.at(-1)}`)) {
      seen.push(...next);
      await push(app, piece.id, 'editor', { type: 'COMMENT', comment: 'Grows.' });
    }
    expect(seen).toEqual(down(seen[0] ?? 0, seen[0] ?? 0));
  });

  test('begins in the view of the piece', async () => {
    const { history, revision } = await view(app, piece);
    expect(history.map((entry) => entry.revision)).toEqual(down(revision, 25));
  });

  test.each(['0', '201', '1000', '9999'])('limit=%s is 400 and names the maximum: a page is never cut in silence', async (limit) => {
    const answer = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/history?limit=${limit}`);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'PAGE_TOO_LARGE', field: 'limit', maximum: 200 });
  });

  test.each(['limit=many', 'before=yesterday', 'before=-1', 'after=1', 'before=1&before=2'])('%s is 400', async (query) => {
    expect((await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/history?${query}`)).status).toBe(400);
  });

  test('of a piece that does not exist is 404', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/pieces/999999/history')).status).toBe(404);
  });
});

describe('a piece', () => {
  test('of a document that has none, of a type that is not governed, of a locale without a draft is 404', async () => {
    for (const address of [`${POST}/nosuchdocument`, `api::note.note/${draft.documentId}`, `${POST}/${draft.documentId}?locale=fr`, `admin::user/1`]) {
      const answer = await app.as('editor', 'get', `/content-workflow/documents/${address}`);
      expect([address, answer.status]).toEqual([address, 404]);
    }
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('of the type "%s" is 404: names that every object has are not types', async (uid) => {
    expect((await app.as('editor', 'get', `/content-workflow/documents/${uid}/${draft.documentId}`)).status).toBe(404);
  });

  test.each(['x'.repeat(65), 'has%20space', 'a..b', "a'b", '%00'])('with the document id %j is 400', async (documentId) => {
    expect((await app.as('editor', 'get', `/content-workflow/documents/${POST}/${documentId}?locale=en`)).status).toBe(400);
  });

  test.each(['locale=EN', 'locale=en&locale=fr', 'locale=*', 'locale=..', 'colour=red'])('with %s is 400', async (query) => {
    expect((await app.as('editor', 'get', `/content-workflow/documents/${POST}/${draft.documentId}?${query}`)).status).toBe(400);
  });
});

describe('alerts', () => {
  const open = async (): Promise<{ id: number; pieceId: number; code: string; message: string; raisedAt: string }[]> => (await app.as('editor', 'get', '/content-workflow/alerts')).body.data;
  const raise = async (): Promise<Piece> => {
    const piece = await pieceIn(app, 'scheduled', { variants: [] });
    await changeUnseen(app, piece.documentId, { title: 'Changed behind everybody' });
    const { schedule } = await view(app, piece);
    standAt(app, schedule?.publishAt ?? '');
    await app.engine.handlers.due({ pieceId: piece.id, scheduleId: schedule?.id ?? '' }, { attempt: 1, runAt: 0 });
    return piece;
  };

  test('are listed until somebody acknowledges them, once, and it is kept who did', async () => {
    const piece = await raise();
    const [alert] = (await open()).filter(({ pieceId }) => pieceId === piece.id);
    expect(alert).toMatchObject({ code: 'HELD', message: expect.stringMatching(/\S/), raisedAt: expect.stringMatching(/Z$/) });
    expect((await view(app, piece)).alerts).toHaveLength(1);

    const acknowledge = () => app.as('publisher', 'post', `/content-workflow/alerts/${alert?.id}/acknowledge`);
    expect((await acknowledge()).status).toBe(204);
    expect((await open()).filter(({ pieceId }) => pieceId === piece.id)).toEqual([]);
    expect((await view(app, piece)).alerts).toEqual([]);
    expect(await app.strapi.db.connection('cw_alerts').where({ id: alert?.id }).first()).toMatchObject({ seen_by: await app.idOf('publisher'), seen_at: expect.anything() });
    expect((await acknowledge()).status).toBe(404);
  });

  test('of twenty people at once one acknowledges it', async () => {
    const piece = await raise();
    const [alert] = (await open()).filter(({ pieceId }) => pieceId === piece.id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.as('publisher', 'post', `/content-workflow/alerts/${alert?.id}/acknowledge`)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
  });

  test('that do not exist are 404, something that is no number is 400', async () => {
    expect((await app.as('editor', 'post', '/content-workflow/alerts/999999/acknowledge')).status).toBe(404);
    for (const id of ['0', 'abc', '-1', '1.5']) expect((await app.as('editor', 'post', `/content-workflow/alerts/${id}/acknowledge`)).status).toBe(400);
  });

  test('newest first', async () => {
    await raise();
    const times = (await open()).map(({ raisedAt }) => raisedAt);
    expect(times).toEqual([...times].sort().reverse());
  });
});

describe('a second round', () => {
  test('opens with an edit of what is live; the first one keeps its own history and goes on', async () => {
    const piece = await pieceIn(app, 'published', { variants: [] });
    const saved = await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${piece.documentId}?locale=en`, { title: 'The second round' });
    expect(saved.status).toBe(200);
    const next = await view(app, piece);
    expect(next).toMatchObject({ round: 2, state: 'draft', title: 'The second round', isLive: false });
    expect(next.rounds.map(({ round, state, isLive }) => ({ round, state, isLive }))).toEqual([
      { round: 2, state: 'draft', isLive: false },
      { round: 1, state: 'published', isLive: true },
    ]);
    const first = (await app.as('publisher', 'get', `/content-workflow/pieces/${piece.id}`)).body.data as PieceView;
    expect(first).toMatchObject({ round: 1, state: 'published', isLive: true });
    expect((await post(app, piece.id, 'publisher', { type: 'OPEN_RETROSPECTIVE' })).status).toBe(200);
    expect((await send(app, piece, 'editor', { type: 'SUBMIT' })).status).toBe(200);
  });

  test('the due retrospective of the first one does not touch the second', async () => {
    standAt(app, Date.now() + 2 * HOUR);
    const piece = await pieceIn(app, 'published', { variants: [] });
    await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${piece.documentId}?locale=en`, { title: 'The second round' });
    pass(app, 15 * 24 * HOUR);
    await runDueJobs(app);
    const next = await view(app, piece);
    expect(next).toMatchObject({ round: 2, state: 'draft' });
    expect(next.rounds.find(({ round }) => round === 1)?.state).toBe('retrospective');
  });
});

test('the governed types are named with their addresses', async () => {
  const { data } = (await app.as('editor', 'get', '/content-workflow/governed')).body as { data: { uid: string; path: string }[] };
  expect(data.map(({ uid, path }) => [uid, path])).toContainEqual([POST, 'posts']);
});
