import type { ConversationsOptions } from '../../../lib/index.ts';
import type { Fault } from '../../../lib/testing/index.ts';
import type { Random } from '../../../lib/testing/random.ts';
import { starters } from './starters.ts';

/** When a subscription is cancelled. */
export const MOMENTS = ['at once', 'soon', 'later', 'at a value', 'at the end'] as const;
export type Moment = (typeof MOMENTS)[number];

const FAULTS: readonly [Fault, ...Fault[]] = [
  {},
  {},
  { latency: 8 },
  { hang: 'headers' },
  { hang: 'body' },
  { status: 503 },
  { status: 429, headers: { 'retry-after': '60' } },
  { reset: true },
];

/** What happens to a request: a wait before it, within it or behind it, or nothing. */
export function anyFault({ pick }: Random): Fault {
  return pick(FAULTS);
}

/** Subscriptions that are cancelled, each at its moment. */
export interface Cancelled {
  /** Cancels those whose moment this is. */
  readonly cancel: (moment: Moment) => void;
}

/** Subscribes so many times, each time in any of the ways there are. */
export function subscribeAll(
  count: number,
  options: ConversationsOptions,
  random: Random,
): Cancelled {
  const ends = new Map<Moment, (() => void)[]>(MOMENTS.map((moment) => [moment, []]));
  for (let index = 0; index < count; index += 1) {
    const moment = random.pick(MOMENTS);
    let left = moment === 'at a value' ? 1 + random.integer(12) : Infinity;
    const end = random.pick(starters)(options, () => {
      left -= 1;
      if (left === 0) setImmediate(end);
    });
    ends.get(moment)?.push(end);
  }
  return {
    cancel: (moment) => {
      for (const end of ends.get(moment)?.splice(0) ?? []) end();
    },
  };
}
