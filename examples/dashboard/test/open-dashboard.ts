import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import type { TestIntercomOptions } from 'rx-intercom/testing';
import { findProgram } from '../../terminal/find-program.ts';
import { bundlePage } from '../server/page.ts';
import { serveDashboard } from '../server/serve.ts';
import { madeUpConversations, testProxy } from '../server/workspace.ts';

/** The token between the proxy and the test workspace. */
export const TOKEN = 'a-made-up-secret-of-the-server';

const executablePath = findProgram('chromium', 'CHROMIUM');
const bundled = await bundlePage();

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A tab for the page of a workspace, which has a server of its own at `url`. */
export async function openTab(
  t: TestContext,
  browser: Browser,
  intercom: TestIntercom,
  token: string | undefined,
  view: BrowserContextOptions,
): Promise<{ readonly page: Page; readonly url: string }> {
  const server = await serveDashboard(bundled, testProxy(intercom, token), 0);
  const page = await browser.newPage(view);
  t.after(async () => {
    await page.close();
    await server.close();
  });
  return { page, url: server.url };
}

/** The page of a test workspace, and what tests ask of it. */
export interface OpenDashboard {
  readonly intercom: TestIntercom;
  readonly page: Page;
  readonly button: (name: string) => Locator;
  readonly status: (text: string) => Promise<void>;
  /** What the browser complained about: errors in the console, exceptions, refusals of its policy. */
  readonly problems: readonly string[];
}

export async function openDashboard(
  t: TestContext,
  browser: Browser,
  options: TestIntercomOptions = {},
  token = TOKEN,
): Promise<OpenDashboard> {
  const conversations = madeUpConversations();
  const intercom = createTestIntercom({ conversations, token: TOKEN, ...options });
  const { page, url } = await openTab(t, browser, intercom, token, {
    viewport: { width: 1280, height: 900 },
  });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  return {
    intercom,
    page,
    button: (name) => page.getByRole('button', { name, exact: true }),
    status: (text) => page.getByRole('status').getByText(text, { exact: true }).waitFor(),
    problems,
  };
}

/** Waits for a condition, at most ten seconds. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`It did not come to pass: ${what}`);
    await setTimeout(5);
  }
}
