import { build } from 'vite';

/**
 * Bundles for a browser that knows modules.
 *
 * @param {string} entry
 * @param {string} outDir
 * @returns {Promise<import('./chunk.mjs').Chunk[]>}
 */
export async function bundle(entry, outDir) {
  const { output } = await build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: { outDir, rolldownOptions: { input: entry, output: { entryFileNames: 'main.js' } } },
  });
  return output.map(({ fileName, isEntry = false, imports = [], moduleIds = [] }) => ({
    file: fileName,
    isEntry,
    imports,
    modules: moduleIds,
  }));
}
