/** The life of an experiment on the server: planned, started, paused, measured, decided; and nothing but what was approved goes live. */
import type { ExperimentView, GetResults } from '../../src/plugins/content-workflow/contracts/experiment';
import type { Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import type { LiveExperiment } from '../../src/plugins/content-workflow/server/src/experiment/ports';
import { allowPublic, DELIVERY } from '../support/access';
import { POST, startApp, type TestApp } from '../support/app';
import { expectExplained, post, problemOf } from '../support/events';
import { armsOf, counted, planned, planOf, putPlan } from '../support/experiments';
import { done, savePost, send, view } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { changeUnseen, liveEditions } from '../support/sql';
import { actorOf, bring, draftPiece, pieceIn, push, type Piece } from '../support/states';
import { deleteJobs, storedJobs } from '../support/stored-jobs';
import { alertsOf, DAY, HOUR, isoOf, jobsOf, MINUTE, pass, runDueJobs, standAt } from '../support/time';

let app: TestApp;
const START = Date.parse('2026-12-01T09:00:00.000Z');

beforeAll(async () => {
  app = await startApp();
});
beforeEach(() => void standAt(app, START));
afterAll(() => app.close());

const experimentOf = async (piece: Piece): Promise<ExperimentView> => {
  const answer = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/experiment`);
  expect(answer.status).toBe(200);
  return answer.body.data as ExperimentView;
};

const resultsOf = async (piece: Piece): Promise<GetResults.Response['data']> => {
  const answer = await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/experiment/results`);
  expect(answer.status).toBe(200);
  return answer.body.data as GetResults.Response['data'];
};

const liveOf = async (piece: Piece): Promise<LiveExperiment | undefined> => (await app.engine.experiments.live.all()).find(({ pieceId }) => pieceId === piece.id);

const rowOf = (piece: Piece) => app.strapi.db.connection('cw_experiments').where({ piece_id: piece.id }).orderBy('id', 'desc').first() as Promise<Record<string, unknown>>;

const draftRow = (piece: Piece) => app.strapi.db.query(POST).findOne({ where: { documentId: piece.documentId, publishedAt: null } });

const say = (piece: Piece, type: string, more: object = {}) => done(app, piece, 'publisher', { type, ...more });

/** b is clearly better, and everything that was planned is in. */
const CLEAR = { original: [2_000, 200], a: [2_000, 205], b: [2_000, 320] } as const;

describe('a plan', () => {
  test('is kept with a key of its own, in the history, and can be changed until the start', async () => {
    const piece = await draftPiece(app);
    expect((await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/experiment`)).body).toEqual({ data: null });
    const first = await putPlan(app, piece.id, {});
    expect(first.status).toBe(200);
    expect(first.body.data).toEqual({ key: expect.stringMatching(/^[0-9a-f-]{36}$/), pieceId: piece.id, state: 'draft', plan: planOf(['original', 'a', 'b']), duration: null, decision: null, dropped: {}, figures: [] });
    const second = await putPlan(app, piece.id, { hypothesis: 'Another belief.' });
    expect(second.body.data).toMatchObject({ key: first.body.data.key, plan: { hypothesis: 'Another belief.' } });
    expect(await experimentOf(piece)).toEqual(second.body.data);
    const history = await historyOf(app, piece.id);
    expectUnbroken(history);
    expect(history.slice(-2).map(({ event, permission, detail }) => [event, permission, detail])).toEqual(Array(2).fill(['EXPERIMENT_PLANNED', 'own', { experiment: first.body.data.key }]));
  });

  test.each([
    ['hypothesis', { hypothesis: ' ' }, 400, 'plan.hypothesis'],
    ['kind', { kind: 'guesses' }, 400, 'plan.kind'],
    ['share', { share: 'half' }, 400, 'plan.share'],
    ['a field that nobody knows', { budget: 7 }, 400, 'plan.budget'],
    ['a key that is none', { arms: [{ key: 'A b', weight: 1, place: null }] }, 400, 'plan.arms.0.key'],
    ['a NUL character', { hypothesis: 'be\u0000fore' }, 400, 'plan.hypothesis'],
    ['a goal that the registry does not have', { goal: 'fame' }, 422, 'plan.goal'],
    ['a variant that does not exist', { arms: armsOf('original', 'z') }, 422, 'plan.arms.1.key'],
    ['one arm', { arms: armsOf('original') }, 422, 'plan.arms'],
    ['no share', { share: 0 }, 422, 'plan.share'],
    ['times without a moment', { kind: 'times', stop: 'manual', arms: armsOf('original', 'a').map((arm) => ({ ...arm, place: 'in the evening' })) }, 422, 'plan.arms.0.place'],
    ['channels without a place', { kind: 'channels', stop: 'manual', arms: armsOf('original', 'a') }, 422, 'plan.arms.0.place'],
  ] as const)('with a mistake in %s is refused, and names the field', async (_name, wanted, status, field) => {
    const piece = await draftPiece(app);
    const answer = await putPlan(app, piece.id, wanted);
    expect([answer.status, problemOf(answer).details.field]).toEqual([status, field]);
    expect((await app.as('editor', 'get', `/content-workflow/pieces/${piece.id}/experiment`)).body).toEqual({ data: null });
    if (status === 422) expectExplained(answer);
  });

  test('is written by whoever owns experiments, and by nobody else', async () => {
    const piece = await draftPiece(app);
    expect((await putPlan(app, piece.id, {}, 'editor')).status).toBe(403);
    expect((await putPlan(app, piece.id, {}, 'reviewer')).status).toBe(403);
    const outcome = await app.engine.experiments.plans.put({ pieceId: piece.id, expectedRevision: (await view(app, piece)).revision, by: await actorOf(app, 'editor', { permissions: ['read', 'submit'] }) }, planOf(['original', 'a', 'b']));
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'PERMISSION_MISSING', who: ['own'] } });
    expect(await rowOf(piece)).toBeUndefined();
  });

  test('for an older revision is 409 with the piece, and of two at once one is kept', async () => {
    const piece = await draftPiece(app);
    const { revision } = await view(app, piece);
    const answers = await Promise.all(['One.', 'Two.'].map((hypothesis) => putPlan(app, piece.id, { hypothesis }, 'publisher', revision)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409) ?? answers[0];
    expect(problemOf(lost as { body: unknown }).details).toMatchObject({ code: 'REVISION_CONFLICT', piece: { id: piece.id } });
    expect(await app.strapi.db.connection('cw_experiments').where({ piece_id: piece.id })).toHaveLength(1);
  });

  test('is locked from the start on, and said no to where nothing can be tried out any more', async () => {
    const piece = await pieceIn(app, 'variant');
    const answer = await putPlan(app, piece.id, {});
    expect([answer.status, problemOf(answer).details]).toEqual([422, expect.objectContaining({ code: 'LOCKED', guard: 'planIsOpen', who: ['own'] })]);
    const published = await pieceIn(app, 'published');
    expect(problemOf(await putPlan(app, published.id, {})).details.code).toBe('NOT_IN_THIS_STATE');
  });

  test('of a piece that does not exist is 404', async () => {
    for (const [method, path, body] of [['get', 'experiment'], ['get', 'experiment/results'], ['put', 'experiment', { plan: planOf(['original', 'a']), expectedRevision: 1 }], ['post', 'experiment/figures', { arm: 'a', units: 1, conversions: 0, source: 'x', readAt: isoOf(START) }]] as const)
      expect((await app.as('publisher', method, `/content-workflow/pieces/999999/${path}`, body)).status).toBe(404);
  });

  test('names a goal of the registry, which everybody who reads pieces can see', async () => {
    expect((await app.as('editor', 'get', '/content-workflow/goals')).body).toEqual({
      data: [
        { code: 'click', name: 'Click', kind: 'rate' },
        { code: 'registration', name: 'Registration', kind: 'rate' },
        { code: 'purchase', name: 'Purchase', kind: 'value' },
        { code: 'share', name: 'Share', kind: 'rate' },
      ],
    });
  });
});

describe('an experiment that starts', () => {
  test('freezes what readers are shown: each arm as it was approved, in the shape of the delivery', async () => {
    const piece = await pieceIn(app, 'variant', { data: { title: 'The piece as it is' } });
    const { seal } = await view(app, piece);
    const live = await liveOf(piece);
    expect(live).toMatchObject({ pieceId: piece.id, subject: { uid: POST, documentId: piece.documentId, locale: 'en' }, state: 'running', startedAt: START, slug: expect.stringMatching(/^tea-on-the-ridge-/), plan: planOf(['original', 'a', 'b']) });
    expect(live?.arms.map(({ key, hash }) => ({ key, hash }))).toEqual([{ key: 'original', hash: seal?.hash }, ...(seal?.variants ?? [])]);
    const shown = live?.arms.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>) ?? [];
    expect(shown.map(({ title }) => title)).toEqual(['The piece as it is', 'Title a of the test', 'Title b of the test']);
    for (const one of shown) expect(one).toMatchObject({ id: piece.documentId, type: 'posts', locale: 'en', slug: live?.slug, publishedAt: isoOf(START), firstPublishedAt: isoOf(START) });
    expect(shown.map((one) => Object.keys(one))).toEqual(Array(3).fill(Object.keys(shown[0] ?? {})));
    expect(await experimentOf(piece)).toMatchObject({ key: live?.key, state: 'running', duration: { startedAt: isoOf(START), pausedAt: null, pausedMs: 0, finishedAt: null } });
  });

  test('over what is live already has its dates and its address, and what is live stays', async () => {
    const piece = await pieceIn(app, 'published', { data: { title: 'Live before' }, variants: [] });
    standAt(app, START + 3 * DAY);
    expect((await savePost(app, piece, { title: 'The second round' })).status).toBe(200);
    const next: Piece = { ...piece, id: (await view(app, piece)).id };
    const { revision } = await view(app, next);
    expect((await app.as('editor', 'put', `/content-workflow/pieces/${next.id}/variants/a`, { label: 'A', overrides: { title: 'Title a' }, expectedRevision: revision })).status).toBe(200);
    await bring(app, next, 'variant');
    const live = await liveOf(next);
    const [edition] = await liveEditions(app, piece.documentId);
    expect(edition).toMatchObject({ title: 'Live before', publishedAt: isoOf(START) });
    expect(live?.slug).toBe(edition?.slug);
    for (const { payload } of live?.arms ?? []) expect(JSON.parse(payload)).toMatchObject({ publishedAt: isoOf(START), firstPublishedAt: isoOf(START) });
  });

  test('needs its arms as they were approved: a variant behind the approval starts nothing', async () => {
    const piece = await pieceIn(app, 'approved');
    await planned(app, piece.id);
    await app.strapi.db.connection('cw_variants').where({ piece_id: piece.id, key: 'b' }).update({ overrides: JSON.stringify({ title: 'Never reviewed' }) });
    const answer = await send(app, piece, 'publisher', { type: 'START_EXPERIMENT' });
    expect(problemOf(answer).details).toMatchObject({ code: 'VARIANTS_NOT_APPROVED', params: { approved: 2, needed: 3, missing: ['b'] } });
    expect(await rowOf(piece)).toMatchObject({ state: 'draft' });
    expect(await liveOf(piece)).toBeUndefined();
  });

  test('takes one variant beside the original', async () => {
    const piece = await pieceIn(app, 'approved', { variants: ['a'] });
    await planned(app, piece.id);
    await say(piece, 'START_EXPERIMENT');
    expect((await liveOf(piece))?.arms.map(({ key }) => key)).toEqual(['original', 'a']);
  });

  test('shows buttons that are true: started without a plan it is not, and why', async () => {
    const piece = await pieceIn(app, 'approved');
    const button = async () => (await view(app, piece, 'publisher')).events.find(({ event }) => event === 'START_EXPERIMENT');
    expect(await button()).toMatchObject({ available: false, refusal: { code: 'EXPERIMENT_NOT_PLANNED' } });
    await planned(app, piece.id);
    expect(await button()).toMatchObject({ available: true });
  });
});

describe('time', () => {
  test('in which it stands still does not count; nobody looks at it meanwhile', async () => {
    const piece = await pieceIn(app, 'variant');
    pass(app, 2 * DAY);
    await say(piece, 'PAUSE_EXPERIMENT', { comment: 'The shop is closed.' });
    expect(await liveOf(piece)).toMatchObject({ state: 'paused' });
    expect(await jobsOf(app, piece.id)).toEqual([]);
    pass(app, 5 * DAY);
    expect((await resultsOf(piece)).results.counted.runningMs).toBe(2 * DAY);
    await say(piece, 'RESUME_EXPERIMENT');
    expect((await jobsOf(app, piece.id)).map(({ name, runAt }) => [name, runAt])).toEqual([['experiment', START + 7 * DAY + 5 * MINUTE]]);
    pass(app, 1 * DAY);
    expect((await resultsOf(piece)).results.counted.runningMs).toBe(3 * DAY);
    await say(piece, 'PAUSE_EXPERIMENT');
    pass(app, 6 * HOUR);
    await say(piece, 'FINISH_EXPERIMENT');
    expect(await liveOf(piece)).toMatchObject({ state: 'finished' });
    pass(app, 90 * DAY);
    expect((await resultsOf(piece)).results.counted.runningMs).toBe(3 * DAY);
    expect((await experimentOf(piece)).duration).toEqual({ startedAt: isoOf(START), pausedAt: null, pausedMs: 5 * DAY + 6 * HOUR, finishedAt: isoOf(START + 8 * DAY + 6 * HOUR) });
    expectUnbroken(await historyOf(app, piece.id));
  });

  test.each([
    ['RESUME_EXPERIMENT', [], 'EXPERIMENT_NOT_PAUSED'],
    ['PAUSE_EXPERIMENT', ['PAUSE_EXPERIMENT'], 'EXPERIMENT_NOT_RUNNING'],
    ['FINISH_EXPERIMENT', ['FINISH_EXPERIMENT'], 'EXPERIMENT_FINISHED'],
    ['RESUME_EXPERIMENT', ['FINISH_EXPERIMENT'], 'EXPERIMENT_NOT_PAUSED'],
  ] as const)('%s after %j is refused and explained', async (type, before, code) => {
    const piece = await pieceIn(app, 'variant');
    for (const event of before) await say(piece, event);
    const row = await rowOf(piece);
    const answer = await send(app, piece, 'publisher', { type });
    expect([answer.status, problemOf(answer).details.code]).toEqual([422, code]);
    expectExplained(answer);
    expect(await rowOf(piece)).toEqual(row);
  });

  test('of two who pause and finish the same revision one is told of a conflict', async () => {
    const piece = await pieceIn(app, 'variant');
    const { revision } = await view(app, piece);
    const answers = await Promise.all(['PAUSE_EXPERIMENT', 'FINISH_EXPERIMENT', 'STOP'].map((type) => post(app, piece.id, 'publisher', { type }, revision)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expectUnbroken(await historyOf(app, piece.id));
  });
});

describe('the look at what runs', () => {
  const lookTo = async (ms: number): Promise<void> => {
    standAt(app, ms);
    await runDueJobs(app);
  };

  test('comes again every five minutes and ends nothing before the stop rule does', async () => {
    const piece = await pieceIn(app, 'variant');
    counted(app, CLEAR);
    await lookTo(START + 5 * MINUTE);
    expect((await view(app, piece)).state).toBe('variant');
    expect(await experimentOf(piece)).toMatchObject({ state: 'running' });
    expect((await jobsOf(app, piece.id)).map(({ name, runAt }) => [name, runAt])).toEqual([['experiment', START + 10 * MINUTE]]);
    await push(app, piece.id, 'publisher', { type: 'STOP', comment: null, outcome: null });
  });

  test('ends measuring when every arm has its readers and the time is over, and tells whose experiment it is', async () => {
    const piece = await pieceIn(app, 'variant');
    counted(app, CLEAR);
    await lookTo(START + 7 * DAY + MINUTE);
    expect(await experimentOf(piece)).toMatchObject({ state: 'finished', decision: null, duration: { finishedAt: isoOf(START + 7 * DAY + MINUTE) } });
    expect((await view(app, piece)).state).toBe('variant');
    expect(await jobsOf(app, piece.id)).toEqual([]);
    const last = (await historyOf(app, piece.id)).at(-1);
    expect(last).toMatchObject({ event: 'EXPERIMENT_OVER', by: { kind: 'system' }, permission: null, detail: { because: 'sample' } });
    pass(app, MINUTE);
    await runDueJobs(app);
    const told = (await app.strapi.db.connection('cw_notifications').where({ piece_id: piece.id, kind: 'decision-due' })) as { person_id: string }[];
    expect(told.map(({ person_id }) => person_id)).toEqual([await app.idOf('publisher')]);
  });

  test('never ends one that is ended by hand, whatever it shows', async () => {
    const piece = await pieceIn(app, 'approved');
    await planned(app, piece.id, { stop: 'manual' });
    await say(piece, 'START_EXPERIMENT');
    counted(app, CLEAR);
    await lookTo(START + 60 * DAY);
    expect(await experimentOf(piece)).toMatchObject({ state: 'running' });
    await push(app, piece.id, 'publisher', { type: 'STOP', comment: null, outcome: null });
  });

  test('alerts once when the arms have not got their readers, and goes on looking', async () => {
    const piece = await pieceIn(app, 'variant');
    counted(app, { original: [900, 90], a: [300, 30], b: [300, 30] });
    await lookTo(START + 5 * MINUTE);
    await lookTo(START + 10 * MINUTE);
    expect((await alertsOf(app, piece.id)).map(({ code, detail }) => [code, detail.because])).toEqual([['EXPERIMENT_UNHEALTHY', 'SAMPLE_RATIO_MISMATCH']]);
    expect((await jobsOf(app, piece.id)).map(({ runAt }) => runAt)).toEqual([START + 15 * MINUTE]);
    await push(app, piece.id, 'publisher', { type: 'STOP', comment: null, outcome: null });
  });

  test('that can not read the counts is not the last', async () => {
    const piece = await pieceIn(app, 'variant');
    jest.spyOn(app.engine.counts, 'totals').mockRejectedValue(new Error('the counts are away'));
    await lookTo(START + 5 * MINUTE);
    expect((await jobsOf(app, piece.id)).map(({ runAt }) => runAt)).toEqual([START + 10 * MINUTE]);
    jest.restoreAllMocks();
    await push(app, piece.id, 'publisher', { type: 'STOP', comment: null, outcome: null });
  });

  test('the system can not end one for which the rule does not hold', async () => {
    const piece = await pieceIn(app, 'variant');
    const outcome = await app.engine.transitions.send({ pieceId: piece.id, expectedRevision: null, event: { type: 'EXPERIMENT_OVER', because: 'sample' }, by: { ...(await actorOf(app, 'admin')), kind: 'system' } });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'STOP_RULE_NOT_MET' } });
  });
});

describe('a decision', () => {
  test('for a winner that the figures name freezes them with who and when, and the winner goes live without another review', async () => {
    const piece = await pieceIn(app, 'variant');
    const { variants } = await view(app, piece);
    counted(app, CLEAR);
    standAt(app, START + 8 * DAY);
    await say(piece, 'FINISH_EXPERIMENT');
    const before = (await resultsOf(piece)).results;
    const now = await say(piece, 'PROMOTE', { variant: 'b' });
    const hash = variants.find(({ key }) => key === 'b')?.hash;
    expect(now).toMatchObject({ state: 'approved', title: 'Title b of the test', hash, approvalHolds: true, seal: { hash, how: 'experiment' } });
    const decided = await experimentOf(piece);
    expect(decided).toMatchObject({ state: 'decided', decision: { arm: 'b', outcome: 'winner', by: { kind: 'admin', id: await app.idOf('publisher') }, at: isoOf(START + 8 * DAY), reason: null, results: before } });
    expect(await rowOf(piece)).toMatchObject({ engine: before.engine });
    // What is counted afterwards changes nothing of what was decided by.
    counted(app, { original: [9_000, 9_000] });
    pass(app, 30 * DAY);
    expect(await resultsOf(piece)).toMatchObject({ results: before, at: isoOf(START + 8 * DAY) });
    expect(await liveOf(piece)).toBeUndefined();
    await say(piece, 'PUBLISH');
    expect(await liveEditions(app, piece.documentId)).toEqual([expect.objectContaining({ title: 'Title b of the test' })]);
    expectUnbroken(await historyOf(app, piece.id));
  });

  test('for a winner can be scheduled too, through the same gate', async () => {
    const piece = await pieceIn(app, 'variant');
    counted(app, CLEAR);
    standAt(app, START + 8 * DAY);
    await say(piece, 'PROMOTE', { variant: 'b' });
    await say(piece, 'SCHEDULE', { publishAt: isoOf(START + 9 * DAY), timezone: 'Asia/Shanghai' });
    standAt(app, START + 9 * DAY);
    await runDueJobs(app);
    expect((await view(app, piece)).state).toBe('published');
    expect(await liveEditions(app, piece.documentId)).toEqual([expect.objectContaining({ title: 'Title b of the test' })]);
  });

  test('before the figures allow it explains each obstacle with its figures, and is made by who says why', async () => {
    const piece = await pieceIn(app, 'variant');
    counted(app, { original: [40, 4], a: [40, 5], b: [40, 3] });
    pass(app, 2 * DAY);
    const answer = await send(app, piece, 'publisher', { type: 'PROMOTE', variant: 'a' });
    expect(answer.status).toBe(422);
    expectExplained(answer);
    const { code, field, params } = problemOf(answer).details as unknown as { code: string; field: string; params: { variant: string; obstacles: { code: string; params: object }[] } };
    expect([code, field, params.variant]).toEqual(['WINNER_NOT_CLEAR', 'reason', 'a']);
    expect(params.obstacles.map((obstacle) => obstacle.code)).toEqual(expect.arrayContaining(['TOO_SHORT', 'TOO_FEW_UNITS', 'NOT_SETTLED']));
    expect(params.obstacles.find((obstacle) => obstacle.code === 'TOO_SHORT')?.params).not.toEqual({});
    expect((await view(app, piece)).state).toBe('variant');
    await say(piece, 'PROMOTE', { variant: 'a', reason: 'The partner prefers it.' });
    expect(await experimentOf(piece)).toMatchObject({ state: 'decided', decision: { arm: 'a', reason: 'The partner prefers it.' } });
    expect((await historyOf(app, piece.id)).at(-1)).toMatchObject({ event: 'PROMOTE', comment: 'The partner prefers it.', detail: { variant: 'a' } });
  });

  test('for the original applies nothing, and it goes live as it was approved', async () => {
    const piece = await pieceIn(app, 'variant', { data: { title: 'The piece as it is' } });
    const { hash } = await view(app, piece);
    expect(await say(piece, 'PROMOTE', { variant: 'original', reason: 'Nothing was better.' })).toMatchObject({ state: 'approved', hash, approvalHolds: true });
    await say(piece, 'PUBLISH');
    expect(await liveEditions(app, piece.documentId)).toEqual([expect.objectContaining({ title: 'The piece as it is' })]);
  });

  test.each([
    ['after measuring, without a word', ['FINISH_EXPERIMENT'], undefined, 'decided', 'inconclusive'],
    ['before, without a word', [], undefined, 'cancelled', 'cancelled'],
    ['before, as inconclusive', [], 'inconclusive', 'decided', 'inconclusive'],
    ['after measuring, as one that does not count', ['FINISH_EXPERIMENT'], 'cancelled', 'cancelled', 'cancelled'],
  ] as const)('against all of them, %s: frozen as well', async (_name, before, outcome, state, expected) => {
    const piece = await pieceIn(app, 'variant');
    counted(app, { original: [1_200, 120], a: [1_200, 121], b: [1_200, 119] });
    for (const type of before) await say(piece, type);
    await say(piece, 'STOP', { comment: 'Enough.', ...(outcome === undefined ? {} : { outcome }) });
    expect(await experimentOf(piece)).toMatchObject({ state, decision: { arm: null, outcome: expected, reason: 'Enough.', results: { counted: { arms: expect.arrayContaining([expect.objectContaining({ key: 'a', units: 1_200, conversions: 121 })]) as object } } } });
    expect(await jobsOf(app, piece.id)).toEqual([]);
  });

  test('can be followed by another experiment, with a plan and a key of its own', async () => {
    const piece = await pieceIn(app, 'variant');
    const first = await experimentOf(piece);
    await say(piece, 'STOP');
    await planned(app, piece.id, { hypothesis: 'Another belief.' });
    await say(piece, 'START_EXPERIMENT');
    const second = await experimentOf(piece);
    expect(second).toMatchObject({ state: 'running', plan: { hypothesis: 'Another belief.' } });
    expect(second.key).not.toBe(first.key);
    expect(await app.strapi.db.connection('cw_experiments').where({ piece_id: piece.id })).toHaveLength(2);
  });
});

describe('what was not approved never goes live', () => {
  const refusedAsVoid = async (piece: Piece, variant: string): Promise<void> => {
    const answer = await send(app, piece, 'publisher', { type: 'PROMOTE', variant, reason: 'It was agreed.' });
    expect([answer.status, problemOf(answer).details.code]).toEqual([422, 'APPROVAL_VOID']);
    expect((await view(app, piece)).state).toBe('variant');
    expect(await experimentOf(piece)).toMatchObject({ state: 'running', decision: null });
    expect(await liveEditions(app, piece.documentId)).toEqual([]);
  };

  test('a variant whose row was tampered with', async () => {
    const piece = await pieceIn(app, 'variant');
    await app.strapi.db.connection('cw_variants').where({ piece_id: piece.id, key: 'a' }).update({ overrides: JSON.stringify({ title: 'Never reviewed' }) });
    await refusedAsVoid(piece, 'a');
    expect((await draftRow(piece))?.title).not.toBe('Never reviewed');
  });

  test.each(['a', 'original'])('the arm "%s" over a draft that was edited where no hook sees it', async (arm) => {
    const piece = await pieceIn(app, 'variant');
    await changeUnseen(app, piece.documentId, { summary: 'Changed where nobody saw it.' });
    await refusedAsVoid(piece, arm);
  });

  test('an arm whose hash is another one now', async () => {
    const piece = await pieceIn(app, 'variant');
    await app.strapi.db.connection('cw_experiment_arms').where({ experiment_id: (await rowOf(piece)).id as number, key: 'b' }).update({ content_hash: 'f'.repeat(64) });
    await refusedAsVoid(piece, 'b');
  });

  test('a winner that is edited after its promotion has to be reviewed anew', async () => {
    const piece = await pieceIn(app, 'variant');
    await say(piece, 'PROMOTE', { variant: 'a', reason: 'It was agreed.' });
    expect((await savePost(app, piece, { title: 'Sneaked in' })).status).toBe(200);
    expect((await view(app, piece)).state).toBe('draft');
    expect((await send(app, piece, 'publisher', { type: 'PUBLISH' })).status).toBe(422);
    expect(await liveEditions(app, piece.documentId)).toEqual([]);
  });

  test('through a save while it runs, which is refused', async () => {
    const piece = await pieceIn(app, 'variant');
    for (const type of [null, 'PAUSE_EXPERIMENT', 'FINISH_EXPERIMENT']) {
      if (type !== null) await say(piece, type);
      expect((await savePost(app, piece, { title: 'Sneaked in' })).body.error.details.code).toBe('LOCKED');
    }
  });
});

describe('an experiment whose piece goes another way', () => {
  test.each([
    ['CONTENT_CHANGED', { changed: ['title'] }, 'draft'],
    ['ARCHIVE', { comment: null }, 'archived'],
    ['DOCUMENT_DELETED', {}, 'archived'],
  ] as const)('is cancelled by %s in the same transaction', async (type, payload, to) => {
    const piece = await pieceIn(app, 'variant');
    pass(app, HOUR);
    expect(await push(app, piece.id, 'publisher', { type, ...payload } as never)).toMatchObject({ state: to });
    expect(await experimentOf(piece)).toMatchObject({ state: 'cancelled', decision: null, duration: { finishedAt: isoOf(START + HOUR) } });
    expect(await liveOf(piece)).toBeUndefined();
    expect(await jobsOf(app, piece.id)).toEqual([]);
  });

  /** What somebody is shown at the address of the document, and the readers who are drawn. */
  const readersSee = async ({ documentId }: Piece): Promise<readonly [number, number]> => {
    await app.engine.readers.board.settled();
    const ask = () => app.anonymous.get(`/api/delivery/posts/${documentId}?locale=en`);
    return [(await ask()).status, (await ask().set('X-Visitor-Id', 'visitor-one-1')).status];
  };

  test('taken down, it is shown to no reader any more, and has to be approved anew', async () => {
    await allowPublic(app, ...DELIVERY);
    await app.engine.readers.start();
    const piece = await pieceIn(app, 'variant');
    expect(await readersSee(piece)).toEqual([404, 200]);
    await done(app, piece, 'moderator', { type: 'TAKE_DOWN', reason: 'The rumour is false.' });
    expect(await readersSee(piece)).toEqual([404, 404]);
    expect(await experimentOf(piece)).toMatchObject({ state: 'cancelled' });
    expect(await view(app, piece)).toMatchObject({ state: 'draft', seal: null, changesRequested: { text: 'The rumour is false.' } });
  });

  test('over a document whose live round is taken down, it ends with that', async () => {
    const first = await pieceIn(app, 'published', { data: { title: 'Live, and tried out' }, variants: [] });
    expect((await savePost(app, first, { title: 'The second round' })).status).toBe(200);
    const next: Piece = { ...first, id: (await view(app, first)).id };
    expect((await app.as('editor', 'put', `/content-workflow/pieces/${next.id}/variants/a`, { label: 'A', overrides: { title: 'Title a' }, expectedRevision: (await view(app, next)).revision })).status).toBe(200);
    await bring(app, next, 'variant');
    expect(await readersSee(next)).toEqual([200, 200]);
    await app.engine.transitions.send({ pieceId: first.id, expectedRevision: null, event: { type: 'TAKE_DOWN', reason: 'The rumour is false.' }, by: await actorOf(app, 'publisher') });
    expect(await readersSee(next)).toEqual([404, 404]);
    expect(await experimentOf(next)).toMatchObject({ state: 'cancelled' });
    expect((await app.engine.pieces.byId(next.id))?.state).toBe('approved');
  });

  test('keeps its row when the event is rolled back with its transaction', async () => {
    const piece = await pieceIn(app, 'variant');
    const row = await rowOf(piece);
    const by = await actorOf(app, 'publisher');
    await expect(
      app.strapi.db.transaction(async () => {
        await app.engine.transitions.send({ pieceId: piece.id, expectedRevision: null, event: { type: 'ARCHIVE', comment: null }, by });
        throw new Error('rolled back');
      })
    ).rejects.toThrow('rolled back');
    expect(await rowOf(piece)).toEqual(row);
    expect((await view(app, piece)).state).toBe('variant');
  });
});

describe('a comparison', () => {
  const compared = async (wanted: Partial<Plan>): Promise<Piece> => {
    const piece = await pieceIn(app, 'approved', { variants: ['a'] });
    await planned(app, piece.id, { stop: 'manual', sampleSize: 0, ...wanted });
    await say(piece, 'START_EXPERIMENT');
    return piece;
  };
  const channels: Partial<Plan> = { kind: 'channels', arms: [{ key: 'original', weight: 0.5, place: 'WeCom, group 1' }, { key: 'a', weight: 0.5, place: 'WeCom, group 2' }] };
  const times: Partial<Plan> = { kind: 'times', arms: [{ key: 'original', weight: 0.5, place: '2026-12-02T01:00:00Z' }, { key: 'a', weight: 0.5, place: '2026-12-02T12:00:00+08:00' }] };
  const reading = (arm: string, units: number, conversions: number, more: object = {}) => ({ arm, units, conversions, source: 'WeCom statistics', readAt: isoOf(START - MINUTE), ...more });
  const add = (piece: Piece, body: object, by: 'publisher' | 'editor' = 'publisher') => app.as(by, 'post', `/content-workflow/pieces/${piece.id}/experiment/figures`, body);

  test.each([['channels', channels], ['times', times]] as const)('of %s draws nobody, describes what people read, and names no winner by itself', async (_name, wanted) => {
    const piece = await compared(wanted);
    expect(await liveOf(piece)).toBeUndefined();
    expect((await add(piece, reading('original', 500, 25))).status).toBe(200);
    expect((await add(piece, reading('a', 400, 10))).status).toBe(200);
    const answer = await add(piece, reading('a', 520, 60));
    expect((answer.body.data as ExperimentView).figures.map(({ arm, units }) => [arm, units])).toEqual([['original', 500], ['a', 400], ['a', 520]]);
    const { results, course } = await resultsOf(piece);
    expect(results).toMatchObject({ randomised: false, sampleRatio: null, multipleExposures: null, over: null, verdict: { code: 'descriptive' } });
    expect(results.arms).toEqual([expect.objectContaining({ key: 'original', units: 500, conversions: 25, lift: null, chanceToWin: null, sequential: null }), expect.objectContaining({ key: 'a', units: 520, conversions: 60, rate: 60 / 520, lift: null })]);
    expect(course.map(({ arms }) => arms.map(({ units }) => units))).toEqual([[500, 0], [500, 400], [500, 520]]);
    const refused = await send(app, piece, 'publisher', { type: 'PROMOTE', variant: 'a' });
    expect(problemOf(refused).details).toMatchObject({ code: 'WINNER_NOT_CLEAR', params: { obstacles: [expect.objectContaining({ code: 'NOT_RANDOMISED' })] } });
    await say(piece, 'PROMOTE', { variant: 'a', reason: 'Group 2 liked it.' });
    expect(await experimentOf(piece)).toMatchObject({ state: 'decided', decision: { arm: 'a', results: { randomised: false } } });
  });

  test.each([
    ['an arm that does not take part', reading('b', 5, 1), 422, 'arm'],
    ['more conversions than people', reading('a', 5, 6), 422, 'conversions'],
    ['a reading of tomorrow', reading('a', 5, 1, { readAt: isoOf(START + DAY) }), 422, 'readAt'],
    ['half a person', reading('a', 5.5, 1), 400, 'units'],
    ['fewer than none', reading('a', -1, 0), 400, 'units'],
    ['no source', reading('a', 5, 1, { source: ' ' }), 400, 'source'],
    ['a time without a zone', reading('a', 5, 1, { readAt: '2026-12-01T09:00' }), 400, 'readAt'],
  ] as const)('does not take figures with %s', async (_name, body, status, field) => {
    const piece = await compared(channels);
    const answer = await add(piece, body);
    expect([answer.status, problemOf(answer).details.field]).toEqual([status, field]);
    expect((await experimentOf(piece)).figures).toEqual([]);
  });

  test('takes figures of whoever owns experiments alone; an experiment with drawn readers takes none', async () => {
    const piece = await compared(channels);
    expect((await add(piece, reading('a', 5, 1), 'editor')).status).toBe(403);
    const drawn = await pieceIn(app, 'variant');
    expect(problemOf(await add(drawn, reading('a', 5, 1))).details.code).toBe('ACTION_NOT_FOR_THIS');
  });
});

test('everybody who keeps experiments in memory is told of every change, after its commit', async () => {
  const heard: string[] = [];
  const stop = app.engine.signals.listen((signal) => void (signal.kind === 'experiment' ? heard.push(`${signal.id} ${signal.subject.documentId}`) : null));
  const piece = await pieceIn(app, 'variant');
  for (const type of ['PAUSE_EXPERIMENT', 'RESUME_EXPERIMENT', 'FINISH_EXPERIMENT', 'STOP']) await say(piece, type);
  stop();
  const row = await rowOf(piece);
  expect(heard.filter((one) => one === `${String(row.id)} ${piece.documentId}`)).toHaveLength(6);
});

test('a restart in the middle changes nothing: it goes on, is looked at, and is decided', async () => {
  const piece = await pieceIn(app, 'variant');
  const before = await app.engine.experiments.live.all();
  const seen = await app.engine.experiments.view(piece.id);
  await app.close({ keep: true });
  app = await startApp({ folder: app.folder });
  standAt(app, START + 8 * DAY);
  expect(await app.engine.experiments.live.all()).toEqual(before);
  expect(await app.engine.experiments.view(piece.id)).toEqual(seen);
  counted(app, CLEAR);
  await runDueJobs(app);
  expect(await app.engine.experiments.view(piece.id)).toMatchObject({ state: 'finished' });
  expect(await push(app, piece.id, 'publisher', { type: 'PROMOTE', variant: 'b', reason: null })).toMatchObject({ state: 'approved' });
});

test('a look that got lost is promised again at the next start', async () => {
  const piece = await pieceIn(app, 'variant');
  const key = `experiment:${piece.id}`;
  await deleteJobs(app, [key]);
  await app.close({ keep: true });
  app = await startApp({ folder: app.folder, clockRuns: true });
  await app.engine.queue.drain();
  expect((await storedJobs(app)).map((job) => job.key)).toContain(key);
  expect(await app.engine.experiments.view(piece.id)).toMatchObject({ state: 'running' });
});
