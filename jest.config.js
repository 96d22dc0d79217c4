/** @type {import('@swc/core').Options} */
const swc = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'commonjs' },
};

/** @returns {import('jest').Config} */
const project = (/** @type {string} */ name, /** @type {import('jest').Config} */ more = {}) => ({
  displayName: name,
  rootDir: __dirname,
  // Builds hold copies of every module and of package.json; resolving into them would test yesterday's code.
  roots: ['<rootDir>/tests', '<rootDir>/src'],
  modulePathIgnorePatterns: ['<rootDir>/src/plugins/[^/]+/dist/'],
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  restoreMocks: true,
  ...more,
});

// jest-circus takes `testTimeout` from the command line only, so a project's patience is set by a setup file.
const server = { setupFilesAfterEnv: ['<rootDir>/tests/support/server-timeout.ts'] };

const { chromiumPath } = require('./tests/support/chromium.cjs');

const hasBrowser = chromiumPath() !== null;
if (!hasBrowser && process.env.JEST_WORKER_ID === undefined) process.stderr.write('No Chromium here (CHROMIUM names one elsewhere): the tests of the admin in a browser are left out.\n');

/** @type {import('jest').Config} */
module.exports = {
  // A worker of the api, contract or e2e project holds a whole Strapi; more of them than this starve each other's clocks.
  maxWorkers: '50%',
  projects: [project('unit'), project('architecture'), project('api', server), project('contract', server), project('e2e', server), ...(hasBrowser ? [project('browser', server)] : [])],
};
