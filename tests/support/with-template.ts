/** Before the first test of a project: makes the database that its files get copies of, unless only some files were asked for. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { kindOf, nameTemplate, type Project } from './template';

interface Asked {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

export default ({ testPathPatterns }: Asked, project: Project): void => {
  // Whoever runs a few files has them sooner without.
  if (testPathPatterns.patterns.length > 0) return;
  const kind = kindOf(project);
  const output = execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'make-template.ts')], {
    cwd: path.resolve(__dirname, '../..'),
    env: { ...process.env, ...(kind === 'postgres' ? { TEST_DATABASE: 'postgres' } : {}) },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  nameTemplate(kind, output.trim().split('\n').at(-1) ?? '');
};
