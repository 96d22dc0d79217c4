/** `.env.example` names every variable that the application reads, and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SECRETS } from '../../src/cli/environment';
import { filesBelow, ROOT, TYPESCRIPT } from '../support/sources';

/** Set by Node, by npm's scripts or by the commands themselves. */
const NOT_FOR_PEOPLE = ['NODE_ENV', 'NODE_OPTIONS'];

/** Read by Strapi, not by this project. */
const OF_STRAPI = ['STRAPI_TELEMETRY_DISABLED'];

const READS = /\benv(?:\.\w+)?\(\s*'([A-Z][A-Z_]+)'|\bprocess\.env\.([A-Z][A-Z_]+)/g;

test('.env.example names what is read, and nothing else', () => {
  const sources = ['config', 'src'].flatMap((folder) => filesBelow(path.join(ROOT, folder), TYPESCRIPT)).map((file) => readFileSync(file, 'utf8'));
  const read = sources.flatMap((text) => [...text.matchAll(READS)].map(([, byHelper, byProcess]) => byHelper ?? byProcess ?? ''));
  const wanted = new Set([...read, ...SECRETS, 'APP_KEYS', ...OF_STRAPI].filter((name) => !NOT_FOR_PEOPLE.includes(name)));
  const offered = readFileSync(path.join(ROOT, '.env.example'), 'utf8').match(/^[A-Z_]+(?==)/gm) ?? [];
  expect(wanted.size).toBeGreaterThan(20);
  expect([...offered].sort()).toEqual([...wanted].sort());
});
