/** The server is held to the machine: every way that the model finds is walked over HTTP by the people whose work it is. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { USER_EVENTS } from '../../src/plugins/content-workflow/core/workflow/events';
import { STATES, type StateName } from '../../src/plugins/content-workflow/core/workflow/machine';
import { startApp, type TestApp } from '../support/app';
import { expectExplained, post, problemOf, wireEvents, type Wire } from '../support/events';
import { planned } from '../support/experiments';
import { createPost, done, view, type Draft } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { EVERY_STEP, WAYS_TO, type Step } from '../support/paths';
import { pieceIn, type Piece } from '../support/states';
import { DAY, HOUR, standAt } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** A post over HTTP with two variants and the plan of an experiment over them. */
const begin = async (): Promise<Draft> => {
  const draft = await createPost(app);
  for (const key of ['a', 'b']) {
    const { id, revision } = await view(app, draft);
    const answer = await app.as('editor', 'put', `/content-workflow/pieces/${id}/variants/${key}`, { label: key, overrides: { title: `Title ${key} of the test` }, expectedRevision: revision });
    expect(answer.status).toBe(200);
  }
  await planned(app, (await view(app, draft)).id);
  return draft;
};

const runJob = async (type: string, piece: PieceView): Promise<void> => {
  const { handlers, clock } = app.engine;
  const context = { attempt: 1, runAt: clock.now() };
  const scheduleId = piece.schedule?.id ?? '';
  if (type === 'DUE') {
    standAt(app, piece.schedule?.publishAt ?? '');
    await handlers.due({ pieceId: piece.id, scheduleId }, context);
  } else if (type === 'UNPUBLISH_DUE') {
    standAt(app, piece.schedule?.unpublishAt ?? '');
    await handlers.unpublish({ pieceId: piece.id, scheduleId }, context);
  } else {
    standAt(app, clock.now() + 14 * DAY);
    await handlers.retrospective({ pieceId: piece.id }, context);
  }
};

/** Like `wireEvents`, with a promise that ends too. */
const wire = async (type: (typeof USER_EVENTS)[number]): Promise<Wire> => {
  const event = (await wireEvents(app))[type];
  return type === 'SCHEDULE' || type === 'RESCHEDULE' ? { ...event, unpublishAt: new Date(app.engine.clock.now() + 7 * 24 * HOUR).toISOString() } : event;
};

const walk = async (draft: Draft, steps: readonly Step[]): Promise<void> => {
  for (const { sent, from, to } of steps) {
    const before = await view(app, draft);
    expect(before.state).toBe(from);
    if (sent.by === null) await runJob(sent.type, before);
    else await done(app, draft, sent.by, await wire(sent.type));
    expect((await view(app, draft)).state).toBe(to);
  }
};

const expectToldCompletely = async (draft: Draft, steps: readonly Step[]): Promise<void> => {
  const history = await historyOf(app, (await view(app, draft)).id);
  expectUnbroken(history);
  // The opening, the two variants and the plan come before the way.
  const told = history.slice(4).map(({ event, from, to, by, permission }) => ({ event, from, to, by: by.kind === 'system' ? 'system' : by.id, permission }));
  const walked = await Promise.all(
    steps.map(async ({ sent, from, to, permission }) => ({ event: sent.type, from, to, by: sent.by === null ? 'system' : await app.idOf(sent.by), permission }))
  );
  expect(told).toEqual(walked);
  for (const entry of history) expect(entry).toMatchObject({ contentHash: expect.stringMatching(/^[0-9a-f]{64}$/), at: expect.stringMatching(/^\d{4}-.*Z$/) });
};

const title = (steps: readonly Step[]): string => (steps.length === 0 ? '(at the start)' : steps.map((step) => step.sent.type).join(' → '));

test('the model reaches every state that the machine has', () => {
  expect([...WAYS_TO.keys()].sort()).toEqual([...STATES].sort());
});

describe('the shortest way to a state leads there, and the history tells all of it', () => {
  test.each([...WAYS_TO].map(([state, steps]) => ({ state, way: title(steps), steps })))('$state: $way', async ({ steps }) => {
    const draft = await begin();
    await walk(draft, steps);
    await expectToldCompletely(draft, steps);
  });
});

const TALK = new Set(['ASSIGN', 'SET_DUE', 'COMMENT']);

describe('every step of the machine can be taken by the people whose work it is', () => {
  const moves = EVERY_STEP.filter((steps) => !TALK.has(steps.at(-1)?.sent.type ?? ''));
  test.each(moves.map((steps) => ({ from: steps.at(-1)?.from, event: steps.at(-1)?.sent.type, to: steps.at(-1)?.to, steps })))('$from, $event leads to $to', async ({ steps }) => {
    const draft = await begin();
    await walk(draft, steps);
    await expectToldCompletely(draft, steps);
  });
});

describe('in every state', () => {
  const pieces = new Map<StateName, Piece>();
  beforeAll(async () => {
    for (const state of STATES) pieces.set(state, await pieceIn(app, state));
  });
  const pieceOf = (state: StateName): Piece => {
    const piece = pieces.get(state);
    if (piece === undefined) throw new Error(`there is no piece in ${state}`);
    return piece;
  };

  const knows = (state: StateName, type: string): boolean => EVERY_STEP.some((steps) => steps.at(-1)?.from === state && steps.at(-1)?.sent.type === type);

  test.each(STATES.map((state) => ({ state })))('$state: what can be said about a piece is accepted and changes nothing else', async ({ state }) => {
    const { id } = pieceOf(state);
    const events = await wireEvents(app);
    for (const type of ['ASSIGN', 'SET_DUE', 'COMMENT'] as const) {
      if (!knows(state, type)) continue;
      const answer = await post(app, id, 'editor', events[type]);
      expect({ type, status: answer.status, state: answer.body.data?.state }).toEqual({ type, status: 200, state });
    }
  });

  const refused = STATES.flatMap((state) => USER_EVENTS.filter((type) => !knows(state, type)).map((type) => ({ state, type })));

  test.each(refused)('$state refuses $type, explains itself and changes nothing', async ({ state, type }) => {
    const { id } = pieceOf(state);
    const before = await app.engine.pieces.byId(id);
    const answer = await post(app, id, 'admin', (await wireEvents(app))[type]);
    expectExplained(answer);
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'NOT_IN_THIS_STATE', guard: 'state', params: { event: type, state } });
    for (const possible of USER_EVENTS.filter((event) => knows(state, event))) expect(problemOf(answer).details.next).toContain(possible);
    expect(await app.engine.pieces.byId(id)).toEqual(before);
  });

  test('most pairs are refused: the server says no by default', () => {
    expect(refused.length).toBeGreaterThan((STATES.length * USER_EVENTS.length) / 2);
  });
});
