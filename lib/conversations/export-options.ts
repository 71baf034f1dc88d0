import type { WalkReport } from '../events/walk-report.ts';
import type { ClientOptions } from '../http/client-options.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { Conversation } from '../types/conversation.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import type { SearchQuery } from '../types/search-query.ts';

/** The options of {@link exportConversations$}. */
export interface ExportOptions extends ClientOptions {
  /**
   * Which conversations to export. Its groups may be nested one level deep at most, because the export
   * adds a group with the bounds of a range.
   * @defaultValue all
   */
  readonly query?: SearchQuery | undefined;

  /**
   * The first `created_at` to export: a date, or unix seconds.
   * @defaultValue none
   */
  readonly since?: Date | number | undefined;

  /**
   * The `created_at` to export up to, that second not included: a date, or unix seconds.
   * @defaultValue the start of the export, its second included; with `catchUp`, none
   */
  readonly until?: Date | number | undefined;

  /**
   * How many ranges are read at once, all under one limiter.
   * @defaultValue `4`
   */
  readonly concurrency?: number | undefined;

  /**
   * Conversations a page, 1 to 150.
   * @defaultValue `150`
   */
  readonly perPage?: number | undefined;

  /**
   * Whether a page that was too large is requested again in half the size, as for
   * {@link ConversationsOptions.adaptivePageSize}.
   * @defaultValue `true`
   */
  readonly adaptivePageSize?: boolean | undefined;

  /**
   * Whether to read at the end what has changed since the start, until nothing new is found.
   * @defaultValue `true`
   */
  readonly catchUp?: boolean | undefined;

  /**
   * Milliseconds by which the search may show a change late. Catching up reads the changes from this
   * time before the start. If anything has changed within a day, it ends this time, and two seconds,
   * after the start at the earliest, so a short export waits.
   * @defaultValue `30_000`
   */
  readonly lookBack?: number | undefined;

  /**
   * Where to go on: `checkpoint` of a page or an error. It must be of the same base URL, version,
   * `query`, `since` and `until`. All else may differ, with one exception: without `until`, an
   * export that began with `catchUp` cannot go on without it, because its ranges end at its start.
   * @defaultValue `null`: from the beginning
   */
  readonly resumeFrom?: ExportCheckpoint | Checkpoint | null | undefined;

  /**
   * Called when the export completes. The stream does not wait for the function: if it returns a
   * promise, handle its rejection.
   */
  readonly onComplete?: ((report: ExportReport) => void) | undefined;
}

/** A page of an export. */
export interface ExportPage {
  /** In the order of their `created_at`; in the phase `changes`, of their `updated_at`. */
  readonly conversations: readonly Conversation[];

  /**
   * `ranges`: conversations that come for the first time. `changes`: conversations that may have
   * come before, to replace those of the same id.
   */
  readonly phase: 'ranges' | 'changes';

  /** How far the ranges are read. */
  readonly progress: ExportProgress;

  /** Where the export stands behind this page: to be stored with it, and passed as `resumeFrom`. */
  readonly checkpoint: ExportCheckpoint;
}

/** How far an export has come. */
export interface ExportProgress {
  /** Conversations of the ranges delivered, this page and earlier runs included. */
  readonly delivered: number;

  /** How many there were at the start; `null` when not told. */
  readonly total: number | null;
}

/**
 * The report of an export that has completed: of this run, not of those before its checkpoint.
 * `firstTotalCount` and `lastTotalCount` are of all ranges together, at the start and at the end;
 * `passes` counts how often the phase `changes` has read them.
 */
export interface ExportReport extends WalkReport {
  /** How many ranges the export was cut into. */
  readonly ranges: number;

  /** How many ranges were read again, because the server counted more than it had shown. */
  readonly reread: number;

  /** Conversations that were found only when their range was read again. */
  readonly lateRows: number;
}
