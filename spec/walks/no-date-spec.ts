import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversationUpdates$, type Checkpoint } from '../../lib/index.ts';
import { createLaggingList, NO_DATE } from '../helpers/lagging-list.ts';
import { BEGIN, stamps, useLiveTime, watch } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';
import { stored } from '../helpers/stored.ts';

useLiveTime();

/** A list whose responses have no `Date`, with a row that is dated ahead. */
function listOf(latency: number) {
  const list = createLaggingList(latency, NO_DATE);
  list.change('1', 0, BEGIN - 1000);
  list.change('99', 0, BEGIN + 86_400);
  return list;
}

describe('a row dated ahead, in responses without a Date', () => {
  it.each([
    ['an answer takes longer than lookBack', 40_000, undefined, 0],
    ['nothing is looked back for', 5_000, 0, 0],
    ['the clock of this machine is a minute ahead', 100, undefined, 60],
  ])('should hide no change where %s', async (_name, latency, lookBack, ahead) => {
    const list = listOf(latency);
    const options = { token: 'test-token', fetch: list.fetch, lookBack, interval: 30_000 };
    const result = watch(conversationUpdates$(options));
    await pass(2_000);
    list.change('2', 0, BEGIN + 2 - ahead);
    await pass(500_000);
    result.unsubscribe();
    // The last answer comes too late.
    await pass(latency);
    expect(stamps(result.values)).toEqual([`2@${2 - ahead}`]);
  });

  it('should hide no change from a run that catches up later', async () => {
    const list = listOf(5_000);
    let resumeFrom: Checkpoint | undefined;
    const run = () =>
      watch(
        conversationPages$({
          token: 'test-token',
          fetch: list.fetch,
          lookBack: 0,
          catchUp: true,
          resumeFrom: resumeFrom && stored(resumeFrom),
        }),
        ({ checkpoint }) => {
          resumeFrom = checkpoint;
        },
      );
    const first = run();
    await pass(2_000);
    list.change('2');
    await pass(100_000);
    const second = run();
    await pass(100_000);
    const rows = [first, second].flatMap(({ values }) =>
      values.flatMap(({ conversations }) => conversations),
    );
    expect(stamps(rows).filter((stamp) => stamp === '2@2')).toHaveLength(1);
  });
});
