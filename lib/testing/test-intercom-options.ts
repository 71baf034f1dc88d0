import type { SchedulerLike } from 'rxjs';
import type { Conversation } from '../types/conversation.ts';
import type { Fault } from './fault.ts';
import type { TestRateLimit } from './rate-window.ts';
import type { TestRequest } from './request-record.ts';
import type { CompareDeletions, TestDeletion } from './test-deletion.ts';
import type { TestSearchOptions } from './test-search-options.ts';

/** How a test workspace shall be. */
export interface TestIntercomOptions {
  /** How many conversations to generate, or the very ones, in any order. @defaultValue 100 */
  readonly conversations?: number | readonly Conversation[] | undefined;
  /**
   * The `created_at` of each generated conversation, in unix seconds, by its index from 0. Each is
   * last changed up to a week later, none after the last one was started.
   *
   * @defaultValue one in each 90 seconds, at a random second, up to 2026-01-01T00:00:00Z
   */
  readonly createdAt?: ((index: number) => number) | undefined;
  /**
   * Whether generated conversations say little beyond id, times and state: 0.8 kB of JSON each in
   * place of 2 kB, and a tenth of the time. For tests with hundreds of thousands of them.
   *
   * @defaultValue false
   */
  readonly light?: boolean | undefined;
  /**
   * How many parts a generated conversation has, by its id; `undefined` for the default. Retrieved, it comes with the latest 500;
   * its `total_count` and its statistics tell of all.
   *
   * @defaultValue up to 19, by the seed; none, where `light`
   */
  readonly parts?: ((id: string) => number | undefined) | undefined;
  /**
   * Which conversations the token may not see, as tickets without the scope for them: they are
   * neither listed, found, counted nor retrieved. Asked whenever a conversation is made or changed.
   *
   * @defaultValue none
   */
  readonly hidden?: ((conversation: Conversation) => boolean) | undefined;
  /** How `POST /conversations/search` behaves. @defaultValue as the real one is known to */
  readonly search?: TestSearchOptions | undefined;
  /** The conversations that were deleted before, in any order. @defaultValue none */
  readonly deleted?: readonly TestDeletion[] | undefined;
  /**
   * The ascending order of `GET /conversations/deleted`; the order of the real API is not known.
   *
   * @defaultValue by `deleted_at`, ties by id
   */
  readonly compareDeleted?: CompareDeletions | undefined;
  /** Where generation starts from: the same seed, the same workspace. @defaultValue 1 */
  readonly seed?: number | undefined;
  /** The one bearer token that is let in. @defaultValue 'test-token' */
  readonly token?: string | undefined;
  /**
   * The requests allowed in a window, over all endpoints; the length of the window is in milliseconds,
   * and must be whole seconds. `null` for no limit and no headers about it. The default is the documented 10,000 a minute, counted in
   * windows of 10 s.
   *
   * @defaultValue `{ limit: 1667, window: 10_000 }`
   * @see https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
   */
  readonly rateLimit?: TestRateLimit | null | undefined;
  /**
   * Milliseconds before the headers; with 0 no timer is used at all. A function is asked for each
   * request, and told how many conversations, deletions or parts the answer would hold.
   *
   * @defaultValue 0
   */
  readonly latency?: number | ((request: TestRequest, rows: number) => number) | undefined;
  /** The app's own version, for requests without `Intercom-Version`. @defaultValue '2.7' */
  readonly version?: string | undefined;
  /**
   * The script: asked once for every request, in order, what shall go wrong with it.
   *
   * @defaultValue nothing ever does
   */
  readonly fault?: ((request: TestRequest) => Fault | undefined) | undefined;
  /**
   * The server's clock and timers. Answers are promises, and no promise settles within `run` of a
   * `TestScheduler`: test with fake timers.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}
