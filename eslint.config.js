import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import rxjsX from 'eslint-plugin-rxjs-x';
import tsdoc from 'eslint-plugin-tsdoc';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** The folders of `lib/` from the entry down: each may import only from the rooms behind it. */
const rooms = {
  paging: ['http', 'rate', 'operators', 'testing'],
  operators: ['http', 'paging', 'testing'],
  http: ['paging', 'testing'],
  events: ['http', 'paging', 'operators', 'testing'],
  rate: ['http', 'paging', 'operators', 'events', 'errors', 'testing'],
  errors: ['http', 'paging', 'operators', 'events', 'testing'],
  types: ['http', 'paging', 'operators', 'events', 'rate', 'errors', 'testing'],
  testing: ['http', 'paging', 'operators', 'events', 'rate', 'errors'],
};

const outside = { group: ['**/spec/**', '**/examples/**', '**/bench/**'] };

const oneWay = Object.entries(rooms).map(([room, forbidden]) => ({
  files: [`lib/${room}/**/*.ts`],
  ignores: [`lib/${room}/index.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          outside,
          {
            regex: `^\\.\\./(${forbidden.join('|')})/`,
            message: `${room}/ stands behind this room: imports run one way.`,
          },
          { regex: '^\\.\\./[^/]+\\.ts$', message: 'Imports run inward.' },
        ],
      },
    ],
  },
}));

export default defineConfig(
  {
    ignores: [
      'bench/',
      'examples/dashboard/',
      'examples/export/',
      'examples/observe/',
      'spec/runtimes/',
      'dist/',
      'coverage/',
      'docs/api/',
      '.stryker-tmp/',
      'reports/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { tsdoc },
    rules: {
      'tsdoc/syntax': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['lib/**/*.ts'],
    extends: [rxjsX.configs.strict],
    rules: {
      'rxjs-x/throw-error': ['error', { allowThrowingUnknown: true }],
      'rxjs-x/no-ignored-default-value': 'off',
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval'],
      'no-restricted-imports': ['error', { patterns: [outside] }],
    },
  },
  { files: ['jest.config.ts', 'jest.mutation.config.ts'], rules: { 'tsdoc/syntax': 'off' } },
  ...oneWay,
  {
    files: ['examples/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/lib/**'], message: "Examples use the package's name." }] },
      ],
    },
  },
  {
    files: ['spec/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expectTypeOf', 'expectObservable', 'fc.assert'] },
      ],
      'jest/prefer-importing-jest-globals': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
