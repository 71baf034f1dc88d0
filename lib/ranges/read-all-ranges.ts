import { concat, concatMap, defer, EMPTY, ignoreElements, of, repeat, tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { IncompleteExportError, type Shortfall } from '../errors/incomplete-export-error.ts';
import { DAY } from '../paging/day.ts';
import { countDelivered, joinRanges, type RangeState } from './range.ts';
import { auditRanges, type Audit } from './audit-ranges.ts';
import { findLossyBound, mayCompareDays } from './check-bounds.ts';
import type { RowCounter } from './count-rows.ts';
import { walkRanges, type HeldPage, type WalkRangesConfig } from './walk-ranges.ts';

/** How ranges are read and audited. */
export interface ReadAllRangesConfig<Item> extends WalkRangesConfig<Item> {
  readonly counter: RowCounter;
  /** The bounds that the caller has named. */
  readonly edges: readonly number[];
  /** The request that was waited for last, for errors. */
  readonly request: () => RequestContext;
  /** Whether the changes since the start are read afterwards. */
  readonly catchUp: boolean;
  /** Called with what an audit has found. */
  readonly onAudit: (audit: Audit) => void;
}

/** After so many audits with other findings each, the workspace changes faster than it is counted. */
const MAX_AUDITS = 10;

/**
 * Walks the ranges of a board, and audits them: what the server counts and has not shown is read
 * again.
 *
 * @returns errors: {@link IncompleteExportError} for what reading again did not mend
 */
export function readAllRanges<Item extends { readonly id: string }>(
  config: ReadAllRangesConfig<Item>,
): Observable<HeldPage<Item>> {
  const { board, counter, edges, concurrency, request, catchUp, onAudit } = config;
  /** The audits, without those after a query that had ended early and has gone on. */
  let audits = 0;
  let wentOn = false;
  let most = 0;
  let before: string | null = null;
  let isComplete = false;

  const fail = (reason: string, shortfall: Shortfall): never => {
    throw new IncompleteExportError(request(), reason, shortfall);
  };

  const reread = (shortfall: Shortfall): void => {
    const ranges = [joinRanges(board.ranges())];
    const finding = 'bounds within days';
    onAudit({ verdict: { kind: 'reread', finding, shortfall, ranges }, whole: null });
    board.reset(ranges);
  };

  /** Bounds within days lose rows where the server compares whole days; the counts may not show it. */
  const checkBounds = defer(() => {
    const cuts = cutsOf(board.ranges());
    const bounds = [...edges, ...cuts].filter((bound) => bound % DAY !== 0);
    if (bounds.length === 0) return of(null);
    return mayCompareDays(board.ranges(), counter).pipe(
      concatMap((isSuspect) => (isSuspect ? findLossyBound(bounds, counter) : of(null))),
    );
  }).pipe(
    tap((loss) => {
      isComplete = loss === null;
      if (loss === null) return;
      if (edges.includes(loss.bound))
        fail('the server compares whole days: pass midnights in UTC', loss.shortfall);
      reread(loss.shortfall);
    }),
  );

  const audit$ = defer(() =>
    auditRanges({ ranges: board.ranges(), counter, before, concurrency }),
  ).pipe(
    concatMap((audit) => {
      const { verdict } = audit;
      const delivered = countDelivered(board.ranges());
      if (!wentOn || delivered <= most) audits += 1;
      most = Math.max(most, delivered);
      onAudit(audit);
      if (verdict.kind === 'complete') return checkBounds;
      if (verdict.kind === 'short')
        return fail('the server counts more than it shows', verdict.shortfall);
      if (audits >= MAX_AUDITS) {
        // Rows that have come meanwhile were changed after the start, and are read with the changes.
        if (catchUp) return checkBounds;
        return fail('the workspace changes faster than it is counted', verdict.shortfall);
      }
      before = verdict.finding;
      if (verdict.kind === 'recount') return EMPTY;
      wentOn = verdict.ranges.some(({ isDone, at }) => !isDone && at !== null);
      board.reset(verdict.ranges);
      return EMPTY;
    }),
    ignoreElements(),
  );

  return defer(() => concat(walkRanges(config), audit$)).pipe(
    repeat({ delay: () => (isComplete ? EMPTY : of(null)) }),
  );
}

/** Where the export has cut the whole. */
function cutsOf(ranges: readonly RangeState[]): readonly number[] {
  const { from: since } = joinRanges(ranges);
  return ranges.filter(({ from, isReread }) => !isReread && from > since).map(({ from }) => from);
}
