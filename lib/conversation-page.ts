import type { RateLimit } from './rate/rate-limit.ts';
import type { Checkpoint } from './types/checkpoint.ts';
import type { Conversation } from './types/conversation.ts';

/** One page of the list, with what its response said besides. */
export interface ConversationPage {
  /**
   * In the API's order: last updated first. May be empty, also before the end of the list. When
   * catching up, those that are new or have changed.
   */
  readonly conversations: readonly Conversation[];

  /** The page's number, 1 for the first: the API's own count, else the walk's. */
  readonly number: number;

  /** 0 in the walk itself, from 1 on when catching up. */
  readonly sweep: number;

  /** Pages in all, at the time of the request; `null` when not told. */
  readonly totalPages: number | null;

  /** Conversations in all, at the time of the request; `null` when not told. */
  readonly totalCount: number | null;

  /** Conversations a page. */
  readonly perPage: number;

  /** The cursor that fetched this page; `undefined` for the first. */
  readonly startingAfter: string | undefined;

  /**
   * The cursor of the page after this one, for `startingAfter`; `null` at the end of the list, where
   * nothing is left.
   */
  readonly next: string | null;

  /** Intercom's id of the request; `null` when not told. */
  readonly requestId: string | null;

  /** The state of the rate limit after this request; `null` when not told. */
  readonly rateLimit: RateLimit | null;

  /** Where the walk stands behind this page: to be stored, and passed as `resumeFrom` later. */
  readonly checkpoint: Checkpoint;
}
