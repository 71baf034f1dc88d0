/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const { RXJS } = process.env;

const shared = {
  testEnvironment: 'node',
  transform: {
    '\\.(ts|mjs)$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          module: 'CommonJS',
          moduleResolution: 'Bundler',
          target: 'ES2022',
          esModuleInterop: true,
          isolatedModules: true,
          allowJs: true,
          sourceMap: true,
        },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!srvx/)'],
  moduleNameMapper: {
    // Another version of rxjs: `npm run test:rxjs`.
    ...(RXJS !== undefined && {
      '^rxjs$': `${RXJS}/dist/cjs/index.js`,
      '^rxjs/(\\w+)$': `${RXJS}/dist/cjs/$1/index.js`,
    }),
    '^rx-intercom$': '<rootDir>/lib/index.ts',
    '^rx-intercom/(redis|testing)$': '<rootDir>/lib/$1/index.ts',
  },
} satisfies Config;

/**
 * `unit` is effect-free; `socket` speaks HTTP on loopback; `endurance` takes its time; `package`
 * wants a build; `programs` wants what the programs need to be installed.
 */
const config: Config = {
  // A spec that needs longer says so, and why.
  testTimeout: 5_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/spec/**/*-spec.ts'],
      testPathIgnorePatterns: ['socket', 'package', 'endurance', 'programs'].map(
        (room) => `/spec/${room}/`,
      ),
    },
    { ...shared, displayName: 'socket', testMatch: ['<rootDir>/spec/socket/*-spec.ts'] },
    { ...shared, displayName: 'endurance', testMatch: ['<rootDir>/spec/endurance/*-spec.ts'] },
    { ...shared, displayName: 'package', testMatch: ['<rootDir>/spec/package/*-spec.ts'] },
    { ...shared, displayName: 'programs', testMatch: ['<rootDir>/spec/programs/*-spec.ts'] },
  ],
  collectCoverageFrom: ['lib/**/*.ts', '!lib/**/index.ts', '!lib/types/**'],
  coverageReporters: ['text-summary', 'lcovonly'],
  // The branches that nothing reaches are those the compiler asks for: `?? …`, `if (row !== undefined)`.
  coverageThreshold: { global: { lines: 99.5, branches: 97.5, functions: 99.4, statements: 99.5 } },
};

export default config;
