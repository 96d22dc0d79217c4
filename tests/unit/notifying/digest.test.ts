/** A digest comes once a calendar day of the reader, whatever the clock does that day. */
import { nextDigest } from '../../../src/plugins/content-workflow/core/notifying/digest';

const BERLIN = { at: '09:00', timezone: 'Europe/Berlin' };

test.each([
  ['before the hour: today', '2027-03-27T07:00:00Z', BERLIN, '2027-03-27T08:00:00.000Z'],
  ['at the hour: tomorrow', '2027-03-27T08:00:00Z', BERLIN, '2027-03-28T07:00:00.000Z'],
  ['over the night in which the clock goes forward: nine by the new time', '2027-03-27T20:00:00Z', BERLIN, '2027-03-28T07:00:00.000Z'],
  ['over the night in which the clock goes back: nine by the new time', '2027-10-30T20:00:00Z', BERLIN, '2027-10-31T08:00:00.000Z'],
  ['an hour that the clock skips: as soon as it goes on', '2027-03-27T20:00:00Z', { at: '02:30', timezone: 'Europe/Berlin' }, '2027-03-28T01:30:00.000Z'],
  ['an hour that the clock shows twice: the first', '2027-10-30T20:00:00Z', { at: '02:30', timezone: 'Europe/Berlin' }, '2027-10-31T00:30:00.000Z'],
  ['and not a second time on that day', '2027-10-31T00:30:00Z', { at: '02:30', timezone: 'Europe/Berlin' }, '2027-11-01T01:30:00.000Z'],
  ['a zone whose day has begun already', '2027-03-27T20:00:00Z', { at: '09:00', timezone: 'Asia/Taipei' }, '2027-03-28T01:00:00.000Z'],
  ['a zone that loses a whole day', '2011-12-29T20:00:00Z', { at: '09:00', timezone: 'Pacific/Apia' }, '2011-12-30T19:00:00.000Z'],
] as const)('%s', (_what, now, time, next) => {
  expect(nextDigest(now, time)).toBe(next);
});

test('what can not be read has no next time', () => {
  expect(nextDigest('2027-03-27T20:00:00Z', { at: '09:00', timezone: 'Nowhere/Land' })).toBeNull();
  expect(nextDigest('2027-03-27T20:00:00Z', { at: 'nine', timezone: 'UTC' })).toBeNull();
});
