import { catchErrorCode, retrieveConversation$ } from 'rx-intercom';
import { concat, concatMap, defer, from, map, mergeMap, of } from 'rxjs';
import type { Batch, JobWork, MessagesJob } from './job.ts';

/**
 * Reads the messages of a page of conversations, some at once. It leaves out those that have them, so
 * after a crash it asks only for the others.
 */
export const messages$: JobWork<MessagesJob> = (
  { data: { ids } },
  { workspace: { options, atOnce }, save, withoutMessages },
) =>
  concat(
    defer(() => withoutMessages(ids)).pipe(
      concatMap((missing) => from(missing)),
      mergeMap(
        (id) =>
          retrieveConversation$(options, id).pipe(
            map((whole): Batch => ({ whole })),
            catchErrorCode('not_found', () => of({ deleted: id })),
          ),
        atOnce,
      ),
      concatMap(save),
    ),
    defer(() => save({ isDone: true })),
  );
