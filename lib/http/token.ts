import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import type { HttpRequest } from './exchange.ts';

/** An access token, or where to get one: asked before every attempt, so that it may rotate. */
export type Token = string | (() => string | PromiseLike<string>);

const ALLOWED =
  "a string of visible ASCII characters, without spaces or line breaks and without 'Bearer', or a " +
  'function that answers with one; it may be left out only where baseUrl is given';

/** @throws {@link InvalidOptionsError} when `fetch` would refuse it, quoting it in its own error */
export function checkToken(token: unknown): string {
  const refuse = (got: string): never => {
    throw new InvalidOptionsError('token', got, ALLOWED);
  };
  if (typeof token !== 'string') return refuse(token === null ? 'null' : typeof token);
  if (token === '') return refuse('an empty string');
  if (/\s/.test(token)) return refuse('a string with a space or a line break in it');
  if (!/^[\x21-\x7e]+$/.test(token)) return refuse('a string with other characters');
  return token;
}

/** Asks for the token of one attempt. */
export async function readToken(token: () => string | PromiseLike<string>): Promise<string> {
  let value: unknown;
  try {
    value = await token();
  } catch (cause) {
    throw new InvalidOptionsError('token', 'a function that failed', ALLOWED, { cause });
  }
  return checkToken(value);
}

/** The request with its `Authorization`, which no error shows; a proxy may add it instead. */
export function authorize(request: HttpRequest, token: string | undefined): HttpRequest {
  if (token === undefined) return request;
  return { ...request, headers: { Authorization: `Bearer ${token}`, ...request.headers } };
}
