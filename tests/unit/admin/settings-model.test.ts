/** What is typed into the settings: only what is not the file's is sent, and nothing typed is lost to what others save. */
import type { SettingsValues, TypeSettings } from '../../../src/plugins/content-workflow/contracts/settings';
import { changesOf, freshKey, moved, problemAt, problemOf, rebased, withValue } from '../../../src/plugins/content-workflow/admin/src/pages/Settings/model';

const POST = 'api::post.post';

const type = (overrides: Partial<TypeSettings> = {}): TypeSettings => ({
  review: [{ key: 'editorial', name: 'Editorial', quorum: 1, roles: [] }],
  checklist: [],
  edits: { review: 'void', scheduled: 'lock' },
  late: { policy: 'publish', toleranceMinutes: 15 },
  windows: [],
  retrospectiveAfterDays: null,
  rejectReasons: ['quality'],
  ...overrides,
});
const values = (post: Partial<TypeSettings> = {}, more: Partial<SettingsValues> = {}): SettingsValues => ({ types: { [POST]: type(post) }, blackouts: [], checklistTemplates: [], ...more });

const MOURNING = { from: '2027-01-01T00:00:00.000Z', to: '2027-01-02T00:00:00.000Z', reason: 'Mourning' };

test('only what is not the file\'s is sent', () => {
  expect(changesOf(values(), values())).toEqual({ types: {} });
  expect(changesOf(values({ rejectReasons: ['dull'] }, { blackouts: [MOURNING] }), values())).toEqual({ types: { [POST]: { rejectReasons: ['dull'] } }, blackouts: [MOURNING] });
});

test('what others saved comes in, and what was typed stays on top of it', () => {
  const before = values();
  const typed = values({ rejectReasons: ['dull'] });
  const theirs = values({ rejectReasons: ['rights'], late: { policy: 'hold', toleranceMinutes: 1 } }, { blackouts: [MOURNING] });
  expect(rebased(typed, before, theirs)).toEqual(values({ rejectReasons: ['dull'], late: { policy: 'hold', toleranceMinutes: 1 } }, { blackouts: [MOURNING] }));
});

test('a value is put at its place and nowhere else', () => {
  expect(withValue(values(), ['types', POST, 'retrospectiveAfterDays'], 7)).toEqual(values({ retrospectiveAfterDays: 7 }));
  expect(withValue(values(), ['blackouts'], [MOURNING])).toEqual(values({}, { blackouts: [MOURNING] }));
  expect(withValue(values(), ['types', 'api::page.page', 'late'], null)).toEqual(values());
});

test('a problem is said at the innermost place that shows it', () => {
  const problems = [{ path: ['types', POST, 'review', 1, 'name'], message: 'a' }, { path: ['types', POST, 'review'], message: 'b' }];
  expect(problemAt(problems, 'types', POST, 'review', 1, 'name')?.message).toBe('a');
  expect(problemAt(problems, 'types', POST, 'review', 0)).toBeNull();
  expect(problemOf(problems, ['types', POST, 'review'])?.message).toBe('b');
});

test('a step is moved without another being lost, and a new one has a key of its own', () => {
  expect([moved(['a', 'b', 'c'], 0, 2), moved(['a', 'b', 'c'], 2, 0), moved(['a'], 5, 0)]).toEqual([['b', 'c', 'a'], ['c', 'a', 'b'], ['a']]);
  expect([freshKey([]), freshKey(['editorial']), freshKey(['step-2'])]).toEqual(['step-1', 'step-2', 'step-3']);
});
