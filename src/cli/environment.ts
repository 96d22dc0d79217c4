import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A secret for trying things out. Production refuses the prefix, so that a demo never becomes the real thing unnoticed. */
const demoSecret = (): string => `demo-${randomBytes(24).toString('base64url')}`;

/** The variables that hold one secret each; APP_KEYS holds two. */
export const SECRETS = ['ADMIN_JWT_SECRET', 'JWT_SECRET', 'API_TOKEN_SALT', 'TRANSFER_TOKEN_SALT', 'ENCRYPTION_KEY'] as const;

/** `.env.example` with its example secrets replaced by generated ones. */
export const demoEnvironment = (example: string): string =>
  example
    .split('\n')
    .map((line) => {
      const name = line.split('=')[0];
      if (name === 'APP_KEYS') return `APP_KEYS=${demoSecret()},${demoSecret()}`;
      return (SECRETS as readonly string[]).includes(name) ? `${name}=${demoSecret()}` : line;
    })
    .join('\n');

/** Writes `.env` if there is none. True when it was written. */
export const ensureEnvironmentFile = (file: string, exampleFile: string): boolean => {
  if (existsSync(file)) return false;
  writeFileSync(file, demoEnvironment(readFileSync(exampleFile, 'utf8')), { mode: 0o600 });
  return true;
};
