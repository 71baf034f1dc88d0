import { UnrecoverableError } from 'bullmq';
import { isIntercomError, type IntercomError } from 'rx-intercom';
import { lastValueFrom, type Observable } from 'rxjs';
import { changes$ } from '../jobs/changes.ts';
import type { Batch, Job, JobContext } from '../jobs/job.ts';
import { messages$ } from '../jobs/messages.ts';
import { plan$ } from '../jobs/plan.ts';
import { range$ } from '../jobs/range.ts';
import type { WorkspaceOptions } from '../settings.ts';
import { TakenOver, type Store } from '../store/store.ts';

/** What a job runs with. */
export interface RunJobConfig {
  readonly workspace: WorkspaceOptions;
  readonly store: Store;
  /** Adds jobs to the queue. */
  readonly add: (ids: readonly string[]) => Promise<void>;
  readonly tell: (line: string) => void;
}

/** Failures that another try does not mend. */
const FINAL: readonly IntercomError['kind'][] = ['unauthorized', 'forbidden', 'invalid-options'];

/** Does a job from where it stands to its end, or until another worker has gone on with it. */
export async function runJob(
  job: Job,
  { workspace, store, add, tell }: RunJobConfig,
): Promise<void> {
  let step = job.step;
  const save = async (batch: Batch): Promise<void> => {
    const added = await store.commit({ ...job, step }, batch);
    step += 1;
    await add(added);
  };
  const withoutMessages = (ids: readonly string[]) => store.withoutMessages(job.workspace, ids);
  try {
    await lastValueFrom(work$(job, { workspace, save, withoutMessages }), { defaultValue: null });
  } catch (error) {
    if (isIntercomError(error) && FINAL.includes(error.kind)) {
      throw new UnrecoverableError(error.message);
    }
    if (!(error instanceof TakenOver)) throw error;
    tell(error.message);
  }
}

function work$(job: Job, context: JobContext): Observable<unknown> {
  switch (job.kind) {
    case 'plan':
      return plan$(job, context);
    case 'range':
      return range$(job, context);
    case 'messages':
      return messages$(job, context);
    case 'changes':
      return changes$(job, context);
  }
}
