/**
 * The error `fetch` rejects with when the connection breaks before the headers, as Node has it.
 *
 * @returns A `TypeError` whose `cause` has the code `ECONNRESET`.
 * @see https://fetch.spec.whatwg.org/#concept-network-error
 */
export function fetchFailed(): TypeError {
  return new TypeError('fetch failed', { cause: connectionReset() });
}

/**
 * The error a body ends with when the connection breaks in the middle of it, as Node has it.
 *
 * @returns A `TypeError` whose `cause` has the code `ECONNRESET`.
 */
export function bodyTerminated(): TypeError {
  return new TypeError('terminated', { cause: connectionReset() });
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
