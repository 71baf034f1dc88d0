/** The pointer to the next page, since version 2.6. */
export interface NextPage {
  /** The number of the next page, counted from 1. */
  readonly page?: number;
  /** The page size. The specification names it; no recorded response has it. */
  readonly per_page?: number | string;
  /** The cursor to send with the next request; when it is missing, this page is the last. */
  readonly starting_after?: string | null;
}

/**
 * The place of a page in the list.
 *
 * @see https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
 */
export interface ConversationListPages {
  /** Always `pages`. */
  readonly type?: 'pages' | (string & {});
  /** The number of this page, counted from 1. */
  readonly page?: number;
  /** The page size: a string when the request named a size, else a number. */
  readonly per_page?: number | string;
  /** How many pages there are in all; `0` for an empty workspace. */
  readonly total_pages?: number;
  /**
   * The next page: an object since version 2.6, a URL before. Absent or `null` on the last page.
   */
  readonly next?: NextPage | string | null;
}
