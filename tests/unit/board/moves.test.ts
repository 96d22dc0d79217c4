/** A drop on a column is the event that leads there, or an explanation: read from the machine, for every state and column. */
import { ALL_COLUMNS, COLUMNS, ENDED_COLUMNS } from '../../../src/plugins/content-workflow/core/board/columns';
import { destinationOf, movesOf, wayTo, type Move } from '../../../src/plugins/content-workflow/core/board/moves';
import { availableEvents } from '../../../src/plugins/content-workflow/core/workflow/available';
import { decide } from '../../../src/plugins/content-workflow/core/workflow/decide';
import type { UserEventType } from '../../../src/plugins/content-workflow/core/workflow/events';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { ADA, actor, BEN, CARA, draft, event, facts, NOW, pieceIn, planned, step, TRIED, walk, type State, VARIANT_FACTS } from '../../support/unit/build';

const eve = actor('eve', { permissions: ['read'], roles: [] });

const factsIn = (state: State) => facts({ isLive: ['published', 'retrospective', 'closed'].includes(state), ...(state === 'variant' ? TRIED : state === 'approved' ? { ...VARIANT_FACTS, experiment: planned() } : {}) });

const moveTo = (column: string, moves: readonly Move[]): Move => {
  const move = moves.find((one) => one.column === column);
  if (move === undefined) throw new Error(`no move to ${column}`);
  return move;
};

test('the columns are the states, each once', () => {
  expect([...ALL_COLUMNS].sort()).toEqual([...STATES].sort());
  expect([...COLUMNS, ...ENDED_COLUMNS]).toEqual(ALL_COLUMNS);
});

describe.each(STATES as readonly State[])('from %s', (state) => {
  const piece = pieceIn(state);
  const moves = movesOf(piece, BEN, NOW, factsIn(state));

  test('every other column has either an event or a reason', () => {
    expect(moves.map(({ column }) => column)).toEqual(ALL_COLUMNS.filter((column) => column !== state));
    expect(moves.filter(({ events, refusals }) => events.length === 0 && refusals.length === 0)).toEqual([]);
  });

  test('an event that is offered for a column leads to that column when it is sent', () => {
    for (const { column, events } of moves)
      for (const type of events) {
        const payload = type === 'APPROVE' || type === 'EXPEDITE' ? { by: BEN } : {};
        const decision = decide(piece, { ...event(type, { ...payload, facts: factsIn(state) }) });
        expect({ type, to: decision.kind === 'accepted' ? decision.to : decision.refusal.code }).toEqual({ type, to: column });
      }
  });

  test('what is available and moves the piece is offered for a column', () => {
    const available = availableEvents(piece, BEN, NOW, factsIn(state)).flatMap((one) => (one.available ? [one.event] : []));
    const moving = available.filter((type: UserEventType) => destinationOf(piece, type, BEN, NOW, factsIn(state)) !== state);
    expect(moves.flatMap(({ events }) => events).sort()).toEqual(moving.sort());
  });

  test('whoever may only read is told for every column why not, with a next step', () => {
    const barred = movesOf(piece, eve, NOW, factsIn(state));
    expect(barred.flatMap(({ events }) => events)).toEqual([]);
    for (const { refusals } of barred) for (const { refusal } of refusals) expect(refusal.next).not.toBe('');
  });
});

test('the first of two approvals does not lead to approved, and the reason says so; the second does', () => {
  const submitted = walk(draft(), event('SUBMIT', { by: ADA, facts: { steps: [step('editorial'), step('brand')] } }));
  const first = moveTo('approved', movesOf(submitted, BEN, NOW, facts()));
  expect(first.events).toEqual(['EXPEDITE']);
  const noFastLane = actor('ben', { permissions: ['review'] });
  expect(moveTo('approved', movesOf(submitted, noFastLane, NOW, facts())).refusals).toMatchObject([
    { event: null, refusal: { code: 'NO_WAY_THERE', guard: 'completesReview' } },
    { event: 'EXPEDITE', refusal: { code: 'PERMISSION_MISSING' } },
  ]);
  const second = moveTo('approved', movesOf(walk(submitted, event('APPROVE')), CARA, NOW, facts()));
  expect(second.events).toEqual(['APPROVE', 'EXPEDITE']);
});

test('several events that lead to one column are all offered', () => {
  expect(moveTo('draft', movesOf(pieceIn('review'), actor('ada', { roles: ['reviewers'] }), NOW, facts())).events).toEqual(['REQUEST_CHANGES', 'RECALL']);
});

test('a column that is further on is explained by the way there', () => {
  const { refusals } = moveTo('published', movesOf(draft(), BEN, NOW, facts()));
  expect(refusals).toEqual([{ event: null, refusal: expect.objectContaining({ code: 'NO_WAY_THERE', guard: 'isNextStep', params: { state: 'draft', column: 'published', way: ['review', 'approved', 'published'] } }) }]);
});

test('what the clock does is not done by hand, and says so', () => {
  expect(moveTo('published', movesOf(pieceIn('scheduled'), BEN, NOW, facts())).refusals[0]?.refusal).toMatchObject({ guard: 'happensByItself', params: { way: ['approved', 'published'] } });
});

test('a round that is over does not go back; the entry has to be edited', () => {
  expect(moveTo('scheduled', movesOf(pieceIn('published'), BEN, NOW, facts({ isLive: true }))).refusals[0]?.refusal.guard).toBe('isSameRound');
});

test('a refusal of the event itself is given where one leads there', () => {
  const checklist = [{ field: 'cover', level: 'required', ok: false, problem: 'missing', min: null, max: null }] as const;
  const { events, refusals } = moveTo('review', movesOf(draft(), BEN, NOW, facts({ checklist })));
  expect(events).toEqual([]);
  expect(refusals).toEqual([{ event: 'SUBMIT', refusal: expect.objectContaining({ code: 'CHECKLIST_INCOMPLETE' }) }]);
});

test('the way forward does not lead through the fast lane or the archive', () => {
  for (const from of STATES)
    for (const to of STATES) {
      const way = wayTo(from, to) ?? [];
      expect(way.slice(0, -1)).not.toContain('archived');
    }
  expect(wayTo('draft', 'approved')).toEqual(['review', 'approved']);
  expect(wayTo('draft', 'draft')).toEqual([]);
});
