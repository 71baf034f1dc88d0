import { DecodeError } from '../errors/decode-error.ts';
import type { RequestContext } from '../errors/error-context.ts';
import { InvalidOptionsError } from '../errors/invalid-options-error.ts';
import { NetworkError } from '../errors/network-error.ts';
import { BodyTooLargeError } from './read-text.ts';
import { redactError } from './redact-error.ts';
import type { Redact } from './redact.ts';

/** Errors of the language, which no network throws. */
const PROGRAMMING_ERRORS = ['ReferenceError', 'RangeError', 'SyntaxError', 'EvalError', 'URIError'];

/**
 * A `TypeError` of the engine. Platforms also use `TypeError` for network failures, with other texts.
 */
const PROGRAMMING_TEXT =
  /is not (?:a function|a constructor|defined|iterable|an object)|^Cannot |can't (?:access|assign|convert)|(?:undefined|null) (?:is|has) |is (?:undefined|null|read-only)$|invoked without 'new'|constant variable|circular structure|cyclic|incompatible|Illegal invocation/;

/**
 * What failed when no response was read: the network, a body beyond its bound, or the `fetch` itself,
 * whose bug another attempt would meet again.
 */
export function toNetworkFailure(
  thrown: unknown,
  context: RequestContext,
  redact: Redact,
  maxBodySize: number,
): NetworkError | DecodeError | InvalidOptionsError {
  if (isInstance(thrown, InvalidOptionsError)) return thrown;
  if (isInstance(thrown, BodyTooLargeError)) {
    const reason = `the body is longer than maxBodySize, ${maxBodySize} bytes`;
    return new DecodeError(context, reason, { isPermanent: true });
  }
  const cause = redactError(thrown, redact);
  return isProgrammingError(cause)
    ? new InvalidOptionsError('fetch', `one that failed (${cause.message})`, 'a WHATWG fetch', {
        cause,
      })
    : new NetworkError(context, cause);
}

/** A thrown proxy may refuse to be looked at. */
function isInstance<T>(value: unknown, type: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

function isProgrammingError({ name, message, cause }: Error): boolean {
  if (PROGRAMMING_ERRORS.includes(name)) return true;
  return name === 'TypeError' && cause === undefined && PROGRAMMING_TEXT.test(message);
}
