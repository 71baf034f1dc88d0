import type { Conversation } from '../types/conversation.ts';
import type { ConversationChanges } from './conversation-changes.ts';
import type { TestRequest } from './request-record.ts';
import type { TestDeletion } from './test-deletion.ts';

/**
 * An Intercom workspace in memory, spoken to through its `fetch`. It keeps the API's rules; what a
 * test changes in it is seen by the next page, as in reality.
 */
export interface TestIntercom {
  /**
   * Answers as the API would. Same contract as the platform's `fetch`, and may be called detached.
   *
   * @param input - The address; any host, any path that ends in `/conversations`,
   * `/conversations/search`, `/conversations/deleted` or `/conversations/{id}`.
   * @param init - Method, headers, body and signal.
   * @returns The response. Rejects with the signal's reason when aborted, with a `TypeError` when a
   * fault breaks the connection.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The requests received so far, in order. Live. */
  readonly requests: readonly TestRequest[];
  /**
   * The conversations, in the API's order: last changed first, ties by ascending id; hidden ones
   * too. Live. They are generated when this is first read, which takes seconds for hundreds of
   * thousands that are not light.
   */
  readonly conversations: readonly Conversation[];
  /** The deletions, in the order they came. Live. */
  readonly deleted: readonly TestDeletion[];
  /**
   * Adds a conversation; without an `updated_at` of its own it goes on top. With an old `created_at`
   * it is one that was imported.
   *
   * @param changes - What to set in the generated conversation.
   * @returns The new conversation.
   * @throws `RangeError` when there is one with that id.
   */
  readonly add: (changes?: ConversationChanges) => Conversation;
  /**
   * Changes a conversation and moves it to its new place: on top, unless `updated_at` is given.
   *
   * @param id - Which one.
   * @param changes - What to set. Without `updated_at` it becomes the present second, or as many
   * seconds later as it takes to stand on top.
   * @returns The changed conversation.
   * @throws `RangeError` when there is none with that id, or the change would give it another one.
   */
  readonly update: (id: string, changes?: ConversationChanges) => Conversation;
  /**
   * Takes a conversation out. `GET /conversations/deleted` lists it from now on, as deleted at the
   * present second of the scheduler's clock.
   *
   * @param id - Which one.
   * @throws `RangeError` when there is none with that id.
   */
  readonly remove: (id: string) => void;
}
