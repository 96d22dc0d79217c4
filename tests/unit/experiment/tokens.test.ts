/** The signed assignment that a reader's script sends back. */
import { createTokens, MAX_TOKEN, TOKEN_DAYS } from '../../../src/plugins/content-workflow/server/src/experiment/exposure/tokens';

const DAY = 86_400_000;
const NOW = Date.parse('2026-05-01T12:34:56Z');

const tokens = createTokens(['key-one', 'key-two']);
const assignment = { key: 'summer-title', arm: 1, unit: tokens.unitOf('summer-title', 'visitor-1234') };

test('says what was signed, and fits an address and a header as it is', () => {
  const token = tokens.sign(assignment, NOW);
  expect(tokens.read(token, NOW)).toEqual({ kind: 'valid', ...assignment });
  expect(token).toMatch(/^[A-Za-z0-9_.-]{1,100}$/);
  expect(encodeURIComponent(token)).toBe(token);
});

test('a key of any characters comes back as it was', () => {
  for (const key of ['a.b', 'ключ', 'a b/c?d', 'x'.repeat(64)]) {
    const token = tokens.sign({ ...assignment, key }, NOW);
    expect(tokens.read(token, NOW)).toEqual({ kind: 'valid', ...assignment, key });
    expect(token.length).toBeLessThanOrEqual(MAX_TOKEN);
  }
});

test('is good for ninety days and expired after them', () => {
  const token = tokens.sign(assignment, NOW);
  expect(tokens.read(token, NOW + TOKEN_DAYS * DAY - 1).kind).toBe('valid');
  expect(tokens.read(token, NOW + (TOKEN_DAYS + 1) * DAY)).toEqual({ kind: 'expired', ...assignment });
});

test('no part of it can be changed', () => {
  const parts = tokens.sign(assignment, NOW).split('.');
  const other = ['another-title', '0', 'A'.repeat(22), 'zzzzz', 'A'.repeat(22)];
  parts.forEach((_part, i) => expect(tokens.read(parts.with(i, other[i] ?? '').join('.'), NOW)).toEqual({ kind: 'forged' }));
});

test.each(['', '.', '....', 'a.0.b.c.d', 'x'.repeat(10_000), '%E0%A4%A.0.AAAAAAAAAAAAAAAAAAAAAA.zz.AAAAAAAAAAAAAAAAAAAAAA', 'a\u0000b'])('%j is forged and no error', (text) => {
  expect(tokens.read(text, NOW)).toEqual({ kind: 'forged' });
});

test('a key that is put in front voids nothing, and makes nobody another reader', () => {
  const later = createTokens(['key-zero', 'key-one', 'key-two']);
  expect(later.read(tokens.sign(assignment, NOW), NOW).kind).toBe('valid');
  expect(later.unitOf('summer-title', 'visitor-1234')).toBe(assignment.unit);
  expect(createTokens(['another']).read(tokens.sign(assignment, NOW), NOW).kind).toBe('forged');
});

test('a reader has another unit in each experiment, and none of them tells who it is', () => {
  expect(tokens.unitOf('a', 'visitor-1234')).not.toBe(tokens.unitOf('b', 'visitor-1234'));
  expect(tokens.unitOf('a', 'visitor-1234')).not.toContain('visitor');
});
