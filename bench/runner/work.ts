/** What a client has to do. */
export interface Work {
  /** Conversations in the list. */
  readonly count: number;
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
}

/** As fast as it goes: no latency, and a consumer that does nothing. */
export function fullSpeed(count: number): Work {
  return { count, firstByte: 0, body: 0, every: 0, wait: 0 };
}

/** The most that the API gives. */
export const PER_PAGE = 150;
