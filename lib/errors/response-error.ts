import type { RateLimit } from '../rate/rate-limit.ts';
import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/** The details of a response that is not a success, for every kind of body. */
export interface ResponseDetails {
  /** The HTTP status, for example `429`. */
  readonly status: number;

  /** The `request_id` of the body, else the `X-Request-Id` header, else `null`. */
  readonly requestId: string | null;

  /** The rate-limit headers of this response; `null` when it had none. */
  readonly rateLimit: RateLimit | null;

  /** When the server allows the next request, by the clock of this machine; `null` if not told. */
  readonly retryAt: Date | null;
}

/** The response was not a success: the base of {@link ErrorListError} and {@link HttpError}. */
export abstract class ResponseError extends BaseError implements ResponseDetails {
  readonly status: number;
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  readonly retryAt: Date | null;

  protected constructor(
    reason: string,
    context: FailureContext,
    details: ResponseDetails,
    hint?: string,
  ) {
    super(`Request failed with status ${details.status} (${reason})`, context, { hint });
    this.status = details.status;
    this.requestId = details.requestId;
    this.rateLimit = details.rateLimit;
    this.retryAt = details.retryAt;
  }
}
