/** One thing that was wrong with a request. */
export interface ErrorListItem {
  /**
   * What was wrong, in one word, for example `unauthorized`. The list is open-ended.
   *
   * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
   */
  readonly code: string;
  /** What was wrong, in a sentence; `null` or absent when the code says it all. */
  readonly message?: string | null;
  /** The parameter that was wrong; `null` or absent when it was none in particular. */
  readonly field?: string | null;
}

/**
 * The body of a refused request, the same in every version. Not every refusal has one: a load
 * balancer in front of the API answers HTML.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 */
export interface ErrorList {
  /** Always `error.list`. */
  readonly type: 'error.list';
  /** The request's id, as in the header `X-Request-Id`; `null` or absent on early refusals. */
  readonly request_id?: string | null;
  /** What was wrong; one item as a rule. */
  readonly errors: readonly ErrorListItem[];
}
