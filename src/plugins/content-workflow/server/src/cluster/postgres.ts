/** How a part that needs a PostgreSQL connection of its own reaches the database that Strapi uses. */
import type { Core } from '@strapi/strapi';
import type { ClientBase, ClientConfig } from 'pg';

interface Settings extends ClientConfig {
  readonly schema?: string;
}

interface Knex {
  readonly client: { readonly connectionSettings: Settings };
}

const settingsOf = (strapi: Core.Strapi): Settings => (strapi.db.connection as unknown as Knex).client.connectionSettings;

/** Named one by one: knex hides the password from copies, and Strapi's own settings mean nothing to the driver. */
export const clientConfig = (strapi: Core.Strapi, name: string): ClientConfig => {
  const { connectionString, host, port, user, password, database, ssl } = settingsOf(strapi);
  return { connectionString, host, port, user, password, database, ssl, application_name: `content-workflow ${name}`, keepAlive: true };
};

/** The driver waits for the other end even when it is asked to end; the socket does not. */
export const hangUp = (client: ClientBase): void => void (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();

/** A connection that lets a question run into its time limit would let the next one wait behind it. */
export const hangUpWhenSilent = (client: ClientBase): void => {
  const ask = client.query.bind(client) as (...question: readonly unknown[]) => unknown;
  client.query = ((...question: readonly unknown[]) => {
    const answer = ask(...question);
    if (answer instanceof Promise) answer.catch((error: Error) => error.message === 'Query read timeout' && hangUp(client));
    return answer;
  }) as typeof client.query;
};

/** How soon a database gives up a peer that vanished without a word: after the idle seconds, three questions in a row without an answer. */
const KEEPALIVE = { tcp_keepalives_idle: '10', tcp_keepalives_interval: '5', tcp_keepalives_count: '3' } as const;

interface Asked {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/**
 * Settings of one connection, so that the database does not keep what it holds for a machine that is gone until TCP gives up,
 * which takes hours. Those that its version or its system does not have are left out.
 */
export const doNotOutliveMe = async (on: Asked, more: Readonly<Record<string, string>> = {}): Promise<void> => {
  const settings = { ...KEEPALIVE, ...more };
  await on.query('select set_config(name, $2::jsonb ->> name, false) from pg_settings where name = any($1)', [Object.keys(settings), JSON.stringify(settings)]);
};

/** Two applications can share a database in schemas of their own, and neither may run the other's jobs. */
export const schemaOf = (strapi: Core.Strapi): string => strapi.db.getSchemaName() ?? 'public';
