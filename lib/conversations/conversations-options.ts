import type { WalkReport } from '../events/walk-report.ts';
import type { ClientOptions } from '../http/client-options.ts';
import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';

/** The options of {@link conversations$} and {@link conversationPages$}. */
export interface ConversationsOptions extends ClientOptions {
  /**
   * Conversations a page, 1 to 150.
   * @defaultValue `20`
   */
  readonly perPage?: number | undefined;

  /**
   * Whether a page that fails with status 502, 504 or a timeout is asked for again in half the size,
   * down to 1: some pages of real workspaces only answer when small. The size grows back by an
   * eighth with each success. The smaller attempts do not use up `retry.count`, so a server that never
   * answers costs up to seven timeouts more; without retries there are none.
   * @defaultValue `true`
   */
  readonly adaptivePageSize?: boolean | undefined;

  /**
   * The cursor to start after: `next` of a page, or `startingAfter` of an error.
   * @defaultValue none: the top of the list
   */
  readonly startingAfter?: string | undefined;

  /**
   * Where to go on: `checkpoint` of a page or an error, exact also inside a page and while catching
   * up. It must be of the same base URL (and so region) and version; the page size may differ.
   * One of an export is refused: it belongs to `exportConversations$`. Without `catchUp`, a walk whose first reading was over has nothing left, and completes at once.
   * @defaultValue `null`: the top of the list
   */
  readonly resumeFrom?: Checkpoint | ExportCheckpoint | null | undefined;

  /**
   * Conversations in all, at most; the last page asks only for what is still needed. Where the API
   * sends more all the same (before version 2.6 the size of a page stays), the page is cut, and its
   * `next` leads behind what was cut off, its `checkpoint` to it.
   * @defaultValue none
   */
  readonly limit?: number | undefined;

  /**
   * Whether to ask for one page ahead of the one being delivered: as soon as its cursor has
   * arrived, before the rest of the page has. Faster, but `take(n)` may then cost one request more.
   * @defaultValue `false`
   */
  readonly prefetch?: boolean | undefined;

  /**
   * Whether to go on at the end of the list with what has changed meanwhile: reads it from the top
   * again, down to where the walk began, until nothing new is found. A conversation comes again only
   * when its `updated_at` is later than that of the one delivered.
   * @defaultValue `false`: what changes during the walk, before it was reached, is missed
   */
  readonly catchUp?: boolean | undefined;

  /**
   * Whether `catchUp` fails with a `ListOrderError` where the list does not come last updated first,
   * which it relies on; else it goes on, and `isOrdered` of the report tells. Conversations without
   * an `updated_at` fail it in any case.
   * @defaultValue `true`
   */
  readonly requireOrder?: boolean | undefined;

  /**
   * Told what there was to do, when the stream completes; not when it fails or is unsubscribed, as
   * by `take(n)`: use `limit`.
   */
  readonly onComplete?: ((report: WalkReport) => void) | undefined;
}
