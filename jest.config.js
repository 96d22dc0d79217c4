/** @type {import('@swc/core').Options} */
const swc = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
};

// Loads `http` by a dynamic import, which Jest's own module loader can not do.
const EXPORTER = '@opentelemetry/otlp-exporter-base/';

/** @returns {import('jest').Config} */
const project = (/** @type {string} */ name, /** @type {import('jest').Config} */ more = {}) => ({
  displayName: name,
  rootDir: __dirname,
  // Builds hold copies of every module and of package.json; resolving into them would test yesterday's code.
  roots: ['<rootDir>/tests', '<rootDir>/src'],
  modulePathIgnorePatterns: ['<rootDir>/src/plugins/[^/]+/dist/'],
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { '\\.ts$': ['@swc/jest', swc], [`${EXPORTER}.+\\.js$`]: ['@swc/jest', { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' } } }] },
  transformIgnorePatterns: [`/node_modules/(?!${EXPORTER})`],
  restoreMocks: true,
  ...more,
});

// jest-circus takes `testTimeout` from the command line only, so a project's patience is set by a setup file.
const server = { setupFilesAfterEnv: ['<rootDir>/tests/support/server-timeout.ts'] };

const { chromiumPath } = require('./tests/support/chromium.cjs');
const { postgresUrl } = require('./tests/support/postgres.cjs');

const isMain = process.env.JEST_WORKER_ID === undefined;
const hasBrowser = chromiumPath() !== null;
if (!hasBrowser && isMain) process.stderr.write('No Chromium here (CHROMIUM names one elsewhere): the tests of the admin in a browser are left out.\n');

const hasPostgres = postgresUrl() !== null;
if (!hasPostgres && isMain) process.stderr.write('No PostgreSQL here (TEST_DATABASE_URL names one elsewhere): every test runs on SQLite, and none on PostgreSQL.\n');

/**
 * What is about doors, roles and what is told of the application, and about no database. A landing (`TEST_ONCE`) asks it on
 * SQLite alone; without the variable it is asked on each.
 */
const ABOUT_NO_DATABASE = ['advisories', 'leave', 'media', 'observability', 'openapi', 'permissions', 'presence', 'preview', 'traces', 'traces-unproxied', 'webhooks'].map((name) => `/api/${name}\\.test\\.ts$`);
const askedOnce = process.env.TEST_ONCE === undefined ? [] : ABOUT_NO_DATABASE;

/** Whatever needs a database runs on each kind of it, but for what is about one of them, which has its name. */
const onEveryDatabase = (/** @type {string} */ name, /** @type {import('jest').Config} */ more = {}) => [
  { ...project(name, { ...server, ...more }), testPathIgnorePatterns: ['\\.postgres\\.test\\.ts$'] },
  ...(hasPostgres ? [{ ...project(name, { ...server, ...more }), displayName: `${name}-postgres`, testPathIgnorePatterns: ['\\.sqlite\\.test\\.ts$', ...askedOnce], setupFiles: ['<rootDir>/tests/support/on-postgres.ts'] }] : []),
];

// Servers of other makers are started by hand: tests/real/README.md.
const realServers = Object.entries({ bluesky: 'BLUESKY_PDS_URL', mail: 'POSTFIX_PORT' }).filter(([, variable]) => (process.env[variable] ?? '') !== '').map(([name]) => `<rootDir>/tests/real/${name}.test.ts`);

const template = { globalSetup: '<rootDir>/tests/support/with-template.ts', globalTeardown: '<rootDir>/tests/support/without-template.ts' };

/** @type {import('jest').Config} */
module.exports = {
  // A worker of the api, contract or e2e project holds a whole Strapi; more of them than this starve each other's clocks.
  maxWorkers: '50%',
  // What a file leaves behind when its Strapi is closed would fill the heap of one process for all of them; with a limit Jest starts another.
  workerIdleMemoryLimit: '1GB',
  projects: [project('unit'), project('architecture'), ...onEveryDatabase('api', template), ...['contract', 'e2e', ...(hasBrowser ? ['browser'] : [])].flatMap((name) => onEveryDatabase(name)), ...(realServers.length > 0 ? [project('real', { ...server, ...template, testMatch: realServers })] : [])],
};
