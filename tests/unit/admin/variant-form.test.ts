/** A variant in its form: what is typed becomes what is stored, and nothing that was not touched changes. */
import { inputKind, inputOf, inputOfField, overridden, overridesOf, problemsOf, suggestedKey, textOf, valueOf, valuesFor, withoutOverride, withOverride, type InputKind } from '../../../src/plugins/content-workflow/admin/src/content-manager/record/variants/variant-form';

const KINDS: Readonly<Record<string, InputKind>> = { title: 'line', body: 'blocks', cover: 'file' };
const kindOf = (name: string): InputKind | null => KINDS[name] ?? null;
const PIECE: Readonly<Record<string, unknown>> = { title: 'Tea', body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Come' }] }], cover: { id: 7, url: '/uploads/a.png' } };
const original = (name: string): unknown => PIECE[name];

const BLANK = { key: 'b', label: 'Variant B', name: 'title' };

test('an attribute is typed as its type wants it, and lists of files are not', () => {
  expect(['string', 'text', 'richtext', 'blocks', 'media', 'enumeration', 'datetime', 'relation'].map((type) => inputKind({ type }))).toEqual(['line', 'prose', 'markdown', 'blocks', 'file', 'choice', 'instant', null]);
  expect(inputKind({ type: 'media', multiple: true })).toBeNull();
  expect(inputKind(undefined)).toBeNull();
});

test('keys are suggested from b on, past those that are taken', () => {
  expect(suggestedKey([])).toBe('b');
  expect(suggestedKey(['b', 'c'])).toBe('d');
  expect(suggestedKey([...'bcdefghijklmnopqrstuvwxyz'])).toBe('v26');
});

test('a new variant begins with one attribute, as the piece says it', () => {
  const values = valuesFor(null, BLANK, kindOf, original);
  expect(overridden(values)).toEqual(['title']);
  expect(values[inputOf('title')]).toBe('Tea');
});

test('a second attribute begins with what the piece says, and one that is taken away keeps what was typed', () => {
  const one = valuesFor(null, BLANK, kindOf, original);
  const two = withOverride(one, 'body', textOf('blocks', original('body')));
  expect(overridden(two)).toEqual(['title', 'body']);
  const typed = { ...two, [inputOf('body')]: 'Come soon' };
  expect(withOverride(withoutOverride(typed, 'body'), 'body', 'Come')[inputOf('body')]).toBe('Come soon');
});

test('what is typed is what is sent, and what was not touched is sent as it was', () => {
  const strange = [{ type: 'image', image: { url: '/a.png' }, children: [{ type: 'text', text: '' }] }];
  const variant = { key: 'b', label: 'B', overrides: { body: strange, cover: 7, title: 'Tea?' }, hash: '', approved: false, running: false, several: false };
  const values = valuesFor(variant, BLANK, kindOf, original);
  expect(overridesOf(values, variant, kindOf, original)).toEqual(variant.overrides);
  expect(overridesOf({ ...values, [inputOf('title')]: 'Tea!', [inputOf('cover')]: '9' }, variant, kindOf, original)).toEqual({ body: strange, cover: 9, title: 'Tea!' });
});

test('a file is its id, whether it is known as one or as a file', () => {
  expect(textOf('file', 7)).toBe('7');
  expect(textOf('file', { id: 7, url: '/a' })).toBe('7');
  expect(textOf('file', null)).toBe('');
  expect(valueOf('file', '7', { id: 7, url: '/a' })).toBe(7);
});

test('what is plainly wrong is said at its input before anybody is asked', () => {
  const values = valuesFor(null, BLANK, kindOf, original);
  expect(problemsOf(values, null, [], kindOf, original)).toEqual({ [inputOf('title')]: 'same' });
  expect(problemsOf({ ...values, key: 'Original', label: ' ', [inputOf('title')]: ' ' }, null, [], kindOf, original)).toEqual({ key: 'key', label: 'required', [inputOf('title')]: 'required' });
  expect(problemsOf({ ...values, key: 'original', [inputOf('title')]: 'x' }, null, [], kindOf, original)).toEqual({ key: 'taken' });
  expect(problemsOf({ ...values, key: 'c', [inputOf('title')]: 'x' }, null, ['c'], kindOf, original)).toEqual({ key: 'taken' });
  expect(problemsOf({ ...values, names: '' }, null, [], kindOf, original)).toEqual({ overrides: 'none' });
  expect(problemsOf({ ...values, [inputOf('title')]: 'x' }, null, [], kindOf, original)).toEqual({});
});

test('what the server refuses stands at the input that it is about', () => {
  const values = valuesFor(null, BLANK, kindOf, original);
  expect(inputOfField('overrides.title', values)).toBe(inputOf('title'));
  expect(inputOfField('overrides.title.0', values)).toBe(inputOf('title'));
  expect(inputOfField('overrides', values)).toBe('overrides');
  expect(inputOfField('label', values)).toBe('label');
});
