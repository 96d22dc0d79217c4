/** What may not stand in the source, wherever it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesBelow, named, parse, place, PLUGIN, ROOT, TYPESCRIPT, visit } from '../support/sources';

const findings = (folder: string, wrong: (node: ts.Node) => string | null): string[] => {
  const found: string[] = [];
  for (const file of filesBelow(folder, TYPESCRIPT))
    visit(parse(file), (node) => {
      const problem = wrong(node);
      if (problem !== null) found.push(`${place(node)}: ${problem}`);
    });
  return found;
};

const isCallOf = (node: ts.Node, object: string, member: string): boolean => ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === member;

/** A name that is read, not one that is declared, a key or the member of something else. */
const isRead = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return ts.isExpression(parent) || ts.isShorthandPropertyAssignment(parent) || (ts.isVariableDeclaration(parent) && parent.initializer === node);
};

describe('the core gives the same answer for the same arguments', () => {
  const AMBIENT = new Set(['process', 'globalThis', 'performance', 'crypto', 'fetch', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require']);

  test('it asks no clock, no chance, no environment and no network', () => {
    const impure = findings(path.join(PLUGIN, 'core'), (node) => {
      if (isCallOf(node, 'Date', 'now')) return 'Date.now';
      if (isCallOf(node, 'Math', 'random')) return 'Math.random';
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date() without an argument';
      if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date() is the present time';
      return ts.isIdentifier(node) && AMBIENT.has(node.text) && isRead(node) ? node.text : null;
    });
    expect(impure).toEqual([]);
  });

  test('it keeps nothing between two calls: no `let` outside a function', () => {
    const kept = filesBelow(path.join(PLUGIN, 'core'), TYPESCRIPT).flatMap((file) =>
      parse(file)
        .statements.filter((s): s is ts.VariableStatement => ts.isVariableStatement(s) && (s.declarationList.flags & ts.NodeFlags.Const) === 0)
        .map((s) => `${place(s)}: ${s.getText().slice(0, 60)}`)
    );
    expect(kept).toEqual([]);
  });

  test('it waits for nothing', () => {
    expect(findings(path.join(PLUGIN, 'core'), (node) => (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword ? 'async' : null))).toEqual([]);
  });
});

test.each(['core', 'contracts', 'server', 'admin'])('no `any` in %s', (part) => {
  expect(findings(path.join(PLUGIN, part), (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? node.parent.getText().slice(0, 80) : null))).toEqual([]);
});

test('no test is focused or left out', () => {
  const found = findings(path.join(ROOT, 'tests'), (node) => {
    if (ts.isPropertyAccessExpression(node) && ['only', 'skip', 'todo', 'failing'].includes(node.name.text) && /^(test|it|describe)\b/.test(node.expression.getText())) return node.getText();
    return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && ['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe', 'pending'].includes(node.expression.text) ? node.expression.text : null;
  });
  expect(found).toEqual([]);
});

test('no promise is left in the text of a file: what is not done is not there', () => {
  // Put together here, so that this file does not hold the words itself.
  const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
  const found = filesBelow(ROOT, /\.(tsx?|[cm]?js|json|md|ya?ml|sql|html|svg|env\.example)$/).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => (words.test(line) ? [`${named(file)}:${i + 1}: ${line.trim().slice(0, 100)}`] : []))
  );
  expect(found).toEqual([]);
});
