/** Nothing that is kept of an exchange holds a secret. */
import { createRedact, stringsIn } from '../../../src/plugins/content-workflow/server/src/distribution/egress/redact';

const SECRET = 's3cr3t/+=& "quoted"';

test.each([
  ['as it is', (s: string) => `failed with ${s}!`],
  ['in an address', (s: string) => `GET /x?y=${encodeURIComponent(s)}`],
  ['in a form', (s: string) => new URLSearchParams({ y: s }).toString()],
  ['in JSON', (s: string) => JSON.stringify({ y: s })],
  ['in base64', (s: string) => `Authorization ${Buffer.from(s).toString('base64')}`],
])('a secret %s is blotted out', (_where, hide) => {
  const hidden = hide(SECRET);
  const left = createRedact([SECRET])(hidden);
  expect(left).toContain('[secret]');
  expect(left).not.toContain('s3cr3t');
  expect(hidden === left).toBe(false);
});

test('the parts of a secret address are secrets as well', () => {
  const redact = createRedact(['https://hooks.example.com/v2/T0123456789AB/abcdefghijklmnop?key=0123456789abcdef']);
  expect(redact('hook abcdefghijklmnop of T0123456789AB with 0123456789abcdef at v2')).toBe('hook [secret] of [secret] with [secret] at v2');
});

test('what looks like a secret is one, whoever it belongs to', () => {
  const redact = createRedact([]);
  expect(redact('https://a.example/cgi?access_token=abc123&x=1')).toBe('https://a.example/cgi?access_token=[secret]&x=1');
  expect(redact('{"access_token": "abc123","expires_in":7200,"errcode":0,"code":"x"}')).toBe('{"access_token": "[secret]","expires_in":7200,"errcode":0,"code":"x"}');
  expect(redact('Authorization: Bearer abcdefgh12345')).toBe('Authorization: Bearer [secret]');
  expect(redact('https://api.telegram.org/bot123:AA-bb_cc/sendMessage')).toBe('https://api.telegram.org/bot[secret]/sendMessage');
  expect(redact('https://open.feishu.cn/open-apis/bot/v2/hook/aaaa-bbbb')).toBe('https://open.feishu.cn/open-apis/bot/v2/hook/[secret]');
  expect(redact('https://user:pass@host/')).toBe('https://[secret]@host/');
});

test('words that are secrets by chance do not blot out everything', () => {
  expect(createRedact(['', 'a', '12'])('a 12 b')).toBe('a 12 b');
});

test('a token that is JSON hides its parts', () => {
  expect(stringsIn({ a: '{"b":["cccc"]}', d: 1 })).toEqual(['{"b":["cccc"]}', 'cccc']);
});
