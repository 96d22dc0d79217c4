/** The board: what a column holds, what a card says, and where a card may go, for the people who ask. */
import type { BoardCard, BoardColumn, GetBoard, GetBoardCards, GetBoardFilters, GetMoves } from '../../src/plugins/content-workflow/contracts/board';
import { COLUMNS, ENDED_COLUMNS } from '../../src/plugins/content-workflow/core/board/columns';
import { ACTIVITY, POST, startApp, type Person, type TestApp } from '../support/app';
import { coverId, createPost, done, postAt, savePost, view, type Draft } from '../support/flow';
import { addSecondLocale, documents, postAtStage, SECOND_LOCALE, standing } from '../support/gate';
import { statementsOf } from '../support/statements';

interface Failure {
  readonly error: { readonly message: string; readonly details: { readonly code: string; readonly field: string } };
}

describe('the board', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    await addSecondLocale(app);
  });
  afterAll(() => app.close());

  const ask = (query: Record<string, string> = {}, by: Person = 'editor') => app.as(by, 'get', `/content-workflow/board?${new URLSearchParams(query).toString()}`);

  const board = async (query: Record<string, string> = {}, by: Person = 'editor'): Promise<readonly BoardColumn[]> => {
    const answer = await ask(query, by);
    if (answer.status !== 200) throw new Error(`no board: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as GetBoard.Response).data.columns;
  };

  const column = async (name: string, query: Record<string, string> = {}, by: Person = 'editor'): Promise<BoardColumn> => {
    const [only] = await board({ ...query, column: name }, by);
    if (only === undefined) throw new Error(`no column ${name}`);
    return only;
  };

  const documentsIn = ({ cards }: BoardColumn): string[] => cards.map(({ documentId }) => documentId);

  /** The card of a document, wherever it stands. */
  const cardOf = async (draft: Draft): Promise<BoardCard> => {
    const { id } = await standing(app, draft);
    const answer = await app.as('editor', 'get', `/content-workflow/board/cards?ids=${id}`);
    const [card] = (answer.body as GetBoardCards.Response).data.cards;
    if (card === undefined) throw new Error('no card');
    return card;
  };

  const activity = async (title: string): Promise<string> => String((await documents(app, ACTIVITY).create?.({ locale: 'en', data: { title, theme: 'Tea' } }))?.documentId);

  describe('the columns', () => {
    it('stand in the order of a life, each with its pieces and their number; what has ended is there for who asks', async () => {
      const stages = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'retrospective', 'rejected', 'withdrawn', 'closed', 'archived'] as const;
      const drafts = new Map<string, Draft>();
      for (const stage of stages) drafts.set(stage, await postAtStage(app, stage));
      const shown = await board();
      expect(shown.map(({ column: name }) => name)).toEqual(COLUMNS);
      for (const one of shown) {
        expect(documentsIn(one)).toContain(drafts.get(one.column)?.documentId);
        expect(new Set(one.cards.map(({ state }) => state))).toEqual(new Set([one.column]));
        expect(one.total).toBe(one.cards.length);
      }
      expect((await board({ ended: 'yes' })).map(({ column: name }) => name)).toEqual([...COLUMNS, ...ENDED_COLUMNS]);
      expect(documentsIn(await column('closed'))).toContain(drafts.get('closed')?.documentId);
    });

    it('are one statement each', async () => {
      const { statements } = await statementsOf(app, 'cw_pieces', () => board());
      expect(statements).toHaveLength(COLUMNS.length);
      expect((await statementsOf(app, 'cw_pieces', () => column('draft', { text: 'tea', type: POST }))).statements).toHaveLength(1);
    });

    it('do not show an earlier round beside the one that was opened', async () => {
      const post = await postAtStage(app, 'published, next round open');
      const all = (await board({ ended: 'yes' })).flatMap(({ cards }) => cards).filter(({ documentId }) => documentId === post.documentId);
      expect(all).toMatchObject([{ round: 2, state: 'draft' }]);
    });
  });

  describe('pages', () => {
    it('hold every piece once, newest change first, while others change', async () => {
      const activityId = await activity('Paged week');
      const posts: Draft[] = [];
      for (let i = 0; i < 9; i += 1) posts.push(await postAtStage(app, 'draft', { activity: activityId }));
      const seen: BoardCard[] = [];
      const changed = posts[0] as Draft;
      let cursor: string | null = null;
      do {
        const page: BoardColumn = await column('draft', { activity: activityId, limit: '2', ...(cursor === null ? {} : { cursor }) });
        expect(page.total).toBe(9);
        seen.push(...page.cards);
        cursor = page.nextCursor;
        // The oldest, which no page has reached yet, comes to the top; a new one stands before it.
        if (seen.length === 4) expect((await savePost(app, changed, { title: 'Changed meanwhile' })).status).toBe(200);
      } while (cursor !== null);
      expect(seen.map(({ documentId }) => documentId)).toEqual(posts.slice(1).reverse().map(({ documentId }) => documentId));
      expect((await column('draft', { activity: activityId, limit: '1' })).cards[0]?.documentId).toBe(changed.documentId);
    });

    it('of pieces that changed in the same millisecond neither leave one out nor repeat one', async () => {
      const activityId = await activity('Simultaneous week');
      const ids: number[] = [];
      for (let i = 0; i < 5; i += 1) ids.push((await standing(app, await postAtStage(app, 'draft', { activity: activityId }))).id);
      await app.strapi.db.connection('cw_pieces').whereIn('id', ids).update({ changed_at: 1_700_000_000_000 });
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page: BoardColumn = await column('draft', { activity: activityId, limit: '2', ...(cursor === null ? {} : { cursor }) });
        seen.push(...page.cards.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual([...ids].reverse());
    });
  });

  describe('filters', () => {
    it('narrow to a type, an activity, a person, oneself and a part of the title, and to all of them at once', async () => {
      const activityId = await activity('Filtered week');
      const mine = await postAtStage(app, 'draft', { title: 'Ünique 茶會 100%', activity: activityId });
      const other = await postAtStage(app, 'draft', { activity: activityId });
      await done(app, mine, 'editor', { type: 'ASSIGN', assignee: await app.idOf('reviewer') });
      const drafts = async (query: Record<string, string>, by: Person = 'editor'): Promise<string[]> => documentsIn(await column('draft', { limit: '100', ...query }, by));

      expect((await drafts({ activity: activityId })).sort()).toEqual([mine.documentId, other.documentId].sort());
      expect(await drafts({ assignee: await app.idOf('reviewer') })).toEqual([mine.documentId]);
      expect(await drafts({ assignee: 'me' }, 'reviewer')).toEqual([mine.documentId]);
      expect(await drafts({ assignee: 'me' }, 'reviewer2')).toEqual([]);
      for (const text of ['ünique', '茶會', '100%', 'ÜNIQUE']) expect(await drafts({ text })).toEqual([mine.documentId]);
      expect(await drafts({ text: '%' })).toEqual([mine.documentId]);
      expect(await drafts({ type: ACTIVITY })).toContain(activityId);
      expect(await drafts({ type: ACTIVITY })).not.toContain(mine.documentId);
      expect(await drafts({ type: POST, activity: activityId, assignee: await app.idOf('reviewer'), text: '茶' })).toEqual([mine.documentId]);
      expect((await column('draft', { activity: activityId, text: 'nothing like it' })).total).toBe(0);
    });

    it('can be chosen from what there is', async () => {
      const activityId = await activity('Offered week');
      const post = await postAtStage(app, 'draft');
      await done(app, post, 'editor', { type: 'ASSIGN', assignee: await app.idOf('moderator') });
      const { data } = (await app.as('editor', 'get', '/content-workflow/board/filters')).body as GetBoardFilters.Response;
      expect(data.activities).toContainEqual({ documentId: activityId, title: 'Offered week' });
      expect(data.people).toContainEqual({ id: await app.idOf('moderator'), name: 'moderator Test' });
      expect(data.people.map(({ name }) => name)).not.toContain('publisher Test');
    });

    it.each([
      [{ column: 'nowhere' }, 'column'],
      [{ type: 'a\u0000b' }, 'type'],
      [{ activity: '../etc' }, 'activity'],
      [{ assignee: 'somebody' }, 'assignee'],
      [{ cursor: 'bm9uc2Vuc2U', column: 'draft' }, 'cursor'],
      [{ cursor: Buffer.from('1.1').toString('base64url') }, 'cursor'],
      [{ limit: '0' }, 'limit'],
      [{ limit: '101' }, 'limit'],
      [{ ended: 'perhaps' }, 'ended'],
    ])('that make no sense (%j) are answered with the field', async (query, field) => {
      const answer = await ask(query);
      expect([answer.status, (answer.body as Failure).error.details.field]).toEqual([400, field]);
    });
  });

  describe('a card', () => {
    it('shows the small picture of the cover with its text, the activity in its language, who has it and until when', async () => {
      const cover = await coverId(app, 'pictured');
      await app.strapi.db.query('plugin::upload.file').update({ where: { id: cover }, data: { formats: { thumbnail: { url: '/uploads/thumbnail_pictured.jpg' } } } });
      const activityId = await activity('Tea week');
      await documents(app, ACTIVITY).update?.({ documentId: activityId, locale: SECOND_LOCALE, data: { title: 'Another language' } });
      const post = await postAtStage(app, 'draft', { cover, activity: activityId });
      await done(app, post, 'editor', { type: 'ASSIGN', assignee: await app.idOf('reviewer') });
      await done(app, post, 'editor', { type: 'SET_DUE', dueAt: '2027-01-01T08:00:00.000Z' });
      expect(await cardOf(post)).toMatchObject({
        cover: { url: '/uploads/thumbnail_pictured.jpg', alternativeText: 'A cup on a rock' },
        activity: { documentId: activityId, title: 'Tea week' },
        assignee: { name: 'reviewer Test' },
        dueAt: '2027-01-01T08:00:00.000Z',
        blocking: [],
      });
      await documents(app, ACTIVITY).update?.({ documentId: activityId, locale: 'en', data: { title: 'Tea month' } });
      expect((await cardOf(post)).activity?.title).toBe('Tea month');
    });

    it('follows the content: another cover, no activity, a field that is emptied', async () => {
      const post = await createPost(app, { activity: await activity('Left week') });
      expect((await cardOf(post)).blocking).toEqual([]);
      expect((await savePost(app, post, { cover: null, activity: null, summary: 'Short' })).status).toBe(200);
      expect(await cardOf(post)).toMatchObject({ cover: null, activity: null, blocking: [{ code: 'FIELDS_MISSING', fields: [{ field: 'summary', problem: 'too-short' }, { field: 'cover', problem: 'missing' }] }] });
    });

    it('says what keeps it where it is', async () => {
      const sentBack = await postAtStage(app, 'review');
      await done(app, sentBack, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'SECRET words of the reviewer' });
      expect((await cardOf(sentBack)).blocking).toMatchObject([{ code: 'CHANGES_REQUESTED', by: { name: 'reviewer Test' } }]);
      expect(JSON.stringify(await cardOf(sentBack))).not.toContain('SECRET');

      const waiting = await postAtStage(app, 'review');
      expect((await cardOf(waiting)).blocking).toMatchObject([{ code: 'WAITS_FOR_STEP', name: 'Editorial', number: 1, of: 2 }]);
      await done(app, waiting, 'reviewer', { type: 'APPROVE' });
      expect((await cardOf(waiting)).blocking).toMatchObject([{ code: 'WAITS_FOR_STEP', name: 'Brand and legal', number: 2, of: 2 }]);

      const edited = await postAtStage(app, 'approved');
      expect((await savePost(app, edited, { title: 'Edited after the approval' })).status).toBe(200);
      expect((await cardOf(edited)).blocking).toMatchObject([{ code: 'VOIDED', from: 'approved', by: { name: 'editor Test' } }]);

      expect((await cardOf(await postAt(app, 'held'))).blocking).toEqual([{ code: 'HELD', reason: 'HELD_BY_PERSON' }]);
      expect((await cardOf(await postAtStage(app, 'rejected'))).blocking).toMatchObject([{ code: 'REJECTED' }]);
    });
  });

  describe('after a change', () => {
    it('the cards that were named come as they are now, with what the columns count; who does not match is not there', async () => {
      const activityId = await activity('Changing week');
      const [one, two, gone] = [await postAtStage(app, 'draft', { activity: activityId }), await postAtStage(app, 'review', { activity: activityId }), await postAtStage(app, 'draft')];
      const ids: number[] = [];
      for (const post of [one, two, gone]) ids.push((await standing(app, post)).id);
      await done(app, one, 'editor', { type: 'SUBMIT' });
      const { result, statements } = await statementsOf(app, 'cw_pieces', () => app.as('reviewer', 'get', `/content-workflow/board/cards?ids=${ids.join()},999999&activity=${activityId}`));
      const { cards, totals } = (result.body as GetBoardCards.Response).data;
      expect(cards.map(({ documentId, state }) => [documentId, state]).sort()).toEqual([[one.documentId, 'review'], [two.documentId, 'review']].sort());
      expect(totals).toMatchObject({ draft: 0, review: 2, published: 0, archived: 0 });
      expect(statements).toHaveLength(2);
    });

    it.each(['', '0', '1,x', Array.from({ length: 101 }, (_, i) => i + 1).join()])('ids that are none, or too many, are refused (%s)', async (ids) => {
      const answer = await app.as('editor', 'get', `/content-workflow/board/cards?ids=${ids}`);
      expect([answer.status, (answer.body as Failure).error.details.code]).toEqual([400, 'INPUT_INVALID']);
    });
  });

  describe('moves', () => {
    const movesOf = async (draft: Draft, by: Person): Promise<GetMoves.Response['data']> => {
      const { id } = await standing(app, draft);
      const answer = await app.as(by, 'get', `/content-workflow/pieces/${id}/moves`);
      expect(answer.status).toBe(200);
      return (answer.body as GetMoves.Response).data;
    };

    it('name the event that leads to a column for who asks, and the piece with its revision', async () => {
      const post = await postAtStage(app, 'draft');
      const { piece, moves } = await movesOf(post, 'editor');
      expect(piece).toMatchObject({ documentId: post.documentId, state: 'draft', revision: (await view(app, post)).revision });
      expect(moves.find(({ column: name }) => name === 'review')).toEqual({ column: 'review', events: ['SUBMIT'], refusals: [] });
      expect(moves.map(({ column: name }) => name)).toEqual([...COLUMNS, ...ENDED_COLUMNS].filter((name) => name !== 'draft'));
    });

    it('explain why not: who could, what to do first, or the way there', async () => {
      const post = await postAtStage(app, 'approved');
      const refusalsOf = async (by: Person, name: string) => (await movesOf(post, by)).moves.find((move) => move.column === name)?.refusals;
      expect(await refusalsOf('editor', 'published')).toMatchObject([{ event: 'PUBLISH', refusal: { code: 'PERMISSION_MISSING', who: ['publish'] } }]);
      expect(await refusalsOf('publisher', 'retrospective')).toMatchObject([{ event: null, refusal: { code: 'NO_WAY_THERE', params: { way: ['published', 'retrospective'] } } }]);
      const lacking = await createPost(app, { cover: null });
      expect((await movesOf(lacking, 'editor')).moves.find((move) => move.column === 'review')?.refusals).toMatchObject([{ event: 'SUBMIT', refusal: { code: 'CHECKLIST_INCOMPLETE', params: { missing: [{ field: 'cover' }] } } }]);
    });

    it('what they offer is taken when it is sent', async () => {
      const post = await postAtStage(app, 'approved');
      const offered = (await movesOf(post, 'publisher')).moves.find(({ column: name }) => name === 'published')?.events;
      expect(offered).toEqual(['PUBLISH']);
      await done(app, post, 'publisher', { type: 'PUBLISH' });
      expect((await cardOf(post)).state).toBe('published');
    });

    it('of a piece that is not there are a 404, and of what is no id a 400', async () => {
      expect((await app.as('editor', 'get', '/content-workflow/pieces/999999/moves')).status).toBe(404);
      expect((await app.as('editor', 'get', '/content-workflow/pieces/none/moves')).status).toBe(400);
    });
  });

  it.each(['board', 'board/cards?ids=1', 'board/filters', 'pieces/1/moves'])('nobody without a session sees %s', async (path) => {
    expect((await app.anonymous.get(`/content-workflow/${path}`)).status).toBe(401);
  });
});

describe('a database from before there were cards', () => {
  it('gets them in the background after the start, once, without moving a piece', async () => {
    const before = await startApp();
    const activityId = String((await documents(before, ACTIVITY).create?.({ locale: 'en', data: { title: 'Old week', theme: 'Tea' } }))?.documentId);
    const posts = [await postAtStage(before, 'draft', { activity: activityId, planDate: '2027-05-01T09:00:00.000Z' }), await postAtStage(before, 'published', { cover: null }).catch(() => postAtStage(before, 'published'))];
    const KEPT = ['id', 'revision', 'changed_at', 'card', 'activity_id', 'plan_at', 'submitted_at', 'is_sent_back'] as const;
    const rows = () => before.strapi.db.connection('cw_pieces').orderBy('id').select(...KEPT);
    const returned = await postAtStage(before, 'review');
    await done(before, returned, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'Shorter.' });
    await postAtStage(before, 'review');
    await before.engine.cards.settled();
    const written = await rows();
    expect(written.filter(({ plan_at }) => plan_at !== null)).toHaveLength(1);
    expect(written.filter(({ is_sent_back }) => Boolean(is_sent_back))).toHaveLength(1);
    await before.strapi.db.connection('cw_pieces').update({ card: null, activity_id: null, plan_at: null, submitted_at: null, is_sent_back: null });
    await before.strapi.store({ type: 'plugin', name: 'content-workflow', key: 'cards' }).delete({});
    await before.close({ keep: true });

    const app = await startApp({ folder: before.folder });
    try {
      await app.engine.cards.settled();
      const filled = await app.strapi.db.connection('cw_pieces').orderBy('id').select(...KEPT);
      expect(filled).toEqual(written);
      expect(posts).toHaveLength(2);

      // A second start finds nothing to do: what somebody emptied since stays as it is.
      await app.strapi.db.connection('cw_pieces').where({ subject_id: posts[0]?.documentId }).update({ card: null });
      app.engine.cards.start();
      await app.engine.cards.settled();
      expect(await app.strapi.db.connection('cw_pieces').where({ subject_id: posts[0]?.documentId }).first('card')).toEqual({ card: null });

      // Another checklist judges anew.
      const type = app.engine.config.types[POST];
      if (type === undefined) throw new Error('posts are not governed');
      type.checklist = [{ field: 'topic', level: 'required' }];
      app.engine.cards.start();
      await app.engine.cards.settled();
      const { card } = (await app.strapi.db.connection('cw_pieces').where({ subject_id: posts[0]?.documentId }).first('card')) as { card: string };
      expect(JSON.parse(card)).toMatchObject({ missing: [{ field: 'topic', problem: 'missing' }] });
    } finally {
      await app.close();
    }
  });
});
