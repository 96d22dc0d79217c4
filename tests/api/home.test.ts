/** The home page says what waits for whom, in the order of its urgency. */
import type { GetHome } from '../../src/plugins/content-workflow/contracts/home';
import { startApp, type Person, type TestApp } from '../support/app';
import { createPost, done, postAt } from '../support/flow';
import { DAY, HOUR, isoOf, pass } from '../support/time';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const home = async (person: Person): Promise<GetHome.Response['data']> => (await app.as(person, 'get', '/content-workflow/home')).body.data as GetHome.Response['data'];

const tasks = async (person: Person): Promise<[string, string][]> => (await home(person)).tasks.map(({ reason, piece }) => [reason, piece.title]);

const due = (at: number) => ({ type: 'SET_DUE', dueAt: isoOf(at) });

test('an empty desk says so', async () => {
  expect(await home('editor')).toMatchObject({ tasks: [], due: [], attention: { held: [], overdue: 0, alerts: [] } });
});

describe('with work under way', () => {
  beforeAll(async () => {
    const now = app.engine.clock.now();
    const assigned = await createPost(app, { title: 'Assigned to the other editor' });
    await done(app, assigned, 'publisher', { type: 'ASSIGN', assignee: await app.idOf('editor2') });
    await done(app, assigned, 'publisher', due(now + 3 * DAY));
    const review = await createPost(app, { title: 'Under review' });
    await done(app, review, 'editor', due(now + HOUR));
    await done(app, review, 'editor', { type: 'SUBMIT' });
    const back = await createPost(app, { title: 'Sent back' });
    await done(app, back, 'editor', { type: 'SUBMIT' });
    await done(app, back, 'reviewer', { type: 'REQUEST_CHANGES', comment: 'Shorter.' });
    const far = await createPost(app, { title: 'Due next month' });
    await done(app, far, 'editor', due(now + 30 * DAY));
    await postAt(app, 'held', { title: 'On hold' });
    await postAt(app, 'approved', { title: 'Approved' });
  });

  test('a writer finds what is theirs to do', async () => {
    expect(await tasks('editor2')).toEqual([['assigned', 'Assigned to the other editor']]);
    expect(await tasks('editor')).toEqual([['changes-requested', 'Sent back']]);
  });

  test('a reviewer finds what they can decide, and loses it with the decision', async () => {
    expect(await tasks('reviewer')).toEqual([['review', 'Under review']]);
    // The moderator's role decides no step of a post.
    expect(await tasks('moderator')).toEqual([]);
  });

  test('a publisher finds what is approved and has no time yet', async () => {
    expect(await tasks('publisher')).toEqual([['publish', 'Approved']]);
  });

  test('what is due within a week is there for everybody, overdue first', async () => {
    expect((await home('publisher')).due.map(({ title }) => title)).toEqual(['Under review', 'Assigned to the other editor']);
    pass(app, 4 * DAY);
    const { attention } = await home('publisher');
    expect(attention.overdue).toBe(2);
  });

  test('what is held and what the clock says stand beside each other', async () => {
    const { attention } = await home('publisher');
    expect(attention.held.map(({ title }) => title)).toEqual(['On hold']);
    expect(['ok', 'late', 'stopped']).toContain(attention.health.status);
  });
});

test('who is not logged in finds nothing', async () => {
  expect((await app.anonymous.get('/content-workflow/home')).status).toBe(401);
});
