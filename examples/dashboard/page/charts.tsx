import { Card, COLORS, Mark } from './card.tsx';
import { Chart, DataTable } from './chart.tsx';
import type { State } from './state.ts';
import { lastDays, REPLY_BUCKETS, shareWithin, STATES, type Day } from './tally.ts';
import { capitalize, formatConversations, formatCount, formatDay, formatShare } from './words.ts';

const DAYS = 60;
const STATE_PARTS = STATES.map((name) => ({ name, color: COLORS[name] }));

/** Those that are named. States that the API has added since are counted, and only in the sum. */
const KNOWN = STATES.filter((name) => name !== 'other');

/** How many conversations were started on each of the last days, by their state. */
export function Days({ tally, status }: State) {
  const days = lastDays(tally, DAYS, status === 'complete');
  const isPartial = days.some(({ isWhole }) => !isWhole);
  return (
    <Card
      title="Conversations by day"
      class="lg:col-span-2"
      aside={
        <>
          {isPartial && <Legend name="Not all loaded" color="hatch w-3 ring-1 ring-stripe" />}
          {KNOWN.map((name) => (
            <Legend key={name} name={capitalize(name)} color={COLORS[name]} />
          ))}
        </>
      }
    >
      <Chart
        parts={STATE_PARTS}
        step={7}
        summary={summarize(days)}
        bars={days.map(({ day, counts, isWhole }) => ({
          label: formatDay(day),
          values: STATES.map((state) => counts[state]),
          isPartial: !isWhole,
        }))}
      />
      <DataTable
        caption="Conversations started by day"
        columns={['Day', ...KNOWN.map(capitalize), 'In all']}
        rows={days.map(({ day, counts, total, isWhole }) => {
          const format = isWhole ? formatCount : formatAtLeast;
          return [formatDay(day), ...[...KNOWN.map((state) => counts[state]), total].map(format)];
        })}
      />
    </Card>
  );
}

function Legend({ name, color }: { readonly name: string; readonly color: string }) {
  return (
    <span>
      <Mark color={color} />
      {name}
    </span>
  );
}

/** Of a number that may still grow: `≥ 12`, and a dash in place of 0. */
function formatAtLeast(value: number): string {
  return value === 0 ? '–' : `≥ ${formatCount(value)}`;
}

function summarize(days: readonly Day[]): string {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return 'Conversations started by day: none yet.';
  }
  const most = days.reduce((best, day) => (day.total > best.total ? day : best));
  const whole = days.find(({ isWhole }) => isWhole);
  const since = whole === undefined ? '' : ` before ${formatDay(whole.day)}`;
  return (
    `Bars: conversations started by day, ${formatDay(first.day)} to ${formatDay(last.day)}. ` +
    `The most, ${formatConversations(most.total)}, on ${formatDay(most.day)}.` +
    (first.isWhole ? '' : ` The days${since} are not all loaded.`)
  );
}

const HOUR = 3600;
const REPLY_PARTS = [
  { name: 'conversations', color: 'bg-accent' },
  { name: 'conversations', color: COLORS.other },
];

/** How long people waited for the first reply. */
export function Replies({ tally: { byReply } }: State) {
  const share = shareWithin(byReply, HOUR);
  const note = share === null ? '' : `${formatShare(share)} of the replies within an hour`;
  const counts = REPLY_BUCKETS.map((bucket, index) => ({ ...bucket, count: byReply[index] ?? 0 }));
  return (
    <Card title="Time to first reply" class="lg:col-span-2" aside={note}>
      <Chart
        parts={REPLY_PARTS}
        step={1}
        summary={`Bars: time to first reply. ${note || 'None yet'}.`}
        bars={counts.map(({ label, below, count }) => ({
          label,
          values: below === null ? [0, count] : [count, 0],
        }))}
      />
      <DataTable
        caption="Time to first reply"
        columns={['Time', 'Conversations']}
        rows={counts.map(({ label, count }) => [label, formatCount(count)])}
      />
    </Card>
  );
}
