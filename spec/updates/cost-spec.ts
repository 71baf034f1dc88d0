import { describe, expect, it, jest } from '@jest/globals';
import { conversationPages$, conversationUpdates$, type UpdatesOptions } from '../../lib/index.ts';
import { createLaggingList } from '../helpers/lagging-list.ts';
import { BEGIN, MINUTE, useLiveTime, watch } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass } from '../helpers/virtual-time.ts';

// A thousand polls take seconds on a busy machine.
jest.setTimeout(20_000);

useLiveTime();

const INTERVAL = 5_000;
const LOOK_BACK = 30_000;

/** So many conversations of one second, and some before it. */
function crowded(count: number, second: number) {
  const list = createLaggingList();
  for (let id = 1; id <= count; id += 1) list.change(String(id), 0, second);
  for (let id = 1; id <= 30; id += 1) list.change(String(count + id), 0, second - 3_600 - id);
  return list;
}

/** How many requests each of so many polls makes. */
async function poll(list: ReturnType<typeof crowded>, polls: number): Promise<readonly number[]> {
  const counts: number[] = [];
  for (let index = 0; index < polls; index += 1) {
    const before = list.requests();
    await pass(INTERVAL);
    counts.push(list.requests() - before);
  }
  return counts;
}

const options = (list: ReturnType<typeof crowded>): UpdatesOptions => ({
  token: 'test-token',
  fetch: list.fetch,
  interval: INTERVAL,
  lookBack: LOOK_BACK,
});

describe('the requests of a poll where a thousand conversations share the newest second', () => {
  it('should be one once nothing in that second can change, and none is late any more', async () => {
    const list = crowded(1_000, BEGIN);
    watch(conversationUpdates$(options(list)));
    const polls = await poll(list, 20);
    // While changes may still come to be seen, the poll reads all of the second.
    expect(polls[0]).toBeGreaterThan(40);
    expect(polls.slice((LOOK_BACK + 2 * INTERVAL) / INTERVAL)).toEqual(Array(12).fill(1));
  });

  it('should be one from the second poll on where that second is long over', async () => {
    const list = crowded(1_000, BEGIN - 600);
    watch(conversationUpdates$(options(list)));
    expect((await poll(list, 5)).slice(1)).toEqual([1, 1, 1, 1]);
  });

  it('should be one after an export, too', async () => {
    const list = crowded(1_000, BEGIN - 600);
    const walk = { ...options(list), catchUp: true, perPage: 150 };
    const { values } = await runToEnd(conversationPages$(walk));
    watch(conversationUpdates$({ ...options(list), resumeFrom: values.at(-1)?.checkpoint }));
    expect(await poll(list, 5)).toEqual([1, 1, 1, 1, 1]);
  });

  it('should find a change of one of them, by one request more at most', async () => {
    const list = crowded(1_000, BEGIN - 600);
    const result = watch(conversationUpdates$(options(list)));
    await pass(MINUTE);
    list.change('700');
    const polls = await poll(list, 4);
    expect(result.values.map(({ id }) => id)).toEqual(['700']);
    expect(Math.max(...polls)).toBeLessThanOrEqual(2);
  });
});
