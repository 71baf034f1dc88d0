import type { TestSearchBounds } from './date-range.ts';
import type { TestRequest } from './request-record.ts';

/**
 * How `POST /conversations/search` behaves. By default, it behaves as the real API was seen to do. Each
 * option changes one thing in which a server may differ.
 */
export interface TestSearchOptions {
  /**
   * How times are compared. Intercom's specification says that `>` and `<` include the bound; the real
   * API was seen to exclude it, and once compared whole days of contacts.
   *
   * @defaultValue 'exclusive'
   */
  readonly bounds?: TestSearchBounds | undefined;
  /**
   * How much later than the list the search learns of a change, in milliseconds. Until then it
   * finds, counts and sends the conversation as it was.
   *
   * @defaultValue 0
   */
  readonly lag?: number | undefined;
  /** The most rows that one search answers, over all of its pages. @defaultValue Infinity */
  readonly maxResults?: number | undefined;
  /** The highest `total_count` that is told. @defaultValue Infinity */
  readonly maxTotalCount?: number | undefined;
  /** Whether `sort` is accepted, but the default order answered. @defaultValue false */
  readonly ignoreSort?: boolean | undefined;
  /**
   * Asked for each search page: whether it shall say that it is the last one, though it is not.
   *
   * @defaultValue never
   */
  readonly endEarly?: ((request: TestRequest) => boolean) | undefined;
  /**
   * Asked for each search with a cursor: whether the cursor shall be refused with 400
   * `invalid_param`, though it is a good one.
   *
   * @defaultValue never
   * @see https://github.com/intercom/intercom-node/issues/509
   */
  readonly refuseCursor?: ((request: TestRequest) => boolean) | undefined;
}
