/** How long one import takes in a fresh process; prints milliseconds. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const start = performance.now();
await import(process.argv[2]);
process.stdout.write(`${JSON.stringify(performance.now() - start)}\n`, () => process.exit());
