import type { SearchQuery } from './search-query.ts';

/**
 * Where an export stands: plain JSON, to be stored with the page and passed as `resumeFrom` later. It
 * holds no token and no cursor, and does not know the workspace: keep one for each workspace.
 */
export interface ExportCheckpoint {
  /** The version of this shape. */
  readonly format: 1;

  /** Base URL of the API it belongs to, and so the region. */
  readonly baseUrl: string;

  /** The `Intercom-Version` it was made with; `null` for the app's own. */
  readonly version: string | null;

  /** The query of the export, its dates in unix seconds; `null` for all conversations. */
  readonly query: SearchQuery | null;

  /** The `since` of the export, in unix seconds; `null` for none. */
  readonly since: number | null;

  /** The `until` of the export, in unix seconds; `null` when none was given. */
  readonly until: number | null;

  /** Whether the export began with `catchUp`: without `until`, its ranges then end at its start. */
  readonly catchUp: boolean;

  /** When the export started, in unix seconds of the server's clock. */
  readonly startedAt: number;

  /** `ranges` while conversations are read by their `created_at`, then `changes`. */
  readonly phase: 'ranges' | 'changes';

  /** The ranges of `created_at`; together they cover the export. */
  readonly ranges: readonly ExportRange[];

  /**
   * How far the changes since the start are read, by their `updated_at`; during `ranges`, from where they
   * will be read. `null` without `catchUp`.
   */
  readonly changes: ExportRange | null;

  /**
   * Delivered conversations that the phase `changes` meets again, and does not deliver again unless
   * they have changed: `id` and `updated_at`.
   */
  readonly recent: readonly (readonly [id: string, updatedAt: number])[];

  /** How many conversations there were, as the first response told; `null` when it did not. */
  readonly total: number | null;
}

/** A range of seconds, and how far it is read. */
export interface ExportRange {
  /** Its first second. */
  readonly from: number;

  /** The second after its last one. */
  readonly to: number;

  /** The second of the last conversation delivered; `null` before the first. */
  readonly at: number | null;

  /** The ids delivered at that second. */
  readonly seen: readonly string[];

  /** How many conversations of it are delivered. */
  readonly delivered: number;

  /** Whether all of it is delivered. */
  readonly isDone: boolean;

  /** Whether it is read again, so that its conversations may have been delivered before. */
  readonly isReread: boolean;
}
