import { build } from 'esbuild';
import { basename } from 'node:path';

/**
 * Bundles for a browser that knows modules.
 *
 * @param {string} entry
 * @param {string} outdir
 * @returns {Promise<import('./chunk.mjs').Chunk[]>}
 */
export async function bundle(entry, outdir) {
  const { metafile } = await build({
    entryPoints: { main: entry },
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir,
    metafile: true,
  });
  return Object.entries(metafile.outputs).map(([path, { inputs, imports }]) => ({
    file: basename(path),
    isEntry: basename(path) === 'main.js',
    imports: imports.filter(isStatic).map((imported) => basename(imported.path)),
    modules: Object.keys(inputs),
  }));
}

/** @param {{ kind: string }} imported */
function isStatic({ kind }) {
  return kind === 'import-statement';
}

/**
 * Bundles into one classic script.
 *
 * @param {string} entry
 * @param {string} outdir
 */
export async function bundleScript(entry, outdir) {
  await build({ entryPoints: { main: entry }, bundle: true, format: 'iife', outdir });
}

/**
 * Bundles into one module for workerd.
 *
 * @param {string} entry
 * @param {string} outfile
 * @param {boolean} hasNode - Whether workerd offers Node's modules.
 */
export async function bundleWorker(entry, outfile, hasNode) {
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    outfile,
    ...(hasNode && NODE),
  });
}

/** @type {import('esbuild').BuildOptions} */
const NODE = {
  platform: 'node',
  banner: {
    js: `import { createRequire } from 'node:module'; const require = createRequire('/');`,
  },
};
