import type { CalendarItem } from '../../../src/plugins/content-workflow/contracts/calendar';
import { icsOf } from '../../../src/plugins/content-workflow/server/src/desk/calendar/subscription';

const item = (overrides: Partial<CalendarItem> = {}): CalendarItem => ({
  id: 'promise:7',
  kind: 'promise',
  condition: 'scheduled',
  at: '2027-03-15T01:00:00.000Z',
  pieceId: 7,
  revision: 4,
  uid: 'api::post.post',
  documentId: 'abc',
  locale: 'en',
  title: 'Tea; rain, and a very long title that goes on until a line of the file has to be folded over',
  state: 'scheduled',
  assignee: null,
  timezone: 'Asia/Shanghai',
  unpublishAt: null,
  latenessMs: null,
  reason: null,
  ...overrides,
});

const me = { id: '5', language: null };
const link = ({ documentId }: CalendarItem): string => `https://cms.example.com/admin/${documentId}`;

/** The file's lines as a calendar program reads them, unfolded. */
const linesOf = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n');

test('a promise is an event at its instant, with its own clock, its stage and its entry', () => {
  const lines = linesOf(icsOf([item()], me, link));
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:promise-7@content-workflow',
      'DTSTART:20270315T010000Z',
      'DTEND:20270315T011500Z',
      'STATUS:CONFIRMED',
      'SEQUENCE:4',
      'URL;VALUE=URI:https://cms.example.com/admin/abc',
      'DESCRIPTION:2027-03-15 09:00 Asia/Shanghai\\nhttps://cms.example.com/admin/abc',
    ])
  );
  expect(lines.find((line) => line.startsWith('SUMMARY'))).toBe('SUMMARY:Scheduled: Tea\\; rain\\, and a very long title that goes on until a line of the file has to be folded over');
});

test('no line is longer than the format allows', () => {
  const text = icsOf([item({ title: '在山脊上煮一壶茶'.repeat(12) })], me, link);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('a move keeps the identity and raises the sequence', () => {
  const [before, after] = [item(), item({ at: '2027-03-16T01:00:00.000Z', revision: 5 })].map((one) => linesOf(icsOf([one], me, link)));
  const uid = (lines: string[] | undefined) => lines?.find((line) => line.startsWith('UID:'));
  expect(uid(before)).toBe(uid(after));
  expect(after).toContain('SEQUENCE:5');
});

test('the same items give the same file', () => {
  expect(icsOf([item()], me, link)).toBe(icsOf([item()], me, link));
});

test('a plan is tentative and what was stopped says why, but not what somebody wrote about it', () => {
  const lines = linesOf(icsOf([item({ id: 'plan:8', kind: 'plan', condition: 'plan', timezone: null, pieceId: 8 }), item({ pieceId: 9, condition: 'held', reason: { code: 'HELD_BY_PERSON', message: 'The lawyers object.' } }), item({ pieceId: 10, condition: 'held', reason: { code: 'IN_BLACKOUT', message: 'A blackout covers it.' } })], me, link));
  expect(lines.filter((line) => line === 'STATUS:TENTATIVE')).toHaveLength(3);
  expect(lines.some((line) => line.includes('The lawyers object.'))).toBe(false);
  expect(lines.some((line) => line.includes('A blackout covers it.'))).toBe(true);
});

test("other people's due dates are left out", () => {
  const due = (id: string): CalendarItem => item({ kind: 'due', condition: 'due', pieceId: Number(id), assignee: { kind: 'admin', id, name: 'x' } });
  const lines = linesOf(icsOf([due('5'), due('6')], me, link));
  expect(lines.filter((line) => line.startsWith('UID:'))).toEqual(['UID:due-5@content-workflow']);
});

test('it speaks the language of the person', () => {
  for (const [language, word] of [['en', 'Scheduled'], ['zh-Hans', '已排期'], ['zh', '已排期'], ['fr', 'Scheduled']] as const) expect(icsOf([item({ title: 'T' })], { id: '5', language }, link)).toContain(`SUMMARY:${word}: T`);
});
