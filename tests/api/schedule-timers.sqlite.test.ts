/** The alarm of the embedded driver is one timer, and timers of Node overflow after 24.8 days. */
import schedule from 'node-schedule';
import { startApp, type TestApp } from '../support/app';
import { pieceIn } from '../support/states';
import { DAY, standAt } from '../support/time';

const WINTER = '2027-01-15T12:00:00.000Z';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  standAt(app, WINTER);
});
afterAll(() => app.close());

test('a promise sixty days ahead is kept on its day: a timer that long does not overflow', async () => {
  const publishAt = Date.parse(WINTER) + 60 * DAY;
  const piece = await pieceIn(app, 'scheduled', { publishAt, variants: [] });
  // Only the alarm is under test, and the heartbeat would beat some hundred thousand times.
  const { scheduleJob } = schedule;
  const spy = jest.spyOn(schedule, 'scheduleJob').mockImplementation(((when: unknown, run: () => void) =>
    when instanceof Date ? scheduleJob(when, run) : ({ cancel: () => true } as schedule.Job)) as typeof schedule.scheduleJob);
  jest.useFakeTimers({ now: Date.parse(WINTER), doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'hrtime', 'performance'] });
  try {
    app.engine.clock.use(() => Date.now());
    const states: [number, string][] = [];
    await app.engine.queue.start(app.engine.handlers);
    await app.engine.queue.drain();
    for (const day of [1, 24, 25, 49, 59, 60]) {
      await jest.advanceTimersByTimeAsync(Date.parse(WINTER) + day * DAY - Date.now());
      await app.engine.queue.drain();
      states.push([day, (await app.engine.pieces.byId(piece.id))?.state ?? '']);
    }
    expect(states).toEqual([
      [1, 'scheduled'],
      [24, 'scheduled'],
      [25, 'scheduled'],
      [49, 'scheduled'],
      [59, 'scheduled'],
      [60, 'published'],
    ]);
    // An alarm that rings at once is set again at once, thousands of times; a few are set by the jobs themselves.
    expect(spy.mock.calls.filter(([when]) => when instanceof Date).length).toBeLessThan(20);
  } finally {
    jest.useRealTimers();
    await app.engine.queue.stop();
  }
  expect((await app.engine.pieces.byId(piece.id))?.state).toBe('published');
});
