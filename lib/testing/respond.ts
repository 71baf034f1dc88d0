import { type Answer, errorListBody } from './answer.ts';
import { isKnownVersion } from './api-version.ts';
import type { Payload } from './payload.ts';
import { type Quota, rateLimitHeaders } from './rate-window.ts';
import { Refusal, usualRefusal } from './refusal.ts';
import type { TestRequest } from './request-record.ts';

/** What an answer depends on besides the request. */
export interface RespondConfig {
  /** Answers a request that has passed the checks all endpoints share, in a known version. */
  readonly find: (request: TestRequest, version: string) => Payload;
  /** Whether the request's token is the right one. */
  readonly authorized: boolean;
  /** Where the rate limit stands; `undefined` when none is kept for this request. */
  readonly quota: Quota | undefined;
  /** The version for requests that name none. */
  readonly version: string;
  /** The request's id. */
  readonly requestId: string;
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * Answers a request by the API's rules.
 *
 * @param request - The request.
 * @param config - What the answer depends on besides.
 * @returns What the endpoint answers, or an `error.list` with its status.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations
 */
export function respond(request: TestRequest, config: RespondConfig): Answer {
  const { quota, requestId, now } = config;
  const version = versionOf(request, config);
  const headers = {
    date: new Date(now).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'intercom-version': isKnownVersion(version) ? version : config.version,
    'x-request-id': requestId,
    ...(quota && rateLimitHeaders(quota)),
  };
  try {
    return { status: 200, headers, body: JSON.stringify(judge(request, config).json()) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers, body: errorListBody(error, requestId) };
  }
}

/**
 * Counts what the answer to a request would hold, without writing it.
 *
 * @param request - The request.
 * @param config - What the answer depends on besides.
 * @returns The conversations, deletions or parts; 0 for a refusal.
 */
export function countRows(request: TestRequest, config: RespondConfig): number {
  try {
    return judge(request, config).rows;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return 0;
  }
}

/**
 * The `error.list` body a status usually comes with.
 *
 * @param status - The HTTP status, 400 or above.
 * @param config - The request's id and where its rate limit stands.
 * @returns The body as JSON text.
 */
export function refusalBody(
  status: number,
  { quota, requestId }: Pick<RespondConfig, 'quota' | 'requestId'>,
): string {
  const refusal = status === 429 && quota ? tooMany(quota) : usualRefusal(status);
  return errorListBody(refusal, requestId);
}

function judge(request: TestRequest, config: RespondConfig): Payload {
  const version = versionOf(request, config);
  if (config.quota?.exceeded) throw tooMany(config.quota);
  if (request.endpoint === undefined) throw usualRefusal(404);
  if (!acceptsJson(request.headers['accept'])) throw usualRefusal(406);
  if (!config.authorized) throw usualRefusal(401);
  if (!isKnownVersion(version)) {
    throw new Refusal(400, 'intercom_version_invalid', 'The requested version could not be found');
  }
  return config.find(request, version);
}

function versionOf({ headers }: TestRequest, { version }: RespondConfig): string {
  return headers['intercom-version'] ?? version;
}

function acceptsJson(accept = '*/*'): boolean {
  const json = /^\s*(?:\*\/\*|application\/(?:\*|json|vnd\.intercom\.\d+\+json))\s*(?:;|$)/i;
  return accept.split(',').some((range) => json.test(range));
}

function tooMany({ limit, window }: Quota): Refusal {
  const message = `Exceeded rate limit of ${limit} in ${window / 1000}_seconds`;
  return new Refusal(429, 'rate_limit_exceeded', message);
}
