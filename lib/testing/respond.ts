import { isKnownVersion } from './api-version.ts';
import type { Payload } from './payload.ts';
import { type Quota, rateLimitHeaders } from './rate-window.ts';
import { Refusal, usualRefusal } from './refusal.ts';
import type { TestRequest } from './request-record.ts';

/** An answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** What an answer depends on besides the request. */
export interface RespondConfig {
  /** Answers a request that has passed the checks all endpoints share, in a known version. */
  readonly find: (version: string) => Payload;
  /** Whether the request's token is the right one. */
  readonly authorized: boolean;
  /** Where the rate limit stands; `undefined` when none is kept for this request. */
  readonly quota: Quota | undefined;
  /** The version for requests that name none. */
  readonly version: string;
  readonly requestId: string;
}

/**
 * Answers a request by the API's rules, at a time in milliseconds since 1970: with what the endpoint
 * says, or an `error.list`.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations
 */
export function respond(request: TestRequest, config: RespondConfig, now: number): Answer {
  const { quota, requestId } = config;
  const version = versionOf(request, config);
  const headers = new Headers({
    date: new Date(now).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'intercom-version': isKnownVersion(version) ? version : config.version,
    'x-request-id': requestId,
    ...(quota && rateLimitHeaders(quota)),
  });
  const result = judge(request, config);
  return result instanceof Refusal
    ? { status: result.status, headers, body: errorList(result, requestId) }
    : { status: 200, headers, body: JSON.stringify(result.json()) };
}

/** Counts the conversations, deletions or parts of an answer without writing it; 0 for a refusal. */
export function countRows(request: TestRequest, config: RespondConfig): number {
  const result = judge(request, config);
  return result instanceof Refusal ? 0 : result.rows;
}

/** The `error.list` body a status, 400 or above, usually comes with. */
export function refusalBody(status: number, { quota, requestId }: RespondConfig): string {
  const refusal = status === 429 && quota ? tooMany(quota) : usualRefusal(status);
  return errorList(refusal, requestId);
}

function judge(request: TestRequest, config: RespondConfig): Payload | Refusal {
  const version = versionOf(request, config);
  if (config.quota?.exceeded) return tooMany(config.quota);
  if (request.endpoint === undefined) return usualRefusal(404);
  if (!acceptsJson(request.headers['accept'])) return usualRefusal(406);
  if (!config.authorized) return usualRefusal(401);
  if (!isKnownVersion(version)) {
    return new Refusal(400, 'intercom_version_invalid', 'The requested version could not be found');
  }
  try {
    return config.find(version);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
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

/**
 * The body of a refusal. A 406 leaves the request's id out, as the API does.
 *
 * @see https://developers.intercom.com/docs/references/rest-api/errors/http-responses
 */
function errorList({ status, code, message }: Refusal, requestId: string): string {
  return JSON.stringify({
    type: 'error.list',
    ...(status === 406 ? {} : { request_id: requestId }),
    errors: [{ code, message }],
  });
}
