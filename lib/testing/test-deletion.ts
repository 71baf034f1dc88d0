import { compareIds } from './sort-order.ts';

/** A conversation that was deleted. */
export interface TestDeletion {
  /** The id of the conversation. */
  readonly id: string;
  /** When it was deleted, in unix seconds. */
  readonly deleted_at: number;
  /** Whether reports still count it. @defaultValue true, as the API does when nothing is said */
  readonly metrics_retained?: boolean | undefined;
}

/** Compares two deletions, for `Array.prototype.sort`. */
export type CompareDeletions = (a: TestDeletion, b: TestDeletion) => number;

/** The order of deletions, unless told otherwise: first deleted first, ties by ascending id. */
export function compareDeletions(a: TestDeletion, b: TestDeletion): number {
  return a.deleted_at - b.deleted_at || compareIds(a.id, b.id);
}
