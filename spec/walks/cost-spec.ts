import { describe, expect, it, jest } from '@jest/globals';
import { of, takeUntil, timer, type Observable } from 'rxjs';
import {
  conversations$,
  conversationUpdates$,
  processConversations$,
  type ConversationsOptions,
  type Fetch,
} from '../../lib/index.ts';
import { fastSearch } from '../helpers/fast-search.ts';
import { BEGIN, useLiveTime } from '../helpers/live.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { ways } from '../helpers/ways.ts';
import { countStepsUntil } from '../paging/count-steps.ts';

// Counting the steps of long walks takes a busy machine some seconds.
jest.setTimeout(60_000);
useLiveTime();

const PER_PAGE = 150;

/** A list of so many rows; its cursors are offsets. */
function listing(count: number, timeOf: (index: number) => number): Fetch {
  return (url) => {
    const start = Number(new URL(url).searchParams.get('starting_after') ?? 0);
    const size = Math.min(PER_PAGE, count - start);
    const conversations = Array.from({ length: size }, (_, index) => ({
      id: String(start + index),
      updated_at: timeOf(start + index),
    }));
    const end = start + size;
    const next = end < count ? { starting_after: String(end) } : null;
    return Promise.resolve(Response.json({ conversations, pages: { next } }));
  };
}

const consumers: readonly [string, (options: ConversationsOptions) => Observable<unknown>][] = [
  ...Object.entries(ways),
  [
    'processConversations$ with onCheckpoint',
    (options) => {
      const onCheckpoint = jest.fn();
      return processConversations$(
        { ...options, lowWater: 600, onCheckpoint },
        (row) => of(row),
        50,
      );
    },
  ],
  [
    'conversationUpdates$',
    (options) => conversationUpdates$({ ...options, since: 0 }).pipe(takeUntil(timer(20_000))),
  ],
];

const times: readonly [string, (index: number) => number][] = [
  ['one second', () => BEGIN - 86_400],
  ['the present second', () => BEGIN],
  ['a second each', (index) => BEGIN - index],
  ['a future date', () => BEGIN + 86_400],
];

describe.each(consumers)('the work per page of %s', (_, consume) => {
  it.each(times)('should not grow with the rows of %s', async (_name, timeOf) => {
    const work = async (count: number): Promise<number> => {
      const fetch = listing(count, timeOf);
      const options = { token: 'test-token', fetch, perPage: PER_PAGE, catchUp: true };
      const steps = await countStepsUntil(async () => {
        const { error } = await runToEnd(consume(options));
        expect(error).toBeUndefined();
      });
      return steps / count;
    };
    const few = await work(1_500);
    expect(await work(6_000)).toBeLessThan(1.5 * few);
  });
});

describe('the work per page of exportConversations$', () => {
  it.each([
    ['one second', () => BEGIN - 86_400],
    ['a second each', (index: number) => BEGIN - 86_400 + index],
  ])('should not grow with the conversations created in %s', async (_name, timeOf) => {
    const work = async (count: number): Promise<number> => {
      const { fetch } = fastSearch(
        Array.from({ length: count }, (_, index) => timeOf(index)),
        () => 10,
      );
      let read = 0;
      const steps = await countStepsUntil(async () => {
        const { error } = await runExport({ fetch }, { concurrency: 1 }, ({ checkpoint }) => {
          read += checkpoint.ranges.length;
        });
        expect(error).toBeUndefined();
      });
      expect(read).toBeGreaterThan(0);
      return steps / count;
    };
    const few = await work(3_000);
    expect(await work(12_000)).toBeLessThan(1.5 * few);
  });
});

describe('the work per page of a search', () => {
  it('should not grow with the conversations created in one second', async () => {
    const work = async (count: number): Promise<number> => {
      const { fetch } = fastSearch(Array<number>(count).fill(BEGIN - 86_400), () => 10);
      const query = { field: 'created_at', operator: '>', value: 0 } as const;
      const sort = { field: 'created_at', order: 'ascending' } as const;
      const walk = { query, sort, fetch, token: 'test-token', perPage: PER_PAGE };
      const steps = await countStepsUntil(async () => {
        const { error, values } = await runToEnd(conversations$(walk));
        expect(error).toBeUndefined();
        expect(values).toHaveLength(count);
      });
      return steps / count;
    };
    const few = await work(3_000);
    expect(await work(12_000)).toBeLessThan(1.5 * few);
  });
});
