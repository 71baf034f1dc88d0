import { checks } from './checks.mjs';

/**
 * What differs from runtime to runtime.
 *
 * @typedef {object} Platform
 * @property {typeof import('../../../lib/index.ts')} library
 * @property {typeof import('rxjs')} rxjs
 * @property {string} origin - Of the test workspaces, with the row's own path.
 * @property {import('../../../lib/index.ts').Fetch} [fetch] - Left out for the library's default.
 * @property {typeof globalThis.fetch} ask - Asks the workspaces what they have seen.
 */

/** @typedef {{ name: string, ok: boolean, detail: string }} Check */

const LIMIT = 5_000;

/**
 * Runs every check, one after the other.
 *
 * @param {Platform} platform
 * @returns {Promise<Check[]>}
 */
export async function conformance({ library, rxjs, origin, fetch, ask }) {
  /** @type {Check[]} */
  const results = [];
  for (const [name, check] of Object.entries(checks)) {
    const baseUrl = `${origin}/${encodeURIComponent(name)}`;
    const options = { token: 'test-token', baseUrl, ...(fetch && { fetch }) };
    const askWorkspace = async () => (await ask(`${baseUrl}/seen`)).json();
    try {
      await withinLimit(check({ library, rxjs, options, ask: askWorkspace }));
      results.push({ name, ok: true, detail: '' });
    } catch (error) {
      results.push({ name, ok: false, detail: String(error) });
    }
  }
  return results;
}

/** @param {Promise<void>} check */
async function withinLimit(check) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LIMIT} ms`)), LIMIT);
  });
  await Promise.race([check, limit]).finally(() => clearTimeout(timer));
}
