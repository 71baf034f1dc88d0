/** Takes the pictures of the README, and others to look at in `screenshots/`. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveDashboard } from '../server/serve.ts';
import { createTestWorkspace, testProxy } from '../server/workspace.ts';
import { launchBrowser } from './browser.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const others = fileURLToPath(new URL('../screenshots/', import.meta.url));
mkdirSync(others, { recursive: true });

const dashboard = await serveDashboard(testProxy(createTestWorkspace()), 0);
const browser = await launchBrowser();
const page = await browser.newPage({
  viewport: { width: 1280, height: 1200 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});

await page.goto(dashboard.url);
await page.screenshot({ path: `${others}start.png` });
await page.getByRole('button', { name: 'Start' }).click();
await page.mouse.move(0, 0);
await page.getByText(/^1,[0-9]50 of/).waitFor();
await page.screenshot({ path: `${others}streaming.png` });
await page.getByRole('status').getByText('Complete').waitFor({ timeout: 60_000 });
await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
await page.screenshot({ path: `${docs}dashboard.png` });
await page.emulateMedia({ colorScheme: 'dark' });
await page.screenshot({ path: `${docs}dashboard-dark.png` });
await page.setViewportSize({ width: 360, height: 800 });
await page.screenshot({ path: `${others}phone-dark.png`, fullPage: true });
await page.emulateMedia({ colorScheme: 'light' });
await page.screenshot({ path: `${others}phone.png`, fullPage: true });
await page.setViewportSize({ width: 1280, height: 1040 });
for (const summary of await page.getByText('Show as a table').all()) await summary.click();
await page.screenshot({ path: `${others}full.png`, fullPage: true });

const wrong = await serveDashboard(testProxy(createTestWorkspace(), 'a-wrong-token'), 0);
await page.goto(wrong.url);
await page.getByRole('button', { name: 'Start' }).click();
await page.getByRole('alert').waitFor();
await page.screenshot({ path: `${others}wrong-token.png` });

await browser.close();
await Promise.all([dashboard.close(), wrong.close()]);
