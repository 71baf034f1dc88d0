import { defer, of, type Observable } from 'rxjs';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import type { HttpRequest } from './exchange.ts';

/** An access token, or where to get one: asked before every attempt, so that it may rotate. */
export type Token = string | (() => string | PromiseLike<string>);

const ALLOWED = 'a string of visible ASCII characters, without spaces or line breaks';

/** @throws {@link InvalidOptionsError} when `fetch` would refuse it, quoting it in its own error */
export function checkToken(token: unknown): string {
  if (typeof token !== 'string') throw new InvalidOptionsError('token', typeof token, ALLOWED);
  if (token === '') throw new InvalidOptionsError('token', 'an empty string', ALLOWED);
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InvalidOptionsError('token', 'a string with other characters', ALLOWED);
  }
  return token;
}

/** The token for one attempt; `undefined` where a proxy adds it. */
export function readToken(token: Token | undefined): Observable<string | undefined> {
  return typeof token === 'function' ? defer(() => ask(token)) : of(token);
}

async function ask(token: () => string | PromiseLike<string>): Promise<string> {
  let value: unknown;
  try {
    value = await token();
  } catch (cause) {
    throw new InvalidOptionsError('token', 'a function that failed', ALLOWED, { cause });
  }
  return checkToken(value);
}

/** The request with its `Authorization`, which no error ever sees. */
export function authorize(request: HttpRequest, token: string | undefined): HttpRequest {
  if (token === undefined) return request;
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}
