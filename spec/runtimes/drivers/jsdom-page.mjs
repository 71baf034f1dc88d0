/** `jsdom-page.mjs <origin>`, in the application's folder: a page as old as its lack of `fetch`. */
import { JSDOM, VirtualConsole } from 'jsdom';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { bundleScript } from '../bundlers/esbuild.mjs';
import { pageUrl } from './page-url.mjs';

const [origin] = process.argv.slice(2);
const folder = 'bundles/script';
await mkdir(folder, { recursive: true });
await bundleScript(resolve('browser.mjs'), resolve(folder));
await writeFile(`${folder}/index.html`, '<script src="main.js"></script>');

const virtualConsole = new VirtualConsole();
virtualConsole.on('jsdomError', (error) => console.error(error));
const { window } = await JSDOM.fromURL(pageUrl(folder, 'none', origin), {
  runScripts: 'dangerously',
  resources: 'usable',
  virtualConsole,
  beforeParse: (page) => {
    page.ask = fetch;
  },
});
await once(window, 'load');
const checks = await window.outcome;
const [version] = /(?<=jsdom\/)[\d.]+/.exec(window.navigator.userAgent);
console.log(JSON.stringify({ version, checks }));
window.close();
