import type { Conversation } from '../types/conversation.ts';
import { type Answer, errorListBody } from './answer.ts';
import { isKnownVersion } from './api-version.ts';
import { generateParts } from './generate-parts.ts';
import { listPage } from './list-page.ts';
import { type Quota, rateLimitHeaders } from './rate-window.ts';
import { Refusal, usualRefusal } from './refusal.ts';
import type { TestRequest } from './request-record.ts';

/** What an answer depends on besides the request. */
export interface RespondConfig {
  /** All conversations, in the API's order. */
  readonly conversations: readonly Conversation[];
  /** What the parts are generated from. */
  readonly seed: number;
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
 * @returns A page of conversations, one with its parts, or an `error.list` with its status.
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations
 */
export function respond(request: TestRequest, config: RespondConfig): Answer {
  const { quota, requestId, now } = config;
  const asked = request.headers['intercom-version'] ?? config.version;
  const headers = {
    date: new Date(now).toUTCString(),
    'content-type': 'application/json; charset=utf-8',
    'intercom-version': isKnownVersion(asked) ? asked : config.version,
    'x-request-id': requestId,
    ...(quota && rateLimitHeaders(quota)),
  };
  try {
    return { status: 200, headers, body: JSON.stringify(find(request, asked, config)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, headers, body: errorListBody(error, requestId) };
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

/** The list, and one conversation of it. */
const PATH = /\/conversations(?:\/(?<id>[^/]+))?$/;

function find(request: TestRequest, version: string, config: RespondConfig): unknown {
  const url = new URL(request.url);
  const path = PATH.exec(url.pathname);
  if (config.quota?.exceeded) throw tooMany(config.quota);
  if (request.method !== 'GET' || path === null) throw usualRefusal(404);
  if (!acceptsJson(request.headers['accept'])) throw usualRefusal(406);
  if (!config.authorized) throw usualRefusal(401);
  if (!isKnownVersion(version)) {
    throw new Refusal(400, 'intercom_version_invalid', 'The requested version could not be found');
  }
  const id = path.groups?.['id'];
  if (id === undefined) return listPage(config.conversations, url, version);
  const found = config.conversations.find((conversation) => conversation.id === id);
  if (found === undefined) throw usualRefusal(404);
  return generateParts(config.seed, found);
}

function acceptsJson(accept = '*/*'): boolean {
  const json = /^\s*(?:\*\/\*|application\/(?:\*|json|vnd\.intercom\.\d+\+json))\s*(?:;|$)/i;
  return accept.split(',').some((range) => json.test(range));
}

function tooMany({ limit, window }: Quota): Refusal {
  const message = `Exceeded rate limit of ${limit} in ${window / 1000}_seconds`;
  return new Refusal(429, 'rate_limit_exceeded', message);
}
