/** A button and an answer come from the same rules: what is offered works, what is not offered is refused for that reason. */
import { availableEvents, EVENT_FIELDS } from '../../../src/plugins/content-workflow/core/workflow/available';
import { PERMISSIONS, type Actor } from '../../../src/plugins/content-workflow/core/workflow/context';
import { decide, eventsOf } from '../../../src/plugins/content-workflow/core/workflow/decide';
import { USER_EVENTS, type Facts, type UserEventType } from '../../../src/plugins/content-workflow/core/workflow/events';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import type { PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { ADA, actor, after, BEN, CARA, DAYS, draft, event, facts, HOURS, NOW, PAYLOADS, pieceIn, PUBLISH_AT, refOf, step, SYSTEM, type State, TRIED, VARIANT_FACTS, walk } from '../../support/unit/build';

const eve = actor('eve', { permissions: ['read', 'comment'], roles: [] });
const root = actor('root', { superAdmin: true, roles: [] });
const ACTORS: readonly Actor[] = [ADA, BEN, eve, root, SYSTEM, actor('ben', { kind: 'api-token' })];

const legal = [step('legal', { roles: ['legal'], quorum: 2 })];

/** Pieces beyond the ordinary ones, where guards bite. */
const PIECES: readonly { readonly name: string; readonly piece: PieceState }[] = [
  ...(STATES as readonly State[]).map((name) => ({ name: `${name}, by the ordinary way`, piece: pieceIn(name) })),
  { name: 'a review of a step with roles', piece: walk(draft(), event('SUBMIT', { by: ADA, facts: { steps: legal } })) },
  { name: 'a review that has one approval of two', piece: walk(draft(), event('SUBMIT', { by: ADA, facts: { steps: [step('editorial', { quorum: 2 })] } }), event('APPROVE')) },
  { name: 'a review of what Ben edited last', piece: walk(draft({ lastEditor: refOf(BEN) }), event('SUBMIT', { by: ADA })) },
  { name: 'an expedited piece', piece: walk(draft(), event('EXPEDITE', { by: CARA })) },
  { name: 'an approved piece with two variants', piece: walk(pieceIn('variant'), event('STOP')) },
  { name: 'a piece held for a blackout', piece: walk(pieceIn('scheduled'), event('DUE', { by: SYSTEM, at: PUBLISH_AT, facts: { publishRules: { windows: [], blackouts: [{ from: NOW, to: after(PUBLISH_AT, 1 * DAYS), reason: 'mourning' }] } } })) },
];

const blackout = { windows: [], blackouts: [{ from: after(NOW, -1 * HOURS), to: after(NOW, 1 * HOURS), reason: 'mourning' }] };
const closedNow = { windows: [{ days: [7], from: '00:00', to: '01:00', timezone: 'UTC' }], blackouts: [] };

const MOMENTS: readonly { readonly when: string; readonly facts: Partial<Facts> }[] = [
  { when: 'nothing special', facts: {} },
  { when: 'live', facts: { isLive: true } },
  { when: 'drifted', facts: { hash: 'h2' } },
  { when: 'with variants', facts: VARIANT_FACTS },
  { when: 'an incomplete checklist', facts: { checklist: [{ field: 'cover', level: 'required', ok: false, problem: 'missing', min: null, max: null }] } },
  { when: 'a blackout now', facts: { publishRules: blackout } },
  { when: 'outside every window now', facts: { publishRules: closedNow } },
];

/** While an experiment runs its variants are locked, so they are what they were when it started. */
const momentOf = (piece: PieceState, now: Partial<Facts>): Partial<Facts> => (piece.context.experiment === null ? now : { ...now, ...TRIED });

/** A promise is offered when its hour is not known yet; one that fits the windows is the person's to find. */
const fittingPayload = (type: UserEventType, now: Partial<Facts>) =>
  now.publishRules === closedNow && (type === 'SCHEDULE' || type === 'RESCHEDULE') ? { publishAt: '2026-11-29T00:30:00.000Z' } : {};

test.each(PIECES.flatMap(({ name, piece }) => MOMENTS.map(({ when, facts: now }) => ({ name, piece, when, now: momentOf(piece, now) }))))('$name, $when: every button does what it says, for everybody', ({ piece, now }) => {
  for (const by of ACTORS) {
    const offered = availableEvents(piece, by, NOW, facts(now));
    for (const availability of offered) {
      const decision = decide(piece, event(availability.event, { by, facts: now, ...fittingPayload(availability.event, now) } as never));
      const expected = availability.available ? { kind: 'accepted' } : { kind: 'refused', refusal: { code: availability.refusal.code, guard: availability.refusal.guard, message: availability.refusal.message } };
      const { kind } = decision;
      const answer = decision.kind === 'accepted' ? { kind } : { kind, refusal: { code: decision.refusal.code, guard: decision.refusal.guard, message: decision.refusal.message } };
      expect({ event: availability.event, by: by.name, ...answer }).toEqual({ event: availability.event, by: by.name, ...expected });
    }
  }
});

test.each((STATES as readonly State[]).map((state) => ({ state })))('$state: the buttons are the events of the state, no more and no fewer', ({ state }) => {
  const piece = pieceIn(state);
  const possible = USER_EVENTS.filter((type) => eventsOf(piece).includes(type));
  expect(availableEvents(piece, BEN, NOW, facts()).map((a) => a.event)).toEqual(possible);
});

test('without any permission nothing is available, and each button says which permission it needs', () => {
  for (const state of STATES as readonly State[])
    for (const availability of availableEvents(pieceIn(state), actor('eve', { permissions: [] }), NOW, facts())) {
      if (availability.available) throw new Error(`${availability.event} is available in ${state}`);
      expect(availability.refusal.code).toBe('PERMISSION_MISSING');
      expect(PERMISSIONS as readonly string[]).toContain(availability.refusal.who[0]);
    }
});

test('a field that a dialog asks for is a field of the event, and every text that is required is asked for', () => {
  for (const type of USER_EVENTS) {
    const payload = Object.keys(PAYLOADS[type]);
    const asked = EVENT_FIELDS[type].flatMap(({ name }) => (name === 'schedule' ? ['scheduleId', 'publishAt', 'timezone', 'unpublishAt'] : [name]));
    expect({ type, asked: [...asked].sort() }).toEqual({ type, asked: [...payload].sort() });
  }
});

test('a required field is one that the machine refuses without', () => {
  const withoutIt: Partial<Record<UserEventType, { readonly state: State; readonly field: string }[]>> = {};
  for (const type of USER_EVENTS) {
    const state = (STATES as readonly State[]).find((name) => eventsOf(pieceIn(name)).includes(type));
    if (state === undefined) continue;
    for (const field of EVENT_FIELDS[type].filter(({ kind, required }) => required && kind !== 'schedule')) {
      const by = type === 'RECALL' || type === 'SUBMIT' ? ADA : BEN;
      const decision = decide(pieceIn(state), event(type, { by, [field.name]: '', facts: { isLive: true } } as never));
      if (decision.kind === 'accepted' || decision.refusal.kind !== 'invalid') (withoutIt[type] ??= []).push({ state, field: field.name });
    }
  }
  expect(withoutIt).toEqual({});
});
