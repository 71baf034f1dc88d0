import { createExportCheckpoint, type ExportState } from '../ranges/range-checkpoint.ts';
import type { Audit } from '../ranges/audit-ranges.ts';
import type { Board } from '../ranges/board.ts';
import type { ChangesPage } from '../ranges/read-changes.ts';
import { createDelivered } from '../paging/delivered.ts';
import { lazy } from '../paging/lazy.ts';
import { countDelivered, FAR, openRange, type RangeState } from '../ranges/range.ts';
import type { HeldPage } from '../ranges/walk-ranges.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import { createAuditCounter, type ExportSummary } from './audit-counter.ts';
import type { ExportPage } from './export-options.ts';
import type { ExportSettings } from './export-settings.ts';
import type { ExportStep } from './export-step.ts';

/** Where an export stands apart from its ranges. */
type Stand = Pick<ExportState, 'phase' | 'changes' | 'recent'>;

/** Knows where an export stands: makes its pages, its checkpoints and its report. */
export interface ExportLog {
  /** When the export started, in unix seconds; `null` before the first response. */
  readonly startedAt: () => number | null;
  readonly stand: () => Stand;
  /** The second from which on changes are read, as it is known when the phase `changes` begins. */
  readonly changesFrom: () => number;
  /** A response has come, which says when the export started; the earliest one counts. */
  readonly begin: (startedAt: number, total: number | null) => void;
  /** The newest change at the start. Changes made afterwards are not older, whatever the clocks say. */
  readonly addNewest: (updatedAt: number) => void;
  readonly addAudit: (audit: Audit) => void;
  /** The changes are read again, or for the first time. */
  readonly addPass: (since: number) => void;
  readonly ofRange: (page: HeldPage<Conversation>) => ExportStep;
  readonly ofChanges: (page: ChangesPage<Conversation>) => ExportStep;
  readonly checkpoint: () => ExportCheckpoint | null;
  readonly summary: () => ExportSummary;
}

const withCheckpoint = lazy('checkpoint');

export function createExportLog(settings: ExportSettings, board: Board): ExportLog {
  const { client, query, since, until, catchUp, lookBack, resumeFrom } = settings;
  const { reporter } = client;
  const subject = { query, since, until, catchUp: resumeFrom?.catchUp ?? catchUp };
  const audits = createAuditCounter();
  let startedAt = resumeFrom?.startedAt ?? null;
  let total = resumeFrom?.total ?? null;
  let changesFrom = resumeFrom?.changes?.from ?? Infinity;
  let stand: Stand = {
    phase: resumeFrom?.phase ?? 'ranges',
    changes: null,
    recent: createDelivered(resumeFrom?.recent),
  };
  let pages = 0;
  let passes = 0;

  const checkpointOf = (ranges: readonly RangeState[], own: Stand): ExportCheckpoint =>
    createExportCheckpoint(client, {
      ...subject,
      startedAt: startedAt ?? 0,
      total,
      ranges,
      ...own,
      changes: own.changes ?? (catchUp ? openRange(changesFrom, FAR, false) : null),
    });

  const readFrom = (second: number): void => {
    if (stand.phase === 'ranges') changesFrom = Math.min(changesFrom, second);
  };

  const step = (
    page: Pick<ExportPage, 'conversations' | 'phase'>,
    duplicates: number,
    ranges: () => readonly RangeState[],
    behind: () => Stand,
    release: () => void,
  ): ExportStep => {
    let next = stand;
    return {
      begin: () => {
        pages += 1;
        reporter.emit({
          kind: 'page',
          pass: passes,
          number: pages,
          conversations: page.conversations.length,
          duplicates,
          totalCount: total,
          lateness: 0,
          isOrdered: true,
        });
        const own = ranges();
        next = behind();
        return withCheckpoint(
          { ...page, progress: { delivered: countDelivered(own), total } },
          () => checkpointOf(own, next),
        );
      },
      complete: () => {
        stand = next;
        release();
      },
    };
  };

  return {
    startedAt: () => startedAt,
    stand: () => stand,
    changesFrom: () => changesFrom,
    begin(at, count) {
      if (startedAt === null) total = count;
      startedAt = Math.min(startedAt ?? at, at);
      readFrom(startedAt - lookBack);
    },
    addNewest: (updatedAt) => {
      readFrom(updatedAt);
    },
    addAudit(audit) {
      audits.add(audit, board.ranges());
    },
    addPass(from) {
      passes += 1;
      stand = { ...stand, phase: 'changes' };
      reporter.emit({ kind: 'pass', number: passes, since: from });
    },
    ofRange: ({ fresh, behind, preview, release }) =>
      step(
        { conversations: fresh, phase: behind.isReread ? 'changes' : 'ranges' },
        0,
        preview,
        () => {
          const at = startedAt ?? 0;
          const isRecent = ({ updated_at: time }: Conversation): boolean =>
            time >= changesFrom && time < at;
          return { ...stand, recent: stand.recent.with(fresh.filter(isRecent)) };
        },
        release,
      ),
    ofChanges: ({ items, duplicates, behind, release }) =>
      step(
        { conversations: items, phase: 'changes' },
        duplicates,
        board.ranges,
        () => ({ phase: 'changes', changes: behind.range, recent: behind.recent }),
        release,
      ),
    checkpoint: () => (startedAt === null ? null : checkpointOf(board.ranges(), stand)),
    summary: () => audits.summary(board.ranges(), total),
  };
}
