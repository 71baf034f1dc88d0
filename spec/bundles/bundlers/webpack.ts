import webpack from 'webpack';
import type { Bundle } from './task.ts';

/** Bundles with webpack. */
export const bundle: Bundle = async ({ entry, outdir, isOneFile, isCrossFetchOut, isRxjsOut }) => {
  const compiler = webpack({
    mode: 'production',
    target: ['web', 'es2022'],
    entry: { main: entry },
    output: { path: outdir, publicPath: '' },
    performance: false,
    resolve: { alias: isCrossFetchOut ? { 'cross-fetch': false } : {} },
    externals: isRxjsOut ? { rxjs: 'rxjs' } : {},
    module: { parser: { javascript: { dynamicImportMode: isOneFile ? 'eager' : 'lazy' } } },
  });
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error !== null || stats?.hasErrors() === true) {
        reject(error ?? new Error(stats?.toString('errors-only')));
      } else {
        resolve();
      }
    });
  });
};
