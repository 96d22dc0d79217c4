/** Where a tile lands: the hour that readers were promised is kept by days and changed by hours. */
import { droppedAt, type Movable } from '../../../src/plugins/content-workflow/admin/src/pages/Calendar/moving';

const promise = (at: string, zone: string): Movable & { readonly at: string } => ({ kind: 'promise', pieceId: 1, uid: 'api::post.post', documentId: 'a', locale: 'en', title: 'T', at, zone });

test('a move by days keeps the hour in the zone of the promise, though the viewer has changed the clock between', () => {
  // 09:00 in Shanghai is 02:00 in Berlin in winter; on the viewer's calendar it was dropped two days later, in summer time.
  const item = promise('2027-03-27T01:00:00.000Z', 'Asia/Shanghai');
  expect(droppedAt(item, '2027-03-29T00:00:00.000Z', 'days', 'Europe/Berlin')).toEqual({ date: '2027-03-29', time: '09:00' });
});

test('a move by days can lead to a time that does not exist, which is for the server to ask about', () => {
  const item = promise('2027-03-26T01:30:00.000Z', 'Europe/Berlin');
  expect(droppedAt(item, '2027-03-28T01:30:00.000Z', 'days', 'Europe/Berlin')).toEqual({ date: '2027-03-28', time: '02:30' });
});

test('a move by days across the date line counts the days that the viewer saw', () => {
  const item = promise('2027-06-10T16:30:00.000Z', 'Asia/Shanghai');
  expect(droppedAt(item, '2027-06-09T16:30:00.000Z', 'days', 'Europe/Berlin')).toEqual({ date: '2027-06-10', time: '00:30' });
});

test('a move by hours means the instant under the pointer, on the clock of the promise', () => {
  const item = promise('2027-06-10T01:00:00.000Z', 'Asia/Shanghai');
  expect(droppedAt(item, '2027-06-11T06:30:00.000Z', 'hours', 'Europe/Berlin')).toEqual({ date: '2027-06-11', time: '14:30' });
});
