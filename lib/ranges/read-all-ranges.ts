import { concat, defer, EMPTY, ignoreElements, of, repeat, tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { RequestContext } from '../errors/error-context.ts';
import { IncompleteExportError, type Shortfall } from '../errors/incomplete-export-error.ts';
import { countDelivered } from './range.ts';
import { auditRanges, type Audit } from './audit-ranges.ts';
import type { RowCounter } from './count-rows.ts';
import { walkRanges, type HeldPage, type WalkRangesConfig } from './walk-ranges.ts';

/** How ranges are read and audited. */
export interface ReadAllRangesConfig<Item> extends WalkRangesConfig<Item> {
  readonly counter: RowCounter;
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
  const { board, counter, concurrency, request, catchUp, onAudit } = config;
  /** The audits, without those after a query that had ended early and has gone on. */
  let audits = 0;
  let wentOn = false;
  let most = 0;
  let before: string | null = null;
  let isComplete = false;

  const fail = (reason: string, shortfall: Shortfall): never => {
    throw new IncompleteExportError(request(), reason, shortfall);
  };

  const audit$ = defer(() =>
    auditRanges({ ranges: board.ranges(), counter, before, concurrency }),
  ).pipe(
    tap((audit) => {
      const { verdict } = audit;
      const delivered = countDelivered(board.ranges());
      if (!wentOn || delivered <= most) audits += 1;
      most = Math.max(most, delivered);
      onAudit(audit);
      if (verdict.kind === 'short') {
        fail('the server counts more than it shows', verdict.shortfall);
      } else if (verdict.kind === 'complete') {
        isComplete = true;
      } else if (audits < MAX_AUDITS) {
        before = verdict.finding;
        wentOn = verdict.ranges.some(({ isDone, at }) => !isDone && at !== null);
        board.reset(verdict.ranges);
      } else if (catchUp) {
        // Rows that have come meanwhile were changed after the start, and are read with the changes.
        isComplete = true;
      } else {
        fail('the workspace changes faster than it is counted', verdict.shortfall);
      }
    }),
    ignoreElements(),
  );

  return defer(() => concat(walkRanges(config), audit$)).pipe(
    repeat({ delay: () => (isComplete ? EMPTY : of(null)) }),
  );
}
