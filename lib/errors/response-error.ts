import type { RateLimit } from '../rate/rate-limit.ts';
import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/** What every refused request says, whatever its body. */
export interface ResponseDetails {
  /** The HTTP status, for example `429`. */
  readonly status: number;

  /** From the body's `request_id`, else the `X-Request-Id` header, else `null`. */
  readonly requestId: string | null;

  /** The rate-limit headers of this response; `null` when it had none. */
  readonly rateLimit: RateLimit | null;

  /** When the server wants to be asked again, on this machine's clock; `null` when it did not say. */
  readonly retryAt: Date | null;
}

/** A response that is no success: {@link ErrorListError} and {@link HttpError}. */
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
