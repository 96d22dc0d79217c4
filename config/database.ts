import path from 'node:path';

import type { Core } from '@strapi/strapi';
import { flag } from '../src/config/flags';

type ConfigParams = Core.Config.Shared.ConfigParams;

/** The part of a better-sqlite3 connection that the pool hook uses. */
interface SqliteConnection {
  pragma(statement: string): unknown;
}

type AfterCreate = (connection: unknown, done: (error?: Error, connection?: unknown) => void) => void;

/**
 * Makes an acknowledged write survive: WAL lets readers work beside the one writer, FULL syncs the log on every commit,
 * so that a power cut loses nothing that was answered. Strapi runs its own hook (foreign keys) first and then this one.
 */
const makeDurable: AfterCreate = (connection, done) => {
  try {
    const sqlite = connection as SqliteConnection;
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    done(undefined, connection);
  } catch (error) {
    done(error as Error, connection);
  }
};

const sqlite = ({ env }: ConfigParams): Core.Config.Database<'sqlite'> => ({
  connection: {
    client: 'sqlite',
    connection: {
      // From the project root, not from this file: the compiled config runs in dist/config.
      filename: path.resolve(process.cwd(), env('DATABASE_FILENAME', '.tmp/data.db')),
    },
    useNullAsDefault: true,
    // The values of a statement that failed are what people wrote; they do not belong into the message of its error.
    compileSqlOnError: false,
    pool: { afterCreate: makeDurable },
  },
});

const postgres = ({ env }: ConfigParams): Core.Config.Database<'postgres'> => ({
  connection: {
    client: 'postgres',
    connection: {
      connectionString: env('DATABASE_URL') || undefined,
      host: env('DATABASE_HOST', '127.0.0.1'),
      port: env.int('DATABASE_PORT', 5432),
      database: env('DATABASE_NAME', 'strapi'),
      user: env('DATABASE_USERNAME', 'strapi'),
      password: env('DATABASE_PASSWORD', ''),
      schema: env('DATABASE_SCHEMA', 'public'),
      ssl: flag('DATABASE_SSL', env('DATABASE_SSL'), false) && {
        ca: env('DATABASE_SSL_CA') || undefined,
        rejectUnauthorized: flag('DATABASE_SSL_REJECT_UNAUTHORIZED', env('DATABASE_SSL_REJECT_UNAUTHORIZED'), true),
      },
    },
    pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    compileSqlOnError: false,
    acquireConnectionTimeout: env.int('DATABASE_CONNECTION_TIMEOUT', 60_000),
  },
});

const config = (params: ConfigParams): Core.Config.Database => {
  const client = params.env('DATABASE_CLIENT', 'sqlite');
  switch (client) {
    case 'sqlite':
      return sqlite(params);
    case 'postgres':
      return postgres(params);
    default:
      throw new Error(`DATABASE_CLIENT is "${client}"; this application runs on "sqlite" or "postgres".`);
  }
};

export default config;
