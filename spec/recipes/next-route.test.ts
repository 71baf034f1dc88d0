import { deepEqual, equal, rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GET } from './.build/next-route.ts';
import { eventually } from './eventually.ts';
import { useWorkspaces } from './use-workspaces.ts';

process.env['INTERCOM_ACCESS_TOKEN'] = 'test-token';

const open = (signal?: AbortSignal): Response =>
  GET(new Request('https://app.example.com/conversations', signal ? { signal } : {}));

describe('the route', () => {
  const useWorkspace = useWorkspaces();

  it('should send a line for each conversation', async () => {
    const intercom = useWorkspace({ conversations: 50 });
    const lines = (await open().text()).trimEnd().split('\n');
    const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
    deepEqual(
      ids,
      intercom.conversations.map(({ id }) => id),
    );
  });

  it('should read no page that nobody waits for', async () => {
    const intercom = useWorkspace({ conversations: 500 });
    const reader = open().body?.getReader();
    await reader?.read();
    await reader?.cancel();
    equal(intercom.requests.length, 1);
  });

  it('should abort the request of a reader that leaves', async () => {
    const intercom = useWorkspace({ fault: () => ({ hang: 'headers' }) });
    const reader = new AbortController();
    const text = open(reader.signal).text();
    await eventually(() => intercom.requests.length === 1);
    reader.abort();
    await rejects(text);
    equal(intercom.requests[0]?.state, 'aborted');
  });

  it('should break off where the walk fails', async () => {
    useWorkspace({
      conversations: 50,
      fault: ({ number }) => (number === 2 ? { status: 404 } : undefined),
    });
    await rejects(open().text(), { kind: 'error-list' });
  });
});
