/** The numbers of a stream that has completed. */
export interface WalkReport {
  /** The number of delivered conversations. */
  readonly conversations: number;
  /** The number of delivered pages. */
  readonly pages: number;
  /** The number of requests, retries included. */
  readonly requests: number;
  /** The number of retries, requests for a smaller page included. */
  readonly retries: number;
  /** The time spent on waits for the rate limit, in milliseconds. */
  readonly waited: number;
  /** The number of conversations that there are by the first page; `null` when not told. */
  readonly firstTotalCount: number | null;
  /**
   * The number of conversations that there are by the last page; `null` when not told, as behind a
   * refused cursor.
   */
  readonly lastTotalCount: number | null;
  /** The number of passes that read the list from the top again, to catch up. */
  readonly passes: number;
  /** The number of conversations that were read again unchanged, and not delivered again. */
  readonly duplicates: number;
  /**
   * How late the latest late conversation was, in milliseconds: Intercom showed it after newer
   * changes, and `lookBack` found it. 0 when none was late.
   */
  readonly maxLateness: number;
  /**
   * Whether the list was ordered, last updated first, or the search as its `sort` says; `null` when
   * this was not checked.
   */
  readonly isOrdered: boolean | null;
}
