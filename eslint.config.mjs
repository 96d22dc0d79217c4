import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PLUGIN = 'src/plugins/content-workflow';

/** A test that is focused silences all the others, and one that is left out is a promise that nobody keeps. */
const NO_FOCUS = [
  'MemberExpression[property.name=/^(only|skip|todo|failing)$/]:matches([object.name=/^(test|it|describe)$/], [object.object.name=/^(test|it|describe)$/])',
  'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
].map((selector) => ({ selector, message: 'A test may not be focused or left out.' }));

const PURE = 'The core is pure: what it needs comes in as an argument.';

/** Folders and packages that may not be imported, by pattern, and modules by their exact name. */
const closed = (message, group, names = []) => ['error', { patterns: [{ group, message }], paths: names.map((name) => ({ name, message })) }];

export default defineConfig(
  globalIgnores(['**/dist/', '**/build/', '**/node_modules/', '**/.cache/', '**/.tmp/', '**/.strapi/', 'types/generated/', 'public/', 'coverage/']),

  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  {
    files: ['**/*.{js,cjs,mjs,ts,tsx}'],
    rules: {
      // `== null` asks for null and undefined at once and says so.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  {
    files: ['config/**/*.ts', 'database/**/*.ts', 'src/**/*.{ts,tsx}', 'tests/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    // One program for everything: Strapi's types are by far the largest part of it and are loaded once.
    languageOptions: { parserOptions: { project: './tests/tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An assertion at the border says what a row, a request or Strapi hands over, also where the receiver would take anything.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Parts are records of closures; none of them has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    // Knex and Strapi hand rows, documents and hooks over as `any`; one mapper a table trusts them once, and tests read answers.
    files: ['config/**/*.ts', 'src/{cli,seed,config}/**/*.ts', `${PLUGIN}/{server,admin}/**/*.{ts,tsx}`, 'tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  {
    files: [`${PLUGIN}/core/**/*.ts`],
    rules: {
      'no-restricted-imports': closed(PURE, ['@strapi/*', 'node:*', '**/server/**', '**/admin/**', '**/contracts/**'], ['knex', ...builtinModules]),
      'no-restricted-globals': ['error', ...['process', 'performance', 'crypto', 'fetch', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({ name, message: PURE }))],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: PURE }, { object: 'Math', property: 'random', message: PURE }],
      'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: PURE }, { selector: "CallExpression[callee.name='Date']", message: PURE }],
    },
  },

  {
    files: [`${PLUGIN}/contracts/**/*.ts`],
    rules: {
      'no-restricted-imports': closed('Contracts know the core and nothing else.', ['**/server/**', '**/admin/**', '@strapi/*', 'node:*']),
      // One namespace an endpoint, headed by its verb and path; types only, so that nothing is left of it when it is compiled.
      '@typescript-eslint/no-namespace': 'off',
    },
  },

  {
    files: [`${PLUGIN}/server/**/*.ts`],
    rules: { 'no-restricted-imports': closed('The server does not know the admin.', ['**/admin/src/**']) },
  },

  {
    files: [`${PLUGIN}/admin/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': closed('The admin knows the server by its contracts.', ['**/server/**', 'node:*']),
      // An event handler may be asynchronous; React ignores what it returns, and the handler shows its own failure.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },

  {
    files: ['tests/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...NO_FOCUS],
      // A stand-in for something asynchronous is asynchronous, whether it waits or not.
      '@typescript-eslint/require-await': 'off',
    },
  }
);
