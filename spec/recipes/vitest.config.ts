import { defineConfig } from 'vitest/config';

/** The recipe for Vitest. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node'] } },
  test: { include: ['.build/*.vitest.ts'], watch: false },
});
