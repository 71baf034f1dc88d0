/** Streams a whole workspace page by page, then in ranges: the library's main job, as a program. */
import { map } from 'rxjs';
import { AbortError, conversationPages$, exportConversations$, isIntercomError } from 'rx-intercom';
import { count } from '../terminal/format.ts';
import { parseArguments } from './arguments.ts';
import { read } from './read.ts';
import { forgetWalk, loadWalk, NEW_WALK, saveWalk } from './saved-walk.ts';
import { summarize, type Column } from './summary.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** Ranges at once. */
const CONCURRENCY = 8;

/** What shells take for a program that Ctrl-C has ended. */
const STOPPED = 130;

const args = parseArguments(process.argv);
const { limit = Infinity, perPage, checkpoint: file } = args;
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort('Ctrl-C');
});

const workspace = await openWorkspace(args, process.env);
console.log(`Streaming ${workspace.name}`);
await stream(workspace).finally(workspace.close);

/** @throws what the walk, or the export, fails with */
async function stream({ options, ids }: Workspace): Promise<void> {
  const { delivered: earlier, checkpoint: resumeFrom } = args.resume ? loadWalk(file) : NEW_WALK;
  const shared = { ...options, signal: stop.signal, perPage };

  const walk = await read(earlier, (events) =>
    conversationPages$({ ...shared, events, limit: args.limit, resumeFrom }).pipe(
      map(({ conversations, totalCount }) => {
        return { conversations, total: Math.min(earlier + limit, totalCount ?? 0) };
      }),
    ),
  );
  const isWhole = walk.failure === null && limit === Infinity;
  const expected = isWhole ? ids : undefined;
  const columns: Column[] = [{ name: 'page by page', reading: walk, earlier, ids: expected }];

  if (isWhole && earlier === 0 && (args.export ?? ids !== undefined)) {
    console.log(`Once more, ${count(CONCURRENCY, 'range')} at once`);
    const ranges = await read(0, (events) =>
      exportConversations$(
        { ...shared, events, concurrency: CONCURRENCY },
        ({ conversations, progress }) => [{ conversations, total: progress.total ?? 0 }],
      ),
    );
    columns.push({ name: 'in ranges', reading: ranges, earlier: 0, ids });
  }

  if (walk.costs.requests > 0) console.log(summarize(columns));
  keep(walk.failure, earlier + walk.received.size);
  const failure = columns.map(({ reading }) => reading.failure).find((one) => one !== null);
  if (failure instanceof AbortError) process.exitCode = STOPPED;
  else if (failure !== undefined) throw failure;
}

/** Writes down where a walk was stopped; forgets it where it came to its end. */
function keep(failure: unknown, delivered: number): void {
  if (failure === null && args.resume) forgetWalk(file);
  if (!isIntercomError(failure) || failure.checkpoint === null) return;
  saveWalk(file, { delivered, checkpoint: failure.checkpoint });
  console.log(`Stopped after ${count(delivered, 'conversation')}: to go on, add --resume`);
}
