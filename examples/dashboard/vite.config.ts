import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  root: 'page',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // As files of this origin, which is all that the Content-Security-Policy allows.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  resolve: { conditions: ['es2015', ...defaultClientConditions] },
});
