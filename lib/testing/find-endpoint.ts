/** The endpoints that the test kit answers. */
export type TestEndpoint = 'list' | 'search' | 'retrieve' | 'deleted';

const path = /\/conversations(?:\/(?<rest>[^/]+))?$/;

/**
 * Finds what a method, in upper case, and a path ask for. Anything may stand before
 * `/conversations`.
 */
export function findEndpoint(method: string, pathname: string): TestEndpoint | undefined {
  const match = path.exec(pathname);
  const rest = match?.groups?.['rest'];
  if (match === null) return undefined;
  if (method === 'POST') return rest === 'search' ? 'search' : undefined;
  if (method !== 'GET') return undefined;
  if (rest === undefined) return 'list';
  if (rest === 'search') return undefined;
  return rest === 'deleted' ? 'deleted' : 'retrieve';
}
