import { concat, concatMap, defer, EMPTY, ignoreElements, of, repeat, tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { IncompleteExportError, type Shortfall } from '../errors/incomplete-export-error.ts';
import { joinRanges, type RangeState } from './range.ts';
import { auditRanges, type Audit } from './audit-ranges.ts';
import { findLossyEdge } from './check-edges.ts';
import type { RowCounter } from './count-rows.ts';
import { DAY } from './find-cut.ts';
import { walkRanges, type HeldPage, type WalkRangesConfig } from './walk-ranges.ts';

/** How ranges are read and audited. */
export interface ReadAllRangesConfig<Item> extends WalkRangesConfig<Item> {
  readonly counter: RowCounter;
  /** The bounds that the caller has named. */
  readonly edges: readonly number[];
  /** The request that was waited for last, for errors. */
  readonly request: () => RequestContext;
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
  const { board, counter, edges, concurrency, request, onAudit } = config;
  let audits = 0;
  let before: string | null = null;
  let isComplete = false;

  const fail = (reason: string, shortfall: Shortfall): never => {
    throw new IncompleteExportError(request(), reason, shortfall);
  };

  const checkEdges = defer(() => findLossyEdge(unproven(edges, board.ranges()), counter)).pipe(
    tap((shortfall) => {
      if (shortfall !== null)
        fail('the server compares whole days: pass midnights in UTC', shortfall);
    }),
  );

  /** The whole of the last day cannot be counted, because it has no end yet. */
  const checkLastDay = defer(() => findLossyEdge(lastCuts(board.ranges()), counter)).pipe(
    tap((shortfall) => {
      isComplete = shortfall === null;
      if (isComplete) return;
      const ranges = [joinRanges(board.ranges())];
      onAudit({
        verdict: { kind: 'reread', finding: 'bounds within the last day', ranges },
        whole: null,
      });
      board.reset(ranges);
    }),
  );

  const audit$ = defer(() =>
    auditRanges({ ranges: board.ranges(), counter, before, concurrency }),
  ).pipe(
    concatMap((audit) => {
      const { verdict } = audit;
      audits += 1;
      onAudit(audit);
      if (verdict.kind === 'short')
        return fail('the server counts more than it shows', verdict.shortfall);
      if (verdict.kind === 'complete' || audits === MAX_AUDITS)
        return concat(checkEdges, checkLastDay);
      before = verdict.finding;
      if (verdict.kind === 'reread') board.reset(verdict.ranges);
      return EMPTY;
    }),
    ignoreElements(),
  );

  return defer(() => concat(walkRanges(config), audit$)).pipe(
    repeat({ delay: () => (isComplete ? EMPTY : of(null)) }),
  );
}

/** A row of the day before the bound shows that the server does not compare whole days. */
function unproven(edges: readonly number[], ranges: readonly RangeState[]): readonly number[] {
  return edges.filter(
    (edge) => !ranges.some(({ at }) => at !== null && at < edge && sameDay(at, edge)),
  );
}

/** The bounds within the last day behind which no row of that day has come. */
function lastCuts(ranges: readonly RangeState[]): readonly number[] {
  const { from: since, to: until } = joinRanges(ranges);
  return ranges
    .filter(({ from, at, isReread }) => !isReread && from > since && !sameDay(at ?? 0, from))
    .map(({ from }) => from)
    .filter((from) => sameDay(from, until));
}

function sameDay(a: number, b: number): boolean {
  return Math.floor(a / DAY) === Math.floor(b / DAY);
}
