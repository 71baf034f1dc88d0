/** Exports a workspace into a file, and goes on where it was stopped. */
import { fromEvent, lastValueFrom, merge, takeUntil, tap } from 'rxjs';
import { createRateLimiter } from 'rx-intercom';
import { createActivity } from '../terminal/activity.ts';
import { createProgress } from '../terminal/progress.ts';
import { parseArguments, type Arguments } from './arguments.ts';
import { countWorkspace$, exportInto$ } from './export.ts';
import { countDelivered, describeStart, explain } from './messages.ts';
import { openStore } from './open-store.ts';
import { countLost, summarize } from './summary.ts';
import { openWorkspace } from './workspace.ts';

const FAILED = 1;
const STOPPED = 130;

const args = parseArguments(process.argv);
try {
  process.exitCode = await run(args);
} catch (error) {
  console.error(explain(error, args.output));
  process.exitCode = FAILED;
}

/** @returns the exit code */
async function run(args: Arguments): Promise<number> {
  const started = Date.now();
  const { name, options: where } = openWorkspace(args, process.env['INTERCOM_ACCESS_TOKEN']);
  console.log(`Exporting ${name} into ${args.output}`);
  const store = openStore(args);
  const position = store.position();
  console.log(describeStart(position));

  const progress = createProgress(process.stderr);
  const activity = createActivity(progress.tell);
  const { costs } = activity;
  const { since, query, concurrency, perPage, lookBack, parts = null } = args;
  const sums = { read: 0, changed: 0, deleted: 0 };
  let expected: number | null = null;
  let isComplete = false;
  let lost = 0;

  const options = {
    ...where,
    ...(lookBack === undefined ? {} : { lookBack: lookBack * 1000 }),
    ...{ since, query, concurrency, perPage },
    rateLimiter: createRateLimiter(),
    events: activity,
    onComplete: () => {
      isComplete = true;
    },
  };
  const from = countDelivered(position);
  const saved$ = exportInto$(store, options, parts).pipe(
    tap(({ phase, saved, deleted, progress: { delivered, total } }) => {
      sums[phase === 'ranges' ? 'read' : 'changed'] += saved;
      sums.deleted += deleted;
      const { requests } = costs;
      progress.update({ from, done: delivered, total: total ?? delivered, requests });
    }),
    takeUntil(merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'))),
  );

  /** What is younger than this run may be missing: it is left to the next one. */
  const until = Math.max(Math.floor(started / 1000), Math.ceil((since?.getTime() ?? 0) / 1000));
  try {
    await lastValueFrom(saved$, { defaultValue: null });
    if (isComplete) expected = await lastValueFrom(countWorkspace$(options, until));
  } finally {
    activity.stop();
    progress.stop();
    const tally = await store.tally(until);
    store.close();
    const elapsed = Date.now() - started;
    console.log(summarize({ ...sums, costs, elapsed, tally, expected }));
    lost = countLost({ tally, expected });
  }
  if (lost > 0) console.log('Conversations are missing: run it again with --fresh.');
  if (!isComplete) console.log('Stopped. Run it again to go on.');
  return lost > 0 ? FAILED : isComplete ? 0 : STOPPED;
}
