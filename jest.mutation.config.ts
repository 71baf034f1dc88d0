/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import shared from './jest.config.ts';

const unit = shared.projects?.find(
  (project) => typeof project === 'object' && project['displayName'] === 'unit',
);

/** The folders of `spec/` to run, separated by commas; all without it. */
const folders = process.env['SPECS']?.split(',');

/** The project `unit` alone, as Stryker runs it: once for each mutant. */
const config: Config = {
  ...(unit as Config),
  rootDir: '.',
  runner: '<rootDir>/spec/helpers/covering-runner.mjs',
  ...(folders && { testMatch: folders.map((folder) => `<rootDir>/spec/${folder}/**/*-spec.ts`) }),
  testPathIgnorePatterns: [
    ...((unit as Config).testPathIgnorePatterns ?? []),
    '/spec/docs/',
    '/spec/release/',
    '/spec/properties/export-',
  ],
  testTimeout: 6_000,
  setupFilesAfterEnv: ['<rootDir>/spec/helpers/mutation-setup.ts'],
};

export default config;
