/**
 * The error of a broken connection, as Node has it: a `TypeError` whose `cause` has the code
 * `ECONNRESET`.
 *
 * @see https://fetch.spec.whatwg.org/#concept-network-error
 */
export function networkError(message: 'fetch failed' | 'terminated'): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  return new TypeError(message, { cause });
}
