/** Which channels are told on the tile of their piece, and which stand by themselves. */
import type { CalendarDelivery, CalendarItem, GetCalendar } from '../../../src/plugins/content-workflow/contracts/calendar';
import { channelsOf } from '../../../src/plugins/content-workflow/admin/src/pages/Calendar/channels';
import { eventsOf } from '../../../src/plugins/content-workflow/admin/src/pages/Calendar/events';

const AT = '2027-03-10T08:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(AT) + seconds * 1_000).toISOString();

const anItem = (change: Partial<CalendarItem> = {}): CalendarItem => ({
  id: 'promise:1',
  kind: 'promise',
  condition: 'scheduled',
  at: AT,
  pieceId: 1,
  revision: 1,
  uid: 'api::post.post',
  documentId: 'a',
  locale: 'en',
  title: 'T',
  state: 'scheduled',
  assignee: null,
  timezone: 'UTC',
  unpublishAt: null,
  latenessMs: null,
  reason: null,
  ...change,
});

const aDelivery = (id: string, change: Partial<CalendarDelivery> = {}): CalendarDelivery => ({
  id,
  key: null,
  state: 'planned',
  isLate: false,
  at: AT,
  plannedAt: AT,
  timezone: null,
  channel: { key: id, name: id, platform: 'mastodon', account: '' },
  pieceId: 1,
  uid: 'api::post.post',
  documentId: 'a',
  locale: 'en',
  title: 'T',
  ...change,
});

const aloneAmong = (items: readonly CalendarItem[], ...deliveries: readonly CalendarDelivery[]): string[] => channelsOf(items, deliveries).alone.map(({ id }) => id);

test('what goes with its piece is told on its tile, whatever that is', () => {
  for (const kind of ['promise', 'plan', 'publication'] as const) {
    const item = anItem({ id: `${kind}:1`, kind });
    const { withItem, alone } = channelsOf([item], [aDelivery('one'), aDelivery('two')]);
    expect([[...withItem.keys()], withItem.get(item.id)?.map(({ id }) => id), alone]).toEqual([[item.id], ['one', 'two'], []]);
  }
});

test('a due date is nobody’s publication', () => {
  expect(aloneAmong([anItem({ id: 'due:1', kind: 'due' })], aDelivery('one'))).toEqual(['one']);
});

test('a time of its own has a tile of its own, and so has what belongs to a piece that is not shown', () => {
  expect(aloneAmong([anItem()], aDelivery('own', { at: after(1_800), plannedAt: after(1_800) }), aDelivery('strange', { pieceId: 2 }), aDelivery('with'))).toEqual(['own', 'strange']);
});

test('a platform may take a few minutes; one that took longer is seen to have', () => {
  const publication = anItem({ id: 'publication:1', kind: 'publication' });
  const soon = aDelivery('soon', { state: 'published', at: after(14 * 60), plannedAt: after(1) });
  const late = aDelivery('long', { state: 'published', at: after(15 * 60), plannedAt: after(1) });
  // Planned for a minute later it is another time, however near.
  const planned = aDelivery('offset', { at: after(60), plannedAt: after(60) });
  expect(aloneAmong([publication], soon, late, planned)).toEqual(['long', 'offset']);
});

test.each(['failed', 'uncertain', 'held', 'remove-by-hand'] as const)('what is %s stands out, though it was to go with its piece', (state) => {
  expect(aloneAmong([anItem()], aDelivery('wrong', { state }), aDelivery('task', { state: 'task' }))).toEqual(['wrong']);
});

test('so does what is late', () => {
  expect(aloneAmong([anItem()], aDelivery('late', { state: 'task', isLate: true }))).toEqual(['late']);
});

test('a channel can not be dragged, looks otherwise than its piece, and stands out where somebody is needed', () => {
  const answer = { data: { items: [anItem()], deliveries: [aDelivery('own', { at: after(1_800), plannedAt: after(1_800) }), aDelivery('wrong', { state: 'uncertain' })], bars: [], blackouts: [], open: [] } } as unknown as GetCalendar.Response;
  const events = eventsOf(answer, 'month', 'UTC');
  expect(events.map(({ id, startEditable, className }) => [id, startEditable, className.includes('cw-channel'), className.includes('cw-stands-out')])).toEqual([
    ['promise:1', true, false, false],
    ['own', false, true, false],
    ['wrong', false, true, true],
  ]);
});
