/**
 * `npm run integrity`: compares what is live with what was approved, walks through the chain of what was done in moderation,
 * and prints what it found. `--take-down` takes down what is live without an approval; `--audit-head=<seq>:<hash>` asks
 * whether the chain still goes through a head that was noted earlier. Exit code 1 when something was found.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createStrapi } from '@strapi/strapi';
import { notedHead, verdictLine, type Head, type Verdict } from './audit-chain';
import { build } from './build';

const ROOT = path.resolve(__dirname, '../..');

interface Finding {
  code: string;
  uid: string;
  documentId: string;
  locale: string;
  message: string;
  action: string;
}

interface Engine {
  audit: { verify(noted?: Head): Promise<Verdict> };
  sweep(options: { takeDown: boolean }): Promise<{ checked: number; findings: Finding[] }>;
}

const main = async (): Promise<void> => {
  const noted = notedHead(process.argv);
  process.chdir(ROOT);
  await build('server');
  process.env.LOG_LEVEL ??= 'error';
  // The sweep looks; the jobs that are due are the server's.
  process.env.WORKFLOW_CLOCK = 'off';
  const strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });
  const { client, connection } = strapi.config.get('database.connection') as { client: string; connection: { filename?: string; database?: string } };
  const name = connection.filename ?? connection.database ?? client;
  // Opening a SQLite file that is not there would make an empty one, in which nothing is wrong.
  if (client === 'sqlite' && !existsSync(name)) throw new Error(`There is no database ${name}. DATABASE_FILENAME names another one; the demo's is .tmp/demo.db.`);
  await strapi.load();
  try {
    const engine = strapi.plugin('content-workflow').service('workflow') as Engine;
    const { checked, findings } = await engine.sweep({ takeDown: process.argv.includes('--take-down') });
    for (const f of findings) console.log(`${f.code}  ${f.uid} ${f.documentId}${f.locale === '' ? '' : ` (${f.locale})`}: ${f.message} [${f.action}]`);
    console.log(`${name}: ${checked} entries checked, ${findings.length} findings`);
    const chain = await engine.audit.verify(noted);
    console.log(verdictLine(chain));
    process.exitCode = findings.length > 0 || !chain.intact ? 1 : 0;
  } finally {
    await strapi.destroy();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
