import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openDashboard, until } from './open-dashboard.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

for (const width of [1280, 360]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    void test(`should have no violations in ${colorScheme}, ${width} px wide`, async (t) => {
      const { page, button, status } = await openDashboard(t, browser);
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await assertAccessible(page);
      await button('Start').click();
      await status('Complete');
      for (const summary of await page.getByText('Show as a table').all()) await summary.click();
      await assertAccessible(page);
    });

    void test(`should tell of a failure accessibly in ${colorScheme}, ${width} px`, async (t) => {
      const { page, button } = await openDashboard(t, browser, {}, 'a-wrong-token');
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await button('Start').click();
      await page.getByRole('alert').waitFor();
      await assertAccessible(page);
    });
  }
}

void test('should be usable by keyboard, with a focus that is seen and stays', async (t) => {
  const { intercom, page, status } = await openDashboard(t, browser, { latency: 20 });
  const focus = page.locator(':focus');
  await page.keyboard.press('Tab');
  assert.equal(await focus.textContent(), 'Skip to the numbers');
  await page.keyboard.press('Tab');
  assert.match((await focus.textContent()) ?? '', /Start/);
  assert.match(
    await focus.evaluate('getComputedStyle(document.activeElement).outline'),
    /solid 2px/,
  );
  await page.keyboard.press('Enter');
  await until(() => intercom.requests.length > 2, 'requests');
  await status('Streaming');
  await page.keyboard.press('Space');
  await status('Paused');
  assert.match((await focus.textContent()) ?? '', /Resume/);
  await page.keyboard.press('Tab');
  assert.match((await focus.textContent()) ?? '', /Cancel/);
  await page.keyboard.press('Enter');
  await status('Cancelled');
  assert.match((await focus.textContent()) ?? '', /Cancel/);
});

void test('should close a table with Escape, and then cancel', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, { latency: 20 });
  const table = page.locator('details').first();
  await page.keyboard.press('Escape');
  await status('Ready to start');
  await button('Start').click();
  await until(() => intercom.requests.length > 2, 'requests');
  await table.locator('summary').click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  assert.equal(await table.getAttribute('open'), null);
  assert.equal(await page.locator(':focus').textContent(), 'Show as a table');
  await status('Streaming');
  await page.keyboard.press('Escape');
  await status('Cancelled');
});

void test('should describe its charts, and keep still for those who ask for it', async (t) => {
  const { page, button, status } = await openDashboard(t, browser);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await button('Start').click();
  await status('Complete');
  await page.getByRole('img', { name: /by day, Nov 2 to Dec 31\. The most, \d+/ }).waitFor();
  await page.getByRole('img', { name: /\d+% of the replies within an hour/ }).waitFor();
  await page.getByRole('progressbar', { name: 'Conversations loaded' }).waitFor();
  const moving = await page.evaluate('document.getAnimations().length');
  assert.equal(moving, 0);
});

/** No violation of any rule of axe's, and no scrolling sideways. */
async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
  );
  const [inner = 0, whole = 0] = await page.evaluate<readonly number[]>(
    '[document.documentElement.clientWidth, document.documentElement.scrollWidth]',
  );
  assert.ok(whole <= inner, `${whole} px of content in ${inner} px`);
}
