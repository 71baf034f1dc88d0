import type { Observable } from 'rxjs';
import type { Conversation } from 'rx-intercom';
import { createActivity, type Activity, type Costs } from '../terminal/activity.ts';
import { createProgress } from '../terminal/progress.ts';

/** A page, and how many conversations there are in all. */
export interface Page {
  readonly conversations: readonly Conversation[];
  readonly total: number;
}

/** What came of reading a workspace. */
export interface Reading {
  readonly received: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, number>;
  /** How often a conversation came that had come before. */
  readonly repeated: number;
  readonly costs: Costs;
  /** Milliseconds. */
  readonly elapsed: number;
  /** What it failed with; `null` where it came to its end. */
  readonly failure: Error | null;
}

/**
 * Reads pages, and shows how far it is.
 *
 * @param from - how many conversations an earlier run has read
 * @param open - gets an observer for the events of the stream
 */
export async function read(
  from: number,
  open: (events: Activity) => Observable<Page>,
): Promise<Reading> {
  const started = performance.now();
  const progress = createProgress(process.stderr);
  const activity = createActivity(progress.tell);
  const received = new Set<string>();
  const states = new Map<string, number>();
  let repeated = 0;
  let failure: Error | null = null;

  const take = ({ id, state }: Conversation): void => {
    if (received.has(id)) repeated += 1;
    else states.set(state, (states.get(state) ?? 0) + 1);
    received.add(id);
  };

  try {
    await open(activity).forEach(({ conversations, total }) => {
      conversations.forEach(take);
      const done = from + received.size;
      const { requests } = activity.costs;
      progress.update({ from, done, total: Math.max(total, done), requests });
    });
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
  }
  activity.stop();
  progress.stop();
  const elapsed = performance.now() - started;
  return { received, states, repeated, costs: activity.costs, elapsed, failure };
}
