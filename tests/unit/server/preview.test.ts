import fc from 'fast-check';
import { createPreviewLinks, type PreviewClaim } from '../../../src/plugins/content-workflow/server/src/publishing/preview';

const NOW = Date.UTC(2026, 10, 23, 9);
const claim = (overrides: Partial<PreviewClaim> = {}): PreviewClaim => ({
  subject: { uid: 'api::post.post', documentId: 'abc123', locale: 'zh-Hans' },
  hash: 'f'.repeat(64),
  expiresAt: NOW + 60_000,
  ...overrides,
});

const links = createPreviewLinks(['key one', 'key two']);
const token = links.sign(claim());

test('a signed link is valid and says exactly what was signed', () => {
  expect(links.check(token, NOW)).toEqual({ kind: 'valid', claim: claim() });
});

test('a link fits into one segment of an address without being encoded', () => {
  expect(encodeURIComponent(token)).toBe(token);
});

test('it is valid to its last millisecond and expired at its end', () => {
  expect(links.check(token, NOW + 59_999).kind).toBe('valid');
  expect(links.check(token, NOW + 60_000)).toEqual({ kind: 'expired' });
  expect(links.check(token, NOW + 10 * 60_000)).toEqual({ kind: 'expired' });
});

test('every claim survives: any type, document, locale, hash and time', () => {
  const claims = fc.record({
    subject: fc.record({ uid: fc.string(), documentId: fc.string(), locale: fc.string() }),
    hash: fc.string(),
    expiresAt: fc.integer({ min: NOW + 1, max: NOW + 10 ** 12 }),
  });
  fc.assert(fc.property(claims, (any) => expect(links.check(links.sign(any), NOW)).toEqual({ kind: 'valid', claim: any })));
});

test('a key that was put in front voids nothing that was signed before, and one that was taken away does', () => {
  expect(createPreviewLinks(['a new key', 'key one', 'key two']).check(token, NOW).kind).toBe('valid');
  expect(createPreviewLinks(['a new key', 'key two']).check(token, NOW)).toEqual({ kind: 'forged' });
});

describe('forgeries', () => {
  test('a link that is signed with another key is forged', () => {
    expect(createPreviewLinks(['another key']).check(token, NOW)).toEqual({ kind: 'forged' });
  });

  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', '+', '/', '=', '.', '%', ' ', '\n', '\0', 'é'];

  /** Every token that differs in one place: one character replaced, left out or put in. */
  const mutations = function* (): Generator<string> {
    for (let i = 0; i <= token.length; i += 1) {
      if (i < token.length) yield token.slice(0, i) + token.slice(i + 1);
      for (const character of alphabet) {
        if (i < token.length && character !== token[i]) yield token.slice(0, i) + character + token.slice(i + 1);
        yield token.slice(0, i) + character + token.slice(i);
      }
    }
  };

  test('a link with one character replaced, left out or added is forged, wherever it is', () => {
    const passed: string[] = [];
    for (const mutated of mutations()) if (links.check(mutated, NOW).kind !== 'forged') passed.push(mutated.slice(token.indexOf('.')));
    expect(passed).toEqual([]);
  });

  test('the signature of one link does not fit another', () => {
    const [, signature] = token.split('.');
    const other = links.sign(claim({ hash: '0'.repeat(64) }));
    expect(links.check(`${other.split('.')[0]}.${signature}`, NOW)).toEqual({ kind: 'forged' });
  });

  test('an expiry that somebody moved is forged', () => {
    const [, signature] = token.split('.');
    const body = Buffer.from(JSON.stringify(['api::post.post', 'abc123', 'zh-Hans', 'f'.repeat(64), NOW + 10 ** 12])).toString('base64url');
    expect(links.check(`${body}.${signature}`, NOW)).toEqual({ kind: 'forged' });
  });

  test.each(['', '.', '..', 'a', 'a.b', `${token}.`, `.${token}`, `${token}.x`, token.split('.')[0] ?? '', `${token.split('.')[0]}.`, 'null', '%00'])('%j is forged', (text) => {
    expect(links.check(text, NOW)).toEqual({ kind: 'forged' });
  });

  test('an expired link that was also changed is forged: nothing is read from it', () => {
    expect(links.check(`x${token}`, NOW + 10 ** 9)).toEqual({ kind: 'forged' });
  });

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => expect(links.check(`${a}.${b}`, NOW)).toEqual({ kind: 'forged' })));
  });
});
