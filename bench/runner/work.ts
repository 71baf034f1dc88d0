/** What a client has to do. */
export interface Work {
  /** Conversations in the list. */
  readonly count: number;
  readonly perPage: number;
  /** Milliseconds from a request to the first byte of its response. */
  readonly firstByte: number;
  /** Milliseconds from the first byte of a response to its last. */
  readonly body: number;
  /** The consumer works after every so many conversations; 0 for never. */
  readonly every: number;
  /** Milliseconds it works. */
  readonly wait: number;
  /** Whether the live heap is looked at, which spoils all other numbers. */
  readonly lookAtHeap?: boolean;
  /** Whether it is a search: nobody knows how many requests it takes. */
  readonly isSearch?: boolean;
  /** The file of the commit before, where it is measured. */
  readonly before?: string | undefined;
}

/** What one run of a client measured. */
export interface Sample {
  /** Milliseconds for all of the work. */
  readonly wall: number;
  /** Milliseconds of CPU, user and system, all threads. */
  readonly cpu: number;
  /** The most that was left of the heap after collections, in bytes; 0 where it was not looked at. */
  readonly live: number;
}
