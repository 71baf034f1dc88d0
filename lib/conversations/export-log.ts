import { createExportCheckpoint } from '../ranges/range-checkpoint.ts';
import type { Audit } from '../ranges/audit-ranges.ts';
import type { Board } from '../ranges/board.ts';
import type { ChangesPage } from '../ranges/read-changes.ts';
import { remember, type Recent } from '../ranges/recent.ts';
import type { HeldPage } from '../ranges/walk-ranges.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ExportCheckpoint, ExportRange } from '../types/export-checkpoint.ts';
import type { ExportPage, ExportReport } from './export-options.ts';
import type { ExportSettings } from './export-settings.ts';

/** A page whose turn has come. */
export interface ExportStep {
  /** Hands the page over. */
  readonly begin: () => ExportPage;
  /** To be called when its work is done. */
  readonly complete: () => void;
}

/** Where an export stands apart from its ranges. */
type Stand = Pick<ExportCheckpoint, 'phase' | 'changes'> & { readonly recent: Recent };

/** What the report of an export says besides that of a walk. */
export type ExportSummary = Pick<
  ExportReport,
  'ranges' | 'reread' | 'lateRows' | 'firstTotalCount' | 'lastTotalCount'
>;

/** Knows where an export stands: makes its pages, its checkpoints and its report. */
export interface ExportLog {
  /** When the export started, in unix seconds; `null` before the first response. */
  readonly mark: () => number | null;
  readonly stand: () => Stand;
  /** The first response has come. */
  readonly begin: (mark: number, total: number | null) => void;
  readonly addAudit: (audit: Audit) => void;
  /** The changes are read again, or for the first time. */
  readonly addPass: (since: number) => void;
  readonly ofRange: (page: HeldPage<Conversation>) => ExportStep;
  readonly ofChanges: (page: ChangesPage<Conversation>) => ExportStep;
  readonly checkpoint: () => ExportCheckpoint | null;
  readonly summary: () => ExportSummary;
}

export function createExportLog(settings: ExportSettings, board: Board): ExportLog {
  const { client, query, since, until, lookBack, resumeFrom } = settings;
  const { reporter } = client;
  let mark = resumeFrom?.mark ?? null;
  let total = resumeFrom?.total ?? null;
  let stand: Stand = {
    phase: resumeFrom?.phase ?? 'ranges',
    changes: resumeFrom?.changes ?? null,
    recent: new Map(resumeFrom?.recent),
  };
  let lastTotalCount: number | null = null;
  let pages = 0;
  let passes = 0;
  let reread = 0;
  let lateRows = 0;
  let found: number | null = null;

  const checkpointOf = (
    ranges: readonly ExportRange[],
    { recent, ...rest }: Stand,
  ): ExportCheckpoint =>
    createExportCheckpoint(client, {
      query,
      since,
      until,
      mark: mark ?? 0,
      total,
      ranges,
      ...rest,
      recent: [...recent],
    });

  const step = (
    page: Pick<ExportPage, 'conversations' | 'phase'>,
    duplicates: number,
    ranges: () => readonly ExportRange[],
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
          isOrdered: true,
        });
        const own = ranges();
        next = behind();
        return {
          ...page,
          progress: { delivered: countDelivered(own), total },
          get checkpoint() {
            return checkpointOf(own, next);
          },
        };
      },
      complete: () => {
        stand = next;
        release();
      },
    };
  };

  return {
    mark: () => mark,
    stand: () => stand,
    begin(at, count) {
      mark = at;
      total = count;
    },
    addAudit({ verdict, whole }) {
      const delivered = countDelivered(board.ranges());
      lateRows += Math.max(0, delivered - (found ?? delivered));
      found = delivered;
      lastTotalCount = whole;
      if (verdict.kind === 'reread')
        reread += verdict.ranges.filter(({ isDone }) => !isDone).length;
    },
    addPass(from) {
      passes += 1;
      stand = { ...stand, phase: 'changes' };
      reporter.emit({ kind: 'pass', number: passes, since: from });
    },
    ofRange: ({ index, fresh, behind, release }) =>
      step(
        { conversations: fresh, phase: behind.isReread ? 'changes' : 'ranges' },
        0,
        () => board.preview(index, behind),
        () => {
          const at = mark ?? 0;
          return { ...stand, recent: remember(stand.recent, fresh, at - lookBack, at) };
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
    checkpoint: () => (mark === null ? null : checkpointOf(board.ranges(), stand)),
    summary: () => ({
      ranges: board.ranges().length,
      reread,
      lateRows,
      firstTotalCount: total,
      lastTotalCount: lastTotalCount ?? total,
    }),
  };
}

function countDelivered(ranges: readonly ExportRange[]): number {
  return ranges.reduce((sum, { delivered }) => sum + delivered, 0);
}
