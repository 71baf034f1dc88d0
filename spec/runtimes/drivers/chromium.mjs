/** `chromium.mjs <vite|esbuild> <platform|cross-fetch> <origin>`, in the application's folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { atOnce, withCrossFetch } from '../bundlers/chunk.mjs';
import { pageUrl } from './page-url.mjs';

const [bundler, fetch, origin] = process.argv.slice(2);
const folder = `bundles/${bundler}-${fetch}`;
await mkdir(folder, { recursive: true });
const { bundle } = await import(`../bundlers/${bundler}.mjs`);
const chunks = await bundle(resolve('browser.mjs'), resolve(folder));
await writeFile(`${folder}/index.html`, '<script type="module" src="main.js"></script>');

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'],
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  /** @type {string[]} */
  const loaded = [];
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
  page.on('pageerror', (error) => console.error(error));
  await page.goto(pageUrl(folder, fetch, origin));
  const checks = await page.evaluate(() => globalThis.outcome);
  if (fetch === 'platform') checks.push(onDemand(loaded));
  console.log(JSON.stringify({ version: browser.version(), checks }));
} finally {
  await browser.close();
}

/** @param {string[]} loaded */
function onDemand(loaded) {
  const holders = withCrossFetch(chunks);
  const scripts = loaded.filter((path) => path.endsWith('.js')).map((path) => basename(path));
  const early = [...atOnce(chunks), ...scripts];
  const ok = holders.length > 0 && !holders.some((file) => early.includes(file));
  return { name: 'on demand', ok, detail: `cross-fetch in ${holders}; loaded ${early}` };
}
