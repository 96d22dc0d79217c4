/** Whatever is said to whatever state: it leads along an arrow of the machine, or it is refused with a reason. */
import fc from 'fast-check';
import { toDirectedGraph } from 'xstate/graph';
import { parseInstant } from '../../../src/plugins/content-workflow/core/schedule/zone';
import { REFUSAL_CODES, type Refusal } from '../../../src/plugins/content-workflow/core/errors';
import { PERMISSIONS, type Actor } from '../../../src/plugins/content-workflow/core/workflow/context';
import { decide } from '../../../src/plugins/content-workflow/core/workflow/decide';
import { INTERNAL_EVENTS, USER_EVENTS, type EventType, type Facts, type WorkflowEvent } from '../../../src/plugins/content-workflow/core/workflow/events';
import { STATES, workflowMachine } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { actor, ADA, BEN, enqueued, event, facts, NOW, PAYLOADS, pieceIn, planned, PUBLISH_AT, results, running, SYSTEM, type State, VARIANT_FACTS } from '../../support/unit/build';

const EVENTS: readonly EventType[] = [...USER_EVENTS, ...INTERNAL_EVENTS];
const PAIRS = (STATES as readonly State[]).flatMap((state) => EVENTS.map((type) => ({ state, type })));

/** `state event` -> where it leads, as the machine declares it. */
const arrows = new Map<string, Set<string>>();
for (const { stateNode, edges } of toDirectedGraph(workflowMachine).children)
  for (const { label, target } of edges) {
    const key = `${stateNode.key} ${label.text}`;
    arrows.set(key, (arrows.get(key) ?? new Set()).add(target.key));
  }

const nobody = actor('eve', { permissions: [], roles: [] });
const everybody: readonly Actor[] = [ADA, BEN, nobody, SYSTEM, actor('root', { superAdmin: true, roles: ['strapi-super-admin'] })];

const explainsItself = ({ code, kind, guard, message, who, next }: Refusal): void => {
  expect(REFUSAL_CODES).toContain(code);
  expect(['forbidden', 'unprocessable', 'invalid', 'conflict', 'not-found']).toContain(kind);
  expect(guard).not.toBe('');
  expect(message).toMatch(/\S.*\.$/);
  expect(next).toMatch(/\S.*\.$/);
  expect(Array.isArray(who)).toBe(true);
};

const factsOfTheMoment: readonly Partial<Facts>[] = [{}, { isLive: true }, { hash: 'something else' }, VARIANT_FACTS];

const open = PAIRS.flatMap((pair) => {
  const targets = arrows.get(`${pair.state} ${pair.type}`);
  return targets === undefined ? [] : [{ ...pair, targets: [...targets].join(' or ') }];
});
const closed = PAIRS.filter(({ state, type }) => !arrows.has(`${state} ${type}`));

test.each(open)('$state, $type leads to $targets, or the answer explains why not', ({ state, type, targets }) => {
  const piece = pieceIn(state);
  for (const by of everybody)
    for (const now of factsOfTheMoment) {
      const decision = decide(piece, event(type, { by, at: PUBLISH_AT, facts: now } as never));
      expect(decision.from).toBe(state);
      if (decision.kind === 'accepted') expect(targets.split(' or ')).toContain(decision.to);
      else explainsItself(decision.refusal);
    }
});

test.each(closed)('$state, $type is not possible, and the answer names what is', ({ state, type }) => {
  for (const by of everybody) {
    const decision = decide(pieceIn(state), event(type, { by } as never));
    if (decision.kind === 'accepted') throw new Error(`accepted, and led to ${decision.to}`);
    explainsItself(decision.refusal);
    const possible = USER_EVENTS.filter((name) => arrows.has(`${state} ${name}`));
    expect(decision.refusal).toMatchObject({ code: 'NOT_IN_THIS_STATE', guard: 'state', params: { event: type, state } });
    expect([...(decision.refusal.params?.possible as string[])].sort()).toEqual([...possible].sort());
    for (const name of possible) expect(decision.refusal.next).toContain(name);
  }
});

test('most pairs are not possible: the machine says no by default', () => {
  expect(closed.length).toBeGreaterThan(PAIRS.length / 2);
});

describe('nothing that can be said makes the machine throw', () => {
  const instant = fc.date({ min: new Date(0), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString());
  const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
  const wild = fc.oneof(
    fc.string(),
    instant,
    fc.constantFrom('', 'constructor', '__proto__', '2026', '2026-11-29', '2026-11-29T09:00', '2026-11-29T09:00:00+08:00', 'Sun, 29 Nov 2026 01:00:00 GMT', '+010000-01-01T04:00:00.000Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00.000Z')
  );
  const hash = fc.constantFrom('h1', 'h2', 'ha', '');
  const variants = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), hash }), { maxLength: 3 });
  const wallTime = fc.constantFrom('00:00', '09:00', '18:30', '24:00');

  const someFacts: fc.Arbitrary<Facts> = fc.record({
    hash,
    shown: hash,
    renditions: fc.constant([]),
    checklist: fc.array(
      fc.record({
        field: fc.string(),
        level: fc.constantFrom('required' as const, 'before-approval' as const, 'recommended' as const),
        ok: fc.boolean(),
        problem: fc.constantFrom('missing' as const, 'too-short' as const, 'too-long' as const, null),
        min: fc.option(fc.nat()),
        max: fc.option(fc.nat()),
      }),
      { maxLength: 2 }
    ),
    variants,
    isLive: fc.boolean(),
    steps: fc.array(fc.record({ key: fc.string(), name: fc.string(), quorum: fc.nat({ max: 3 }), roles: fc.array(fc.string(), { maxLength: 2 }) }), { maxLength: 3 }),
    publishRules: fc.record({
      windows: fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: wallTime, to: wallTime, timezone: zone }), { maxLength: 2 }),
      blackouts: fc.array(fc.record({ from: instant, to: instant, reason: fc.string() }), { maxLength: 2 }),
    }),
    late: fc.record({ policy: fc.constantFrom('publish' as const, 'hold' as const, 'skip' as const), toleranceMs: fc.nat() }),
    retrospectiveAfterDays: fc.option(fc.double({ min: 0.01, max: 3650, noNaN: true })),
    experiment: fc.constantFrom(null, planned(), running(), running({ state: 'paused', arms: [] })),
    results: fc.constantFrom(null, results(), results({ over: 'sample' }), results({ randomised: false, obstacles: {} })),
    rejectReasons: fc.array(fc.string(), { maxLength: 3 }),
  });

  const someone: fc.Arbitrary<Actor> = fc.record({
    kind: fc.constantFrom('admin' as const, 'member' as const, 'guest' as const, 'api-token' as const, 'system' as const),
    id: fc.oneof(fc.constantFrom('ada', 'ben'), fc.string()),
    name: fc.string(),
    permissions: fc.oneof(fc.constant(PERMISSIONS), fc.subarray([...PERMISSIONS])),
    roles: fc.array(fc.string(), { maxLength: 2 }),
    superAdmin: fc.boolean(),
  });

  /** The payload that the event has, with something else in some of its places. */
  const payload = (type: EventType): fc.Arbitrary<Record<string, unknown>> =>
    fc.record(
      Object.fromEntries(
        Object.entries(PAYLOADS[type] as Record<string, unknown>).map(([name, usual]): [string, fc.Arbitrary<unknown>] => {
          const nullable = usual === null || name === 'assignee' || name === 'dueAt';
          return [name, fc.oneof(fc.constant(usual), typeof usual === 'string' || usual === null ? wild : fc.constant(usual), nullable ? fc.constant(null) : fc.constant(usual))];
        })
      )
    );

  const anything = fc.constantFrom(...EVENTS).chain((type) =>
    fc
      .tuple(payload(type), someone, instant, someFacts)
      .map(([said, by, at, moment]) => ({ ...said, type, by, at, facts: moment }) as unknown as WorkflowEvent)
  );

  test('any payload from anybody at any moment, in any state', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(STATES as readonly State[])), anything, (state, sent) => {
        const decision = decide(pieceIn(state), sent);
        if (decision.kind === 'refused') explainsItself(decision.refusal);
        else expect([...(arrows.get(`${state} ${sent.type}`) ?? [])]).toContain(decision.to);
      }),
      { numRuns: 2_000 }
    );
  });

  test('any promise that is accepted can be kept: its instants are instants, the end after the start', () => {
    const promise = fc.tuple(wild, fc.oneof(zone, wild), fc.option(wild), someFacts);
    fc.assert(
      fc.property(promise, ([publishAt, timezone, unpublishAt, moment]) => {
        const decision = decide(pieceIn('approved'), event('SCHEDULE', { publishAt, timezone, unpublishAt, facts: { ...moment, hash: 'h1' } }));
        if (decision.kind === 'refused') return;
        for (const job of enqueued(decision.effects)) expect({ runAt: job.runAt, parsed: parseInstant(job.runAt) }).toEqual({ runAt: job.runAt, parsed: expect.any(String) as string });
        const { schedule } = decision.next.context;
        expect(Date.parse(schedule?.publishAt ?? '')).toBeGreaterThan(Date.parse(NOW));
        if (schedule?.unpublishAt != null) expect(Date.parse(schedule.unpublishAt)).toBeGreaterThan(Date.parse(schedule.publishAt));
      }),
      { numRuns: 2_000 }
    );
  });

  test('the same question has the same answer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(STATES as readonly State[])), fc.constantFrom(...EVENTS), (state, type) => {
        const ask = () => {
          const { next: _next, ...answer } = decide(pieceIn(state), event(type, { facts: facts({ isLive: true }) } as never)) as Record<string, unknown>;
          return answer;
        };
        expect(ask()).toEqual(ask());
      })
    );
  });
});
