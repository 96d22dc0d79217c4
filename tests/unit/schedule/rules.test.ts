import { blackoutAt, insideWindow, type PublishRules, type PublishWindow } from '../../../src/plugins/content-workflow/core/schedule/rules';

const rules = (overrides: Partial<PublishRules>): PublishRules => ({ windows: [], blackouts: [], ...overrides });
const opening = (overrides: Partial<PublishWindow> = {}): PublishWindow => ({ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timezone: 'Europe/Berlin', ...overrides });

describe('windows', () => {
  test('without windows every hour is open', () => {
    expect(insideWindow(rules({}), '2026-12-25T03:00:00.000Z')).toBe(true);
  });

  // 2026-11-23 is a Monday.
  test.each([1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, date: `2026-11-${22 + day}` })))('weekday $day is $date and no other of its week', ({ day, date }) => {
    for (let other = 1; other <= 7; other += 1) {
      const allDay = opening({ days: [other], from: '00:00', to: '24:00', timezone: 'UTC' });
      expect(insideWindow(rules({ windows: [allDay] }), `${date}T12:00:00.000Z`)).toBe(other === day);
    }
  });

  test.each([
    { title: 'the first minute is open', at: '2026-11-23T08:00:00.000Z', open: true },
    { title: 'the minute before is not', at: '2026-11-23T07:59:59.999Z', open: false },
    { title: 'the last minute is open', at: '2026-11-23T16:59:59.999Z', open: true },
    { title: 'the end is not', at: '2026-11-23T17:00:00.000Z', open: false },
    { title: 'the hours follow the clock of the zone into summer', at: '2026-07-20T07:00:00.000Z', open: true },
    { title: 'and out of it', at: '2026-07-20T16:30:00.000Z', open: false },
  ])('$title', ({ at, open }) => {
    expect(insideWindow(rules({ windows: [opening()] }), at)).toBe(open);
  });

  test('the weekday is the one in the zone of the window', () => {
    const sundayEvening = '2026-11-22T23:30:00.000Z';
    const monday = (timezone: string) => rules({ windows: [opening({ days: [1], from: '00:00', to: '24:00', timezone })] });
    expect(insideWindow(monday('Europe/Berlin'), sundayEvening)).toBe(true);
    expect(insideWindow(monday('America/New_York'), sundayEvening)).toBe(false);
  });

  test('a window to 24:00 is open to the last moment of the day', () => {
    const evening = rules({ windows: [opening({ days: [1], from: '22:00', to: '24:00', timezone: 'UTC' })] });
    expect(insideWindow(evening, '2026-11-23T23:59:59.999Z')).toBe(true);
    expect(insideWindow(evening, '2026-11-24T00:00:00.000Z')).toBe(false);
  });

  test('two windows are a choice: a night is split at midnight', () => {
    const night = rules({ windows: [opening({ days: [5], from: '22:00', to: '24:00', timezone: 'UTC' }), opening({ days: [6], from: '00:00', to: '02:00', timezone: 'UTC' })] });
    const open = (at: string) => insideWindow(night, at);
    expect([open('2026-11-27T21:59:00.000Z'), open('2026-11-27T22:00:00.000Z'), open('2026-11-28T01:59:00.000Z'), open('2026-11-28T02:00:00.000Z')]).toEqual([false, true, true, false]);
  });

  test('both passes of a repeated hour are open', () => {
    const sunday = rules({ windows: [opening({ days: [7], from: '02:00', to: '03:00' })] });
    for (const at of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']) expect(insideWindow(sunday, at)).toBe(true);
  });
});

describe('blackouts', () => {
  const match = { from: '2026-11-28T16:00:00.000Z', to: '2026-11-29T16:00:00.000Z', reason: 'the big match' };
  const mourning = { from: '2026-11-29T15:00:00.000Z', to: '2026-11-30T00:00:00.000Z', reason: 'a day of mourning' };

  test.each([
    { title: 'the moment before is free', at: '2026-11-28T15:59:59.999Z', covered: null },
    { title: 'the first moment is covered', at: match.from, covered: match },
    { title: 'the last moment is covered', at: '2026-11-29T15:59:59.999Z', covered: match },
    { title: 'the end is free', at: match.to, covered: null },
  ])('$title', ({ at, covered }) => {
    expect(blackoutAt(rules({ blackouts: [match] }), at)).toEqual(covered);
  });

  test('of two that overlap, the first that is listed gives the reason', () => {
    expect(blackoutAt(rules({ blackouts: [match, mourning] }), '2026-11-29T15:30:00.000Z')).toBe(match);
  });

  test('bounds may carry an offset: instants are compared, not texts', () => {
    const local = { from: '2026-11-29T00:00:00+08:00', to: '2026-11-30T00:00:00+08:00', reason: 'x' };
    expect(blackoutAt(rules({ blackouts: [local] }), '2026-11-28T16:00:00.000Z')).toBe(local);
    expect(blackoutAt(rules({ blackouts: [local] }), '2026-11-29T16:00:00.000Z')).toBeNull();
  });
});
