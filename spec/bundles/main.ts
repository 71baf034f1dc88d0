import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { format } from 'prettier';
import { createProgram } from '../../examples/terminal/program.ts';
import * as esbuild from './bundlers/esbuild.ts';
import * as rollup from './bundlers/rollup.ts';
import * as vite from './bundlers/vite.ts';
import * as webpack from './bundlers/webpack.ts';
import { measureBundler, type Row } from './measure-bundler.ts';

const { check } = createProgram(
  'npm run bundles',
  'Bundles the packed package with four bundlers, and writes the table of docs/bundles.md.',
)
  .option('--check', 'compare the table, and write nothing', false)
  .parse()
  .opts<{ readonly check: boolean }>();

const FILE = new URL('../../docs/bundles.md', import.meta.url);
// Bundling takes a minute, so what cannot be written is found before.
if (!check) await access(FILE, constants.W_OK);

const TABLE = /(?<=<!-- bundles: begin -->\n).*(?=<!-- bundles: end -->)/s;
const HEAD = [
  'bundler',
  'program',
  'rx-intercom',
  'with RxJS',
  'on demand',
  'one file',
  'cross-fetch kept out',
];

/** What two versions of Brotli, or a small change of the code, may differ by, in kB. */
const TOLERANCE = 0.3;

const version = (name: string): string =>
  (createRequire(import.meta.url)(`${name}/package.json`) as { version: string }).version;

function toMarkdown(rows: readonly Row[]): string {
  const lines = [
    HEAD,
    HEAD.map((_, index) => (index < 2 ? '---' : '--:')),
    ...rows.map(({ names, sizes }) => [...names, ...sizes.map((size) => (size / 1000).toFixed(1))]),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The cells of a table, numbers as numbers. */
function toCells(table: string): readonly (string | number)[] {
  const cells = table.split(/[|\n]/).map((cell) => cell.trim());
  return cells.filter((cell) => /[\w`]/.test(cell)).map((cell) => (isNaN(+cell) ? cell : +cell));
}

function isSame(a: string | number | undefined, b: string | number): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= TOLERANCE : a === b;
}

const rows: Row[] = [];
for (const [name, { bundle }] of Object.entries({ esbuild, vite, rollup, webpack })) {
  rows.push(...(await measureBundler(`${name} ${version(name)}`, bundle)));
}
const document = await readFile(FILE, 'utf8');
const table = toMarkdown(rows);
console.log(table);
const known = toCells(TABLE.exec(document)?.[0] ?? '');
const measured = toCells(table);
if (!check) {
  const written = document.replace(TABLE, () => `\n${table}\n\n`);
  await writeFile(FILE, await format(written, { parser: 'markdown' }));
} else if (
  known.length !== measured.length ||
  !measured.every((cell, at) => isSame(known[at], cell))
) {
  console.error('docs/bundles.md says something else: npm run bundles writes it.');
  process.exitCode = 1;
}
