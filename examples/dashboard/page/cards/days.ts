import { createChart } from '../chart.ts';
import { createDataTable } from '../data-table.ts';
import { lastDays } from '../days.ts';
import { byId, make } from '../dom.ts';
import { capitalize, formatConversations, formatCount, formatDay } from '../format.ts';
import { STATES, type Tally } from '../tally.ts';

const LENGTH = 60;

/** Those that are named. States that the API has added since are counted, and only in the sum. */
const KNOWN = STATES.filter((name) => name !== 'other');

/** How many conversations were started on each of the last days, by their state. */
export function createDays(root: HTMLElement): (byDay: Tally['byDay']) => void {
  const parts = STATES.map((name) => ({ name, color: `--${name}` }));
  const draw = createChart(root, { parts, steps: [1, 7, 14, 28], width: 0.72 });
  const columns = ['Day', ...KNOWN.map(capitalize), 'In all'];
  const list = createDataTable(root, 'Conversations started by day', columns);
  byId('days-legend').replaceChildren(
    ...KNOWN.map((name) => make('li', { class: name }, capitalize(name))),
  );
  return (byDay) => {
    const days = lastDays(byDay, LENGTH).map(({ day, counts }) => ({
      label: formatDay(day),
      counts,
      total: STATES.reduce((sum, state) => sum + counts[state], 0),
    }));
    const labels = days.map(({ label }) => label);
    const values = STATES.map((state) => days.map(({ counts }) => counts[state]));
    draw({ labels, values, summary: summarize(days) });
    list(
      days.map(({ label, counts, total }) => {
        const numbers = [...KNOWN.map((state) => counts[state]), total];
        return [label, ...numbers.map(formatCount)];
      }),
    );
  };
}

function summarize(days: readonly { readonly label: string; readonly total: number }[]): string {
  const [first, ...rest] = days;
  if (first === undefined) return 'Conversations started by day: none yet.';
  const most = rest.reduce((best, day) => (day.total > best.total ? day : best), first);
  return (
    `Bars: conversations started by day, ${first.label} to ${rest.at(-1)?.label ?? first.label}. ` +
    `The most, ${formatConversations(most.total)}, on ${most.label}.`
  );
}
