import { isIntercomError } from 'rx-intercom';
import type { Position } from './store.ts';

/** Says where an export goes on. */
export function describeStart(position: Position | undefined): string {
  if (position === undefined) return 'There is nothing in it yet: starting at the beginning.';
  const { ranges, changes, startedAt } = position.checkpoint;
  if (ranges.some(({ isDone }) => !isDone)) return `Going on with ${describeDelivered(position)}.`;
  const since = new Date((changes?.at ?? changes?.from ?? startedAt) * 1000);
  return `Catching up with what has changed since ${since.toISOString()}.`;
}

/** How many conversations the ranges have brought so far. */
export function countDelivered(position: Position | undefined): number {
  const ranges = position?.checkpoint.ranges ?? [];
  return ranges.reduce((sum, { delivered }) => sum + delivered, 0);
}

/** Says what to do about a failure, in one line or two. */
export function explain(error: unknown, file: string): string {
  if (!(error instanceof Error)) return String(error);
  if (!isIntercomError(error)) return `${file}: ${error.message}`;
  const { kind, message } = error;
  if (kind !== 'invalid-options') return `${message}\nRun it again to go on.`;
  if (error.field !== 'resumeFrom') return message;
  return (
    `${file} holds another export: ${message}\n` +
    'Pass another --output, or --fresh to empty this one and start over.'
  );
}

function describeDelivered(position: Position): string {
  const { total } = position.checkpoint;
  return `${countDelivered(position)} of ${total ?? 'all'} conversations in the file`;
}
