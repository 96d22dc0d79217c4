import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { diagramBlock, mermaidDiagram, withDiagram } from '../../support/diagram';

const README = path.join(__dirname, '..', '..', '..', 'README.md');

test('every state has a place in the diagram, and the first one has the way in', () => {
  const diagram = mermaidDiagram();
  expect(diagram.startsWith('stateDiagram-v2\n    [*] --> draft\n')).toBe(true);
  for (const state of STATES as readonly string[]) expect(diagram).toMatch(new RegExp(`--> ${state}\\b`));
});

test('an arrow names its events with the permission that each needs', () => {
  expect(mermaidDiagram()).toContain('\n    draft --> review : SUBMIT (submit)');
  expect(mermaidDiagram()).toMatch(/\n {4}scheduled --> held : .*DUE \(system\)/);
});

test('a label has none of the characters that end it in Mermaid', () => {
  for (const line of mermaidDiagram().split('\n').slice(2)) expect(line).toMatch(/^ {4}[a-z]+ --> [a-z]+ : [^:;]+$/);
});

test('one arrow leads from a state to another', () => {
  const ends = mermaidDiagram().split('\n').map((line) => line.split(' : ')[0]);
  expect(new Set(ends).size).toBe(ends.length);
});

test('only the block between the markers is replaced', () => {
  const text = 'before\n<!-- state-diagram -->\nold\n<!-- /state-diagram -->\nafter\n';
  expect(withDiagram(text)).toBe(`before\n${diagramBlock()}\nafter\n`);
  expect(withDiagram(withDiagram(text))).toBe(withDiagram(text));
  expect(() => withDiagram('nothing here')).toThrow('needs the markers');
});

test('the README shows the machine as it is; `npx tsx tests/support/write-diagram.ts` brings it up to date', () => {
  expect(existsSync(README)).toBe(true);
  expect(readFileSync(README, 'utf8')).toContain(diagramBlock());
});
