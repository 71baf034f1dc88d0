import type { TestContext } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import type { TestIntercomOptions } from 'rx-intercom/testing';
import { serveDashboard } from '../server/serve.ts';
import { madeUpConversations, testProxy } from '../server/workspace.ts';

/** The token between the proxy and the test workspace. */
export const TOKEN = 'a-made-up-secret-of-the-server';

/** The page, in a browser, on a server of its own. */
export interface OpenDashboard {
  readonly intercom: TestIntercom;
  readonly page: Page;
  readonly url: string;
  readonly button: (name: string) => Locator;
  readonly status: (text: string) => Promise<void>;
  /** What the browser complained about: errors in the console, exceptions, refusals of its policy. */
  readonly problems: readonly string[];
}

/** Serves a workspace, and opens the page. */
export async function openDashboard(
  t: TestContext,
  browser: Browser,
  options: TestIntercomOptions = {},
  token = TOKEN,
): Promise<OpenDashboard> {
  const intercom = createTestIntercom({
    conversations: madeUpConversations(),
    token: TOKEN,
    ...options,
  });
  const server = await serveDashboard(testProxy(intercom, token), 0);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  t.after(async () => {
    await page.close();
    await server.close();
  });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(server.url);
  return {
    intercom,
    page,
    url: server.url,
    button: (name) => page.getByRole('button', { name, exact: true }),
    status: (text) => page.getByRole('status').getByText(text, { exact: true }).waitFor(),
    problems,
  };
}
