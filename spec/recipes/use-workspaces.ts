import { afterEach } from 'node:test';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from 'rx-intercom/testing';

/**
 * Puts the network back after each test of the suite that calls it.
 *
 * @param headers - added to each request, as a proxy adds the token
 * @returns a function that puts a workspace in place of the network
 */
export function useWorkspaces(
  headers: Readonly<Record<string, string>> = {},
): (options: TestIntercomOptions) => TestIntercom {
  const network = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = network;
  });
  return (options) => {
    const intercom = createTestIntercom(options);
    globalThis.fetch = (url, init) =>
      intercom.fetch(url, { ...init, headers: { ...(init?.headers as object), ...headers } });
    return intercom;
  };
}
