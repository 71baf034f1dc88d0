/** Exports a workspace into SQLite, and goes on where it was stopped. */
import { fromEvent, merge, takeUntil } from 'rxjs';
import type { WalkReport } from 'rx-intercom';
import { parseArguments } from './arguments.ts';
import { openDatabase } from './database.ts';
import { exportConversations } from './export.ts';
import { describeStart, explain } from './messages.ts';
import { createProgress } from './progress.ts';
import { summarize } from './summary.ts';
import { openWorkspace } from './workspace.ts';

const { database: file, perPage, fresh, ...where } = parseArguments(process.argv);
const workspace = openWorkspace(where, process.env['INTERCOM_ACCESS_TOKEN']);
const database = openDatabase(file);
if (fresh) database.clear();

let report: WalkReport | undefined;
let rows = database.count();
let added = 0;
let updated = 0;
let pages = 0;
const started = performance.now();
const progress = createProgress(process.stderr);
const stop$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));

console.log(`Exporting ${workspace.name} into ${file}`);
console.log(describeStart(database.checkpoint(), rows));

const options = {
  ...workspace.options,
  perPage,
  onComplete: (walk: WalkReport) => {
    report = walk;
  },
};

exportConversations(options, database)
  .pipe(takeUntil(stop$))
  .subscribe({
    next({ page, ...saved }) {
      pages += 1;
      added += saved.added;
      updated += saved.updated;
      rows += saved.added;
      progress.update(rows, Math.max(rows, page.totalCount ?? 0), pages);
    },
    error(error: unknown) {
      finish();
      console.error(explain(error, file));
      process.exitCode = 1;
    },
    complete() {
      finish();
      if (report !== undefined) return;
      console.log('Stopped. Run it again to go on.');
      process.exitCode = 130;
    },
  });

function finish(): void {
  progress.stop();
  const elapsed = performance.now() - started;
  console.log(summarize({ added, updated, rows: database.count(), elapsed, report }));
  database.close();
}
