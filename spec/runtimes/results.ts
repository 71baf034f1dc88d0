import { format } from 'prettier';
import type { Outcome } from './run-row.ts';
import { isOk, toCells } from './table.ts';

/** RESULTS.md: the outcomes by runtime, then all of them. No durations, so that only news changes it. */
export async function results(outcomes: readonly Outcome[], notes: string): Promise<string> {
  const all = [
    '# Runtimes',
    'Written by `npm run test:runtimes`; do not edit.',
    toMarkdown([['runtime', 'modules', '`fetch`', 'checks ok'], ...byRuntime(outcomes)]),
    notes,
    '## Every row',
    toMarkdown(toCells(outcomes)),
  ];
  return format(all.join('\n\n'), { parser: 'markdown' });
}

function byRuntime(outcomes: readonly Outcome[]): string[][] {
  const runtimes = new Set(outcomes.map(({ row }) => row.runtime));
  return [...runtimes].map((runtime) => {
    const its = outcomes.filter(({ row }) => row.runtime === runtime);
    const checks = its.flatMap((outcome) => outcome.checks);
    const ok = checks.filter((check) => check.ok);
    return [
      named(runtime, its),
      list(its.map(({ row }) => row.modules)),
      list(its.map(({ row }) => row.fetch)),
      `${its.every(isOk) ? '' : '**failed**, '}${ok.length} of ${checks.length}`,
    ];
  });
}

/** `Node 20` and `20.20.2` make `Node 20.20.2`. */
function named(runtime: string, outcomes: readonly Outcome[]): string {
  const version = outcomes.find(({ failure }) => failure === undefined)?.version;
  return version === undefined ? runtime : `${runtime.replace(/ \d+$/, '')} ${version}`;
}

function list(values: readonly string[]): string {
  return [...new Set(values)].join(', ');
}

function toMarkdown([head = [], ...rows]: readonly string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
