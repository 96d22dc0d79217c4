/** What is typed outlives its box, for who typed it, and nothing longer than it has to. */
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../../src/plugins/content-workflow/admin/src/piece/kept-text';

const NOW = Date.parse('2026-11-26T09:00:00Z');
const WEEK = 7 * 86_400_000;
const place = placeOf('7', '12.REJECT');

let stored: Map<string, string>;
const storage = (work: Partial<Storage> = {}): void => {
  stored = new Map();
  const fake = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key), ...work };
  Object.defineProperty(globalThis, 'localStorage', { value: fake, configurable: true, writable: true });
};
beforeEach(() => storage());
afterAll(() => void Reflect.deleteProperty(globalThis, 'localStorage'));

test('what was written is there again, and nothing that is empty', () => {
  keepTyped(place, { comment: 'Name the place.', reason: ' ' }, NOW);
  expect(typedBefore(place, NOW)).toEqual({ comment: 'Name the place.' });
});

test('of another person, another piece and another event there is nothing', () => {
  keepTyped(place, { comment: 'Mine.' }, NOW);
  for (const other of [placeOf('8', '12.REJECT'), placeOf('7', '13.REJECT'), placeOf('7', '12.COMMENT')]) expect(typedBefore(other, NOW)).toEqual({});
});

test('what is sent or emptied is forgotten, and so is what a week has passed over', () => {
  keepTyped(place, { comment: 'Old.' }, NOW);
  expect(typedBefore(place, NOW + WEEK - 1)).toEqual({ comment: 'Old.' });
  expect(typedBefore(place, NOW + WEEK)).toEqual({});
  forgetTyped(place);
  expect(stored.size).toBe(0);
  keepTyped(place, { comment: 'Again.' }, NOW);
  keepTyped(place, { comment: '  ' }, NOW);
  expect(stored.size).toBe(0);
});

test.each(['', '{', '7', 'null', '[]', '{"at":"x","values":{}}', '{"at":1}', '{"at":1,"values":null}'])('something else in its place, %j, is nothing that was typed', (text) => {
  stored.set(place, text);
  expect(typedBefore(place, NOW)).toEqual({});
});

test('a browser without storage loses the comfort and nothing else', () => {
  const refuse = (): never => {
    throw new Error('denied');
  };
  storage({ getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(() => keepTyped(place, { comment: 'x' }, NOW)).not.toThrow();
  expect(() => forgetTyped(place)).not.toThrow();
  expect(typedBefore(place, NOW)).toEqual({});
});
