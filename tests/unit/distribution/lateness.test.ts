import { isLate } from '../../../src/plugins/content-workflow/core/distribution/lateness';
import { DELIVERY_STATES } from '../../../src/plugins/content-workflow/core/distribution/platforms';

const TOLERANCE = 900_000;
const PLANNED = 1_000_000_000;

test('what is still to come is late once its time and the tolerance have passed, and not a moment before', () => {
  for (const state of ['scheduled', 'preparing', 'publishing', 'confirming', 'task'] as const) {
    expect([state, isLate({ state, plannedAt: PLANNED }, PLANNED + TOLERANCE, TOLERANCE)]).toEqual([state, false]);
    expect([state, isLate({ state, plannedAt: PLANNED }, PLANNED + TOLERANCE + 1, TOLERANCE)]).toEqual([state, true]);
  }
});

test('what is out, over or waits for an answer says so itself', () => {
  const others = DELIVERY_STATES.filter((state) => isLate({ state, plannedAt: 0 }, PLANNED, 0) === false);
  expect(others).toEqual(['held', 'published', 'failed', 'uncertain', 'cancelled', 'revoking', 'revoked', 'remove-by-hand']);
});
