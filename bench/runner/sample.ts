/** What one run of a client measured. */
export interface Sample {
  /** Milliseconds for all of the work. */
  readonly wall: number;
  /** Milliseconds of CPU, user and system, all threads. */
  readonly cpu: number;
  /** Milliseconds to the first conversation. */
  readonly first: number;
  /** The most memory the process ever had, in bytes. */
  readonly rss: number;
  /** The largest heap seen, garbage included, in bytes. */
  readonly heap: number;
  /** The most that was left of the heap after collections, in bytes; 0 where it was not looked at. */
  readonly live: number;
  /** Conversations that came; each run checks that it is all of them, in order. */
  readonly received: number;
  /** Requests that the server saw. */
  readonly requests: number;
}
