import { conversationPages$ } from 'rx-intercom';
import { concat, concatMap, defer, timer } from 'rxjs';
import type { ChangesJob, JobWork } from './job.ts';

/**
 * Reads what has changed since a second, and some seconds before it: the search shows a change late.
 * A conversation that changes meanwhile moves to the end, so it comes again.
 */
export const changes$: JobWork<ChangesJob> = (
  { data: { since }, checkpoint: resumeFrom },
  { workspace: { options, perPage, lookBack }, save },
) =>
  concat(
    timer(new Date((since + lookBack) * 1000)).pipe(
      concatMap(() =>
        conversationPages$({
          ...options,
          perPage,
          query: { field: 'updated_at', operator: '>', value: since - lookBack - 1 },
          sort: { field: 'updated_at', order: 'ascending' },
          resumeFrom,
        }),
      ),
      concatMap(({ conversations, checkpoint }) => save({ conversations, checkpoint })),
    ),
    defer(() => save({ isDone: true })),
  );
