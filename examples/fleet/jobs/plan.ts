import { planExport$ } from 'rx-intercom';
import { concatMap, toArray } from 'rxjs';
import type { JobWork, NewJob, PlanJob } from './job.ts';

/**
 * Cuts a workspace into ranges, and adds a job for each. All are added at once, so a planner that was
 * killed has added none, and of two planners one adds its ranges.
 */
export const plan$: JobWork<PlanJob> = (_, { workspace: { options, rangeSize }, save }) =>
  planExport$(options, { size: rangeSize }).pipe(
    toArray(),
    concatMap((ranges) => {
      const mark = ranges.at(-1)?.until ?? 0;
      const next = ranges.map(({ since, until }): NewJob => ({
        id: `range-${since}`,
        kind: 'range',
        data: { since, until, mark },
      }));
      return save({ next, isDone: true });
    }),
  );
