import { defer, map, of, reduce, type Observable } from 'rxjs';
import {
  exportConversations$,
  planExport$,
  type ExportOptions,
  type ExportPage,
} from 'rx-intercom';
import type { Store } from './store.ts';
import { withParts$ } from './with-parts.ts';

/** A page that is in the file now. */
export interface SavedPage extends Pick<ExportPage, 'phase' | 'progress'> {
  readonly saved: number;
  /** Conversations that were deleted before their messages were asked for. */
  readonly deleted: number;
}

/**
 * Exports a workspace into a file: goes on behind the page written last. The ranges wait for a page
 * to be written, so nothing queues up; unsubscribing, a failure or a crash leaves the file at a
 * page's end.
 *
 * @param atOnce - how many conversations get their messages at once; `null` for no messages
 */
export function exportInto$(
  store: Store,
  options: ExportOptions,
  atOnce: number | null,
): Observable<SavedPage> {
  return defer(() => {
    const resumeFrom = store.position()?.checkpoint;
    return exportConversations$({ ...options, resumeFrom }, (page) => {
      const { conversations, phase, progress, checkpoint } = page;
      const whole$ =
        atOnce === null
          ? of({ conversations, deleted: [] })
          : withParts$(options, conversations, atOnce);
      return whole$.pipe(
        map(({ conversations: whole, deleted }) => {
          // In the ranges each conversation comes for the first time, so there is none to take out.
          const gone = phase === 'changes' ? deleted : [];
          const hasParts = atOnce !== null;
          store.save({ conversations: whole, deleted: gone, checkpoint, hasParts });
          return { phase, progress, saved: whole.length, deleted: deleted.length };
        }),
      );
    });
  });
}

/**
 * How many conversations the workspace counts that were created before a second.
 *
 * @param until - in unix seconds
 */
export function countWorkspace$(options: ExportOptions, until: number): Observable<number> {
  return planExport$({ ...options, until }, { size: Number.MAX_SAFE_INTEGER }).pipe(
    reduce((sum, { count }) => sum + count, 0),
  );
}
