import type { PassPage } from '../lists/pass-page.ts';
import type { Position } from '../paging/position.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { Conversation } from '../types/conversation.ts';

/** One page of the list, with what its response said besides. */
export interface ConversationPage {
  /**
   * In the API's order: last updated first. May be empty, also before the end of the list. When
   * catching up, those that are new or have changed.
   */
  readonly conversations: readonly Conversation[];

  /** The page's number, 1 for the first: the API's own count, else the walk's. */
  readonly number: number;

  /** 0 in the first reading of the list, from 1 on when catching up. */
  readonly pass: number;

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

/** @param createCheckpoint - makes the checkpoint behind the page, when it is asked for */
export function toConversationPage(
  { listed, items, before, after }: PassPage<Conversation>,
  createCheckpoint: (position: Position) => Checkpoint,
): ConversationPage {
  const { totalPages, totalCount, perPage, cursor, next, requestId, rateLimit } = listed;
  return {
    conversations: items,
    number: listed.number ?? before.page,
    pass: before.pass,
    totalPages,
    totalCount,
    perPage,
    startingAfter: cursor ?? undefined,
    next,
    requestId,
    rateLimit,
    get checkpoint() {
      return createCheckpoint(after.position);
    },
  };
}
