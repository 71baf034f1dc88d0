import { createChart } from '../chart.ts';
import { createDataTable } from '../data-table.ts';
import { byId } from '../dom.ts';
import { formatCount, formatShare } from '../format.ts';
import { REPLY_BUCKETS, shareWithin } from '../reply-buckets.ts';
import type { Tally } from '../tally.ts';

const HOUR = 3600;

/** How long people waited for the first reply. */
export function createReplies(root: HTMLElement): (byReply: Tally['byReply']) => void {
  const parts = [
    { name: 'conversations', color: '--accent' },
    { name: 'conversations', color: '--other' },
  ];
  const draw = createChart(root, { parts, steps: [1, 2, 4], width: 0.6 });
  const list = createDataTable(root, 'Time to first reply', ['Time', 'Conversations']);
  const labels = REPLY_BUCKETS.map(({ label }) => label);
  return (byReply) => {
    const share = shareWithin(byReply, HOUR);
    const note = share === null ? '' : `${formatShare(share)} of the replies within an hour`;
    byId('replies-note').textContent = note;
    const part = (isReply: boolean): readonly number[] =>
      byReply.map((count, index) =>
        (REPLY_BUCKETS[index]?.below === null) === isReply ? 0 : count,
      );
    draw({
      labels,
      values: [part(true), part(false)],
      summary: `Bars: time to first reply. ${note || 'None yet'}.`,
    });
    list(labels.map((label, index) => [label, formatCount(byReply[index] ?? 0)]));
  };
}
