/** What a stream that has completed looks back on. */
export interface WalkReport {
  /** Conversations delivered. */
  readonly conversations: number;
  /** Pages delivered. */
  readonly pages: number;
  /** Requests sent, repeated ones included. */
  readonly requests: number;
  /** Of these, the repeated ones, those for a smaller page included. */
  readonly retries: number;
  /** Time spent waiting for the rate limit, in milliseconds. */
  readonly waited: number;
  /** Conversations in the workspace, as the first page told; `null` when it did not. */
  readonly firstTotalCount: number | null;
  /** As the last page told. */
  readonly lastTotalCount: number | null;
  /** How often the list was read from the top again to catch up. */
  readonly passes: number;
  /** Conversations met again unchanged, and not delivered again. */
  readonly duplicates: number;
  /**
   * How late the latest late conversation was, in milliseconds: it became visible after newer
   * changes, and `lookBack` found it. 0 for none.
   */
  readonly maxLateness: number;
  /** Whether the list came last updated first, as `catchUp` relies on; `null` where not looked. */
  readonly isOrdered: boolean | null;
}
