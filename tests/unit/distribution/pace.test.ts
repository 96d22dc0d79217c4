/** When the next call may be made, what follows an unknown outcome, and when a channel is due. */
import { bounded, BREAKER_FAILURES, callsToKnow, nextCallAt, nextReadingAt, openUntil, passOf, pauseMs } from '../../../src/plugins/content-workflow/core/distribution/pace';
import { dueAt, planProblems } from '../../../src/plugins/content-workflow/core/distribution/plan';
import type { Rate } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import { afterUnknown, type Unknown } from '../../../src/plugins/content-workflow/core/distribution/unknown';
import { generator } from '../../support/chance';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('rate windows', () => {
  test('by chance: whoever waits as long as told is never too fast, in any stretch, and never waits in vain', () => {
    const chance = generator(7);
    for (let run = 0; run < 200; run += 1) {
      const rates: Rate[] = [{ max: 1 + Math.floor(chance() * 4), perMs: 1_000 }, { max: 5 + Math.floor(chance() * 10), perMs: 10_000 }];
      const calls: number[] = [];
      let now = 1_000_000;
      for (let i = 0; i < 60; i += 1) {
        now += Math.floor(chance() * 700);
        const { count, backMs } = callsToKnow(rates);
        const known = calls.filter((at) => at > now - backMs).sort((a, b) => b - a).slice(0, count);
        const at = nextCallAt(rates, known, now);
        if (at !== null) {
          expect(at).toBeGreaterThan(now);
          now = at;
        }
        calls.push(now);
        for (const { max, perMs } of rates) expect(calls.filter((call) => call > now - perMs).length).toBeLessThanOrEqual(max);
      }
    }
  });

  test('no rate is no wait', () => expect(nextCallAt([], [1, 2, 3], 3)).toBeNull());
});

describe('the circuit breaker', () => {
  const pace = { failures: 0, openUntil: null, blockedUntil: null, rates: [], calls: [], timeoutMs: 20_000 };

  test('opens after failures in a row, longer with every further one, and not for ever', () => {
    expect(openUntil(BREAKER_FAILURES - 1, 0)).toBeNull();
    expect([0, 1, 2, 20].map((more) => openUntil(BREAKER_FAILURES + more, 0))).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 30 * MINUTE]);
  });

  test('lets one call probe after the pause, for which the others wait', () => {
    expect(passOf({ ...pace, failures: BREAKER_FAILURES, openUntil: 100 }, 50)).toEqual({ kind: 'wait', until: 100 });
    expect(passOf({ ...pace, failures: BREAKER_FAILURES, openUntil: 100 }, 100)).toEqual({ kind: 'go', probe: 20_100 });
    expect(passOf({ ...pace, failures: BREAKER_FAILURES, openUntil: 20_100 }, 101)).toEqual({ kind: 'wait', until: 20_100 });
  });

  test('what the platform asked for holds beside it, whichever is longer', () => {
    expect(passOf({ ...pace, blockedUntil: 300, openUntil: 200 }, 100)).toEqual({ kind: 'wait', until: 300 });
    expect(passOf(pace, 100)).toEqual({ kind: 'go', probe: null });
  });
});

test('a pause is the platform\'s own where that is longer, and grows to an hour', () => {
  expect([pauseMs(1, null), pauseMs(4, null), pauseMs(1, 600_000), pauseMs(40, null)]).toEqual([1_000, 8_000, 600_000, HOUR]);
});

test('a wait that an outcome asks for is one that can be kept: whole, from now, and a day at most', () => {
  const waits = [1e23, Infinity, NaN, -5, 1_200.4, 300].map((ms) => [bounded({ kind: 'deferred', code: 'slow-down', retryAfterMs: ms }), bounded({ kind: 'accepted', ref: { id: '1', url: null }, checkAfterMs: ms })]);
  const kept = [24 * HOUR, 24 * HOUR, 0, 0, 1_201, 300];
  expect(waits).toEqual(kept.map((ms) => [{ kind: 'deferred', code: 'slow-down', retryAfterMs: ms }, { kind: 'accepted', ref: { id: '1', url: null }, checkAfterMs: ms }]));
  expect(bounded({ kind: 'published', ref: null })).toEqual({ kind: 'published', ref: null });
});

test('numbers are read after an hour, a day, three, seven and fourteen, and then no more', () => {
  const after: (number | null)[] = [];
  for (let now: number | null = 0; now !== null; now = nextReadingAt(0, now)) after.push(now);
  expect(after).toEqual([0, 1, 24, 72, 168, 336].map((hours) => hours * HOUR));
});

describe('after an unknown outcome', () => {
  const unknown = (overrides: Partial<Unknown> = {}): Unknown => ({ capabilities: { idempotency: 'none' }, canFind: false, firstCallAt: 0, at: MINUTE, calls: 1, ...overrides });

  test('without a key and without a look-up only a person can tell', () => {
    expect(afterUnknown(unknown())).toBe('doubt');
    // An adapter that could look at a platform that tells nothing reliable is not believed.
    expect(afterUnknown(unknown({ canFind: true }))).toBe('doubt');
  });

  test('a key is used for as long as the platform remembers it, counted from the first call', () => {
    const capabilities = { idempotency: 'key', keyLivesMs: HOUR } as const;
    expect([MINUTE, HOUR - 1, HOUR].map((at) => afterUnknown(unknown({ capabilities, at })))).toEqual(['repeat', 'repeat', 'doubt']);
    expect(afterUnknown(unknown({ capabilities, at: HOUR, canFind: true }))).toBe('look-up');
  });

  test('a platform that swallows answer after answer is left to a person', () => expect(afterUnknown(unknown({ capabilities: { idempotency: 'key' }, calls: 10 }))).toBe('doubt'));

  test('a platform that can be asked is asked', () => expect(afterUnknown(unknown({ capabilities: { idempotency: 'lookup' }, canFind: true }))).toBe('look-up'));
});

describe('plans', () => {
  const at = (instant: string, timezone = 'Europe/Berlin') => ({ kind: 'at', at: instant, timezone }) as const;

  test('are due with the piece, after it, or at their own time, and never before it is live', () => {
    const live = Date.parse('2026-10-25T00:30:00Z');
    expect(dueAt({ kind: 'same' }, live)).toBe(live);
    // Across the end of summer time an offset is so many minutes that pass, whatever a clock on the wall shows.
    expect(new Date(dueAt({ kind: 'offset', minutes: 60 }, live)).toISOString()).toBe('2026-10-25T01:30:00.000Z');
    expect(new Date(dueAt(at('2026-10-25T02:30:00+02:00'), live)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(dueAt(at('2026-10-25T02:30:00+01:00'), live)).toISOString()).toBe('2026-10-25T01:30:00.000Z');
    expect(dueAt(at('2026-01-01T00:00:00Z'), live)).toBe(live);
  });

  test('are told what is wrong with them, with the field', () => {
    const problems = (plan: Parameters<typeof planProblems>[0]) => planProblems(plan, new Set(['a', 'b'])).map(({ field, code }) => `${field} ${code}`);
    expect(problems([{ channel: 'a', timing: { kind: 'same' } }, { channel: 'b', timing: at('2026-12-01T10:00:00Z') }])).toEqual([]);
    expect(problems([{ channel: 'x', timing: { kind: 'same' } }])).toEqual(['0.channel channel-unknown']);
    expect(problems([{ channel: 'a', timing: { kind: 'same' } }, { channel: 'a', timing: { kind: 'same' } }])).toEqual(['1.channel channel-twice']);
    expect(problems([{ channel: 'a', timing: { kind: 'offset', minutes: 1.5 } }])).toEqual(['0.timing.minutes offset-impossible']);
    expect(problems([{ channel: 'a', timing: at('2026-02-30T10:00:00Z') }, { channel: 'b', timing: at('2026-12-01T10:00:00Z', '+08:00') }])).toEqual(['0.timing.at time-invalid', '1.timing.timezone zone-unknown']);
  });
});
