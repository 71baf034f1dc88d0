import { check, checkInteger } from './http/check.ts';
import type { ClientOptions } from './http/client-options.ts';
import { staysHome } from './http/cursor-url.ts';

/** The options of {@link conversations$} and {@link conversationPages$}. */
export interface ConversationsOptions extends ClientOptions {
  /**
   * Conversations a page, 1 to 150.
   * @defaultValue `20`
   */
  readonly perPage?: number | undefined;

  /**
   * The cursor to start after: `next` of a page, or `startingAfter` of an error.
   * @defaultValue none: the top of the list
   */
  readonly startingAfter?: string | undefined;

  /**
   * Conversations in all, at most; the last page asks only for what is still needed. Where the API
   * sends more all the same (before version 2.6 the size of a page stays), the page is cut, and its
   * `next` leads behind what was cut off.
   * @defaultValue none
   */
  readonly limit?: number | undefined;

  /**
   * Whether to ask for one page ahead of the one being delivered: as soon as its cursor has
   * arrived, before the rest of the page has. Faster, but `take(n)` may then cost one request more.
   * @defaultValue `false`
   */
  readonly prefetch?: boolean | undefined;
}

/** The options of the walk, checked. */
export interface ResolvedPaging {
  readonly perPage: number;
  readonly startingAfter: string | undefined;
  /** `Infinity` for none. */
  readonly limit: number;
  readonly prefetch: boolean;
}

/**
 * Checks the options of the walk and fills in the defaults.
 *
 * @throws {@link InvalidOptionsError} for the first bad one
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function resolvePaging(options: ConversationsOptions, baseUrl: string): ResolvedPaging {
  const { perPage = 20, startingAfter, limit, prefetch = false } = options;
  checkInteger('perPage', perPage, 1, 150);
  if (startingAfter !== undefined) {
    const valid =
      typeof startingAfter === 'string' &&
      startingAfter !== '' &&
      staysHome(startingAfter, baseUrl);
    check(valid, 'startingAfter', startingAfter, "a cursor, or a URL of the base URL's own origin");
  }
  if (limit !== undefined) checkInteger('limit', limit, 1, Number.MAX_SAFE_INTEGER);
  check(typeof prefetch === 'boolean', 'prefetch', prefetch, 'true or false');
  return { perPage, startingAfter, limit: limit ?? Infinity, prefetch };
}
