/** Streams a whole workspace: the library's main job, as a program. */
import { concatMap, take, tap } from 'rxjs';
import { conversationPages$, isIntercomError } from 'rx-intercom';
import { parseArguments } from './arguments.ts';
import { createMeter } from './meter.ts';
import { createProgress } from './progress.ts';
import { summarize } from './summary.ts';
import { openWorkspace } from './workspace.ts';

const { limit = Infinity, perPage, startingAfter, color } = parseArguments(process.argv);
const workspace = await openWorkspace(process.env);
const meter = createMeter();
const progress = createProgress(process.stderr);
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort('Ctrl-C');
});

console.log(`Streaming ${workspace.name}`);
const started = performance.now();
const states = new Map<string, number>();
const received = new Set<string>();
let repeated = 0;
let total = 0;

const pages$ = conversationPages$({
  ...workspace.options,
  fetch: meter.fetch,
  rateLimiter: meter.rateLimiter,
  signal: stop.signal,
  perPage,
  startingAfter,
});

pages$
  .pipe(
    tap(({ totalCount }) => {
      total = Math.min(limit, totalCount ?? 0);
    }),
    concatMap(({ conversations }) => conversations),
    take(limit),
  )
  .subscribe({
    next({ id, state }) {
      if (received.has(id)) repeated += 1;
      received.add(id);
      states.set(state, (states.get(state) ?? 0) + 1);
      progress.update(received.size, total, meter.counts);
    },
    error(error: unknown) {
      if (meter.counts.requests > 0) finish();
      else void workspace.close();
      console.error(isIntercomError(error) ? error.message : error);
      if (isIntercomError(error) && error.startingAfter !== undefined) {
        console.error(`Resume with: npm start -- --starting-after ${error.startingAfter}`);
      }
      process.exitCode = 1;
    },
    complete() {
      finish();
    },
  });

function finish(): void {
  progress.stop();
  const whole = limit === Infinity && startingAfter === undefined && !stop.signal.aborted;
  const expected = whole ? workspace.ids : undefined;
  const elapsed = performance.now() - started;
  const outcome = { states, received, repeated, counts: meter.counts, elapsed, expected };
  console.log(summarize(outcome, color && process.stdout.isTTY));
  void workspace.close();
}
