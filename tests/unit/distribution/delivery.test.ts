/** The life of a delivery: nothing leads from a call of unknown outcome to another call but an answer to it. */
import { actionsOf, DELIVERY_EVENTS, distributionStateOf, LIFE, next, OUT_THERE, UNSENT, type DeliveryEvent } from '../../../src/plugins/content-workflow/core/distribution/delivery';
import { DELIVERY_STATES, type DeliveryState } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import { generator } from '../../support/chance';

const ways = DELIVERY_STATES.flatMap((from) => Object.entries(LIFE[from]).map(([event, to]) => ({ from, event: event as DeliveryEvent, to })));

/** Every state that can be reached without one of these events. */
const reachable = (from: DeliveryState, without: readonly DeliveryEvent[]): Set<DeliveryState> => {
  const seen = new Set<DeliveryState>([from]);
  for (const state of seen) for (const way of ways) if (way.from === state && !without.includes(way.event)) seen.add(way.to);
  return seen;
};

describe('the table', () => {
  test('every event leads somewhere from some state, and every state can be reached', () => {
    expect(DELIVERY_EVENTS.filter((event) => !ways.some((way) => way.event === event))).toEqual([]);
    expect([...reachable('scheduled', [])].sort()).toEqual([...DELIVERY_STATES].sort());
  });

  test('the one call is made from what is known to be unsent, or with an answer to the call before', () => {
    expect(ways.filter(({ event }) => event === 'CALL').map(({ from, to }) => [from, to])).toEqual([['scheduled', 'publishing'], ['preparing', 'publishing'], ['confirming', 'publishing']]);
  });

  test('what may be public is unsent again only because the platform, or a person, said that nothing is there', () => {
    expect([...reachable('uncertain', ['RESEND'])].filter((state) => ['scheduled', 'preparing', 'publishing'].includes(state))).toEqual([]);
    const back = ways.filter(({ from, to }) => OUT_THERE.includes(from) && UNSENT.includes(to)).map(({ from, event }) => [from, event]);
    // Refused by the platform's own review: it says so itself.
    expect(back).toEqual([['confirming', 'ABSENT'], ['confirming', 'REJECTED'], ['uncertain', 'RESEND']]);
  });

  test('nobody acts on a call that is on its way, and no take-down loses it', () => {
    expect(ways.filter(({ from }) => from === 'publishing').map(({ event }) => event).sort()).toEqual(['ACCEPTED', 'DEFERRED', 'DOUBT', 'HOLD', 'LOOK_UP', 'PUBLISHED', 'REJECTED', 'WITHDRAWN']);
    expect(actionsOf({ state: 'publishing', isLive: true, capabilities: { revocable: true, confirmation: 'sync' } })).toEqual([]);
  });

  test('a take-down finds a way from every state in which something is, or will be, public', () => {
    for (const state of UNSENT) expect(next(state, 'SUPERSEDE')).toBe('cancelled');
    // Who was asked to post it may have done so.
    expect(next('task', 'LEAVE_TO_PERSON')).toBe('remove-by-hand');
    for (const state of OUT_THERE) expect([next(state, 'TAKE_BACK'), next(state, 'LEAVE_TO_PERSON')]).toEqual(['revoking', 'remove-by-hand']);
  });

  test('what is taken out of the plan is cancelled from every state in which nothing was sent', () => {
    for (const state of UNSENT) expect(next(state, 'CANCEL')).toBe('cancelled');
    for (const state of [...OUT_THERE, 'publishing'] as const) expect(next(state, 'CANCEL')).toBeNull();
  });

  test('by chance: however a delivery goes, a call follows a call only over an answer', () => {
    const chance = generator(20_261_126);
    for (let run = 0; run < 2_000; run += 1) {
      let state: DeliveryState = 'scheduled';
      let doubtful = false;
      for (let step = 0; step < 30; step += 1) {
        const possible = Object.keys(LIFE[state]) as DeliveryEvent[];
        const event = possible[Math.floor(chance() * possible.length)];
        if (event === undefined) break;
        if (event === 'CALL') {
          // From `confirming` the same message with the same key, which the rule for unknown outcomes allows or not.
          expect(doubtful && state !== 'confirming').toBe(false);
          doubtful = true;
        }
        if (['DEFERRED', 'REJECTED', 'HOLD', 'WITHDRAWN', 'ABSENT', 'RESEND', 'PUBLISHED', 'CONFIRM', 'TAKEN_BACK', 'REMOVED'].includes(event)) doubtful = false;
        state = LIFE[state][event] as DeliveryState;
      }
    }
  });
});

describe('what people can do', () => {
  const actions = (state: DeliveryState, isLive = true, revocable = true) => actionsOf({ state, isLive, capabilities: { revocable, confirmation: 'sync' } });

  test('an uncertain delivery offers its two answers, and no retry', () => {
    expect(actions('uncertain')).toEqual(['confirm', 'resend']);
    expect(actions('uncertain', false)).toEqual(['confirm', 'removed']);
  });

  test('nothing is sent that is not live', () => {
    for (const state of DELIVERY_STATES) expect(actions(state, false).filter((action) => ['send', 'retry', 'resend'].includes(action))).toEqual([]);
  });

  test('only what the platform can take back is offered to be taken back', () => {
    expect([actions('published'), actions('published', true, false)]).toEqual([['revoke', 'measure'], ['measure']]);
  });
});

describe('what goes out to many', () => {
  test('can be stopped while it does; what is only waited for can not', () => {
    const actions = (confirmation: 'poll' | 'sync' | 'person', revocable = true) => actionsOf({ state: 'confirming', isLive: true, capabilities: { revocable, confirmation } });
    expect([actions('poll'), actions('poll', false), actions('sync'), actions('person')]).toEqual([['revoke'], [], [], ['confirm']]);
  });
});

describe('the distribution of a piece', () => {
  test.each<[DeliveryState[], string]>([
    [[], 'none'],
    [['cancelled'], 'none'],
    [['scheduled', 'task'], 'waiting'],
    [['published', 'scheduled'], 'partly'],
    [['published', 'published', 'cancelled'], 'all'],
    [['published', 'failed'], 'partly'],
    [['failed', 'failed'], 'failed'],
    [['published', 'uncertain', 'failed'], 'uncertain'],
    [['revoked', 'remove-by-hand', 'uncertain'], 'removing'],
    [['revoked', 'revoked'], 'removed'],
  ])('%j is %s', (states, expected) => expect(distributionStateOf(states)).toBe(expected));
});
