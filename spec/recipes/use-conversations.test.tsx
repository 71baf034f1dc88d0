import './browser-globals.ts';
import { deepEqual, equal, match } from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Inbox } from './.build/inbox.tsx';
import { eventually } from './eventually.ts';
import { useWorkspaces } from './use-workspaces.ts';

describe('useConversations under StrictMode', () => {
  // The proxy that the page talks to adds the token.
  const useWorkspace = useWorkspaces({ authorization: 'Bearer test-token' });
  let root: Root;
  let main: HTMLElement;

  beforeEach(() => {
    main = document.querySelector('main') as HTMLElement;
    root = createRoot(main);
  });
  afterEach(() => {
    root.unmount();
  });

  const render = (): void => {
    root.render(
      <StrictMode>
        <Inbox />
      </StrictMode>,
    );
  };

  it('should walk once', async () => {
    const intercom = useWorkspace({ conversations: 200 });
    render();
    await eventually(() => main.textContent === 'All: 100');
    deepEqual(
      intercom.requests.map(({ state }) => state),
      Array.from({ length: 5 }, () => 'answered'),
    );
  });

  it('should abort the request when it is unmounted', async () => {
    const intercom = useWorkspace({
      conversations: 200,
      fault: ({ number }) => (number === 2 ? { hang: 'headers' } : undefined),
    });
    render();
    await eventually(() => intercom.requests.length === 2);
    root.unmount();
    await eventually(() => intercom.requests[1]?.state === 'aborted');
    equal(intercom.requests.length, 2);
  });

  it('should show a failure', async () => {
    useWorkspace({ conversations: 200, fault: () => ({ status: 404 }) });
    render();
    await eventually(() => main.querySelector('[role=alert]') !== null);
    match(main.textContent ?? '', /404/);
  });
});
