import type { TestContext } from 'node:test';
import type { TestIntercom } from 'rx-intercom/testing';
import { serveIntercom } from '../../local-intercom.ts';

/** Serves a workspace for one test, and says how to export it. */
export async function serve(t: TestContext, intercom: TestIntercom): Promise<readonly string[]> {
  const server = await serveIntercom(intercom);
  t.after(() => server.close());
  return ['--base-url', server.url, '--per-page', '50', '--look-back', '1'];
}
