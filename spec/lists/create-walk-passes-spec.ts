import { describe, expect, it, jest } from '@jest/globals';
import { of, takeUntil, type SchedulerLike } from 'rxjs';
import type { StreamEvent } from '../../lib/events/stream-event.ts';
import { createClient } from '../../lib/http/client.ts';
import { collect } from '../helpers/collect.ts';
import { marbles, type MarbleHelpers } from '../helpers/marbles.ts';
import { ids, prepare, requested, whole } from './fake-list.ts';
import { read, walk, type Config } from './fake-walk.ts';

describe('a walk that catches up', () => {
  /** The clock of a marble spec, long after the times of the rows. */
  const clock = (scheduler: SchedulerLike): SchedulerLike => ({
    now: () => 1_767_600_000_000 + scheduler.now(),
    schedule: scheduler.schedule.bind(scheduler),
  });

  /** Pages that are requested in turn: their rows, and whether another page follows. */
  function inTurn(...pages: readonly string[]) {
    const load = prepare({});
    for (const text of pages) {
      const next = text.endsWith('+') ? `after ${text}` : null;
      load.mockReturnValueOnce(of(whole(null, text.replace(' +', ''), next)));
    }
    return load;
  }

  /** When each page comes, in milliseconds, and the pass it is of. */
  function timesOf(load: ReturnType<typeof prepare>, config: (helpers: MarbleHelpers) => Config) {
    const times: (readonly [time: number, pass: number])[] = [];
    let state = 'open';
    marbles((helpers) => {
      const { scheduler, flush } = helpers;
      const client = createClient({ token: 'test-token', scheduler: clock(scheduler) });
      const { page$ } = walk(load, { client, catchUp: true, ...config(helpers) });
      page$.subscribe({
        next: ({ before }) => times.push([scheduler.now(), before.pass]),
        complete: () => {
          state = 'complete';
        },
      });
      flush();
    });
    expect(state).toBe('complete');
    return times;
  }

  it('should read the list again until nothing is new', () => {
    const load = inTurn('a9 b8', 'c10 a9 b8', 'c10 a9');
    const result = collect(walk(load, { catchUp: true }).page$);
    expect(result.values.map(ids)).toEqual(['ab', 'c', '']);
    expect(result.state).toBe('complete');
    expect(requested(load)).toEqual(['A Infinity', 'A Infinity', 'A Infinity']);
  });

  it('should wait between passes until the second of the newest row has ended', () => {
    const load = inTurn('a9 b9', 'a9 +', 'b9', 'a9 +', 'b9', 'a9 +');
    expect(timesOf(load, () => ({}))).toEqual([
      [0, 0],
      [0, 1],
      [0, 1],
      [1_000, 2],
      [1_000, 2],
      [1_000, 3],
    ]);
  });

  it('should end the wait when unsubscribed', () => {
    const load = inTurn('a9 b9', 'a9 +', 'b9');
    marbles(({ cold, scheduler, flush }) => {
      const client = createClient({ token: 'test-token', scheduler: clock(scheduler) });
      const { page$ } = walk(load, { client, catchUp: true });
      const result = collect(page$.pipe(takeUntil(cold('500ms x'))));
      flush();
      expect([result.state, scheduler.now()]).toEqual(['complete', 500]);
    });
    expect(load).toHaveBeenCalledTimes(3);
  });

  it.each<[string, boolean, number]>([
    ['when all rows are done with', true, 4],
    ['otherwise when a page is wanted', false, 2],
  ])('should begin a pass %s', (_, isIdle, time) => {
    const load = inTurn('a9 b8 +', 'c7', 'a9');
    const times = timesOf(load, ({ cold }) => ({
      whenPageWanted: () => cold('-(p|)'),
      whenIdle: isIdle ? () => cold('---(i|)') : undefined,
    }));
    expect(times).toEqual([
      [0, 0],
      [1, 0],
      [time, 1],
    ]);
  });

  it('should begin no pass when its limit is reached', () => {
    const load = inTurn('a9 b8');
    const result = collect(walk(load, { catchUp: true, wanted: 2 }).page$);
    expect(result.values.map(ids)).toEqual(['ab']);
    expect(result.state).toBe('complete');
    expect(requested(load)).toEqual(['A 2']);
  });

  it('should emit an event for each pass', () => {
    const events = jest.fn<(event: StreamEvent) => void>();
    read(walk(inTurn('a9 b8', 'c10 a9', 'c10'), { catchUp: true, events }));
    expect(events.mock.calls.map(([{ kind }]) => kind)).toEqual([
      'page',
      'pass',
      'page',
      'pass',
      'page',
    ]);
    expect(events).toHaveBeenCalledWith({ kind: 'pass', number: 2, since: 10 });
  });
});
