/** Writes the files of docs/recipes.md into .build/, for the compiler and the tests. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const BLOCK = /<!-- file: (\S+) -->\n+```tsx?\n(.*?)^```$/gms;

const text = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
const folder = new URL('.build/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [, name = '', code = ''] of text.matchAll(BLOCK)) {
  writeFileSync(new URL(name, folder), code);
}
