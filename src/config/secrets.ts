/**
 * The secrets of the application, each with the variable that holds it. They sign sessions and tokens: whoever knows
 * one can forge them, so production starts only when every one of them has a value of its own.
 */
const VARIABLES = {
  appKeys: 'APP_KEYS',
  adminJwtSecret: 'ADMIN_JWT_SECRET',
  apiTokenSalt: 'API_TOKEN_SALT',
  transferTokenSalt: 'TRANSFER_TOKEN_SALT',
  encryptionKey: 'ENCRYPTION_KEY',
  jwtSecret: 'JWT_SECRET',
} as const;

type SecretName = keyof typeof VARIABLES;

export interface Secrets extends Record<Exclude<SecretName, 'appKeys'>, string> {
  /** Session keys, newest first: the first one signs, all of them verify, so that keys can be rotated. */
  appKeys: string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const EXAMPLE_PREFIX = 'change-me';
const DEMO_PREFIX = 'demo-';

/**
 * Reads every secret from `env`.
 *
 * Outside production a missing secret falls back to a published `demo-` value, so that a fresh clone runs without a
 * `.env` file. In production a missing, example or demo secret throws one error that names all of them.
 */
export function requiredSecrets(env: Environment, { production }: { production: boolean }): Secrets {
  if (production) refuseUnsafe(env);

  return {
    appKeys: splitKeys(read(env, 'appKeys')),
    adminJwtSecret: read(env, 'adminJwtSecret'),
    apiTokenSalt: read(env, 'apiTokenSalt'),
    transferTokenSalt: read(env, 'transferTokenSalt'),
    encryptionKey: read(env, 'encryptionKey'),
    jwtSecret: read(env, 'jwtSecret'),
  };
}

function read(env: Environment, name: SecretName): string {
  const variable = VARIABLES[name];
  return env[variable]?.trim() || `${DEMO_PREFIX}${variable.toLowerCase().replaceAll('_', '-')}`;
}

function splitKeys(value: string): string[] {
  return value
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}

function refuseUnsafe(env: Environment): void {
  const complaints = Object.values(VARIABLES).flatMap((variable) => {
    const fault = faultOf(env[variable]);
    return fault === null ? [] : [`  ${variable} ${fault}`];
  });
  if (complaints.length === 0) return;

  throw new Error(
    [
      'The application does not start in production with these secrets:',
      ...complaints,
      'Give each one a random value of its own in the environment or in .env, for example the output of',
      '  openssl rand -base64 32',
      'APP_KEYS takes two or more, separated by commas.',
    ].join('\n'),
  );
}

/** What makes a secret unfit for production, or `null` when nothing does. */
function faultOf(value: string | undefined): string | null {
  const keys = splitKeys(value ?? '');
  if (keys.length === 0) return 'is missing';
  if (keys.some((key) => startsWith(key, EXAMPLE_PREFIX))) return 'still holds the example from .env.example';
  if (keys.some((key) => startsWith(key, DEMO_PREFIX))) return 'holds a demo secret, which was made for trying things out';
  return null;
}

function startsWith(key: string, prefix: string): boolean {
  return key.toLowerCase().startsWith(prefix);
}
