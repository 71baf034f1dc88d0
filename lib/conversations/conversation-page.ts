import type { PassPage } from '../lists/pass-page.ts';
import { lazy } from '../paging/lazy.ts';
import type { Position } from '../paging/position.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { Conversation } from '../types/conversation.ts';

/** One page of the list, with the other details of its response. */
export interface ConversationPage {
  /**
   * The conversations to deliver, in the order of the API: last updated first, or that of `sort`.
   * When catching up, only those that are new or have changed. The list may be empty, also before
   * the last page.
   */
  readonly conversations: readonly Conversation[];

  /** The number of the page, from 1, as the API counts; if it does not tell, as the walk counts. */
  readonly number: number;

  /** 0 in the first reading of the list, from 1 on when catching up. */
  readonly pass: number;

  /** The number of all pages, at the time of the request; `null` when not told. */
  readonly totalPages: number | null;

  /**
   * The number of all conversations, or of those that the search finds, at the time of the request;
   * `null` when not told, as behind a refused cursor.
   */
  readonly totalCount: number | null;

  /** The page size that the API reports, else the requested one. */
  readonly perPage: number;

  /** The cursor that fetched this page; `undefined` for the first. */
  readonly startingAfter: string | undefined;

  /** The cursor of the next page, for `startingAfter`; `null` on the last page of the list. */
  readonly next: string | null;

  /** The id that Intercom gave the request; `null` when not told. */
  readonly requestId: string | null;

  /** The state of the rate limit after this request; `null` when not told. */
  readonly rateLimit: RateLimit | null;

  /** The position after this page: store it, and pass it as `resumeFrom` to continue. */
  readonly checkpoint: Checkpoint;
}

const withCheckpoint = lazy('checkpoint');

/** @param createCheckpoint - makes the checkpoint after the page, each time `checkpoint` is read */
export function toConversationPage(
  { listed, items, before, after }: PassPage<Conversation>,
  createCheckpoint: (position: Position) => Checkpoint,
): ConversationPage {
  const { totalPages, totalCount, perPage, cursor, next } = listed;
  const { requestId, rateLimit } = listed.response;
  const page = {
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
  };
  return withCheckpoint(page, () => createCheckpoint(after.position));
}
