import { DecodeError } from '../errors/decode-error.ts';
import type { RequestContext } from '../errors/error-context.ts';
import type { Advice } from '../rate/advice.ts';
import { isErrorList } from './error-list.ts';
import { excerpt } from './excerpt.ts';
import type { HttpResponse } from './exchange.ts';
import { toFailure } from './failure.ts';
import { isObject, parseJson, type JsonObject } from '../types/json.ts';
import type { Redact } from './redact.ts';

/**
 * Takes the JSON object out of a response that succeeded in every respect.
 *
 * @throws {@link ErrorListError} or {@link HttpError} when the status says no, and when an
 * `error.list` comes under a status that says yes
 * @throws {@link DecodeError} when the body is empty, not JSON or no object
 */
export function readSuccess(
  response: HttpResponse,
  advice: Advice,
  context: RequestContext,
  redact: Redact,
  maxWait: number,
): JsonObject {
  const { isSuccess, body } = response;
  const json = isSuccess ? parseJson(body) : undefined;
  if (!isSuccess || isErrorList(json)) throw toFailure(response, advice, context, redact, maxWait);
  if (isObject(json)) return json;
  throw new DecodeError(context, describe(body, json, redact));
}

/** Says what is wrong without quoting the beginning of somebody's conversation. */
function describe(body: string, json: unknown, redact: Redact): string {
  const start = body.trimStart();
  if (start === '') return 'the body is empty';
  if (json !== undefined) return 'the body is JSON, but no object';
  return start.startsWith('{')
    ? `the body is cut off or not JSON, after ${body.length} characters`
    : `the body is not JSON: ${excerpt(start, redact)}`;
}
