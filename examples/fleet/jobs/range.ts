import { exportConversations$ } from 'rx-intercom';
import { concat, defer } from 'rxjs';
import type { JobWork, RangeJob } from './job.ts';

/** Reads a range of conversations from its checkpoint on. Behind the last range come the changes. */
export const range$: JobWork<RangeJob> = (
  { data: { since, until, mark }, checkpoint: resumeFrom },
  { workspace: { options, perPage, atOnce }, save },
) =>
  concat(
    exportConversations$(
      { ...options, since, until, perPage, concurrency: atOnce, catchUp: false, resumeFrom },
      ({ conversations, checkpoint }) => save({ conversations, checkpoint }),
    ),
    defer(() =>
      save({
        afterLast: { id: 'changes-1', kind: 'changes', data: { since: mark } },
        isDone: true,
      }),
    ),
  );
