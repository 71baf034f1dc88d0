import type { ErrorCode } from '../types/error-code.ts';
import type { FailureContext } from './error-context.ts';
import { ResponseError, type ResponseDetails } from './response-error.ts';

/** One entry of Intercom's `error.list`. */
export interface ErrorListEntry {
  /** The code for programs, for example `parameter_invalid`; new codes may appear at any time. */
  readonly code: ErrorCode;
  /** The message for people; `null` when the API sent none. */
  readonly message: string | null;
  /** The parameter with the error; `null` when the API named none. */
  readonly field: string | null;
}

/** {@link ResponseDetails}, and the entries of the body. */
export interface ErrorListDetails extends ResponseDetails {
  readonly errors: readonly ErrorListEntry[];
}

/**
 * Intercom refused the request, and the body is an `error.list`.
 *
 * Three statuses have their own classes: {@link UnauthorizedError} (401), {@link ForbiddenError}
 * (403) and {@link RateLimitError} (429).
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
 */
export class ErrorListError<Kind extends string = 'error-list'> extends ResponseError {
  override readonly name: string = 'ErrorListError';
  readonly kind: Kind;

  /** The code of the first entry; `'unknown'` when the list was empty. */
  readonly code: ErrorCode;

  /** All entries, in the order of the API. */
  readonly errors: readonly ErrorListEntry[];

  constructor(context: FailureContext, details: ErrorListDetails, kind: Kind, hint?: string) {
    const [first] = details.errors;
    const code = first?.code ?? 'unknown';
    super(first?.message ? `${code}: ${first.message}` : code, context, details, hint);
    this.kind = kind;
    this.code = code;
    this.errors = details.errors;
  }

  /** Whether one of the entries has this code. */
  has(code: ErrorCode): boolean {
    return this.errors.some((entry) => entry.code === code);
  }
}
