/** What of a batch may be counted, and why the rest is not. */
import { randomUUID } from 'node:crypto';
import { happenedAt, siftAll } from '../../../src/plugins/content-workflow/server/src/experiment/events/sift';
import { eventsBody, type Sent } from '../../../src/plugins/content-workflow/server/src/experiment/events/input';
import { createTokens } from '../../../src/plugins/content-workflow/server/src/experiment/exposure/tokens';
import { liveExperiment, planOf } from '../../support/live-experiments';

const NOW = Date.parse('2026-05-01T12:00:00Z');
const [MINUTE, DAY] = [60_000, 86_400_000];
const iso = (ms: number): string => new Date(ms).toISOString();

const tokens = createTokens(['key']);
const running = liveExperiment();
const paused = liveExperiment({ state: 'paused' });
const finished = liveExperiment({ state: 'finished' });
const sieve = { tokens, goals: new Set(['click', 'share']), byKey: (key: string) => [running, paused, finished].find((one) => one.key === key) };

const tokenOf = (experiment: { readonly key: string }, arm = 1, at = NOW): string => tokens.sign({ key: experiment.key, arm, unit: tokens.unitOf(experiment.key, 'visitor-1') }, at);
const exposure = (token: string): Sent['events'][number] => ({ id: randomUUID(), type: 'exposure', token, at: iso(NOW) });
const sift = (event: Sent['events'][number], isBot = false) => siftAll(sieve, { sentAt: iso(NOW), events: [event] }, NOW, isBot);

test('an exposure and the goal of the plan are countable, for the arm that was signed', () => {
  const [shown, clicked] = [exposure(tokenOf(running)), { ...exposure(tokenOf(running)), type: 'goal' as const, goal: 'click', value: 3 }];
  const unit = tokens.unitOf(running.key, 'visitor-1');
  expect(siftAll(sieve, { sentAt: iso(NOW), events: [shown, clicked] }, NOW, false)).toEqual({
    drops: [],
    events: [
      { id: shown.id, experimentId: running.id, unit, arm: 'b', kind: 'exposure', goal: null, value: null, at: NOW },
      { id: clicked.id, experimentId: running.id, unit, arm: 'b', kind: 'goal', goal: 'click', value: 3, at: NOW },
    ],
  });
});

test.each([
  ['forged', exposure('nonsense'), 0],
  ['expired', exposure(tokenOf(running, 1, NOW - 91 * DAY)), running.id],
  ['unknown-experiment', exposure(tokenOf({ key: 'gone' })), 0],
  ['unknown-experiment', exposure(tokenOf(running, 7)), running.id],
  ['paused', exposure(tokenOf(paused)), paused.id],
  ['over', exposure(tokenOf(finished)), finished.id],
  ['unknown-goal', { ...exposure(tokenOf(running)), type: 'goal' as const, goal: 'jump' }, running.id],
  ['other-goal', { ...exposure(tokenOf(running)), type: 'goal' as const, goal: 'share' }, running.id],
])('%s is a reason of its own', (reason, event, experimentId) => {
  expect(sift(event)).toEqual({ events: [], drops: [{ experimentId, reason }] });
});

test('what a bot sends is dropped whatever it is, and counted where it names an experiment', () => {
  expect(sift(exposure(tokenOf(running)), true).drops).toEqual([{ experimentId: running.id, reason: 'bot' }]);
  expect(sift(exposure('nonsense'), true).drops).toEqual([{ experimentId: 0, reason: 'bot' }]);
});

describe('the time of an event', () => {
  test('is by the server’s clock, wherever the sender’s stands', () => {
    for (const skew of [0, -3 * 3_600_000, 400 * DAY]) expect(happenedAt(iso(NOW - MINUTE + skew), iso(NOW + skew), NOW, 0)).toBe(NOW - MINUTE);
  });

  test('lies within seven days before and five minutes after now, and not before the start', () => {
    expect(happenedAt(iso(NOW - 30 * DAY), iso(NOW), NOW, 0)).toBe(NOW - 7 * DAY);
    expect(happenedAt(iso(NOW + DAY), iso(NOW), NOW, 0)).toBe(NOW + 5 * MINUTE);
    expect(happenedAt(iso(NOW - DAY), iso(NOW), NOW, NOW - MINUTE)).toBe(NOW - MINUTE);
  });
});

describe('the body', () => {
  const good = { sentAt: iso(NOW), events: [exposure(tokenOf(running))] };
  const fieldOf = (body: unknown): string => eventsBody.safeParse(body).error?.issues[0]?.path.join('.') ?? 'accepted';

  test('is taken as the script sends it', () => expect(fieldOf(good)).toBe('accepted'));

  test.each([
    ['events', { ...good, events: [] }],
    ['events', { ...good, events: Array.from({ length: 101 }, () => exposure('x')) }],
    ['events.0.id', { ...good, events: [{ ...good.events[0], id: 'one' }] }],
    ['events.0.goal', { ...good, events: [{ ...good.events[0], type: 'goal' }] }],
    ['events.0.value', { ...good, events: [{ ...good.events[0], value: 1e12 }] }],
    ['events.0.at', { ...good, events: [{ ...good.events[0], at: 'yesterday' }] }],
    ['sentAt', { ...good, sentAt: 5 }],
  ])('names %s where that is at fault', (field, body) => expect(fieldOf(body)).toBe(field));
});

test('a plan that counts another goal counts that', () => {
  const other = liveExperiment({ plan: planOf({ goal: 'share' }) });
  const event = { ...exposure(tokenOf(other)), type: 'goal' as const, goal: 'share' };
  expect(siftAll({ ...sieve, byKey: () => other }, { sentAt: iso(NOW), events: [event] }, NOW, false).events).toHaveLength(1);
});
