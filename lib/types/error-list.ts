/** One error of a refused request. */
export interface ErrorListItem {
  /**
   * The error as a code, for example `unauthorized`. Intercom may add codes at any time.
   *
   * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
   */
  readonly code: string;
  /** The error as a sentence; `null` or absent when the API sends the code only. */
  readonly message?: string | null;
  /** The wrong parameter; `null` or absent when the API names none. */
  readonly field?: string | null;
}

/**
 * The body of a refused request, the same in every version. Some refusals have another body: a load
 * balancer in front of the API sends HTML.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 */
export interface ErrorList {
  /** Always `error.list`. */
  readonly type: 'error.list';
  /** The id of the request, as in the header `X-Request-Id`; `null` or absent on early refusals. */
  readonly request_id?: string | null;
  /** The errors; usually one. */
  readonly errors: readonly ErrorListItem[];
}
