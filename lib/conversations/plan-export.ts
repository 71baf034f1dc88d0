import { concat, concatMap, defer, ignoreElements, map, type Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { NO_REQUEST, type RequestContext } from '../errors/error-context.ts';
import { checkInteger, checkObject } from '../errors/check.ts';
import { readOption } from '../errors/read-option.ts';
import { takeUntilAborted } from '../operators/take-until-aborted.ts';
import { planRanges, type CountedRange } from '../ranges/plan-ranges.ts';
import { FAR } from '../ranges/range.ts';
import { createServerClock } from '../ranges/server-clock.ts';
import type { ExportOptions } from './export-options.ts';
import { createExportQueries } from './export-queries.ts';
import { resolveExport } from './export-settings.ts';

/** How {@link planExport$} cuts a workspace. */
export interface PlanConfig {
  /** Conversations in a range, at most. A single second is not cut, however many it has. */
  readonly size: number;
}

/**
 * Cuts a workspace, or a query, into ranges of `created_at`, for several machines: pass each range as
 * `since` and `until` to {@link exportConversations$}, with `catchUp: false`. It reads no conversations
 * but counts them, two or three requests for each range.
 *
 * ```
 * count      --x--x-----x--|
 * result     -----a-----b--(c|)
 * ```
 *
 * Without `until`, the ranges hold the conversations created before the plan started, on the earlier of the
 * server's and this machine's clock. What is created later has also changed since the end of the last
 * range: read these changes when all ranges are read, as `examples/fleet` does. Unsubscribing aborts the
 * request in flight and ends every wait.
 *
 * @example
 * ```ts
 * planExport$({ token }, { size: 50_000 }).subscribe(({ since, until, count }) => {
 *   console.log(since, until, count);
 * });
 * ```
 *
 * @param options - as for {@link exportConversations$}
 * @param config - the size of a range
 * @returns in ascending order, half open, without gaps, in unix seconds; errors:
 * {@link IntercomError}
 */
export function planExport$(options: ExportOptions, config: PlanConfig): Observable<CountedRange> {
  return defer(() => {
    const settings = resolveExport(options);
    checkObject('config', config, 'an object');
    const size = readOption('config', () => config.size, 'an object');
    checkInteger('size', size, 1, Number.MAX_SAFE_INTEGER);
    const { client, since, until } = settings;
    const clock = createServerClock(client);
    let request: RequestContext = NO_REQUEST;
    let startedAt: number | null = null;

    const { counter } = createExportQueries(settings, {
      isOpenEnded: (to) => to === FAR,
      isTimeKnown: clock.isKnown,
      onPage: ({ response: { date } }, time) => {
        clock.hear(time, date !== null);
        startedAt ??= Math.floor(clock.start().earliest / 1000);
      },
      onRequest: (context) => {
        request = context;
      },
    });

    const count = (from: number, to: number): Observable<number> =>
      counter.count(from, to).pipe(
        map((found) => {
          if (found === null) throw new DecodeError(request, 'the body has no total_count');
          return found;
        }),
      );

    const from = since ?? 0;
    const plan$ = counter.first(from, until ?? FAR).pipe(
      concatMap((first) => {
        const to = until ?? Math.max(from, startedAt ?? from);
        const whole$ = count(from, to).pipe(
          concatMap((all) => planRanges({ since: from, until: to, count: all }, size, count)),
        );
        return first === null
          ? whole$
          : concat(counter.learn(first).pipe(ignoreElements()), whole$);
      }),
    );
    return plan$.pipe(
      takeUntilAborted(client.signal, () => atPosition(request, null)),
      client.reporter.reportUntilEnd(),
    );
  });
}
