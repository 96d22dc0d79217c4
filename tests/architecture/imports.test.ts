/** The folders are the architecture: imports point inwards and downwards, and never in a circle. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { filesBelow, importsOf, named, packageOf, PLUGIN, ROOT, TYPESCRIPT, type Import } from '../support/sources';

const PARTS = ['core', 'contracts', 'server', 'admin'] as const;
type Part = (typeof PARTS)[number];

const filesOf = (part: Part): string[] => filesBelow(path.join(PLUGIN, part), TYPESCRIPT);
const imports = Object.fromEntries(PARTS.map((part) => [part, filesOf(part).flatMap(importsOf)])) as Record<Part, Import[]>;
const everyImport = PARTS.flatMap((part) => imports[part]);

const MANIFEST = path.join(PLUGIN, 'package.json');

/** The part that a file of the plugin belongs to; `null` for what lies outside. */
const partOf = (file: string): Part | null => PARTS.find((part) => file.startsWith(path.join(PLUGIN, part) + path.sep)) ?? null;

const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);

const messages = (found: readonly Import[], why: string): string[] => found.map(({ where }) => `${where}: ${why}`);

test('the imports were read: every part has files and the server imports the core', () => {
  expect(PARTS.filter((part) => filesOf(part).length === 0)).toEqual([]);
  expect(imports.server.filter(({ to }) => to !== null && partOf(to) === 'core').length).toBeGreaterThan(5);
});

describe('parts', () => {
  const MAY_IMPORT: Readonly<Record<Part, readonly Part[]>> = {
    core: ['core'],
    contracts: ['contracts', 'core'],
    server: ['server', 'contracts', 'core'],
    admin: ['admin', 'contracts', 'core'],
  };

  test.each(PARTS)('%s imports only what lies inside of it', (part) => {
    const outside = imports[part].filter(({ to }) => to !== null && to !== MANIFEST && !MAY_IMPORT[part].some((allowed) => allowed === partOf(to)));
    expect(messages(outside, `${part} may import ${MAY_IMPORT[part].join(', ')}`)).toEqual([]);
  });

  test('only the server reads the manifest of the plugin', () => {
    expect(messages(everyImport.filter(({ to, from }) => to === MANIFEST && partOf(from) !== 'server'), 'reads package.json')).toEqual([]);
  });

  test('contracts are types: they import types and nothing else', () => {
    expect(messages(imports.contracts.filter(({ typeOnly }) => !typeOnly), 'has to be `import type`')).toEqual([]);
    expect(messages(imports.contracts.filter(({ to }) => to === null), 'a contract needs no package')).toEqual([]);
  });

  test('the server and the admin import contracts as types', () => {
    const values = [...imports.server, ...imports.admin].filter(({ to, typeOnly }) => to !== null && partOf(to) === 'contracts' && !typeOnly);
    expect(messages(values, 'has to be `import type`')).toEqual([]);
  });
});

describe('the core is pure', () => {
  /** Tables and matchers, without a clock or a network. */
  const READING = ['@monyone/aho-corasick', 'opencc-js', 'pinyin-pro', 'confusables', 'linkify-it', 'tldts'];

  /** Distributions: functions of numbers. */
  const COUNTING = ['@stdlib/math-base-special-gammainc', '@stdlib/stats-base-dists-normal-cdf', '@stdlib/stats-base-dists-normal-quantile', '@stdlib/stats-base-dists-t-cdf', '@stdlib/stats-base-dists-t-quantile'];

  test('it imports no Strapi, no database and nothing of Node', () => {
    const forbidden = imports.core.filter(({ specifier, to }) => to === null && (isBuiltin(specifier) || packageOf(specifier).startsWith('@strapi') || packageOf(specifier) === 'knex'));
    expect(messages(forbidden, 'the core is pure')).toEqual([]);
  });

  test('its packages are the machine, the calendar, the comparison, what reads texts and Markdown, and what counts', () => {
    const other = imports.core.filter(({ specifier, to }) => to === null && !['xstate', '@internationalized/date', 'diff', 'markdown-it', ...READING, ...COUNTING].includes(packageOf(specifier)));
    expect(messages(other, 'the core has these packages alone')).toEqual([]);
  });
});

describe('the floors of the server', () => {
  /** From the top. What stands on one floor beside each other does not know each other, but for the root. */
  const ROOT_FLOOR = ['index', 'register', 'bootstrap', 'destroy', 'controllers', 'handlers', 'routes', 'workflow', 'permissions', 'graphql', 'middlewares', 'observing', 'policies'];
  const FLOORS: readonly (readonly string[])[] = [ROOT_FLOOR, ['desk', 'distribution'], ['publishing', 'experiment', 'moderation', 'insight', 'notifying'], ['engine'], ['settings'], ['jobs', 'http', 'cluster', 'telemetry'], ['content-types', 'tables', 'config', 'database']];
  const SERVER = path.join(PLUGIN, 'server', 'src');

  /** The room of a file: its top folder, or the file itself when it stands at the root. */
  const roomOf = (file: string): string => (path.relative(SERVER, file).split(path.sep)[0] ?? '').replace(TYPESCRIPT, '');
  const floorOf = (file: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));

  const inside = imports.server.filter((i): i is Import & { to: string } => i.to !== null && partOf(i.to) === 'server');

  test('every file stands on a floor', () => {
    expect(filesOf('server').filter((file) => floorOf(file) < 0).map((file) => `${named(file)}: "${roomOf(file)}" is on no floor`)).toEqual([]);
  });

  test('an import never climbs', () => {
    const climbing = inside.filter(({ from, to }) => floorOf(to) < floorOf(from));
    expect(climbing.map(({ where, from, to }) => `${where}: ${roomOf(from)} lies below ${roomOf(to)}`)).toEqual([]);
  });

  test('rooms of one floor do not import each other', () => {
    const sideways = inside.filter(({ from, to }) => floorOf(from) === floorOf(to) && floorOf(from) > 0 && roomOf(from) !== roomOf(to));
    expect(sideways.map(({ where, from, to }) => `${where}: ${roomOf(from)} and ${roomOf(to)} are siblings`)).toEqual([]);
  });
});

test('no import leads back to where it came from', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of everyImport) if (to !== null) next.set(from, [...(next.get(from) ?? []), to]);
  const finished = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file].map(named).join(' -> '));
    if (start >= 0 || finished.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...way, file]);
    finished.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  expect(circles).toEqual([]);
});

describe('packages', () => {
  interface Manifest {
    readonly dependencies: Record<string, string>;
    readonly devDependencies: Record<string, string>;
    readonly peerDependencies: Record<string, string>;
  }
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest;

  /** What the host has already: a second copy would break it, or cost it thousands of modules. */
  const isHosts = (name: string): boolean => name.startsWith('@strapi/') || ['react', 'react-dom', 'react-router-dom', 'react-intl', 'styled-components'].includes(name);

  test('the plugin brings these packages and no other', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['@atproto/api', '@dnd-kit/core', '@dnd-kit/sortable', '@fullcalendar/react', '@internationalized/date', '@monyone/aho-corasick', '@opentelemetry/api', '@stdlib/math-base-special-gammainc', '@stdlib/stats-base-dists-normal-cdf', '@stdlib/stats-base-dists-normal-quantile', '@stdlib/stats-base-dists-t-cdf', '@stdlib/stats-base-dists-t-quantile', 'canonicalize', 'chart.js', 'confusables', 'csv-parse', 'csv-stringify', 'diff', 'feedsmith', 'fflate', 'file-type', 'graphile-worker', 'ical-generator', 'ipaddr.js', 'isbot', 'linkify-it', 'lru-cache', 'markdown-it', 'node-schedule', 'nodemailer', 'opencc-js', 'pg', 'pinyin-pro', 'prom-client', 'qrcode', 'rate-limiter-flexible', 'react-chartjs-2', 'sharp', 'standardwebhooks', 'temporal-polyfill', 'tldts', 'xstate']);
  });

  test('what the host has is a peer, and at most installed for development', () => {
    expect(Object.keys(manifest.dependencies).filter(isHosts)).toEqual([]);
    expect(Object.keys(manifest.peerDependencies).filter((name) => !isHosts(name))).toEqual([]);
  });

  test('versions that the plugin brings are exact', () => {
    expect(Object.entries(manifest.dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('whatever is imported at run time is declared', () => {
    const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]);
    const undeclared = everyImport.filter(({ specifier, to, typeOnly }) => to === null && !typeOnly && !isBuiltin(specifier) && !declared.has(packageOf(specifier)));
    expect(messages(undeclared, 'is neither a dependency nor a peer of the plugin')).toEqual([]);
  });

  test('whatever the plugin brings is imported, or wanted beside it by what is', () => {
    const imported = everyImport.map(({ specifier }) => packageOf(specifier)).filter((name) => name in manifest.dependencies);
    const peersOf = (name: string): string[] => Object.keys((JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as Partial<Manifest>).peerDependencies ?? {});
    const used = new Set(imported.flatMap((name) => [name, ...peersOf(name)]));
    expect(Object.keys(manifest.dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  test('builtins of Node are written with their prefix', () => {
    expect(messages(everyImport.filter(({ specifier }) => builtinModules.includes(specifier)), 'needs the prefix node:')).toEqual([]);
  });
});
