/**
 * Whoever edits, on whichever path: what was approved is approved no longer, what is locked says who unlocks it, and what
 * is live stays as it is while the next round is written.
 */
import { POST, startApp, type TestApp } from '../support/app';
import { coverId, done, inFuture, savePost, send, view, type Draft } from '../support/flow';
import {
  addSecondLocale,
  agent,
  allow,
  apiToken,
  contentManager,
  documents,
  draftRows,
  inCode,
  lastEntry,
  liveRows,
  memberToken,
  overGraphql,
  overHttp,
  postAtStage,
  publishAgain,
  query,
  READ_ACTIONS,
  rowId,
  SECOND_LOCALE,
  served,
  STAGES,
  standing,
  turnMcpOn,
  WRITE_ACTIONS,
  type Agent,
  type Attempt,
  type Stage,
} from '../support/gate';

interface Tools {
  readonly app: TestApp;
  readonly draft: Draft;
  readonly token: string;
  readonly member: string;
  readonly agent: Agent;
  /** Differs from one attempt to the next, so that every attempt changes something. */
  readonly text: string;
}

interface Edit {
  readonly name: string;
  /** Whom the history names. */
  readonly by: { readonly kind?: string; readonly name?: string };
  readonly attempt: (tools: Tools) => Promise<Attempt>;
}

const SYSTEM = { kind: 'system' };
const GUEST = { kind: 'guest' };
const of = ({ draft }: Tools) => ({ documentId: draft.documentId, locale: draft.locale });
const editInCode = (tools: Tools, data: object, locale = tools.draft.locale) => inCode(() => documents(tools.app).update?.({ documentId: tools.draft.documentId, locale, data }));

interface AnyEntityService {
  update(uid: string, id: number, params: object): Promise<unknown>;
}

const EDITS: readonly Edit[] = [
  { name: 'the save button', by: { kind: 'admin', name: 'editor Test' }, attempt: (t) => contentManager(t.app, 'editor', 'put', `${POST}/${t.draft.documentId}?locale=en`, { title: t.text }) },
  { name: 'a component behind the save button', by: { kind: 'admin', name: 'editor Test' }, attempt: (t) => contentManager(t.app, 'editor', 'put', `${POST}/${t.draft.documentId}?locale=en`, { tags: [{ name: t.text }] }) },
  { name: 'a file behind the save button', by: { kind: 'admin', name: 'editor Test' }, attempt: async (t) => contentManager(t.app, 'editor', 'put', `${POST}/${t.draft.documentId}?locale=en`, { cover: await coverId(t.app, t.text.replaceAll(' ', '-')) }) },
  { name: 'an attribute that all languages share, saved in another one', by: { kind: 'admin', name: 'editor Test' }, attempt: (t) => contentManager(t.app, 'editor', 'put', `${POST}/${t.draft.documentId}?locale=${SECOND_LOCALE}`, { form: Number(t.text.replace(/\D/g, '')) % 2 === 0 ? 'video' : 'audio' }) },
  { name: 'REST PUT with ?status=draft', by: GUEST, attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?status=draft`).send({ data: { title: t.text } })) },
  { name: 'REST PUT by a member', by: { kind: 'member', name: 'member' }, attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?status=draft`).set('Authorization', `Bearer ${t.member}`).send({ data: { title: t.text } })) },
  { name: 'REST PUT by an API token', by: { kind: 'api-token', name: 'full-access token' }, attempt: (t) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?status=draft`).set('Authorization', `Bearer ${t.token}`).send({ data: { title: t.text } })) },
  { name: 'GraphQL update with status DRAFT', by: GUEST, attempt: (t) => overGraphql(t.app, `mutation { updatePost(documentId: "${t.draft.documentId}", status: DRAFT, data: { title: "${t.text}" }) { documentId } }`) },
  // Whom the history names for an agent has a test of its own below.
  { name: "an agent's update tool", by: {}, attempt: (t) => t.agent.call('update_post', { ...of(t), data: { title: t.text } }) },
  { name: 'documents.update', by: SYSTEM, attempt: (t) => editInCode(t, { title: t.text }) },
  { name: 'documents.update of everything, as restoring an older version does', by: SYSTEM, attempt: (t) => editInCode(t, { title: t.text, slug: null, summary: t.text, body: null, cover: null, tags: [], trackedLinks: [] }) },
  { name: 'documents.update of a repeatable component', by: SYSTEM, attempt: (t) => editInCode(t, { trackedLinks: [{ kind: 'shop', label: t.text, url: 'https://example.com/shop' }] }) },
  { name: 'entityService.update', by: SYSTEM, attempt: (t) => inCode(async () => (t.app.strapi.entityService as unknown as AnyEntityService).update(POST, await rowId(t.app, t.draft, 'draft'), { data: { title: t.text } })) },
  { name: 'db.query update', by: SYSTEM, attempt: (t) => inCode(async () => query(t.app).update?.({ where: { id: await rowId(t.app, t.draft, 'draft') }, data: { title: t.text } })) },
  { name: 'db.query updateMany', by: SYSTEM, attempt: (t) => inCode(() => query(t.app).updateMany?.({ where: { documentId: t.draft.documentId, publishedAt: null, locale: 'en' }, data: { title: t.text } })) },
];

/** What an edit comes to at each stage. */
const COMES_TO: Readonly<Record<Stage, 'written' | 'voids' | 'locked' | 'next round'>> = {
  draft: 'written',
  review: 'voids',
  approved: 'voids',
  held: 'voids',
  variant: 'locked',
  scheduled: 'locked',
  published: 'next round',
  retrospective: 'next round',
  closed: 'next round',
  withdrawn: 'next round',
  'published, next round open': 'written',
  rejected: 'written',
  archived: 'written',
};

const UNLOCKS: Readonly<Partial<Record<Stage, { who: string[]; next: RegExp }>>> = { variant: { who: ['own'], next: /STOP/ }, scheduled: { who: ['publish'], next: /UNSCHEDULE/ } };

describe('an edit', () => {
  let app: TestApp;
  let token: string;
  let member: string;
  let robot: Agent;
  let mcpOff: () => void;
  let counter = 0;
  const ready = new Map<Stage, Draft>();

  const fresh = async (stage: Stage): Promise<Draft> => {
    const draft = await postAtStage(app, stage);
    await documents(app).update?.({ documentId: draft.documentId, locale: SECOND_LOCALE, data: { title: 'The same in another language' } });
    return draft;
  };

  /** Where an edit moves nothing but the text, one post serves every path. */
  const postFor = async (stage: Stage): Promise<Draft> => {
    const known = ready.get(stage);
    if (known !== undefined) return known;
    const draft = await fresh(stage);
    if (COMES_TO[stage] === 'written' || COMES_TO[stage] === 'locked') ready.set(stage, draft);
    return draft;
  };

  const tools = (draft: Draft): Tools => ({ app, draft, token, member, agent: robot, text: `An edit nobody has read ${(counter += 1)}` });
  const pieces = (draft: Draft) => app.strapi.db.connection('cw_pieces').where({ subject_id: draft.documentId, subject_locale: draft.locale }).orderBy('round').select('id', 'round', 'state', 'revision', 'is_current');

  beforeAll(async () => {
    mcpOff = turnMcpOn();
    app = await startApp();
    await allow(app, [...READ_ACTIONS, ...WRITE_ACTIONS]);
    await allow(app, WRITE_ACTIONS, 'authenticated');
    await addSecondLocale(app);
    token = await apiToken(app, 'full-access');
    member = await memberToken(app);
    robot = await agent(app);
  });
  afterAll(async () => {
    mcpOff();
    await app.close();
  });

  const stages = (outcome: string) => STAGES.filter((stage) => COMES_TO[stage] === outcome);

  describe.each(stages('voids'))('of a post that is %s', (stage) => {
    it.each(EDITS)('by $name takes the approval away, and the history says who did it', async ({ attempt, by }) => {
      const draft = await postFor(stage);
      const served0 = await served(app);
      const answer = await attempt(tools(draft));
      expect(answer.status).toBeLessThan(300);
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'draft', round: 1, seal: null, approvalHolds: false, schedule: null, held: null });
      expect(piece.steps.flatMap((step) => step.approvals)).toEqual([]);
      expect(piece.history[0]).toMatchObject({ event: 'CONTENT_CHANGED', from: stage, to: 'draft' });
      expect(piece.voided).toMatchObject({ by, from: stage === 'review' ? 'review' : 'approved' });
      expect(piece.lastEditor).toMatchObject(by);
      expect(piece.history[0]?.by).toMatchObject(by);
      expect(await served(app)).toBe(served0);
    });
  });

  describe.each(stages('locked'))('of a post that is %s', (stage) => {
    it.each(EDITS)('by $name is refused, says who can unlock it, and changes nothing', async ({ name, attempt }) => {
      const draft = await postFor(stage);
      const before = { rows: await draftRows(app, draft), piece: await standing(app, draft), live: await liveRows(app) };
      const answer = await attempt(tools(draft));
      expect({ rows: await draftRows(app, draft), piece: await standing(app, draft), live: await liveRows(app) }).toEqual(before);
      expect(answer.message).toMatch(/can not be edited/);
      expect(answer.message).toMatch(UNLOCKS[stage]?.next ?? /^$/);
      // An agent's protocol carries the sentences only.
      if (!name.startsWith('an agent')) expect(answer).toMatchObject({ status: 403, details: { code: 'LOCKED', guard: 'isNotLocked', who: UNLOCKS[stage]?.who, next: expect.stringMatching(UNLOCKS[stage]?.next ?? /^$/) } });
    });
  });

  describe.each(stages('next round'))('of a post that is %s', (stage) => {
    it.each(EDITS)('by $name opens the next round, while what is live and its own round stay as they are', async ({ attempt, by }) => {
      const draft = await postFor(stage);
      const before = { live: await liveRows(app), served: await served(app) };
      const [round1] = await pieces(draft);
      const answer = await attempt(tools(draft));
      expect(answer.status).toBeLessThan(300);
      expect({ live: await liveRows(app), served: await served(app) }).toEqual(before);
      const rounds = await pieces(draft);
      expect(rounds).toHaveLength(2);
      expect(rounds.map(({ round, state, is_current }) => [round, state, Boolean(is_current)])).toEqual([
        [1, round1.state, false],
        [2, 'draft', true],
      ]);
      const opened = await view(app, draft);
      expect(opened).toMatchObject({ seal: null, approvalHolds: false, isLive: false });
      expect(opened.history[0]).toMatchObject({ event: 'OPENED', by });
    });
  });

  describe.each(stages('written'))('of a post that is %s', (stage) => {
    it.each(EDITS)('by $name is noted, and changes neither its state nor what is live', async ({ attempt, by }) => {
      const draft = await postFor(stage);
      const before = { live: await liveRows(app), served: await served(app), piece: await standing(app, draft) };
      const answer = await attempt(tools(draft));
      expect(answer.status).toBeLessThan(300);
      const after = await standing(app, draft);
      expect({ live: await liveRows(app), served: await served(app) }).toEqual({ live: before.live, served: before.served });
      expect(after).toEqual({ ...before.piece, revision: before.piece.revision + 1 });
      expect(await lastEntry(app, draft)).toMatchObject({ event: 'CONTENT_CHANGED', by });
    });
  });

  describe('that is none', () => {
    const SEALED = ['review', 'approved', 'scheduled', 'variant', 'held'] as const;
    const same: readonly [string, (t: Tools, title: string) => Promise<Attempt>][] = [
      ['the save button', (t, title) => contentManager(t.app, 'editor', 'put', `${POST}/${t.draft.documentId}?locale=en`, { title })],
      ['REST PUT', (t, title) => overHttp(t.app.anonymous.put(`/api/posts/${t.draft.documentId}?status=draft`).send({ data: { title } }))],
      ['documents.update', (t, title) => editInCode(t, { title })],
      ['documents.update in another language', (t) => editInCode(t, { form: 'text' }, SECOND_LOCALE)],
      ['db.query', (t, title) => inCode(async () => query(t.app).update?.({ where: { id: await rowId(t.app, t.draft, 'draft') }, data: { title } }))],
    ];

    it.each(SEALED)('a save of the same values takes nothing away from a post that is %s', async (stage) => {
      const draft = await fresh(stage);
      const before = await standing(app, draft);
      const title = String((await view(app, draft)).title);
      const refused: string[] = [];
      for (const [name, save] of same) if ((await save(tools(draft), title)).status >= 300) refused.push(name);
      expect(await standing(app, draft)).toEqual(before);
      // A write by the database layer can not be undone afterwards, so a lock refuses it before it is known what it changes.
      expect(refused).toEqual(stage === 'scheduled' || stage === 'variant' ? ['db.query'] : []);
    });

    it.each([...SEALED, 'published'] as const)('a note of the team, which nobody reviews, takes nothing away from a post that is %s', async (stage) => {
      const draft = await fresh(stage);
      const before = await standing(app, draft);
      const answer = await savePost(app, draft, { planDate: inFuture(app) });
      expect(answer.status).toBe(200);
      expect(await standing(app, draft)).toEqual(before);
    });
  });

  describe('of the next round', () => {
    const nextRound = async (upTo: 'approved' | 'scheduled'): Promise<Draft> => {
      const draft = await postAtStage(app, 'published, next round open');
      await publishAgain(app, draft, upTo);
      return draft;
    };

    it('discarded after its approval loses the approval and leaves the live round alone', async () => {
      const draft = await nextRound('approved');
      const before = { live: await liveRows(app), served: await served(app) };
      const answer = await contentManager(app, 'admin', 'post', `${POST}/${draft.documentId}/actions/discard?locale=en`, {});
      expect(answer.status).toBe(200);
      expect({ live: await liveRows(app), served: await served(app) }).toEqual(before);
      expect(await view(app, draft)).toMatchObject({ state: 'draft', round: 2, seal: null, voided: { by: { kind: 'admin', name: 'admin Test' } } });
    });

    it.each([
      ['the discard button', (draft: Draft) => contentManager(app, 'admin', 'post', `${POST}/${draft.documentId}/actions/discard?locale=en`, {})],
      ['documents.discardDraft', (draft: Draft) => inCode(() => documents(app).discardDraft?.({ documentId: draft.documentId, locale: 'en' }))],
      ["an agent's discard tool", (draft: Draft) => robot.call('discard_post_draft', { documentId: draft.documentId, locale: 'en' })],
    ] as const)('can not be discarded by %s while it is scheduled', async (_name, discard) => {
      const draft = await nextRound('scheduled');
      const before = { rows: await draftRows(app, draft), piece: await standing(app, draft), live: await liveRows(app) };
      const answer = await discard(draft);
      expect({ rows: await draftRows(app, draft), piece: await standing(app, draft), live: await liveRows(app) }).toEqual(before);
      expect(answer.message).toMatch(/can not be edited: it is scheduled.*UNSCHEDULE/);
    });

    it('discarded back to what is live can be written again', async () => {
      const draft = await postAtStage(app, 'published, next round open');
      await documents(app).discardDraft?.({ documentId: draft.documentId, locale: 'en' });
      expect(await standing(app, draft)).toMatchObject({ state: 'draft', round: 2 });
      const saved = await savePost(app, draft, { title: 'Another try' });
      expect(saved.status).toBe(200);
      await publishAgain(app, draft);
      expect(await served(app)).toContain('Another try');
    });
  });

  describe('through the other side of a relation', () => {
    const join = (draft: Draft) => inCode(() => documents(app, 'api::activity.activity').create?.({ data: { title: 'An activity that collects posts', posts: { connect: [draft.documentId] } } }));
    const collect = (draft: Draft) => inCode(() => documents(app, 'api::kol.kol').create?.({ data: { name: 'A partner that collects posts', posts: { connect: [draft.documentId] } } }));

    it.each(['review', 'approved', 'held'] as const)('takes the approval of a post that is %s away', async (stage) => {
      for (const link of [join, collect]) {
        const draft = await postAtStage(app, stage);
        expect((await link(draft)).status).toBe(200);
        expect(await standing(app, draft)).toMatchObject({ state: 'draft' });
      }
    });

    it.each(['variant', 'scheduled'] as const)('is refused for a post that is %s', async (stage) => {
      const draft = await postAtStage(app, stage);
      const before = await draftRows(app, draft);
      const answer = await join(draft);
      expect(await draftRows(app, draft)).toBe(before);
      expect(answer).toMatchObject({ status: 403, details: { code: 'LOCKED' } });
    });

    it('takes the approval away when the related entry is deleted', async () => {
      const activity = await documents(app, 'api::activity.activity').create?.({ data: { title: 'An activity that ends' } });
      const draft = await postAtStage(app, 'approved', { activity: activity?.documentId });
      await documents(app, 'api::activity.activity').delete?.({ documentId: activity?.documentId, locale: '*' });
      expect(await standing(app, draft)).toMatchObject({ state: 'draft' });
    });

    it('at least never goes live: the approval does not hold at the moment of publishing', async () => {
      const draft = await postAtStage(app, 'approved');
      await join(draft);
      expect((await send(app, draft, 'publisher', { type: 'PUBLISH' })).status).toBe(422);
      expect((await view(app, draft)).isLive).toBe(false);
    });
  });

  describe('of one document inside the work on another', () => {
    it('is seen: a listener that changes an approved post while a third one is saved takes the approval away', async () => {
      const approved = await postAtStage(app, 'approved');
      const other = await postAtStage(app, 'draft');
      const off = app.strapi.documents.use(async (context, next) => {
        const result = await next();
        if (context.uid === POST && context.action === 'update') await query(app).update?.({ where: { documentId: approved.documentId, publishedAt: null }, data: { title: 'Changed on the way' } });
        return result;
      }) as unknown as () => void;
      try {
        await documents(app).update?.({ documentId: other.documentId, locale: 'en', data: { title: 'A save of the other one' } });
      } finally {
        off?.();
      }
      expect(await standing(app, approved)).toMatchObject({ state: 'draft' });
    });

    it('is refused where it is locked, and the refusal can not be swallowed: nothing of the edit stays', async () => {
      const draft = await postAtStage(app, 'scheduled');
      const before = await draftRows(app, draft);
      await app.strapi.db.transaction(async () => {
        await documents(app)
          .update?.({ documentId: draft.documentId, locale: 'en', data: { title: 'Kept although refused' } })
          .catch(() => undefined);
      });
      expect(await draftRows(app, draft)).toBe(before);
    });
  });

  describe('by a person through their own token', () => {
    const ways: readonly [string, (draft: Draft) => Promise<Attempt>][] = [
      ['by an agent', (draft) => robot.call('update_post', { documentId: draft.documentId, locale: 'en', data: { title: 'Written with a token' } })],
      ['over the admin API', (draft) => overHttp(app.anonymous.put(`/content-manager/collection-types/${POST}/${draft.documentId}?locale=en`).set('Authorization', `Bearer ${robot.key}`).send({ title: 'Written with a token' }))],
    ];

    it.each(ways)('%s is theirs in the history, not the work of the system', async (_name, write) => {
      const draft = await postAtStage(app, 'approved');
      expect((await write(draft)).status).toBe(200);
      expect((await lastEntry(app, draft))?.by).toMatchObject({ kind: 'admin', id: await app.idOf('admin') });
    });

    it.each(ways)('%s counts as theirs: who edited last can not wave their own text through', async (_name, write) => {
      const draft = await postAtStage(app, 'draft');
      expect((await write(draft)).status).toBe(200);
      const answer = await send(app, draft, 'admin', { type: 'EXPEDITE', reason: 'It is urgent.' });
      expect(answer.body.error?.details).toMatchObject({ guard: expect.stringMatching(/^isNotThe(LastEditor|Author)$/) });
    });
  });

  describe('that no hook can see', () => {
    const bySql = async (draft: Draft): Promise<void> => {
      await app.strapi.db.connection('posts').where({ document_id: draft.documentId, published_at: null }).update({ title: 'Changed by SQL' });
    };

    it('keeps an approved post from being published, and says that the approval is void', async () => {
      const draft = await postAtStage(app, 'approved');
      await bySql(draft);
      const answer = await send(app, draft, 'publisher', { type: 'PUBLISH' });
      expect(answer.status).toBe(422);
      expect(answer.body.error.details).toMatchObject({ code: 'APPROVAL_VOID', guard: 'approvalValid' });
      expect(await view(app, draft)).toMatchObject({ isLive: false, approvalHolds: false });
    });

    it('holds a promise when its time has come, with an alert', async () => {
      const draft = await postAtStage(app, 'scheduled');
      await bySql(draft);
      const { id } = await standing(app, draft);
      const schedule = (await view(app, draft)).schedule;
      app.engine.clock.use(() => Date.parse(schedule?.publishAt ?? '') + 1000);
      try {
        await app.engine.handlers.due({ pieceId: id, scheduleId: schedule?.id ?? '' }, { attempt: 1, runAt: 0 });
      } finally {
        app.engine.clock.use();
      }
      const piece = await view(app, draft);
      expect(piece).toMatchObject({ state: 'held', isLive: false, held: { code: 'APPROVAL_VOID' } });
      expect(piece.alerts.length).toBeGreaterThan(0);
    });

    it('is found by the sweep, which takes the approval away', async () => {
      const draft = await postAtStage(app, 'approved');
      await bySql(draft);
      const report = await app.engine.sweep({ takeDown: false });
      expect(report.findings).toContainEqual(expect.objectContaining({ code: 'DRAFT_DRIFTED', documentId: draft.documentId, action: 'approval-voided' }));
      expect(await view(app, draft)).toMatchObject({ state: 'draft', seal: null });
      await done(app, draft, 'editor', { type: 'SUBMIT' });
    });
  });
});
