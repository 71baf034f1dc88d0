import { concatMap, defer, from, tap, type Observable, type ObservableInput } from 'rxjs';
import { check } from '../errors/check.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import type { ExportOptions, ExportPage } from './export-options.ts';
import { resolveExport } from './export-settings.ts';
import { openExport } from './open-export.ts';

/**
 * Every conversation of a workspace, or of a query: reads `concurrency` ranges of `created_at` at a
 * time, within the rate limit, and then what has changed since the start.
 *
 * ```
 * range 1    --a-----b-----|
 * range 2       --c-----d--|
 * changes                   --e|
 * result     --a--c--b--d-----e|
 * ```
 *
 * Runs work for each page, one page at a time; the ranges wait for it, so no more than `concurrency`
 * pages are held, and those being requested. In the ranges each conversation comes once; one that
 * changes meanwhile comes again in the phase `changes`. An export that completes has all
 * conversations that the server shows or counts: the order of each page, the bounds and the counts are
 * checked.
 *
 * A range that fails ends the export, after the work on the pages that are held. An error of the
 * work ends it at once. Unsubscribing ends the work, all requests and every wait.
 *
 * @example
 * ```ts
 * exportConversations$({ token, concurrency: 8, resumeFrom: load() }, (page) =>
 *   save(page.conversations, page.checkpoint),
 * ).subscribe();
 * ```
 *
 * @param options - `token`, or `baseUrl` of a proxy that adds it; the rest has defaults
 * @param project - the work: gets the page and its index, from 0; returns a promise, an Observable,
 * or anything else RxJS can subscribe to
 * @returns what the work emits; errors: those of the work, and {@link IntercomError}, whose
 * `checkpoint` says where to go on; {@link IncompleteExportError} where the server shows less than it
 * counts
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/searchconversations
 */
export function exportConversations$<R>(
  options: ExportOptions,
  project: (page: ExportPage, index: number) => ObservableInput<R>,
): Observable<R> {
  return defer(() => {
    const settings = resolveExport(options, (report) => {
      options.onComplete?.({ ...report, ...summary() });
    });
    check(typeof project === 'function', 'project', project, 'a function');
    const { reporter } = settings.client;
    const { step$, checkpoint, summary, errorContext } = openExport(settings);
    return step$.pipe(
      concatMap(({ begin, complete }, index) =>
        from(project(begin(), index)).pipe(tap({ complete })),
      ),
      takeUntilAborted(settings.client.signal, errorContext),
      reporter.reportOnComplete(checkpoint),
    );
  });
}
