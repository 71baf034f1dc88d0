import { byId } from '../dom.ts';
import { formatConversations, formatCount, formatShare } from '../format.ts';
import type { State, Status } from '../state.ts';

const WORDS: Readonly<Record<Status, string>> = {
  idle: 'Ready to start',
  streaming: 'Streaming',
  paused: 'Paused',
  failed: 'Stopped by a failure',
  cancelled: 'Cancelled',
  complete: 'Complete',
};

/** Says how it stands: in words, which are read out, and in numbers, which are not each time. */
export function showStatus(status: Status): void {
  const element = byId('status');
  element.dataset['status'] = status;
  element.textContent = WORDS[status];
}

export function showProgress({ tally: { count }, total }: Pick<State, 'tally' | 'total'>): void {
  const bar = byId('progress');
  const text = byId('progress-text');
  if (total === null) {
    text.textContent = formatConversations(count);
    return;
  }
  const share = total === 0 ? 1 : Math.min(1, count / total);
  bar.setAttribute('value', String(share));
  text.textContent = `${formatCount(count)} of ${formatConversations(total)} (${formatShare(share)})`;
}
