import { catchError, concat, defer, EMPTY, map, tap, throwError, type Observable } from 'rxjs';
import { NO_REQUEST, type ErrorContext, type RequestContext } from '../errors/error-context.ts';
import { withPosition } from '../errors/with-position.ts';
import { loadPages, type LoadingPage } from '../lists/load-page.ts';
import type { Load } from '../paging/prefetch.ts';
import { createBoard } from '../ranges/board.ts';
import { createExportCheckpoint } from '../ranges/range-checkpoint.ts';
import { openRange } from '../ranges/range.ts';
import { FAR, readChanges, type ChangesPage } from '../ranges/read-changes.ts';
import type { RangeSource } from '../ranges/read-range.ts';
import { remember, type Recent } from '../ranges/recent.ts';
import { createServerClock } from '../ranges/server-clock.ts';
import { timeQuery, type TimeField } from '../ranges/time-query.ts';
import { walkRanges, type HeldPage } from '../ranges/walk-ranges.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ExportCheckpoint, ExportRange } from '../types/export-checkpoint.ts';
import type { ExportPage } from './export-options.ts';
import type { ExportSettings } from './export-settings.ts';
import { searchConversations } from './search-conversations.ts';

/** A page whose turn comes. */
export interface ExportStep {
  /** Hands the page over. */
  readonly begin: () => ExportPage;
  /** To be called when its work is done. */
  readonly complete: () => void;
}

/** The export of one subscription. */
export interface Export {
  /** The pages; errors: `IntercomError`, with its position. */
  readonly step$: Observable<ExportStep>;
  /** Where to go on; `null` before the first response. */
  readonly checkpoint: () => ExportCheckpoint | null;
  /** What an error says that happens now. */
  readonly errorContext: () => ErrorContext;
}

const SECOND = 1000;

/** Begins an export, or goes on with one. */
export function openExport(settings: ExportSettings): Export {
  const { client, query, since, until, concurrency, perPage, isAdaptive } = settings;
  const { catchUp, lookBack, resumeFrom } = settings;
  const { scheduler, reporter } = client;
  const started = scheduler.now();
  const clock = createServerClock(() => scheduler.now());
  const board = createBoard(
    resumeFrom?.ranges ?? [openRange(since ?? 0, until ?? FAR)],
    2 * perPage,
  );
  let mark = resumeFrom?.mark ?? null;
  let total = resumeFrom?.total ?? null;
  let phase = resumeFrom?.phase ?? 'ranges';
  let changes = resumeFrom?.changes ?? null;
  let recent: Recent = new Map(resumeFrom?.recent);
  let request: RequestContext = NO_REQUEST;
  let pages = 0;
  let passes = 0;

  const onRequest = (context: RequestContext): void => {
    request = context;
  };

  /** The first response tells when the export started, on the server's clock. */
  const hear = ({ page }: LoadingPage<Conversation>): void => {
    if (page === null) return;
    clock.hear(page.date);
    if (mark !== null) return;
    const elapsed = scheduler.now() - started;
    mark = Math.floor((clock.now() - elapsed) / SECOND);
    total = page.totalCount;
    if (until === null) board.shorten(mark);
  };

  const load = (
    field: TimeField,
    from: number,
    to: number | null,
  ): Load<LoadingPage<Conversation>> => {
    const sort = { field, order: 'ascending' } as const;
    const endpoint = searchConversations(client, timeQuery(query, field, from, to), sort);
    const loadPage = loadPages(client, endpoint, { perPage, isAdaptive, isScanned: false });
    return (wanted) => loadPage(wanted).pipe(tap(hear));
  };

  /** Without `until`, the last range has no end to ask for: a server may compare whole days. */
  const isLast = (to: number): boolean => until === null && to >= (mark ?? FAR);
  const byCreation: RangeSource<Conversation> = {
    open: (from, to) => load('created_at', from, isLast(to) ? null : to),
    timeOf: ({ created_at }) => created_at,
  };
  const byUpdate: RangeSource<Conversation> = {
    open: (from) => load('updated_at', from, null),
    timeOf: ({ updated_at }) => updated_at,
  };

  const stand = (
    at: number,
    ranges: readonly ExportRange[],
    state: Pick<ExportCheckpoint, 'phase' | 'changes'> & { readonly recent: Recent },
  ): ExportCheckpoint =>
    createExportCheckpoint(client, {
      query,
      since,
      until,
      mark: at,
      total,
      ranges,
      ...state,
      recent: [...state.recent],
    });

  const checkpoint = (): ExportCheckpoint | null =>
    mark === null ? null : stand(mark, board.ranges(), { phase, changes, recent });

  const emitPage = (conversations: readonly Conversation[], duplicates: number): void => {
    pages += 1;
    reporter.emit({
      kind: 'page',
      pass: passes,
      number: pages,
      conversations: conversations.length,
      duplicates,
      totalCount: total,
      isOrdered: true,
    });
  };

  const ofRange = (
    at: number,
    { index, fresh, behind, release }: HeldPage<Conversation>,
  ): ExportStep => {
    let remembered = recent;
    return {
      begin: () => {
        emitPage(fresh, 0);
        const ranges = board.preview(index, behind);
        remembered = remember(recent, fresh, at - lookBack, at);
        const state = { phase, changes, recent: remembered };
        return {
          conversations: fresh,
          phase: 'ranges',
          progress: { delivered: countDelivered(ranges), total },
          get checkpoint() {
            return stand(at, ranges, state);
          },
        };
      },
      complete: () => {
        recent = remembered;
        release();
      },
    };
  };

  const ofChanges = (at: number, page: ChangesPage<Conversation>): ExportStep => {
    const { items, duplicates, behind, release } = page;
    return {
      begin: () => {
        emitPage(items, duplicates);
        const ranges = board.ranges();
        return {
          conversations: items,
          phase: 'changes',
          progress: { delivered: countDelivered(ranges), total },
          get checkpoint() {
            return stand(at, ranges, {
              phase: 'changes',
              changes: behind.range,
              recent: behind.recent,
            });
          },
        };
      },
      complete: () => {
        changes = behind.range;
        recent = behind.recent;
        release();
      },
    };
  };

  const ranges$ = defer(() =>
    phase === 'changes' ? EMPTY : walkRanges({ board, source: byCreation, concurrency, onRequest }),
  ).pipe(map((page) => ofRange(mark ?? 0, page)));

  const changes$ = defer(() => {
    if (!catchUp || mark === null) return EMPTY;
    const at = mark;
    phase = 'changes';
    return readChanges({
      start: { range: openRange(changes?.from ?? at - lookBack, FAR), recent },
      mark: at,
      lookBack,
      source: byUpdate,
      isWanted: ({ created_at }) => created_at >= (since ?? 0) && created_at < (until ?? FAR),
      clock,
      scheduler,
      onRequest,
      onPass: (from) => {
        passes += 1;
        reporter.emit({ kind: 'pass', number: passes, since: from });
      },
    }).pipe(map((page) => ofChanges(at, page)));
  });

  return {
    step$: concat(ranges$, changes$).pipe(
      catchError((error: unknown) => throwError(() => withPosition(error, checkpoint()))),
    ),
    checkpoint,
    errorContext: () => ({ ...request, startingAfter: undefined, checkpoint: checkpoint() }),
  };
}

function countDelivered(ranges: readonly ExportRange[]): number {
  return ranges.reduce((sum, { delivered }) => sum + delivered, 0);
}
