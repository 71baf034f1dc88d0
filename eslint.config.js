import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import rxjsX from 'eslint-plugin-rxjs-x';
import tsdoc from 'eslint-plugin-tsdoc';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const outside = { group: ['**/spec/**', '**/examples/**', '**/bench/**'] };

export default defineConfig(
  {
    ignores: [
      'bench/',
      'examples/dashboard/',
      'examples/export/',
      'examples/fleet/',
      'examples/observe/',
      'spec/runtimes/',
      'spec/redis-server/',
      'spec/recipes/',
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
