/** The endpoints that the test kit answers. */
export type TestEndpoint = 'list' | 'search' | 'retrieve' | 'deleted';

/** What a method and a path ask for. */
export interface Target {
  /** The endpoint. */
  readonly endpoint: TestEndpoint;
  /** The id of the conversation to retrieve. */
  readonly id?: string;
}

const path = /\/conversations(?:\/(?<rest>[^/]+))?$/;

/**
 * Finds what a method and a path ask for.
 *
 * @param method - The method, in upper case.
 * @param pathname - The path; anything may stand before `/conversations`.
 * @returns The endpoint; `undefined` when there is none.
 */
export function findTarget(method: string, pathname: string): Target | undefined {
  const match = path.exec(pathname);
  const rest = match?.groups?.['rest'];
  if (match === null) return undefined;
  if (method === 'POST') return rest === 'search' ? { endpoint: 'search' } : undefined;
  if (method !== 'GET') return undefined;
  if (rest === undefined) return { endpoint: 'list' };
  if (rest === 'search') return undefined;
  return rest === 'deleted' ? { endpoint: 'deleted' } : { endpoint: 'retrieve', id: rest };
}
