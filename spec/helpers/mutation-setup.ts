import { afterEach, beforeEach } from '@jest/globals';
import fc from 'fast-check';

/** The real ones, whatever a spec puts in their place. */
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/** As `testTimeout` of the configuration. */
const LONGEST = 6_000;

/** The same values in each run, fewer of them, and no search for the smallest counterexample. */
fc.configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true });

let start = 0;
let stuck = false;

/** Where one test waits in vain, others of its file would too: they need not be waited for. */
beforeEach(() => {
  if (stuck) throw new Error('a test before this one ran into its timeout');
  start = now();
});

/** RxJS throws what nobody handled in a timer of its own: it comes while the test still runs. */
afterEach(async () => {
  stuck ||= now() - start >= LONGEST;
  await new Promise<void>((done) => {
    setTimeout(done);
  });
});
