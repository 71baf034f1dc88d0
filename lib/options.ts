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
}

/** The options of the walk, checked. */
export interface ResolvedPaging {
  readonly perPage: number;
  readonly startingAfter: string | undefined;
}

/**
 * Checks the options of the walk and fills in the defaults.
 *
 * @throws {@link InvalidOptionsError} for the first bad one
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export function resolvePaging(options: ConversationsOptions, baseUrl: string): ResolvedPaging {
  const { perPage = 20, startingAfter } = options;
  checkInteger('perPage', perPage, 1, 150);
  if (startingAfter !== undefined) {
    const valid =
      typeof startingAfter === 'string' &&
      startingAfter !== '' &&
      staysHome(startingAfter, baseUrl);
    check(valid, 'startingAfter', startingAfter, "a cursor, or a URL of the base URL's own origin");
  }
  return { perPage, startingAfter };
}
