/** What a log line holds, and what it can not hold whoever writes it. */
import { jsonLine, logFormat, prettyLine } from '../../../src/observability/log-format';

const NOON = new Date('2027-01-15T12:00:00.000Z');

test('a JSON line is one object with the ids of the work', () => {
  const line = jsonLine({ level: 'warn', message: 'two\nlines', requestId: 'r-1', pieceId: 7, uid: 'api::post.post' }, NOON);
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({ time: NOON.toISOString(), level: 'warn', message: 'two\nlines', requestId: 'r-1', pieceId: 7, uid: 'api::post.post' });
});

test.each([['json', jsonLine], ['pretty', prettyLine]])('%s prints no field that is not on the list', (_name, write) => {
  const line = write({ level: 'info', message: 'saved', email: 'ada@example.com', user: { name: 'Ada' }, requestId: 'r-1' }, NOON);
  expect(line).toContain('r-1');
  expect(line).not.toMatch(/ada/i);
});

test('an error is told by its message and its stack, without what hangs on it', () => {
  const error = Object.assign(new TypeError('no such column'), { level: 'error', bindings: ['a secret'] });
  const told = JSON.parse(jsonLine(error as unknown as Record<string, unknown>, NOON)) as Record<string, unknown>;
  expect(told).toEqual({ time: NOON.toISOString(), level: 'error', message: 'no such column', error: { name: 'TypeError', stack: error.stack } });
  expect(prettyLine(error as unknown as Record<string, unknown>, NOON)).not.toContain('a secret');
});

describe.each([['json', jsonLine], ['pretty', prettyLine]] as const)('%s tells of an error of the database its code and where it happened', (_name, write) => {
  const thrown = (code: string, message: string): Error => Object.assign(new Error(message), { name: 'error', code });

  test.each([
    ['22P02', 'select * from "posts" where "id" = $1 - invalid input syntax for type integer: "ada@example.com"'],
    ['22P02', 'invalid input syntax for type integer: "1\n    at ada@example.com:1:1"'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'insert into `t` values (?) - UNIQUE constraint failed: ada'],
    ['SQLITE_ERROR', 'unrecognized token: "ada@example.com"'],
  ])('%s, and not its message', (code, message) => {
    const error = thrown(code, message);
    const line = write(Object.assign(error, { level: 'error' }) as unknown as Record<string, unknown>, NOON);
    expect(line).not.toMatch(/ada/);
    expect(line).toContain(`The database answered with the error ${code}`);
    expect(line).toContain('log-format.test.ts');
  });

  test('also where it was handed over behind a sentence', () => {
    const error = thrown('SQLITE_ERROR', 'unrecognized token: "ada"');
    expect(write({ level: 'error', message: `Could not save. ${error.message}`, stack: error.stack, [Symbol.for('splat')]: [error] } as Record<string, unknown>, NOON)).not.toMatch(/ada/);
  });

  test('and of every other error the message', () => {
    for (const code of ['EPIPE', 'ECONNREFUSED', 'ERR_HTTP_HEADERS_SENT']) expect(write(Object.assign(thrown(code, 'told in full'), { level: 'error' }) as unknown as Record<string, unknown>, NOON)).toContain('told in full');
  });
});

test('colours stay out of JSON', () => {
  expect(JSON.parse(jsonLine({ level: 'info', message: '\u001b[32mgreen\u001b[39m' }, NOON))).toMatchObject({ message: 'green' });
});

test('a pretty line is a sentence with the ids behind it', () => {
  expect(prettyLine({ level: 'http', message: 'GET /api/posts (3 ms) 200', method: 'GET', status: 200, requestId: 'r-1', pieceId: 7 }, NOON)).toBe(`[${NOON.toISOString()}] http: GET /api/posts (3 ms) 200 (requestId=r-1 pieceId=7)`);
});

test('the finished line stands where winston looks for it', () => {
  const line = logFormat('json').transform({ level: 'info', message: 'up' }) as Record<symbol, string>;
  expect(JSON.parse(line[Symbol.for('message')] ?? '')).toMatchObject({ level: 'info', message: 'up' });
});
