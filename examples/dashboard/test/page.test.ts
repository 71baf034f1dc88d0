import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createTestIntercom, type Fault, type TestIntercom } from 'rx-intercom/testing';
import { launchBrowser, openDashboard, TOKEN, until } from './open-dashboard.ts';

let browser: Browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const PER_PAGE = 50;

/** What goes wrong, by the number of the request. */
const FAULTS: Readonly<Record<number, Fault>> = {
  9: { status: 503 },
  14: { headers: { 'x-ratelimit-remaining': '0' } },
  21: { reset: true },
};

void test('should stream to the end, and show what is in the workspace', async (t) => {
  const { intercom, page, button, status, problems } = await openDashboard(t, browser);
  const told: string[] = [];
  await page.route('**/conversations**', async (route) => {
    const response = await route.fetch();
    const sent = await route.request().allHeaders();
    told.push(JSON.stringify([response.headers(), await response.text(), sent]));
    await route.fulfill({ response });
  });
  await status('Ready to start');
  assert.equal(intercom.requests.length, 0);
  await button('Start').click();
  await status('Complete');

  await assertShows(page, intercom);
  assert.equal(intercom.requests.length, intercom.conversations.length / PER_PAGE);
  assert.equal(await page.getByRole('meter').getAttribute('aria-valuemax'), '1667');
  assert.deepEqual(problems, []);

  const everything = [...told, await page.content()];
  assert.ok(told.length >= intercom.requests.length);
  assert.ok(everything.every((text) => !text.includes(TOKEN)));
  assert.ok(everything.every((text) => !/authorization/i.test(text)));
});

void test('should get over failures and waits, and tell of them', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, {
    rateLimit: { limit: 1_000, window: 2_000 },
    fault: ({ number }) => FAULTS[number],
  });
  await button('Start').click();
  await status('Complete');
  await assertShows(page, intercom);
  const log = page.getByRole('region', { name: 'Requests', exact: true });
  await log.getByText('status 503').nth(1).waitFor();
  await log.getByText('rate limit').first().waitFor();
});

void test('should ask for nothing while paused, and go on exactly', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, { latency: 20 });
  await button('Start').click();
  for (const pages of [4, 20, 41]) {
    await until(() => intercom.requests.length >= pages, `${pages} requests`);
    await button('Pause').click();
    await status('Paused');
    await assertQuiet(intercom);
    await button('Resume').click();
  }
  await status('Complete');
  await assertShows(page, intercom);
  const own = intercom.requests.filter(({ headers }) => headers['x-of-the-test'] === undefined);
  const pages = intercom.conversations.length / PER_PAGE;
  assert.ok(own.length <= pages + 3, `${own.length} requests for ${pages} pages and 3 pauses`);
});

void test('should abort the request in flight when cancelled, and start over', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, {
    latency: 20,
    fault: ({ number }) => (number === 5 ? { hang: 'headers' } : undefined),
  });
  await button('Start').click();
  await until(() => intercom.requests.length === 5, '5 requests');
  assert.equal(intercom.requests[4]?.state, 'open');
  await button('Cancel').click();
  await status('Cancelled');
  await until(() => intercom.requests[4]?.state === 'aborted', 'an aborted request');
  await assertQuiet(intercom);

  await button('Start over').click();
  await until(() => intercom.requests.length > 20, 'requests again');
  await button('Cancel').click();
  await status('Cancelled');
  await assertQuiet(intercom);
  await button('Start over').click();
  await status('Complete');
  await assertShows(page, intercom);
});

void test('should show the budget as it is shared, also when it is paused', async (t) => {
  const { page, button, status } = await openDashboard(t, browser, {
    rateLimit: { limit: 9, window: 2_000 },
    fault: ({ number }) =>
      number === 5 ? { status: 429, headers: { 'retry-after': '1' } } : undefined,
  });
  const card = page.getByRole('region', { name: 'Rate limit' });
  const numbers = async (): Promise<readonly string[]> => card.locator('dd').allTextContents();
  await card.getByText('No request has been sent yet.').waitFor();
  assert.deepEqual(await numbers(), ['–', '0', 'no']);

  await button('Start').click();
  await card.getByText('Paused for 1.0 s, as a 429 asked for.').waitFor();
  assert.equal((await numbers())[2], '1.0 s');
  await card.getByText('Waiting for the next window.').waitFor();
  const free = await card.getByRole('meter').textContent();
  assert.deepEqual(await numbers(), [String(9 - Number(free)), '1', 'no']);

  await page.keyboard.press('Escape');
  await status('Cancelled');
  assert.equal((await numbers())[1], '0');
  await card.getByText('No request is running.').waitFor();
  await card.getByText('of 9 requests were free when the window ended').waitFor();
  assert.ok(!(await page.content()).includes(TOKEN));
});

void test('should not show days as 0 that are not loaded', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, { latency: 20 });
  const legend = page.getByText('Not all loaded', { exact: true });
  await button('Start').click();
  await until(() => intercom.requests.length >= 20, '20 requests');
  await button('Pause').click();
  await status('Paused');
  await legend.waitFor();
  const rows = await readTable(page, 'Conversations started by day');
  assert.deepEqual(rows[0]?.slice(1), ['–', '–', '–', '–']);
  assert.match(rows.map((cells) => cells.at(-1)).join(), /^(?:(?:–|≥ \d+),)+(?:\d+,?)+$/);
  await page
    .getByRole('img', { name: /The days before [A-Z]\w+ \d+ are not all loaded/ })
    .waitFor();
  await page.locator('.column').nth(2).hover();
  assert.match(
    await styleOf(page, '.column:hover', 'content', '::before'),
    /Nov 4, not all loaded: none/,
  );

  await button('Resume').click();
  await status('Complete');
  assert.equal(await legend.count(), 0);
  await assertShows(page, intercom);
});

void test('should tell a paused walk from a snoozed conversation', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, { latency: 20 });
  await button('Start').click();
  await until(() => intercom.requests.length >= 4, '4 requests');
  const look = (property: string) => styleOf(page, '[role=status] span', property);
  const marks = [await look('background-color')];
  await button('Pause').click();
  await status('Paused');
  marks.push(await look('background-color'), await look('border-left-color'));
  for (const state of ['closed', 'open', 'snoozed']) {
    const mark = await styleOf(page, `.bg-${state}`, 'background-color');
    assert.ok(!marks.includes(mark), `the mark of ${state} is ${mark}, as one of ${marks.join()}`);
  }
});

void test('should align numbers right, and show every script', async (t) => {
  const names = ['Олена Αθηνά', 'محمد', '佐藤 花子 👋'];
  const conversations = createTestIntercom({ conversations: names.length }).conversations.map(
    (one, index) => {
      const author = { ...one.source.author, name: names[index] ?? null };
      return { ...one, source: { ...one.source, author } };
    },
  );
  const { page, button, status } = await openDashboard(t, browser, { conversations });
  await button('Start').click();
  await status('Complete');
  for (const summary of await page.getByText('Show as a table').all()) await summary.click();
  const aligned = await page
    .locator('td.number, th.number')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).textAlign));
  assert.ok(aligned.length > 60 * 4);
  assert.deepEqual([...new Set(aligned)], ['end']);

  const latest = page.getByRole('table', { name: 'Last updated' }).locator('tbody th');
  assert.deepEqual(await latest.allTextContents(), names);
  const directions = await latest.evaluateAll((cells) =>
    cells.map((cell) => getComputedStyle(cell).direction),
  );
  assert.deepEqual(directions, ['ltr', 'rtl', 'ltr']);
  assert.deepEqual(await fontsOf(page, '.latest tbody th'), ['Inter']);

  await page.setViewportSize({ width: 360, height: 800 });
  const message = await page.locator('.latest tbody td[dir]').first().boundingBox();
  assert.ok((message?.width ?? 0) > 250, 'a message has a line of its own on a phone');
});

void test('should say in words that the token is wrong', async (t) => {
  const { intercom, page, button, status } = await openDashboard(t, browser, {}, 'a-wrong-token');
  await button('Start').click();
  await status('Stopped by a failure');
  const alert = page.getByRole('alert');
  await alert.getByRole('heading', { name: 'Intercom does not accept the token' }).waitFor();
  await alert.getByText('set INTERCOM_ACCESS_TOKEN to a valid one').waitFor();
  assert.equal(intercom.requests.length, 1);
  assert.ok(!(await page.content()).includes('a-wrong-token'));
});

/** Compares all numbers on the page with the workspace. */
async function assertShows(page: Page, { conversations }: TestIntercom): Promise<void> {
  const count = (key: (conversation: (typeof conversations)[number]) => string) => {
    const counts: Record<string, number> = {};
    for (const one of conversations) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
    return counts;
  };
  const byState = count(({ state }) => state);
  const tiles = page.locator('#counts > div:not([hidden])');
  assert.deepEqual(await tiles.locator('dt').allTextContents(), [
    'Loaded',
    'Closed',
    'Open',
    'Snoozed',
  ]);
  assert.deepEqual((await tiles.locator('dd:nth-of-type(1)').allTextContents()).map(toNumber), [
    conversations.length,
    byState['closed'],
    byState['open'],
    byState['snoozed'],
  ]);

  const format = { timeZone: 'UTC', month: 'short', day: 'numeric' } as const;
  const byDay = count((one) => new Date(one.created_at * 1000).toLocaleDateString('en', format));
  const days = await readTable(page, 'Conversations started by day');
  assert.equal(days.length, 60);
  assert.deepEqual(
    Object.fromEntries(days.map((cells) => [cells[0], toNumber(cells.at(-1) ?? '')])),
    byDay,
  );

  const replies = await readTable(page, 'Time to first reply');
  const unanswered = count(({ statistics }) => String(statistics?.time_to_admin_reply ?? null));
  assert.equal(toNumber(replies.at(-1)?.[1] ?? ''), unanswered['null']);
  const sum = replies.reduce((total, cells) => total + toNumber(cells[1] ?? ''), 0);
  assert.equal(sum, conversations.length);

  const latest = page.getByRole('table', { name: 'Last updated' }).locator('tbody th');
  assert.deepEqual(
    await latest.allTextContents(),
    conversations.slice(0, 20).map(({ source }) => source.author.name ?? 'Visitor'),
  );
}

/** The rows of a chart's table, which is opened like a person does. */
async function readTable(page: Page, caption: string): Promise<readonly (readonly string[])[]> {
  const details = page.locator('details', { has: page.getByText(caption) });
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  const row = details.locator('tbody tr');
  await row.first().waitFor();
  const rows = await row.all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}

/**
 * Asserts that nothing is asked while the workspace answers 15 requests of the test's own, each of
 * which takes as long as one of the page's would.
 */
async function assertQuiet(intercom: TestIntercom): Promise<void> {
  await until(() => intercom.requests.every(({ state }) => state !== 'open'), 'no open request');
  const before = intercom.requests.length;
  const headers = { authorization: `Bearer ${TOKEN}`, 'x-of-the-test': 'yes' };
  for (let number = 1; number <= 15; number += 1) {
    const answer = await intercom.fetch('https://workspace.example/conversations?per_page=1', {
      headers,
    });
    await answer.text();
  }
  assert.equal(intercom.requests.length - before, 15);
}

/** A style of the first element of a selector, or of what stands before it. */
function styleOf(page: Page, selector: string, property: string, pseudo = ''): Promise<string> {
  return page.evaluate(
    ([of = '', name = '', at = '']) => {
      const element = document.querySelector(of);
      return element === null ? '' : getComputedStyle(element, at).getPropertyValue(name);
    },
    [selector, property, pseudo],
  );
}

/** The fonts that the browser has drawn the first element of a selector with. */
async function fontsOf(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return [...new Set(fonts.map(({ familyName }) => familyName))];
}

function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}
