/** The recipes for Jest. */
export default {
  testMatch: ['<rootDir>/.build/*.jest.ts'],
  transform: { '\\.ts$': './esbuild-transform.cjs' },
};
