import { defineConfig } from 'vitest/config';

/** The recipe for Vitest. */
export default defineConfig({
  test: { include: ['.build/*.vitest.ts'], watch: false },
});
