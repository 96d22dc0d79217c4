/** Many people at the same moment: one of them wins, everybody else is told, and nothing that was accepted is lost. */
import type { Response } from 'supertest';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import type { StateName } from '../../src/plugins/content-workflow/core/workflow/machine';
import { POST, startApp, type Person, type TestApp } from '../support/app';
import { planned } from '../support/experiments';
import { post, problemOf, wireEvents } from '../support/events';
import { createPost, postAt, savePost, view, type Draft } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { listen } from '../support/listen';
import { draftPiece, pieceIn } from '../support/states';
import { standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  // Logging in takes its time; a race is to be between the requests that are about something.
  for (const person of ['admin', 'editor', 'editor2', 'reviewer', 'reviewer2', 'publisher'] as const) await app.token(person);
});
afterAll(() => app.close());

const SENDERS = 20;

const statuses = (answers: readonly Response[]): Record<string, number> => {
  const counted: Record<string, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};

const liveRows = (documentId: string): Promise<number> => app.strapi.db.query(POST).count({ where: { documentId, publishedAt: { $notNull: true } } });

const liveEditions = async (documentId: string): Promise<{ payload: string }[]> => app.strapi.db.connection('cw_editions').where({ subject_id: documentId, is_live: true });

const draftOf = (documentId: string) => app.strapi.db.query(POST).findOne({ where: { documentId, publishedAt: null } });

const expectConflict = (answer: Response, current: PieceView): void => {
  const { details } = problemOf(answer);
  expect(details).toMatchObject({ code: 'REVISION_CONFLICT', guard: 'revision', who: [], next: expect.stringMatching(/\S/) });
  const { id, state, revision } = details.piece as PieceView;
  expect({ id, state, revision }).toEqual({ id: current.id, state: current.state, revision: current.revision });
};

describe('twenty people send the same event for the same revision', () => {
  const cases: readonly (readonly [StateName, Parameters<typeof wireOf>[0], Person])[] = [
    ['draft', 'SUBMIT', 'editor'],
    ['review', 'APPROVE', 'reviewer'],
    ['review', 'REQUEST_CHANGES', 'reviewer'],
    ['approved', 'SCHEDULE', 'publisher'],
    ['approved', 'PUBLISH', 'publisher'],
    ['scheduled', 'RESCHEDULE', 'publisher'],
    ['published', 'TAKE_DOWN', 'publisher'],
    ['retrospective', 'COMPLETE', 'publisher'],
    ['draft', 'COMMENT', 'editor'],
  ];
  const wireOf = async (type: keyof Awaited<ReturnType<typeof wireEvents>>) => (await wireEvents(app))[type];

  test.each(cases)('in %s, %s is accepted once and the others get the piece as it is now', async (state, type, person) => {
    const piece = await pieceIn(app, state);
    const before = await app.engine.pieces.byId(piece.id);
    const event = await wireOf(type);
    const answers = await Promise.all(Array.from({ length: SENDERS }, () => post(app, piece.id, person, event, before?.revision)));
    expect(statuses(answers)).toEqual({ 200: 1, 409: SENDERS - 1 });

    const now = await view(app, piece);
    expect(now.revision).toBe((before?.revision ?? 0) + 1);
    for (const answer of answers) if (answer.status === 409) expectConflict(answer, now);

    const history = await historyOf(app, piece.id);
    expectUnbroken(history);
    expect(history).toHaveLength(now.revision);
    expect(history.at(-1)?.event).toBe(type);
    const live = ['published', 'retrospective', 'closed'].includes(now.state) ? 1 : 0;
    expect(await liveRows(piece.documentId)).toBe(live);
    expect(await liveEditions(piece.documentId)).toHaveLength(live);
  });
});

test('of different events for the same revision exactly one is accepted', async () => {
  const piece = await pieceIn(app, 'approved');
  await planned(app, piece.id);
  const revision = (await app.engine.pieces.byId(piece.id))?.revision;
  const events = await wireEvents(app);
  const asked = ['PUBLISH', 'SCHEDULE', 'RECALL', 'ARCHIVE', 'COMMENT', 'ASSIGN', 'SET_DUE', 'START_EXPERIMENT'] as const;
  const answers = await Promise.all(asked.map((type) => post(app, piece.id, type === 'RECALL' ? 'editor' : 'admin', events[type], revision)));
  expect(statuses(answers)).toEqual({ 200: 1, 409: asked.length - 1 });
  const history = await historyOf(app, piece.id);
  expectUnbroken(history);
  expect(history.at(-1)?.event).toBe(asked[answers.findIndex(({ status }) => status === 200)]);
});

test('whoever gets a conflict and tries again with the piece that came with it gets through: no comment is lost', async () => {
  const piece = await draftPiece(app);
  const first = (await app.engine.pieces.byId(piece.id))?.revision ?? 0;
  const say = async (text: string): Promise<void> => {
    for (let revision = first; ; ) {
      const answer = await post(app, piece.id, 'editor', { type: 'COMMENT', comment: text }, revision);
      if (answer.status === 200) return;
      expect(answer.status).toBe(409);
      revision = (problemOf(answer).details.piece as PieceView).revision;
    }
  };
  const texts = Array.from({ length: 8 }, (_, i) => `Comment ${i}`);
  await Promise.all(texts.map(say));
  const history = await historyOf(app, piece.id);
  expectUnbroken(history);
  expect(history.flatMap((entry) => (entry.event === 'COMMENT' ? [entry.comment] : [])).sort()).toEqual(texts);
});

describe('an edit at the moment of an event', () => {
  /** Both at once, and each of them a little earlier once: the promise holds for every order. */
  const race = async (save: () => Promise<Response>, send: () => Promise<Response>, saveFirst: boolean): Promise<{ saved: Response; sent: Response }> => {
    const first = saveFirst ? save() : send();
    const second = saveFirst ? send() : save();
    const [a, b] = await Promise.all([first, second]);
    return saveFirst ? { saved: a, sent: b } : { saved: b, sent: a };
  };

  const expectTextKept = async (draft: Draft, saved: Response, text: string): Promise<void> => {
    const title = (await draftOf(draft.documentId))?.title as string;
    if (saved.status === 200) expect(title).toBe(text);
    else {
      expect(saved.status).toBe(403);
      expect(problemOf(saved)).toMatchObject({ message: expect.stringMatching(/\S/), details: { code: 'LOCKED' } });
      expect(title).not.toBe(text);
    }
  };

  const orders = [true, false, true, false] as const;

  test('APPROVE: what was saved is in the draft, and an approval never covers it', async () => {
    for (const [i, saveFirst] of orders.entries()) {
      const draft = await postAt(app, 'review');
      const before = await view(app, draft);
      const approved = await post(app, before.id, 'reviewer', { type: 'APPROVE' }, before.revision);
      const text = `Saved during an approval ${i}`;
      const revision = (approved.body.data as PieceView).revision;
      const { saved, sent } = await race(() => savePost(app, draft, { title: text }), () => post(app, before.id, 'reviewer2', { type: 'APPROVE' }, revision), saveFirst);
      expect(saved.status).toBe(200);
      expect([200, 409]).toContain(sent.status);
      await expectTextKept(draft, saved, text);
      const now = await view(app, draft);
      expect(now).toMatchObject({ state: 'draft', seal: null, approvalHolds: false, voided: { from: sent.status === 200 ? 'approved' : 'review' } });
      expectUnbroken(await historyOf(app, before.id));
    }
  });

  test('SUBMIT: what is under review is what the draft says, or the piece is a draft again', async () => {
    for (const [i, saveFirst] of orders.entries()) {
      const draft = await createPost(app);
      const before = await view(app, draft);
      const text = `Saved during a submission ${i}`;
      const { saved, sent } = await race(() => savePost(app, draft, { title: text }), () => post(app, before.id, 'editor', { type: 'SUBMIT' }, before.revision), saveFirst);
      expect(saved.status).toBe(200);
      expect([200, 409]).toContain(sent.status);
      await expectTextKept(draft, saved, text);
      const now = await view(app, draft);
      expect(now).toMatchObject({ state: 'draft', title: text });
      expectUnbroken(await historyOf(app, before.id));
    }
  });

  test('PUBLISH: what goes live is what was approved, never what was saved at that moment', async () => {
    for (const [i, saveFirst] of orders.entries()) {
      const draft = await postAt(app, 'approved', { title: `Approved ${i}` });
      const before = await view(app, draft);
      const text = `Saved during a publication ${i}`;
      const { saved, sent } = await race(() => savePost(app, draft, { title: text }), () => post(app, before.id, 'publisher', { type: 'PUBLISH' }, before.revision), saveFirst);
      expect(saved.status).toBe(200);
      await expectTextKept(draft, saved, text);
      const now = await view(app, draft);
      expect(now.state).toBe('draft');
      const live = await liveEditions(draft.documentId);
      if (sent.status === 200) {
        expect(live.map(({ payload }) => (JSON.parse(payload) as { title: string }).title)).toEqual([`Approved ${i}`]);
        expect(now.round).toBe(2);
      } else {
        expect(sent.status).toBe(409);
        expect(live).toEqual([]);
        expect(now).toMatchObject({ round: 1, voided: { from: 'approved' } });
      }
      expectUnbroken(await historyOf(app, before.id));
      expectUnbroken(await historyOf(app, now.id));
    }
  });

  test('SCHEDULE: the save is refused with an error, or the promise is', async () => {
    for (const [i, saveFirst] of orders.entries()) {
      const draft = await postAt(app, 'approved');
      const before = await view(app, draft);
      const text = `Saved during a promise ${i}`;
      const schedule = (await wireEvents(app)).SCHEDULE;
      const { saved, sent } = await race(() => savePost(app, draft, { title: text }), () => post(app, before.id, 'publisher', schedule, before.revision), saveFirst);
      await expectTextKept(draft, saved, text);
      expect([saved.status, sent.status]).toEqual(saved.status === 200 ? [200, 409] : [403, 200]);
      expect((await view(app, draft)).state).toBe(saved.status === 200 ? 'draft' : 'scheduled');
      expectUnbroken(await historyOf(app, before.id));
    }
  });
});

describe('two people save', () => {
  test('different fields at the same moment: both are kept, and the history names both', async () => {
    const draft = await createPost(app);
    const answers = await Promise.all([
      savePost(app, draft, { title: 'The title of one' }, 'editor'),
      savePost(app, draft, { summary: 'The summary of the other, long enough.' }, 'editor2'),
    ]);
    expect(statuses(answers)).toEqual({ 200: 2 });
    expect(await draftOf(draft.documentId)).toMatchObject({ title: 'The title of one', summary: 'The summary of the other, long enough.' });
    const { id, lastEditor } = await view(app, draft);
    const history = await historyOf(app, id);
    expectUnbroken(history);
    const edits = history.filter((entry) => entry.event === 'CONTENT_CHANGED');
    expect(edits.map((entry) => entry.by.id).sort()).toEqual([await app.idOf('editor'), await app.idOf('editor2')].sort());
    expect(lastEditor?.id).toBe(edits.at(-1)?.by.id);
  });

  test('the same field: the later one stands, and the history says that there were two', async () => {
    const draft = await createPost(app);
    await Promise.all([savePost(app, draft, { title: 'By one' }, 'editor'), savePost(app, draft, { title: 'By the other' }, 'editor2')]);
    const piece = await view(app, draft);
    const history = await historyOf(app, piece.id);
    expectUnbroken(history);
    const edits = history.filter((entry) => entry.event === 'CONTENT_CHANGED');
    expect(new Set(edits.map((entry) => entry.contentHash)).size).toBe(2);
    expect(edits.at(-1)?.contentHash).toBe(piece.hash);
    const lastIsEditor = edits.at(-1)?.by.id === (await app.idOf('editor'));
    expect((await draftOf(draft.documentId))?.title).toBe(lastIsEditor ? 'By one' : 'By the other');
  });
});

test('two variants for the same revision: one is written, the other sender is told', async () => {
  const draft = await createPost(app);
  const { id, revision } = await view(app, draft);
  const put = (key: string) => app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/${key}`, { label: key, overrides: { title: `Title ${key}` }, expectedRevision: revision });
  const answers = await Promise.all([put('a'), put('b')]);
  expect(statuses(answers)).toEqual({ 200: 1, 409: 1 });
  const now = await view(app, draft);
  expect(now.variants.map((variant) => variant.key)).toEqual([answers[0]?.status === 200 ? 'a' : 'b']);
  expectUnbroken(await historyOf(app, id));
});

test('twenty people open a document that has no piece yet: it gets one', async () => {
  const draft = await createPost(app);
  const { id } = await view(app, draft);
  await app.strapi.db.connection('cw_history').where({ piece_id: id }).delete();
  await app.strapi.db.connection('cw_pieces').where({ id }).delete();
  const views = await Promise.all(Array.from({ length: SENDERS }, () => view(app, draft)));
  expect(new Set(views.map((piece) => piece.id)).size).toBe(1);
  expect(await app.strapi.db.connection('cw_pieces').where({ subject_id: draft.documentId })).toHaveLength(1);
  expect((await historyOf(app, views[0]?.id ?? 0)).map((entry) => entry.event)).toEqual(['OPENED']);
});

test('the due job and a person who takes the piece off the schedule: one of them wins, and the piece says which', async () => {
  for (let i = 0; i < 4; i += 1) {
    const piece = await pieceIn(app, 'scheduled');
    const before = await view(app, piece);
    standAt(app, before.schedule?.publishAt ?? '');
    const due = () => app.engine.handlers.due({ pieceId: piece.id, scheduleId: before.schedule?.id ?? '' }, { attempt: 1, runAt: app.engine.clock.now() });
    const unschedule = () => post(app, piece.id, 'publisher', { type: 'UNSCHEDULE' }, before.revision);
    const [answer] = await (i % 2 === 0 ? Promise.all([unschedule(), due()]) : Promise.all([due(), unschedule()]).then(([a, b]) => [b, a] as const));
    const now = await view(app, piece);
    expect([answer.status, now.state]).toEqual(answer.status === 200 ? [200, 'approved'] : [409, 'published']);
    expect(await liveRows(piece.documentId)).toBe(answer.status === 200 ? 0 : 1);
    expectUnbroken(await historyOf(app, piece.id));
  }
});
