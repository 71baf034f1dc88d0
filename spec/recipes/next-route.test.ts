import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import { eventually } from './eventually.ts';
import { listen, type Listening } from './listen.ts';
import { startNextApp, type NextApp } from './next-app.ts';
import { serve } from './serve.ts';

describe('the route, in Next.js', () => {
  const folder = mkdtempSync(fileURLToPath(new URL('.build/next-', import.meta.url)));
  let intercom: TestIntercom;
  let server: Listening | undefined;
  let app: NextApp | undefined;

  before(async () => {
    intercom = createTestIntercom();
    server = await listen((request, response) => {
      serve(intercom)(request, response);
    });
    app = await startNextApp(folder, server.url);
  });
  after(async () => {
    await app?.close();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  const open = (signal: AbortSignal | null = null): Promise<Response> =>
    fetch(`${app?.url}/conversations`, { signal });

  async function readIds(): Promise<readonly string[]> {
    const lines = (await (await open()).text()).trimEnd().split('\n');
    return lines.map((line) => (JSON.parse(line) as { id: string }).id);
  }

  const ids = (): readonly string[] => intercom.conversations.map(({ id }) => id);

  it('should not run during the build', () => {
    equal(intercom.requests.length, 0);
  });

  it('should send a line for each conversation, read anew for each request', async () => {
    intercom = createTestIntercom({ conversations: 50 });
    deepEqual(await readIds(), ids());
    intercom.add();
    deepEqual(await readIds(), ids());
    equal(intercom.requests.length, 6);
  });

  it('should send lines at once, and abort the request of a reader that leaves', async () => {
    intercom = createTestIntercom({
      conversations: 1000,
      fault: ({ number }) => (number === 3 ? { hang: 'headers' } : undefined),
    });
    const reader = new AbortController();
    const lines = (await open(reader.signal)).body?.getReader();
    equal((await lines?.read())?.done, false);
    await eventually(() => intercom.requests.length === 3);
    reader.abort();
    await eventually(() => intercom.requests[2]?.state === 'aborted');

    // The whole walk of another reader is long enough to see that the first one has ended.
    deepEqual(await readIds(), ids());
    equal(intercom.requests.length, 3 + 50);
  });

  it('should read no page that nobody waits for', async () => {
    intercom = createTestIntercom({ conversations: 60 });
    // A page is more than a connection holds.
    for (const id of ids()) intercom.update(id, { title: 'x'.repeat(400_000) });
    const waiting = await open();
    equal((await readIds()).length, 60);
    equal(intercom.requests.length < 3 + 3, true);
    await waiting.body?.cancel();
  });

  it('should break off where the walk fails', async () => {
    intercom = createTestIntercom({
      conversations: 50,
      fault: ({ number }) => (number === 2 ? { status: 404 } : undefined),
    });
    const response = await open();
    await rejects(response.text(), { message: 'terminated' });
  });
});
