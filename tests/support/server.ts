/** Servers in processes of their own, which tests may kill. They listen on loopback, on a port that is free. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { TestDatabase } from './test-database';

export const ROOT = path.resolve(__dirname, '../..');

export type ServerDatabase = string | Pick<TestDatabase, 'env'>;

export interface ServerOptions {
  /** A test's database, or the file of a SQLite database; created when it is missing. */
  readonly database: ServerDatabase;
  /** The application to run; this repository's by default. */
  readonly appDir?: string;
  readonly distDir?: string;
  /** A module whose exported functions `call` runs inside the server, with Strapi and the input. */
  readonly commands?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly nodeArguments?: readonly string[];
}

export interface Server {
  readonly pid: number;
  /** Resolves with the address once the server listens; rejects with its output when it ends before. */
  readonly ready: Promise<string>;
  /** Resolves with its exit code and the end of its output when the process is gone, whoever ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  call<T>(command: string, input?: unknown): Promise<T>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a service manager asks; resolves with the exit code when the process is gone. */
  stop(): Promise<number | null>;
}

/** Production refuses to start without secrets; the same ones at every start keep sessions valid. */
const SECRETS = {
  APP_KEYS: 'server-test-key-one,server-test-key-two',
  ADMIN_JWT_SECRET: 'server-test-admin-jwt-secret',
  JWT_SECRET: 'server-test-jwt-secret',
  API_TOKEN_SALT: 'server-test-api-token-salt',
  TRANSFER_TOKEN_SALT: 'server-test-transfer-token-salt',
  ENCRYPTION_KEY: 'server-test-encryption-key',
} as const;

export const serverEnvironment = (database: ServerDatabase, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ...SECRETS,
  NODE_ENV: 'production',
  // The developer's own .env is not under test.
  ENV_PATH: path.join(ROOT, 'tests/support/no.env'),
  HOST: '127.0.0.1',
  PORT: '0',
  ...(typeof database === 'string' ? { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: database } : database.env),
  LOG_LEVEL: 'warn',
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_HIDE_STARTUP_MESSAGE: 'true',
  ...env,
});

/** Enough of the output to see why a server ended. */
const KEPT_OUTPUT = 8_000;

interface Answer {
  readonly port?: number;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
}

const exitOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', (code) => resolve(code)));

export const startServer = (options: ServerOptions): Server => {
  const appDir = options.appDir ?? ROOT;
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), path.join(__dirname, 'server-process.cjs')], {
    env: {
      ...serverEnvironment(options.database, options.env),
      APP_DIR: appDir,
      DIST_DIR: options.distDir ?? path.join(appDir, 'dist'),
      ...(options.commands === undefined ? {} : { SERVER_COMMANDS: options.commands }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = exitOf(child);

  let output = '';
  const keep = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-KEPT_OUTPUT));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;

  const ready = new Promise<string>((resolve, reject) => {
    child.on('message', (message: Answer) => {
      if (message.port !== undefined) return resolve(`http://127.0.0.1:${message.port}`);
      const call = waiting.get(message.id ?? -1);
      waiting.delete(message.id ?? -1);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.error));
    });
    void gone.then((code) => {
      const ended = new Error(`the server ended (${code ?? 'killed'}):\n${output}`);
      reject(ended);
      for (const call of waiting.values()) call.reject(ended);
    });
  });
  // A server that is killed while it starts is no unhandled rejection.
  ready.catch(() => undefined);

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return gone;
  };

  return {
    pid: child.pid ?? 0,
    ready,
    ended: gone.then((code) => ({ code, output })),
    call: <T>(command: string, input?: unknown) =>
      new Promise<T>((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: calls, command, input });
      }),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
};
