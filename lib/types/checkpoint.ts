/**
 * Where a walk stands: plain JSON, to be stored and passed as `resumeFrom` later. It holds no token,
 * and does not know the workspace: keep one for each.
 */
export interface Checkpoint {
  /** The version of this shape. */
  readonly format: 1;

  /** Base URL of the API it belongs to, and so the region. */
  readonly baseUrl: string;

  /** The `Intercom-Version` it was made with; `null` for the app's own. */
  readonly version: string | null;

  /** How often the list has been read to its end: 0 at first, from 1 on when catching up. */
  readonly pass: number;

  /** The number of the next page, 1 for the first of each pass. */
  readonly page: number;

  /** The cursor that fetches the next page; `null` for the top of the list. */
  readonly cursor: string | null;

  /**
   * The newest `updated_at` when this pass began, in unix seconds: a later change has the same one or
   * a newer one. `null` before the first conversation of the pass.
   */
  readonly newest: number | null;

  /** The server's time when this pass began, in unix seconds; `null` when it did not say. */
  readonly startedAt: number | null;

  /** The `updated_at` this pass reads down to; `null` for the end of the list. */
  readonly since: number | null;

  /** A change older than this, in unix seconds, has become visible late; `null` for none. */
  readonly lateBefore: number | null;

  /**
   * Delivered conversations that the walk will meet again, and does not deliver again unless they
   * have changed: `id` and `updated_at` of those of the next page, and of those that a later pass reads again.
   */
  readonly delivered: readonly (readonly [id: string, updatedAt: number])[];

  /** What the passes have shown so far; `null` before the first. */
  readonly catchUp: CatchUpProgress | null;
}

/** How far catching up has come. Times are those of the machine that walked, in milliseconds. */
export interface CatchUpProgress {
  /** When the pass began; `null` before its first page. */
  readonly startedAt: number | null;
  /** Whether the pass has found nothing new. */
  readonly isQuiet: boolean;
  /** Whether the pass before found nothing new, after the second of its newest row had ended. */
  readonly isSettled: boolean;
  /** The `updated_at` the list began with, in unix seconds; `null` before the first row. */
  readonly newest: number | null;
  /** Since when the list has begun with it; `null` for long ago. */
  readonly newestSince: number | null;
}
