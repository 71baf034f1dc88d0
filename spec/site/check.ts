/** Checks the reference that `npm run docs` has built. */
import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SITE = path.join(ROOT, 'docs/api');

const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.html'),
);

function read(page: string): string {
  return readFileSync(path.join(SITE, page), 'utf8');
}

/** What a script of the site assigns: compressed JSON. */
function data(script: string): string {
  const text = /"(.+)"/.exec(read(`assets/${script}`))?.[1] ?? '';
  return inflateSync(Buffer.from(text, 'base64')).toString();
}

const titles = [...read('index.html').matchAll(/<h1\b/g)];
ok(titles.length === 1, `the first page has ${titles.length} titles`);

const modules = pages.filter((page) => page.startsWith('modules/')).sort();
const names = modules.map((page) => /<h1>Module (.*?)<\/h1>/.exec(read(page))?.[1]);
deepEqual(names, ['rx-intercom', 'rx-intercom/redis', 'rx-intercom/testing']);

const navigation = data('navigation.js');
const search = data('search.js');
const files = ['docs/cookbook.md', 'docs/recipes.md', 'docs/scale.md'];
const examples = readdirSync(path.join(ROOT, 'examples'))
  .map((name) => `examples/${name}/README.md`)
  .filter((file) => existsSync(path.join(ROOT, file)));
const documents = [...files, ...examples].map(
  (file) => /^# (.*)$/m.exec(readFileSync(path.join(ROOT, file), 'utf8'))?.[1] ?? file,
);
for (const name of documents) {
  const page = `documents/${name.replaceAll(' ', '_')}.html`;
  ok(existsSync(path.join(SITE, page)), `there is no ${page}`);
  ok(navigation.includes(page), `${page} is not in the navigation`);
  ok(search.includes(page), `${page} is not in the search`);
}
ok(/"document":\{"\d/.test(search), 'the text of the documents is not in the search');

const raw = pages.flatMap((page) =>
  [...read(page).matchAll(/href="(?![a-z]+:)[^"]+\.md(?:#[^"]*)?"/g)].map(
    ([link]) => `${page}: ${link}`,
  ),
);
deepEqual(raw, [], 'these links lead to files in place of pages');

console.log(
  `${pages.length} pages, ${modules.length} modules, ${documents.length} documents checked`,
);
