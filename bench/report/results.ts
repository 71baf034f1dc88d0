import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format } from 'prettier';
import { CLIENTS, type Scene } from '../scenes.ts';
import { compare, spread, type Spread } from '../runner/spread.ts';
import { TARGETS, type Target } from '../targets.ts';

/** What was measured: for each scene and client, a value a round. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** A row for each client, a column for each scene. */
function table(scenes: readonly Scene[], results: Results): readonly (readonly string[])[] {
  const rows = Object.entries(CLIENTS).map(([client, [, label]]) => [
    label,
    ...scenes.map(({ name }) => {
      const values = results.get(name)?.get(client);
      return values === undefined ? '' : range(spread(values));
    }),
  ]);
  const rule = scenes.map(() => '--:');
  const head = ['client', ...scenes.map(({ title }) => title)];
  return [head, ['---', ...rule], ...rows.filter((row) => row.slice(1).some(Boolean))];
}

/** The targets that were measured, and what came of each. */
function targetLines(results: Results): readonly string[] {
  const values = ([scene, client]: Target['own']) => results.get(scene)?.get(client) ?? [];
  return TARGETS.flatMap(({ what, limit, own, other }) => {
    const measured = compare(values(own), values(other));
    if (!Number.isFinite(measured.median)) return [];
    const line = `${what} ${range(measured, ratio)}`;
    if (limit === null) return [line];
    const verdict = measured.median <= limit ? 'met' : '**missed**';
    return [`${verdict}: ${line}, at most ${ratio(limit)}`];
  });
}

/**
 * The report.
 *
 * @param before - the other commit, where one was measured
 */
export function report(
  scenes: readonly Scene[],
  results: Results,
  before?: string,
): Promise<string> {
  const text = [
    '# Benchmark',
    table(scenes, results)
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
    '![CPU and time of the clients](chart.svg)',
    'Medians (least–most) of several rounds; the live heap is looked at in one. The clients take turns, each ' +
      'in a process of its own, against one server process on loopback with about 2 KB a conversation. Each run ' +
      'checks that all conversations came, once. The slow wire takes 150 ms to the first byte of a page and ' +
      '250 ms for its body; the working consumer works 100 ms on each page, and the one of the live heap ' +
      '30 ms. The workspace has five years, and doubles each year.',
    '## Targets',
    'Ratios of the medians, round by round. How large the library is: [in a bundle](../docs/bundles.md).',
    targetLines(results)
      .map((line) => `- ${line}`)
      .join('\n'),
    `Written by \`npm run bench\`; do not edit. ${machine(before)}`,
  ].join('\n\n');
  return format(text, { parser: 'markdown' });
}

/** The median, and how far the rounds lie apart. */
function range({ median, min, max }: Spread, text = number): string {
  return min === max ? text(median) : `${text(median)} (${text(min)}–${text(max)})`;
}

/** Three digits that count. */
function number(value: number): string {
  return value.toLocaleString('en-US', {
    maximumSignificantDigits: 3,
    minimumSignificantDigits: 3,
  });
}

function ratio(value: number): string {
  return value.toFixed(3);
}

/** Where it was measured, and with what. */
function machine(before?: string): string {
  const processors = cpus();
  const versions = ['rx-intercom', 'rxjs', 'intercom-client'].map((name) => {
    const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
    return `${name} ${(JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version}`;
  });
  const processor = processors[0]?.model.trim() ?? 'an unknown processor';
  const parts = [`${processors.length} cores of ${processor}`, `Node ${process.versions.node}`];
  const commit = before === undefined ? [] : [`the earlier commit: ${before}`];
  return [...parts, ...versions, ...commit].join(' · ');
}
