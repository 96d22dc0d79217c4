import { openHours, warningsFor, type Move, type Neighbour } from '../../../src/plugins/content-workflow/core/schedule/warnings';

const neighbour = (overrides: Partial<Neighbour> = {}): Neighbour => ({ pieceId: 2, title: 'Other', uid: 'api::post.post', activity: null, at: '2027-03-15T09:20:00.000Z', ...overrides });

const move = (overrides: Partial<Move> = {}): Move => ({
  pieceId: 1,
  uid: 'api::post.post',
  activity: 'spring',
  at: '2027-03-15T09:00:00.000Z',
  now: '2027-03-01T00:00:00.000Z',
  rules: { windows: [], blackouts: [] },
  neighbours: [],
  conflictMinutes: 30,
  ...overrides,
});

describe('what speaks against a time', () => {
  test('nothing, where nothing is near and nothing is forbidden', () => {
    expect(warningsFor(move())).toEqual([]);
  });

  test('that it has passed', () => {
    expect(warningsFor(move({ now: '2027-03-15T09:00:00.001Z' }))).toEqual([{ kind: 'past' }]);
    expect(warningsFor(move({ now: '2027-03-15T09:00:00.000Z' }))).toEqual([]);
  });

  test('a blackout, with its reason and its ends; its end is free again', () => {
    const blackout = { from: '2027-03-15T08:00:00Z', to: '2027-03-15T10:00:00Z', reason: 'Release freeze' };
    const rules = { windows: [], blackouts: [blackout] };
    expect(warningsFor(move({ rules }))).toEqual([{ kind: 'blackout', ...blackout }]);
    expect(warningsFor(move({ rules, at: '2027-03-15T10:00:00.000Z' }))).toEqual([]);
  });

  test('hours outside of the windows, on the clock of the windows', () => {
    const rules = { windows: [{ days: [1], from: '17:00', to: '18:00', timezone: 'Asia/Shanghai' }], blackouts: [] };
    expect(warningsFor(move({ rules }))).toEqual([]);
    expect(warningsFor(move({ rules, at: '2027-03-15T10:00:00.000Z' }))).toEqual([{ kind: 'outside-window' }]);
  });

  test('a promise of the same type within the minutes, either side; one at the limit is far enough', () => {
    const before = neighbour({ pieceId: 3, at: '2027-03-15T08:31:00.000Z' });
    const found = warningsFor(move({ neighbours: [before, neighbour(), neighbour({ pieceId: 4, at: '2027-03-15T09:30:00.000Z' })] }));
    expect(found).toEqual([
      { kind: 'conflict', because: 'type', pieceId: 2, title: 'Other', at: '2027-03-15T09:20:00.000Z', minutes: 20 },
      { kind: 'conflict', because: 'type', pieceId: 3, title: 'Other', at: '2027-03-15T08:31:00.000Z', minutes: 29 },
    ]);
  });

  test('another type only where it belongs to the same activity, and the activity is what is said', () => {
    const other = { uid: 'api::kol.kol' };
    expect(warningsFor(move({ neighbours: [neighbour(other)] }))).toEqual([]);
    expect(warningsFor(move({ neighbours: [neighbour({ ...other, activity: 'autumn' })] }))).toEqual([]);
    expect(warningsFor(move({ neighbours: [neighbour({ ...other, activity: 'spring' })] }))).toMatchObject([{ because: 'activity' }]);
    expect(warningsFor(move({ activity: null, neighbours: [neighbour(other)] }))).toEqual([]);
  });

  test('never the piece itself, where it stands now', () => {
    expect(warningsFor(move({ neighbours: [neighbour({ pieceId: 1, activity: 'spring' })] }))).toEqual([]);
  });

  test('the gravest is said first', () => {
    const rules = { windows: [{ days: [7], from: '00:00', to: '24:00', timezone: 'UTC' }], blackouts: [{ from: '2027-03-15T00:00:00Z', to: '2027-03-16T00:00:00Z', reason: 'x' }] };
    expect(warningsFor(move({ rules, now: '2028-01-01T00:00:00.000Z', neighbours: [neighbour()] })).map(({ kind }) => kind)).toEqual(['past', 'blackout', 'outside-window', 'conflict']);
  });
});

describe('when a window is open', () => {
  const weekdays = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: 'Europe/Berlin' };

  test('on its days only, by its own clock; the day on which the clock goes forward begins an hour earlier', () => {
    // Summer time begins on Sunday 28 March 2027.
    expect(openHours(weekdays, '2027-03-26T00:00:00Z', '2027-03-30T00:00:00Z')).toEqual([
      { from: '2027-03-26T08:00:00.000Z', to: '2027-03-26T17:00:00.000Z' },
      { from: '2027-03-29T07:00:00.000Z', to: '2027-03-29T16:00:00.000Z' },
    ]);
  });

  test('a window to 24:00 ends where the next day begins', () => {
    expect(openHours({ days: [7], from: '22:00', to: '24:00', timezone: 'Europe/Berlin' }, '2027-03-28T00:00:00Z', '2027-03-29T00:00:00Z')).toEqual([{ from: '2027-03-28T20:00:00.000Z', to: '2027-03-28T22:00:00.000Z' }]);
  });

  test('only as far as it meets the range', () => {
    expect(openHours(weekdays, '2027-03-29T16:00:00Z', '2027-03-29T20:00:00Z')).toEqual([]);
    expect(openHours(weekdays, '2027-03-29T15:59:00Z', '2027-03-29T20:00:00Z')).toHaveLength(1);
  });
});
