import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'lib/index.ts',
    'redis/index': 'lib/redis/index.ts',
    'testing/index': 'lib/testing/index.ts',
  },
  tsconfig: 'tsconfig.build.json',
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  fixedExtension: true,
  // CommonJS reaches cross-fetch with `require`, because Jest refuses `import()` in its vm.
  outputOptions: {
    dynamicImportInCjs: false,
    // The declarations have the documentation.
    comments: { jsdoc: false },
  },
});
