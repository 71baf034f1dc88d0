import type { RequestContext } from '../errors/error-context.ts';
import { ErrorListError, type ErrorListDetails } from '../errors/error-list-error.ts';
import { ForbiddenError } from '../errors/forbidden-error.ts';
import { HttpError } from '../errors/http-error.ts';
import type { ErrorListFailure } from '../errors/intercom-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { ResponseDetails } from '../errors/response-error.ts';
import { UnauthorizedError } from '../errors/unauthorized-error.ts';
import type { Advice } from '../rate/advice.ts';
import { readErrorList } from './error-list.ts';
import { excerpt } from './excerpt.ts';
import { isRedirect, type HttpResponse } from './exchange.ts';
import { parseJson } from '../types/json.ts';
import type { Redact } from './redact.ts';
import { otherRegions } from './regions.ts';

/**
 * Turns a response that is no success into its error.
 *
 * @param response - what was answered
 * @param advice - what its headers say about asking again
 * @param context - the request it answers
 * @param redact - takes the token out of whatever the error shows of the response
 * @param maxWait - the longest wait, in milliseconds, that is not an error at once
 */
export function toFailure(
  response: HttpResponse,
  { rateLimit, retryAt, wait }: Advice,
  context: RequestContext,
  redact: Redact,
  maxWait: number,
): ErrorListFailure | HttpError {
  const { status, headers, body, foreignOrigin } = response;
  const list = foreignOrigin === null ? readErrorList(parseJson(body), redact) : null;
  const requestId = list?.requestId ?? redact(headers.get('x-request-id') ?? '');
  const details: ResponseDetails = { status, requestId: requestId || null, rateLimit, retryAt };
  const isTooLong = retryAt !== null && wait !== null && wait > maxWait;
  const hint = isTooLong
    ? ` (asks to wait until ${retryAt.toISOString()}, longer than maxWait allows)`
    : '';
  // Of an `error.list` that broke off, the status tells which.
  const errors = list?.errors ?? (isTruncatedJson(response) ? [] : null);
  if (errors !== null) return toErrorList(context, { ...details, errors }, hint);
  return new HttpError(
    context,
    details,
    excerpt(body, redact),
    redirectReason(response, redact),
    hint,
  );
}

function isTruncatedJson({ isTruncated, body, foreignOrigin }: HttpResponse): boolean {
  return isTruncated && foreignOrigin === null && body.trimStart().startsWith('{');
}

/** In a browser, a redirect that was not followed has the status 0. */
function redirectReason(
  { status, body, foreignOrigin }: HttpResponse,
  redact: Redact,
): string | undefined {
  if (foreignOrigin !== null) return `redirect to ${redact(foreignOrigin)} refused`;
  const isUnfollowed = body === '' && (status === 0 || isRedirect(status));
  return isUnfollowed ? 'redirect not followed' : undefined;
}

function toErrorList(
  context: RequestContext,
  details: ErrorListDetails,
  hint: string,
): ErrorListFailure {
  switch (details.status) {
    case 401:
      return new UnauthorizedError(context, details, regionHint(context, details) ?? hint);
    case 403:
      return new ForbiddenError(context, details, hint);
    case 429:
      return new RateLimitError(context, details, hint);
    default:
      return new ErrorListError(context, details, 'error-list', hint);
  }
}

/** A good token of another region is answered like a bad one. */
function regionHint({ request }: RequestContext, { errors }: ErrorListDetails): string | undefined {
  const regions = request === null ? [] : otherRegions(request.url);
  if (regions.length === 0 || errors[0]?.code !== 'unauthorized') return undefined;
  const others = regions.map((region) => `'${region}'`).join(' or ');
  return ` (if the workspace is hosted in another region, set region to ${others})`;
}
