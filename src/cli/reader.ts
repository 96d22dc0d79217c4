/** `npm run reader`: makes `public/experiments.js`, which browsers load, of `src/reader/experiments.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const SOURCE = path.join(ROOT, 'src/reader/experiments.ts');
export const SCRIPT = path.join(ROOT, 'public/experiments.js');

/** Without types, comments and long names; a script, and no module. */
export const script = async (): Promise<string> => {
  // For development only: what is built is committed.
  const { transform } = await import('@swc/core');
  const { code } = await transform(readFileSync(SOURCE, 'utf8'), {
    swcrc: false,
    configFile: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2020', minify: { compress: { passes: 3, module: false }, mangle: true, format: { comments: false } } },
    module: { type: 'es6' },
    minify: true,
  });
  return `${code.replace(/export\s*\{\s*\};?\s*$/, '').trim()}\n`;
};

if (require.main === module)
  script().then(
    (text) => writeFileSync(SCRIPT, text),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  );
