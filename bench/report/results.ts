import { format } from 'prettier';
import type { Measurements } from '../works/measurements.ts';
import { count } from './format.ts';
import { machine } from './machine.ts';
import { toMarkdown, type Table } from './table.ts';
import * as tables from './tables.ts';

/**
 * Writes the report.
 *
 * @param notes - what people have to say about it, taken over as it is
 */
export function results(measurements: Measurements, notes: string): Promise<string> {
  const { plan } = measurements;
  const { few, many, contrast } = plan.slowConsumer;
  const text = [
    '# Benchmark',
    `Written by \`npm run bench\`; do not edit. ${machine()}`,
    'One server process on loopback serves about 2 KB a conversation, 150 a page. Every client runs ' +
      'in a process of its own, and the clients take turns round by round. Each run checks that all ' +
      'conversations came, once and in order, with one request a page. Numbers are **medians ' +
      '(least–most)**; ratios are taken within each round. Times begin after the imports. Peak memory ' +
      'is the resident set of the whole process.',
    '![CPU, time and memory of the clients](chart.svg)',
    section(
      tables.targetsTable(measurements),
      'Ratios, unless a unit is given; judged by the median.',
    ),
    section(
      tables.fullSpeedTable(measurements),
      `Full speed: the consumer only counts. ${plan.fullSpeed.rounds} rounds.`,
    ),
    section(
      tables.firstPageTable(measurements),
      `No latency; it is the client that is measured, on its first call. \`intercom-client\` loads ` +
        `the platform's \`fetch\` while it is imported, which is not counted here. ` +
        `${plan.firstPage.rounds} rounds.`,
    ),
    section(
      tables.slowWireTable(measurements),
      `150 ms to the first byte of a page, 250 ms of body, and a consumer that works 100 ms on each ` +
        `page. Two clients run at once, because they wait nearly all the time (see CPU). ` +
        `${plan.slowWire.rounds} rounds.`,
    ),
    section(
      tables.everythingTable(measurements),
      `A workspace of five years that doubles each year, and a consumer that only counts. The first ` +
        `two read the list, the others the search: in ranges, or page by page. Two clients run at ` +
        `once. ${plan.everything.rounds} rounds.`,
    ),
    section(
      tables.slowConsumerTable(measurements),
      `The consumer waits 1 ms after every 50 conversations: of ${count(few)}, then of ` +
        `${count(many)}. The bare loop is the control: it cannot pile up anything, so what it grows ` +
        `by is the platform's own. ${plan.slowConsumer.rounds} rounds; the official SDK, and those ` +
        `that push without waiting (${count(contrast)} only), one. Two clients run at once, because ` +
        `only memory is looked at.`,
    ),
    section(
      tables.liveHeapTable(measurements),
      `The same work; twenty times in a run all garbage is collected, and what is left of the heap ` +
        `is the live heap: its peak. One round.`,
    ),
    section(
      tables.importsTable(measurements),
      `\`rx-intercom\` includes rxjs. ${plan.imports.rounds} rounds.`,
    ),
    section(tables.bundlesTable(measurements)),
    notes,
  ].join('\n\n');
  return format(text, { parser: 'markdown' });
}

function section(table: Table, text = ''): string {
  return [`## ${table.title}`, text, toMarkdown(table)].join('\n\n');
}
