/**
 * The position of a walk, as plain JSON: store it, and pass it as `resumeFrom` later. It holds no
 * token. It does not name the workspace either, so keep a checkpoint for each workspace.
 */
export interface Checkpoint {
  /** The version of this shape; a checkpoint of another format is refused. */
  readonly format: 1;

  /** The base URL of the API, and with it the region. */
  readonly baseUrl: string;

  /** The `Intercom-Version` header of the walk; `null` when the walk sent none. */
  readonly version: string | null;

  /** The number of the pass: 0 for the first reading of the list, from 1 on when catching up. */
  readonly pass: number;

  /** The number of the next page, 1 for the first of each pass. */
  readonly page: number;

  /** The cursor of the next page; `null` for the top of the list. */
  readonly cursor: string | null;

  /**
   * The newest `updated_at` in the list when this pass began, in unix seconds. The next pass reads
   * down to it, because a conversation that changes later gets this `updated_at` or a newer one.
   * `null` before the first conversation of the pass.
   */
  readonly newest: number | null;

  /** The time of the server when this pass began, in unix seconds; `null` when it did not tell. */
  readonly startedAt: number | null;

  /** The pass reads down to this `updated_at`, in unix seconds; `null` for the end of the list. */
  readonly since: number | null;

  /**
   * The first `updated_at` that this pass has shown below the time of its own beginning, in unix
   * seconds: the next pass reads at least down to it. `null` before there is one.
   */
  readonly below: number | null;

  /** A change older than this time, in unix seconds, counts as late; `null` when none can. */
  readonly lateBefore: number | null;

  /**
   * Delivered conversations that the walk may read again, as `[id, updated_at]`: those of the next
   * page, and those that a later pass reads again. The walk delivers them again only if they have
   * changed.
   */
  readonly delivered: readonly (readonly [id: string, updatedAt: number])[];

  /** How far a search is read; only in a checkpoint of a search. */
  readonly search?: SearchProgress | undefined;

  /** The state of `catchUp`; `null` before the first pass that catches up. */
  readonly catchUp: CatchUpProgress | null;
}

/**
 * How far a search is read. The walk goes on by a filter of the time that the search is ordered by,
 * where the server refuses the cursor.
 */
export interface SearchProgress {
  /** The query and its order, as JSON: the checkpoint of another search is refused. */
  readonly query: string;
  /**
   * The cursor belongs to the part of the search behind this time, in unix seconds; `null` for the
   * whole search.
   */
  readonly beyond: number | null;
  /** The time of the last conversation delivered, in unix seconds; `null` before the first. */
  readonly at: number | null;
  /** The ids delivered at that time. */
  readonly seen: readonly string[];
  /** Whether the walk can go on by a filter: `false` where the order is not known, or not kept. */
  readonly isResumable: boolean;
}

/**
 * The state of `catchUp`: it decides when the walk is done. `begunAt`, `newestSince` and
 * `seenAt` are milliseconds since 1970, by the clock of the machine that walked.
 */
export interface CatchUpProgress {
  /** When the pass began; `null` before its first page. */
  readonly begunAt: number | null;
  /** Whether the pass has found nothing new so far. */
  readonly isQuiet: boolean;
  /**
   * Whether the previous pass found nothing new, and started after the second of its newest
   * conversation had ended.
   */
  readonly isSettled: boolean;
  /**
   * The latest `updated_at` in the list that is not dated ahead, in unix seconds; `null` before it is
   * known.
   */
  readonly newest: number | null;
  /** When the walk first saw this `updated_at` at the top; `null` when that is not known. */
  readonly newestSince: number | null;
  /** Whether the pass has come to a conversation that is not dated ahead. */
  readonly hasTop: boolean;
  /** When the last page was read; `null` before the first. */
  readonly seenAt: number | null;
}
