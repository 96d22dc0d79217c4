import { assertDatabase, isAnswerLost, isClash, isPassing, OutcomeUnknownError } from '../../../src/plugins/content-workflow/server/src/database';

const coded = (code: string): Error => Object.assign(new Error('from the driver'), { code });

describe('a database', () => {
  test.each(['mysql', 'oracle', ''])('"%s" is refused with a sentence that names it', (client) => {
    expect(() => assertDatabase(client, 'all')).toThrow(`the database "${client}" is not supported`);
  });

  test.each(['web', 'worker'] as const)('of one process can not be shared by a %s process', (role) => {
    expect(() => assertDatabase('sqlite', role)).toThrow(`the role "${role}"`);
    expect(() => assertDatabase('postgres', role)).not.toThrow();
  });

  test('of either kind carries a process that does everything', () => {
    for (const client of ['sqlite', 'postgres']) expect(() => assertDatabase(client, 'all')).not.toThrow();
  });
});

describe('an error', () => {
  test.each(['08006', '40001', '40P01', '53300', '55P03', '57P01', 'ECONNRESET', 'SQLITE_BUSY'])('%s passes by itself', (code) => {
    expect(isPassing(coded(code))).toBe(true);
  });

  test.each(['23505', '23502', '22003', '42P01', 'ENOENT'])('%s does not', (code) => {
    expect(isPassing(coded(code))).toBe(false);
  });

  test('of a connection that broke without a code passes', () => {
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
    // As Knex passes it on.
    expect(isPassing(new Error('COMMIT; - Connection terminated unexpectedly'))).toBe(true);
    expect(isPassing(Object.assign(new Error('slow'), { name: 'KnexTimeoutError' }))).toBe(true);
    expect(isPassing('Connection terminated')).toBe(false);
  });

  test('leaves open whether it was done only when the connection broke after the question', () => {
    expect([coded('57P01'), coded('ECONNRESET'), new Error('Connection terminated unexpectedly')].map(isAnswerLost)).toEqual([true, true, true]);
    expect([coded('40001'), coded('53100'), coded('23503'), new Error('Client has encountered a connection error and is not queryable')].map(isAnswerLost)).toEqual([false, false, false, false]);
    expect(isPassing(new OutcomeUnknownError(coded('57P01')))).toBe(true);
  });

  test('is a clash only when the database says that it undid the transaction', () => {
    expect([coded('40001'), coded('40P01'), coded('57P01'), new Error('deadlock detected')].map(isClash)).toEqual([true, true, false, false]);
  });
});
