/** The way to the next page, since version 2.6. */
export interface NextPage {
  /** The number of the next page, counted from 1. */
  readonly page?: number;
  /** The page size, in the specification only. */
  readonly per_page?: number | string;
  /** The opaque cursor the next request sends back; without one there is no next page. */
  readonly starting_after?: string | null;
}

/**
 * Where a page of conversations stands.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export interface ConversationListPages {
  /** Always `pages`. */
  readonly type?: 'pages' | (string & {});
  /** The number of this page, counted from 1. */
  readonly page?: number;
  /** The page size: a string when the request named it, a number otherwise. */
  readonly per_page?: number | string;
  /** How many pages there are in all; `0` for an empty workspace. */
  readonly total_pages?: number;
  /**
   * The way to the next page: an object since version 2.6, the next page's address before. On the
   * last page it is absent or `null`.
   */
  readonly next?: NextPage | string | null;
}
