/** A query that nobody waits for any more does not end the process when its connection goes; whatever else nobody hears does. */
import type { Core } from '@strapi/strapi';
import { hearAbandonedQueries, ignoreAbandonedQueries } from '../../../src/plugins/content-workflow/server/src/cluster/abandoned';

const warnings: string[] = [];
const strapi = { log: { warn: (line: string) => void warnings.push(line) } } as unknown as Core.Strapi;

const listener = (): ((reason: unknown) => void) => process.listeners('unhandledRejection').at(-1) as (reason: unknown) => void;

afterEach(() => {
  ignoreAbandonedQueries(strapi);
  warnings.length = 0;
});

const failed = (message: string, code?: string): Error => Object.assign(new Error(message), code === undefined ? {} : { code });

test.each([failed('terminating connection due to administrator command', '57P01'), failed('the server is gone', '08006'), failed('read ECONNRESET', 'ECONNRESET'), failed('Connection terminated unexpectedly'), failed('select * from "posts" where "id" = $1 - Connection terminated unexpectedly'), failed('deadlock detected', '40P01'), Object.assign(failed('Knex: Timeout acquiring a connection.'), { name: 'KnexTimeoutError' }), failed('Transaction query already complete, run with DEBUG=knex:tx for more info')])('%s is told and survived', (reason) => {
  hearAbandonedQueries(strapi);
  expect(() => listener()(reason)).not.toThrow();
  expect(warnings).toEqual(['[content-workflow] a query that nobody waited for any more lost its connection or its transaction']);
});

test.each([failed('duplicate key', '23505'), new TypeError('x is undefined'), 'no error at all'])('%s ends the process as before', (reason) => {
  hearAbandonedQueries(strapi);
  expect(() => listener()(reason)).toThrow();
  expect(warnings).toEqual([]);
});

test('a Strapi that is gone hears nothing', () => {
  const before = process.listenerCount('unhandledRejection');
  hearAbandonedQueries(strapi);
  ignoreAbandonedQueries(strapi);
  expect(process.listenerCount('unhandledRejection')).toBe(before);
});
