import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createTestWorkspace } from '../server/workspace.ts';
import { launchBrowser, openTab } from './open-dashboard.ts';

const folder = fileURLToPath(new URL('../screenshots/', import.meta.url));
const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
/** `npm run screenshots` puts those of the README into their place. */
const ofTheReadme = process.env['UPDATE_PICTURES'] === undefined ? folder : docs;

let browser: Browser;
before(async () => {
  await mkdir(folder, { recursive: true });
  browser = await launchBrowser();
});
after(() => browser.close());

void test('should look as in the README, and well on a phone', async (t) => {
  const page = await open(t);
  await page.screenshot({ path: `${folder}start.png` });
  await page.getByRole('button', { name: 'Start' }).click();
  await page.mouse.move(0, 0);
  await page.getByText(/^1,[0-9]50 of/).waitFor();
  await page.screenshot({ path: `${folder}streaming.png` });
  await page.getByRole('status').getByText('Complete').waitFor({ timeout: 60_000 });
  await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
  await page.screenshot({ path: `${ofTheReadme}dashboard.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${ofTheReadme}dashboard-dark.png` });
  for (const name of ['dashboard.png', 'dashboard-dark.png']) {
    assert.deepEqual(await sizeOf(ofTheReadme + name), await sizeOf(docs + name));
  }

  await page.setViewportSize({ width: 360, height: 800 });
  await page.screenshot({ path: `${folder}phone-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: `${folder}phone.png`, fullPage: true });
  assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 360);
  await page.setViewportSize({ width: 1280, height: 1040 });
  for (const summary of await page.getByText('Show as a table').all()) await summary.click();
  await page.screenshot({ path: `${folder}full.png`, fullPage: true });
});

void test('should say what to do about a wrong token', async (t) => {
  const page = await open(t, 'a-wrong-token');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('alert').getByText(/token/).first().waitFor();
  await page.screenshot({ path: `${folder}wrong-token.png` });
});

async function open(t: TestContext, token?: string): Promise<Page> {
  const { page, url } = await openTab(t, browser, createTestWorkspace(), token, {
    viewport: { width: 1280, height: 1184 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  await page.goto(url);
  return page;
}

/** Of a PNG: the width and height of its header. */
async function sizeOf(file: string): Promise<readonly [number, number]> {
  const header = await readFile(file);
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}
