/** What an address of the delivery API asks for, told without the chain. */
import { placeReader, withoutVisitor } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/place';
import { assignmentOf, visitorOf, type HeaderOf } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/trials';

const placeOf = placeReader({ prefix: '/api/delivery/', typeAt: (path) => (path === 'posts' ? { uid: 'post', localized: true } : path === 'kols' ? { uid: 'kol', localized: false } : null) });

test.each([
  ['/api/delivery/posts', { kind: 'list', uid: 'post', locale: null, name: '' }],
  ['/api/delivery/posts/?locale=en', { kind: 'list', locale: 'en' }],
  ['/api/delivery/posts/tea?locale=zh-Hans', { kind: 'one', locale: 'zh-Hans', name: 'tea' }],
  ['/api/delivery/posts/%E8%8C%B6', { kind: 'one', name: '茶' }],
  ['/api/delivery/kols/ayuan?locale=en', { kind: 'one', uid: 'kol', locale: '' }],
  ['/api/delivery/posts/tea?visitor=visitor-1&fields=title', { visitor: 'visitor-1', key: '/api/delivery/posts/tea?fields=title' }],
])('%s', (url, expected) => expect(placeOf(url)).toMatchObject(expected));

test.each(['/api/delivery/nothing/tea', '/api/delivery/posts/tea/more', '/api/delivery/posts/%E0%A4%A', '/api/delivery/posts/tea?visitor=short', '/api/delivery/posts/tea?visitor=visitor-1&visitor=visitor-2'])('%s is for the chain', (url) => expect(placeOf(url)).toBeNull());

test.each([
  ['/a', '/a'],
  ['/a?locale=en', '/a?locale=en'],
  ['/a?visitor=visitor-1', '/a'],
  ['/a?visitor=visitor-1&locale=en', '/a?locale=en'],
  ['/a?locale=en&visitor=visitor-1&fields=id', '/a?locale=en&fields=id'],
  ['/a?visitor=visitor-1&visitor=visitor-2', '/a?visitor=visitor-1&visitor=visitor-2'],
  ['/a?visitor=no!', '/a?visitor=no!'],
  // What is no parameter of its own belongs to another one, or to the path.
  ['/a?tag=tea?visitor=visitor-1', '/a?tag=tea?visitor=visitor-1'],
  ['/a&visitor=visitor-1', '/a&visitor=visitor-1'],
  ['/a?visitor=visitor-1&tag=tea?visitor=visitor-2', '/a?visitor=visitor-1&tag=tea?visitor=visitor-2'],
  ['/a?tag=tea&xvisitor=visitor-1', '/a?tag=tea&xvisitor=visitor-1'],
])('%s is kept under %s', (url, key) => expect(withoutVisitor(url)).toBe(key));

const sent =
  (headers: Partial<Record<Parameters<HeaderOf>[0], string>>): HeaderOf =>
  (name) =>
    headers[name];

test('a visitor is who the parameter names, else the header, else the cookie; what is malformed is not there', () => {
  expect(visitorOf('visitor-p', sent({ 'x-visitor-id': 'visitor-h', cookie: 'cw_visitor=visitor-c' }))).toBe('visitor-p');
  expect(visitorOf(undefined, sent({ 'x-visitor-id': 'visitor-h', cookie: 'cw_visitor=visitor-c' }))).toBe('visitor-h');
  expect(visitorOf(null, sent({ 'x-visitor-id': 'no!', cookie: 'a=b; cw_visitor=visitor-c; d=e' }))).toBe('visitor-c');
  expect(visitorOf(null, sent({ cookie: 'not_cw_visitor=visitor-c' }))).toBeNull();
  expect(visitorOf(null, sent({ 'x-visitor-id': 'x'.repeat(65), cookie: `cw_visitor=${'x'.repeat(65)}` }))).toBeNull();
});

test.each(['sec-gpc', 'dnt'] as const)('who sends %s: 1 is nobody, however they are named', (header) => {
  const named = { 'x-visitor-id': 'visitor-h', cookie: 'cw_visitor=visitor-c' };
  expect(visitorOf('visitor-p', sent({ ...named, [header]: '1' }))).toBeNull();
  expect(visitorOf('visitor-p', sent({ ...named, [header]: '0' }))).toBe('visitor-p');
});

test('a list names the documents that it shows otherwise, one entry its token', () => {
  const drawn = ['a', 'b'].map((documentId) => ({ documentId, slug: '', version: '', payload: '', token: () => `token-${documentId}` }));
  expect(assignmentOf({ kind: 'list', drawn }, ['a', 'b', 'c'])).toBe('a=token-a, b=token-b');
  expect(assignmentOf({ kind: 'list', drawn }, ['b'])).toBe('b=token-b');
  expect(assignmentOf({ kind: 'one', drawn: drawn.slice(0, 1) }, ['a'])).toBe('token-a');
  expect(assignmentOf({ kind: 'list', drawn }, [])).toBeNull();
});
