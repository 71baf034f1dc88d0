import type { ErrorContext } from '../errors/error-context.ts';
import { ErrorListError, type ErrorListDetails } from '../errors/error-list-error.ts';
import { ForbiddenError } from '../errors/forbidden-error.ts';
import { HttpError } from '../errors/http-error.ts';
import type { ErrorListFailure } from '../errors/intercom-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { ResponseDetails } from '../errors/response-error.ts';
import { UnauthorizedError } from '../errors/unauthorized-error.ts';
import { parseRateLimit } from '../rate/rate-limit.ts';
import { dateAfter, serverWait } from '../rate/retry-after.ts';
import { readErrorList } from './error-list.ts';
import type { HttpResponse } from './exchange.ts';
import { parseJson } from './json.ts';
import { excerpt, type Redact } from './redact.ts';
import { otherRegions } from './regions.ts';

/**
 * Turns a response that is no success into its error.
 *
 * @param response - what was answered
 * @param context - the request it answers
 * @param redact - takes the token out of whatever the error shows of the body
 * @param now - this machine's time in milliseconds
 */
export function toFailure(
  response: HttpResponse,
  context: ErrorContext,
  redact: Redact,
  now: number,
): ErrorListFailure | HttpError {
  const { status, headers, body, foreignOrigin } = response;
  const rateLimit = parseRateLimit(headers, now);
  const wait = serverWait(status, rateLimit, headers, now);
  const retryAt = wait === null ? null : dateAfter(wait, now);
  const list = foreignOrigin === null ? readErrorList(parseJson(body), redact) : null;
  const requestId = list?.requestId ?? headers.get('x-request-id');
  const details: ResponseDetails = { status, requestId, rateLimit, retryAt };
  if (list !== null) return toErrorList(context, { ...details, errors: list.errors });
  const reason = foreignOrigin === null ? undefined : `redirect to ${foreignOrigin} refused`;
  return new HttpError(context, details, excerpt(redact(body)), reason);
}

function toErrorList(context: ErrorContext, details: ErrorListDetails): ErrorListFailure {
  switch (details.status) {
    case 401:
      return new UnauthorizedError(context, details, regionHint(context, details));
    case 403:
      return new ForbiddenError(context, details);
    case 429:
      return new RateLimitError(context, details);
    default:
      return new ErrorListError(context, details, 'error-list');
  }
}

/** A good token of another region is answered like a bad one. */
function regionHint({ request }: ErrorContext, { errors }: ErrorListDetails): string | undefined {
  const regions = request === null ? [] : otherRegions(request.url);
  if (regions.length === 0 || errors[0]?.code !== 'unauthorized') return undefined;
  const others = regions.map((region) => `'${region}'`).join(' or ');
  return ` (if the workspace is hosted in another region, set region to ${others})`;
}
