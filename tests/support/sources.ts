/** The project's own source, parsed: who imports whom, and what stands in it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.join(__dirname, '..', '..');
export const PLUGIN = path.join(ROOT, 'src', 'plugins', 'content-workflow');

/** What is built, installed, uploaded or private to a machine is nobody's source. */
const NOT_SOURCE = new Set(['node_modules', 'dist', 'build', 'coverage', 'uploads', 'generated', 'package-lock.json']);

const isSource = (name: string): boolean => !NOT_SOURCE.has(name) && (!name.startsWith('.') || name === '.env.example' || name === '.ci');

export const filesBelow = (folder: string, wanted: RegExp): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => isSource(name))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(full, wanted) : wanted.test(entry.name) ? [full] : [];
    });

export const TYPESCRIPT = /\.tsx?$/;

/** A path as it is written in a message: from the project's root, with slashes. */
export const named = (file: string): string => path.relative(ROOT, file).split(path.sep).join('/');

const parsed = new Map<string, ts.SourceFile>();

export const parse = (file: string): ts.SourceFile => {
  const known = parsed.get(file) ?? ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, known);
  return known;
};

export const visit = (node: ts.Node, see: (node: ts.Node) => void): void => {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
};

/** `file:line`, as an editor opens it. */
export const place = (node: ts.Node): string => {
  const source = node.getSourceFile();
  return `${named(source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

export interface Import {
  readonly from: string;
  /** As it is written. */
  readonly specifier: string;
  /** The file it leads to; `null` for packages. */
  readonly to: string | null;
  /** Leaves nothing behind when it is compiled. */
  readonly typeOnly: boolean;
  /** `file:line "specifier"`, for messages. */
  readonly where: string;
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() === true;

const ENDINGS = ['', '.ts', '.tsx', '.json', '/index.ts', '/index.tsx'] as const;

const resolve = (from: string, specifier: string): string | null => {
  if (!specifier.startsWith('.')) return null;
  const base = path.resolve(path.dirname(from), specifier);
  const found = ENDINGS.map((ending) => base + ending).find(isFile);
  if (found === undefined) throw new Error(`${named(from)} imports "${specifier}", which does not exist`);
  return found;
};

const namesOnlyTypes = (elements: readonly { readonly isTypeOnly: boolean }[] | undefined): boolean => elements !== undefined && elements.length > 0 && elements.every((element) => element.isTypeOnly);

const onlyTypes = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || (node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && namesOnlyTypes(node.exportClause.elements));
  const clause = node.importClause;
  if (clause === undefined) return false;
  const bindings = clause.namedBindings;
  return clause.isTypeOnly || (clause.name === undefined && bindings !== undefined && ts.isNamedImports(bindings) && namesOnlyTypes(bindings.elements));
};

const specifierOf = (node: ts.Node): { readonly text: string; readonly typeOnly: boolean } | null => {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) return { text: node.moduleSpecifier.text, typeOnly: onlyTypes(node) };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) return { text: node.argument.literal.text, typeOnly: true };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference) && ts.isStringLiteral(node.moduleReference.expression)) return { text: node.moduleReference.expression.text, typeOnly: node.isTypeOnly };
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (argument === undefined || !ts.isCallExpression(node) || !ts.isStringLiteralLike(argument)) return null;
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return loads ? { text: argument.text, typeOnly: false } : null;
};

/** Every import of a file: statements, re-exports, `import()`, `import('x').Y` in types and `require`. */
export const importsOf = (file: string): Import[] => {
  const found: Import[] = [];
  visit(parse(file), (node) => {
    const specifier = specifierOf(node);
    if (specifier !== null) found.push({ from: file, specifier: specifier.text, to: resolve(file, specifier.text), typeOnly: specifier.typeOnly, where: `${place(node)} "${specifier.text}"` });
  });
  return found;
};

/** `@scope/name` or `name` of a package import. */
export const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
