/** `npx tsx tests/support/write-diagram.ts` brings the README's state diagram up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withDiagram } from './diagram';

const readme = path.join(__dirname, '..', '..', 'README.md');
writeFileSync(readme, withDiagram(readFileSync(readme, 'utf8')));
