/**
 * Where a walk stands: plain JSON, to be stored and passed as `resumeFrom` later. It holds no token,
 * and does not know the workspace: keep one for each.
 */
export interface Checkpoint {
  /** Base URL of the API it belongs to, and so the region. */
  readonly baseUrl: string;

  /** The `Intercom-Version` it was made with; `null` for the app's own. */
  readonly version: string | null;

  /** How often the list has been read to its end: 0 in the walk itself, from 1 on when catching up. */
  readonly sweep: number;

  /** The number of the page to come, 1 for the first of each sweep. */
  readonly page: number;

  /** The cursor that fetches it; `null` for the top of the list. */
  readonly cursor: string | null;

  /**
   * The newest `updated_at` this sweep has begun with, in unix seconds: what has changed since is
   * as new, or newer. `null` before its first conversation.
   */
  readonly mark: number | null;

  /** The `updated_at` this sweep reads down to; `null` for the end of the list. */
  readonly downTo: number | null;

  /**
   * What the walk would meet again, and shall not deliver again unless it has changed: `id` and
   * `updated_at` of the conversations of the page to come that are delivered already, and of those
   * as new as `mark`.
   */
  readonly delivered: readonly (readonly [id: string, updatedAt: number])[];
}
