/** Wall times and instants. The expected instants are worked out by hand from the zones' rules for 2026 and 2027. */
import fc from 'fast-check';
import { isTimezone, parseInstant, resolveWallTime, wallTimeOf, type WallTimeAnswer } from '../../../src/plugins/content-workflow/core/schedule/zone';

const instantOf = (answer: WallTimeAnswer): string | null => ('instant' in answer ? answer.instant : null);

describe('a wall time that exists once', () => {
  test.each([
    // China has no daylight saving time since 1992: +08:00 all year.
    { wall: '2026-11-29T09:00', zone: 'Asia/Shanghai', instant: '2026-11-29T01:00:00.000Z' },
    { wall: '2026-07-01T00:00', zone: 'Asia/Shanghai', instant: '2026-06-30T16:00:00.000Z' },
    { wall: '2027-04-11T02:30', zone: 'Asia/Shanghai', instant: '2027-04-10T18:30:00.000Z' },
    // Winter is +01:00, summer +02:00.
    { wall: '2026-01-15T12:00', zone: 'Europe/Berlin', instant: '2026-01-15T11:00:00.000Z' },
    { wall: '2026-07-15T12:00', zone: 'Europe/Berlin', instant: '2026-07-15T10:00:00.000Z' },
    { wall: '2026-03-29T01:59', zone: 'Europe/Berlin', instant: '2026-03-29T00:59:00.000Z' },
    { wall: '2026-03-29T03:00', zone: 'Europe/Berlin', instant: '2026-03-29T01:00:00.000Z' },
    { wall: '2026-10-25T01:59', zone: 'Europe/Berlin', instant: '2026-10-24T23:59:00.000Z' },
    { wall: '2026-10-25T03:00', zone: 'Europe/Berlin', instant: '2026-10-25T02:00:00.000Z' },
    // Winter is -05:00, summer -04:00.
    { wall: '2027-03-14T01:59', zone: 'America/New_York', instant: '2027-03-14T06:59:00.000Z' },
    { wall: '2027-03-14T03:00', zone: 'America/New_York', instant: '2027-03-14T07:00:00.000Z' },
    { wall: '2027-11-07T00:59', zone: 'America/New_York', instant: '2027-11-07T04:59:00.000Z' },
    { wall: '2027-11-07T02:00', zone: 'America/New_York', instant: '2027-11-07T07:00:00.000Z' },
    // Winter is +10:30, summer +11:00: the clock moves by half an hour.
    { wall: '2026-10-04T02:30', zone: 'Australia/Lord_Howe', instant: '2026-10-03T15:30:00.000Z' },
    { wall: '2027-04-04T02:00', zone: 'Australia/Lord_Howe', instant: '2027-04-03T15:30:00.000Z' },
    { wall: '2028-02-29T08:30:15', zone: 'UTC', instant: '2028-02-29T08:30:15.000Z' },
  ])('$wall in $zone is $instant, whatever the disambiguation', ({ wall, zone, instant }) => {
    for (const choice of ['earlier', 'later', 'reject'] as const) expect(resolveWallTime(wall, zone, choice)).toEqual({ kind: 'exact', instant });
  });
});

describe('a wall time that the clock skips or repeats', () => {
  const rows = [
    // Last Sunday of March, 02:00 to 03:00; last Sunday of October, 03:00 to 02:00.
    { kind: 'gap', wall: '2026-03-29T02:30', zone: 'Europe/Berlin', earlier: '2026-03-29T00:30:00.000Z', later: '2026-03-29T01:30:00.000Z' },
    { kind: 'gap', wall: '2026-03-29T02:00', zone: 'Europe/Berlin', earlier: '2026-03-29T00:00:00.000Z', later: '2026-03-29T01:00:00.000Z' },
    { kind: 'gap', wall: '2027-03-28T02:59', zone: 'Europe/Berlin', earlier: '2027-03-28T00:59:00.000Z', later: '2027-03-28T01:59:00.000Z' },
    { kind: 'overlap', wall: '2026-10-25T02:30', zone: 'Europe/Berlin', earlier: '2026-10-25T00:30:00.000Z', later: '2026-10-25T01:30:00.000Z' },
    { kind: 'overlap', wall: '2026-10-25T02:00', zone: 'Europe/Berlin', earlier: '2026-10-25T00:00:00.000Z', later: '2026-10-25T01:00:00.000Z' },
    { kind: 'overlap', wall: '2027-10-31T02:59', zone: 'Europe/Berlin', earlier: '2027-10-31T00:59:00.000Z', later: '2027-10-31T01:59:00.000Z' },
    // Second Sunday of March, 02:00 to 03:00; first Sunday of November, 02:00 to 01:00.
    { kind: 'gap', wall: '2026-03-08T02:30', zone: 'America/New_York', earlier: '2026-03-08T06:30:00.000Z', later: '2026-03-08T07:30:00.000Z' },
    { kind: 'gap', wall: '2027-03-14T02:00', zone: 'America/New_York', earlier: '2027-03-14T06:00:00.000Z', later: '2027-03-14T07:00:00.000Z' },
    { kind: 'overlap', wall: '2026-11-01T01:30', zone: 'America/New_York', earlier: '2026-11-01T05:30:00.000Z', later: '2026-11-01T06:30:00.000Z' },
    { kind: 'overlap', wall: '2027-11-07T01:59', zone: 'America/New_York', earlier: '2027-11-07T05:59:00.000Z', later: '2027-11-07T06:59:00.000Z' },
    // First Sunday of October, 02:00 to 02:30; first Sunday of April, 02:00 to 01:30.
    { kind: 'gap', wall: '2026-10-04T02:15', zone: 'Australia/Lord_Howe', earlier: '2026-10-03T15:15:00.000Z', later: '2026-10-03T15:45:00.000Z' },
    { kind: 'gap', wall: '2027-10-03T02:29', zone: 'Australia/Lord_Howe', earlier: '2027-10-02T15:29:00.000Z', later: '2027-10-02T15:59:00.000Z' },
    { kind: 'overlap', wall: '2026-04-05T01:45', zone: 'Australia/Lord_Howe', earlier: '2026-04-04T14:45:00.000Z', later: '2026-04-04T15:15:00.000Z' },
    { kind: 'overlap', wall: '2027-04-04T01:30', zone: 'Australia/Lord_Howe', earlier: '2027-04-03T14:30:00.000Z', later: '2027-04-03T15:00:00.000Z' },
  ] as const;

  test.each(rows)('$kind: $wall in $zone is $earlier or $later, as the person chooses', ({ kind, wall, zone, earlier, later }) => {
    expect(resolveWallTime(wall, zone, 'earlier')).toEqual({ kind, instant: earlier, earlier, later });
    expect(resolveWallTime(wall, zone, 'later')).toEqual({ kind, instant: later, earlier, later });
  });

  test.each(rows)('$kind: $wall in $zone is refused with both instants when nobody has chosen', ({ kind, wall, zone, earlier, later }) => {
    expect(resolveWallTime(wall, zone, 'reject')).toEqual({ kind: 'refused', because: kind, earlier, later });
  });

  test('the minutes around a half-hour overlap exist once', () => {
    for (const wall of ['2026-04-05T01:29', '2026-04-05T02:00']) expect(resolveWallTime(wall, 'Australia/Lord_Howe', 'reject').kind).toBe('exact');
  });
});

describe('what is no wall time and no zone', () => {
  test.each(['2026-02-30T10:00', '2026-02-29T10:00', '2026-13-01T10:00', '2026-00-01T10:00', '2026-01-00T10:00', '2026-01-01T25:00', '2026-01-01T24:00', '2026-01-01T10:60', '2026-01-01T10:00:60', '2026-01-01', '2026-01-01 10:00', '2026-01-01T10:00Z', '2026-01-01T10:00+08:00', '2026-1-1T10:00', '10:00', '', 'tomorrow', '２０２６-01-01T10:00'])(
    '%j is not a wall time',
    (wall) => {
      for (const choice of ['earlier', 'later', 'reject'] as const) expect(resolveWallTime(wall, 'Europe/Berlin', choice)).toEqual({ kind: 'invalid', because: 'time' });
    }
  );

  const offsets = ['+08:00', '-0500', '+08', 'UTC+8', 'GMT+8', 'Z', '08:00', ''];
  test.each([...offsets, 'Mars/Phobos', 'Europe/Berlin ', ' Europe/Berlin', 'Europe//Berlin', '../etc/passwd', 'local', 'Europe/Berlin; drop table'])('%j is not a zone', (zone) => {
    expect(isTimezone(zone)).toBe(false);
    expect(resolveWallTime('2026-01-01T10:00', zone, 'earlier')).toEqual({ kind: 'invalid', because: 'zone' });
  });

  test.each(['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+8', 'Asia/Calcutta', 'Asia/Kolkata'])('%j is a zone', (zone) => {
    expect(isTimezone(zone)).toBe(true);
  });
});

describe('an instant', () => {
  test.each([
    ['2026-11-29T01:00:00.000Z', '2026-11-29T01:00:00.000Z'],
    ['2026-11-29T01:00:00Z', '2026-11-29T01:00:00.000Z'],
    ['2026-11-29T01:00Z', '2026-11-29T01:00:00.000Z'],
    ['2026-11-29T09:00:00+08:00', '2026-11-29T01:00:00.000Z'],
    ['2026-11-28T20:00:00-05:00', '2026-11-29T01:00:00.000Z'],
    ['2026-11-29T06:30:00+05:30', '2026-11-29T01:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-11-29T01:00:00.123456789Z', '2026-11-29T01:00:00.123Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    { text: '2026-02-31T00:00:00Z', why: 'February has no day 31, and March is not what was meant' },
    { text: '2026-02-29T00:00:00Z', why: '2026 is not a leap year' },
    { text: '2026-04-31T00:00:00+08:00', why: 'April has 30 days' },
    { text: '2026-13-01T00:00:00Z', why: 'there are twelve months' },
    { text: '2026-00-10T00:00:00Z', why: 'there is no month zero' },
    { text: '2026-01-00T00:00:00Z', why: 'there is no day zero' },
    { text: '2026-01-01T25:00:00Z', why: 'a day has 24 hours' },
    { text: '2026-01-01T00:60:00Z', why: 'an hour has 60 minutes' },
    { text: '2026-01-01T00:00:60Z', why: 'leap seconds are not counted' },
    { text: '2026-11-29T09:00:00', why: 'the zone is missing' },
    { text: '2026-11-29T09:00', why: 'the zone is missing' },
    { text: '2026-11-29', why: 'the time is missing' },
    { text: '2026-11-29T09:00:00 Z', why: 'of the blank' },
    { text: '2026-11-29T09:00:00+0800', why: 'the offset has no colon' },
    { text: '2026-11-29T09:00:00+25:00', why: 'no offset is as large' },
    { text: '1969-12-31T23:59:59Z', why: 'it lies before 1970' },
    { text: '1970-01-01T00:00:00+01:00', why: 'it lies before 1970 in UTC' },
    { text: '0001-01-01T00:00:00Z', why: 'it lies before 1970' },
    { text: '9999-12-31T23:00:00-05:00', why: 'it lies after 9999 in UTC' },
    { text: '+012026-01-01T00:00:00Z', why: 'years have four digits' },
    { text: 'Sun, 29 Nov 2026 01:00:00 GMT', why: 'it is not ISO 8601' },
    { text: '1795914000000', why: 'it is a number' },
    { text: '', why: 'it is nothing' },
  ])('$text is none, because $why', ({ text }) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('what parses, parses to itself', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.toISOString());
      })
    );
  });

  test('no text makes it throw, and what it answers it accepts', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/)), (text) => {
        const instant = parseInstant(text);
        if (instant !== null) expect(parseInstant(instant)).toBe(instant);
      }),
      { numRuns: 2_000 }
    );
  });
});

describe('round trips', () => {
  const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'UTC'] as const;
  const zone = fc.constantFrom(...ZONES);
  const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 });

  test('every instant has a wall time that leads back to it', () => {
    fc.assert(
      fc.property(minute, zone, (m, timezone) => {
        const instant = new Date(m * 60_000).toISOString();
        const wall = wallTimeOf(instant, timezone);
        const found = (['earlier', 'later'] as const).map((choice) => instantOf(resolveWallTime(wall, timezone, choice)));
        expect(found).toContain(instant);
        expect(resolveWallTime(wall, timezone, 'reject')).not.toMatchObject({ because: 'gap' });
      }),
      { numRuns: 1_000 }
    );
  });

  test('every wall time that exists once leads to an instant with that wall time', () => {
    fc.assert(
      fc.property(minute, zone, (m, timezone) => {
        const wall = new Date(m * 60_000).toISOString().slice(0, 16);
        const answer = resolveWallTime(wall, timezone, 'reject');
        if (answer.kind === 'exact') expect(wallTimeOf(answer.instant, timezone)).toBe(wall);
        else expect(answer.kind).toBe('refused');
      }),
      { numRuns: 1_000 }
    );
  });

  test('both instants of a repeated wall time show it, and neither of a skipped one does', () => {
    for (const [wall, timezone, shown] of [['2026-10-25T02:30', 'Europe/Berlin', true], ['2026-03-29T02:30', 'Europe/Berlin', false]] as const) {
      const answer = resolveWallTime(wall, timezone, 'reject');
      if (answer.kind !== 'refused') throw new Error(answer.kind);
      for (const instant of [answer.earlier, answer.later]) expect(wallTimeOf(instant, timezone) === wall).toBe(shown);
    }
  });

  test('an instant that a wall time leads to is one that can be promised', () => {
    for (const wall of ['9999-12-31T23:00', '9998-06-01T12:00', '1970-01-02T00:00'])
      for (const timezone of ZONES) {
        const answer = resolveWallTime(wall, timezone, 'earlier');
        if (answer.kind !== 'invalid') expect({ wall, timezone, parsed: parseInstant(instantOf(answer) ?? '') }).toEqual({ wall, timezone, parsed: instantOf(answer) });
      }
  });
});

test('the wall time of an instant is written without seconds and zone', () => {
  expect(wallTimeOf('2026-11-29T01:00:59.999Z', 'Asia/Shanghai')).toBe('2026-11-29T09:00');
});
