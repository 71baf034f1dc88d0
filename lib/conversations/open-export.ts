import { catchError, concat, defer, EMPTY, ignoreElements, map, tap, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { atPosition } from '../errors/at-position.ts';
import { NO_REQUEST, type ErrorContext, type RequestContext } from '../errors/error-context.ts';
import { withPosition } from '../errors/with-position.ts';
import type { ListedPage } from '../lists/load-page.ts';
import { resumeSeen } from '../lists/parse-checkpoint.ts';
import { createBoard } from '../ranges/board.ts';
import { DAY } from '../paging/day.ts';
import { FAR, openRange } from '../ranges/range.ts';
import { readAllRanges } from '../ranges/read-all-ranges.ts';
import { readChanges } from '../ranges/read-changes.ts';
import { createServerClock } from '../ranges/server-clock.ts';
import type { Conversation } from '../types/conversation.ts';
import { createExportLog, type ExportLog } from './export-log.ts';
import { createExportQueries } from './export-queries.ts';
import type { ExportSettings } from './export-settings.ts';
import type { ExportStep } from './export-step.ts';

/** The export of one subscription. */
export interface Export extends Pick<ExportLog, 'checkpoint' | 'summary'> {
  /** The pages; errors: `IntercomError`, with its position. */
  readonly step$: Observable<ExportStep>;
  /** What an error says that happens now. */
  readonly errorContext: () => ErrorContext;
}

const SECOND = 1000;

/** Begins an export, or goes on with one. */
export function openExport(settings: ExportSettings): Export {
  const { client, since, until, concurrency, perPage, catchUp, lookBack, resumeFrom } = settings;
  const { scheduler } = client;
  const clock = createServerClock(client);
  const whole = openRange(since ?? 0, until ?? FAR, false);
  const board = createBoard(
    resumeFrom?.ranges.map((range) => resumeSeen(range)) ?? [whole],
    2 * perPage,
  );
  const log = createExportLog(settings, board);
  let request: RequestContext = NO_REQUEST;
  /** The latest `updated_at` that this run has seen. */
  let newest = -Infinity;

  /**
   * The responses tell when the export started, on the server's clock. One that is wrong may lie ahead,
   * and hide changes: the earlier of the two clocks counts. Where changes are not read, the end is the
   * later one, because rows before it would be left out.
   */
  const onPage = (
    { totalCount, items, response }: ListedPage<Conversation>,
    time: number | null,
  ): void => {
    newest = items.reduce((latest, { updated_at: at }) => (at > latest ? at : latest), newest);
    clock.hear(time, response.date !== null);
    const isFirst = log.startedAt() === null;
    const { earliest, latest } = clock.start();
    const startedAt = Math.floor(earliest / SECOND);
    log.begin(startedAt, totalCount);
    const end = catchUp ? startedAt : Math.ceil(latest / SECOND);
    if (isFirst && until === null) board.shorten(end);
  };

  const { byCreation, byUpdate, counter, newestChange } = createExportQueries(settings, {
    // A server that compares whole days would leave out the day of the end.
    isOpenEnded: (to) => until === null && to >= (log.startedAt() ?? FAR),
    isTimeKnown: clock.isKnown,
    onPage,
    onRequest: (context) => {
      request = context;
    },
  });

  // Asked before anything is read, so a change that the ranges miss is not older.
  const begin$ = defer(() => (catchUp && resumeFrom === null ? newestChange() : EMPTY)).pipe(
    tap((time) => {
      if (time !== null) log.addNewest(time);
    }),
    ignoreElements(),
  );

  const ranges$ = defer(() =>
    log.stand().phase === 'changes'
      ? EMPTY
      : readAllRanges({
          board,
          source: byCreation,
          counter,
          concurrency,
          request: () => request,
          catchUp,
          onAudit: log.addAudit,
        }),
  ).pipe(map(log.ofRange));

  const changes$ = defer(() => {
    const startedAt = log.startedAt();
    if (!catchUp || startedAt === null) return EMPTY;
    return readChanges({
      start: { range: openRange(log.changesFrom(), FAR, false), recent: log.stand().recent },
      startedAt,
      lookBack,
      source: byUpdate,
      isWanted: ({ created_at: at }) => at >= (since ?? 0) && at < (until ?? FAR),
      isActive: () => resumeFrom !== null || newest >= startedAt - DAY,
      clock,
      scheduler,
      onPass: log.addPass,
    });
  }).pipe(map(log.ofChanges));

  const { checkpoint, summary } = log;
  return {
    step$: concat(begin$, ranges$, changes$).pipe(
      catchError((error: unknown) => throwError(() => withPosition(error, checkpoint()))),
    ),
    checkpoint,
    summary,
    errorContext: () => atPosition(request, checkpoint()),
  };
}
