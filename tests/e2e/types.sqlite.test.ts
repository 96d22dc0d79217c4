/** The committed types are those that Strapi makes of the schemas. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT, serverEnvironment } from '../support/server';

const run = promisify(execFile);
const COMMITTED = path.join(ROOT, 'types/generated');

describe('types/generated', () => {
  // Strapi takes a folder below the application only.
  const folder = mkdtempSync(path.join(ROOT, '.tmp-types-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is what "npm run types" writes', async () => {
    const env = serverEnvironment(path.join(folder, 'none.db'), { NODE_ENV: 'development' });
    await run(path.join(ROOT, 'node_modules/.bin/strapi'), ['ts:generate-types', '--silent', '--out-dir', path.basename(folder)], { cwd: ROOT, env });
    const generated = path.join(folder, 'generated');
    expect(readdirSync(generated).sort()).toEqual(readdirSync(COMMITTED).sort());
    for (const file of readdirSync(COMMITTED)) expect(readFileSync(path.join(generated, file), 'utf8')).toBe(readFileSync(path.join(COMMITTED, file), 'utf8'));
  });
});
