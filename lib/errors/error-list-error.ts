import type { ErrorCode } from '../types/error-code.ts';
import type { FailureContext } from './error-context.ts';
import { ResponseError, type ResponseDetails } from './response-error.ts';

/** One entry of Intercom's `error.list`. */
export interface ErrorListEntry {
  /** Machine-readable, for example `parameter_invalid`; new codes may appear at any time. */
  readonly code: ErrorCode;
  /** For people; `null` when the API sent none. */
  readonly message: string | null;
  /** The parameter it is about; `null` when the API named none. */
  readonly field: string | null;
}

/** {@link ResponseDetails}, with the entries of the body. */
export interface ErrorListDetails extends ResponseDetails {
  readonly errors: readonly ErrorListEntry[];
}

/**
 * Intercom refused the request and said why, in an `error.list`.
 *
 * Three statuses have classes of their own: {@link UnauthorizedError} (401),
 * {@link ForbiddenError} (403) and {@link RateLimitError} (429).
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/error-codes
 */
export class ErrorListError<Kind extends string = 'error-list'> extends ResponseError {
  override readonly name: string = 'ErrorListError';
  readonly kind: Kind;

  /** The first entry's code; `'unknown'` when the list was empty. */
  readonly code: ErrorCode;

  /** All entries, in the API's order. */
  readonly errors: readonly ErrorListEntry[];

  constructor(context: FailureContext, details: ErrorListDetails, kind: Kind, hint?: string) {
    const [first] = details.errors;
    const code = first?.code ?? 'unknown';
    super(first?.message ? `${code}: ${first.message}` : code, context, details, hint);
    this.kind = kind;
    this.code = code;
    this.errors = details.errors;
  }

  /** Whether any entry carries this code. */
  has(code: ErrorCode): boolean {
    return this.errors.some((entry) => entry.code === code);
  }
}
