import './browser-globals.ts';
import { deepEqual, equal, match } from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from 'rx-intercom/testing';
import { Inbox } from './.build/inbox.tsx';
import { eventually } from './eventually.ts';

const platform = globalThis.fetch;

/** The proxy that the page talks to: it adds the token. */
function useWorkspace(options: TestIntercomOptions): TestIntercom {
  const intercom = createTestIntercom(options);
  globalThis.fetch = (url, init) =>
    intercom.fetch(url, {
      ...init,
      headers: { ...(init?.headers as object), authorization: 'Bearer test-token' },
    });
  return intercom;
}

describe('useConversations under StrictMode', () => {
  let root: Root;
  let main: HTMLElement;

  beforeEach(() => {
    main = document.querySelector('main') as HTMLElement;
    root = createRoot(main);
  });
  afterEach(() => {
    root.unmount();
    globalThis.fetch = platform;
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
