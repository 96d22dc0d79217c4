/** The experiments of all pieces, as the desk lists them. */
import type { ExperimentItem, ListExperiments } from '../../src/plugins/content-workflow/contracts/experiment';
import type { Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import { startApp, type TestApp } from '../support/app';
import { done } from '../support/flow';
import { bring, draftPiece, type Piece } from '../support/states';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PLAN: Plan = {
  kind: 'readers',
  hypothesis: 'A question brings clicks.',
  goal: 'click',
  share: 1,
  arms: [
    { key: 'original', weight: 0.5, place: null },
    { key: 'a', weight: 0.5, place: null },
  ],
  namespace: null,
  minimumDays: 7,
  baselineRate: null,
  minimumEffect: 0.1,
  power: 0.8,
  sampleSize: 1_000,
  stop: 'sample',
};

const plan = async ({ id }: Piece): Promise<void> => {
  const revision = (await app.engine.pieces.byId(id))?.revision;
  expect((await app.as('publisher', 'put', `/content-workflow/pieces/${id}/experiment`, { plan: PLAN, expectedRevision: revision })).status).toBe(200);
};

const list = async (query = ''): Promise<readonly ExperimentItem[]> => {
  const answer = await app.as('editor', 'get', `/content-workflow/experiments${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as ListExperiments.Response).data;
};

const pieces = async (query: string): Promise<number[]> => (await list(query)).map(({ piece }) => piece.id);

const say = (piece: Piece, type: string, more: object = {}) => done(app, piece, 'publisher', { type, ...more });

describe('the list of experiments', () => {
  test('leaves out what is only planned, and tells the others by what is done with them next', async () => {
    const draft = await draftPiece(app);
    await plan(draft);
    const running = await bring(app, await draftPiece(app), 'variant');
    const waiting = await bring(app, await draftPiece(app), 'variant');
    const over = await bring(app, await draftPiece(app), 'variant');
    await say(waiting, 'FINISH_EXPERIMENT', { comment: null });
    await say(over, 'STOP', { comment: null });

    expect(await pieces('')).toEqual([over.id, waiting.id, running.id]);
    expect(await pieces('?state=running')).toEqual([running.id]);
    expect(await pieces('?state=waiting')).toEqual([waiting.id]);
    expect(await pieces('?state=over')).toEqual([over.id]);
    await say(running, 'PAUSE_EXPERIMENT', { comment: null });
    expect(await pieces('?state=running')).toEqual([running.id]);
  });

  test('tells of each what it is about, and how it ended', async () => {
    const [item] = await list('?state=over');
    expect(item).toMatchObject({ state: 'cancelled', kind: 'readers', goal: expect.any(String), hypothesis: expect.any(String), arms: ['original', 'a', 'b'], startedAt: expect.stringMatching(/Z$/), decision: { arm: null, outcome: 'cancelled' }, piece: { state: 'approved' } });
  });

  test('refuses a state and a cursor that are none, and names the field', async () => {
    for (const [query, field] of [['state=lost', 'state'], ['cursor=x', 'cursor'], ['cursor=9999999999', 'cursor'], ['page=2', 'page']] as const) {
      const answer = await app.as('editor', 'get', `/content-workflow/experiments?${query}`);
      expect([query, answer.status, answer.body.error.details.field]).toEqual([query, 400, field]);
    }
  });
});
