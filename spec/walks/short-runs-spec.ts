import { describe, expect, it } from '@jest/globals';
import { conversationPages$, type Checkpoint } from '../../lib/index.ts';
import { createLaggingList, type LaggingList } from '../helpers/lagging-list.ts';
import { BEGIN, useLiveTime, watch } from '../helpers/live.ts';
import { stored } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

const LATENCY = 100;

/** A walk that catches up, in runs that each resume from the last stored checkpoint. */
function createRuns(list: LaggingList, perPage: number) {
  const versions: string[] = [];
  let resumeFrom: Checkpoint | undefined;
  return {
    versions,
    /** Runs for so long at most, and is killed then. */
    run: async (duration: number): Promise<'open' | 'complete' | 'failed'> => {
      const options = { token: 'test-token', fetch: list.fetch, perPage, catchUp: true };
      const run = watch(
        conversationPages$({ ...options, resumeFrom }),
        ({ conversations, checkpoint }) => {
          versions.push(...conversations.map(({ id, updated_at }) => `${id}@${updated_at}`));
          resumeFrom = stored(checkpoint);
        },
      );
      for (let passed = 0; passed < duration && run.state === 'open'; passed += 10) await pass(10);
      run.unsubscribe();
      return run.state;
    },
  };
}

/** So many conversations that changed in the present second, and as many old ones. */
function listOf(count: number): LaggingList {
  const list = createLaggingList(LATENCY);
  for (let id = 1; id <= count; id += 1) list.change(String(id));
  for (let id = 1; id <= count; id += 1) list.change(String(count + id), 0, BEGIN - 86_400 - id);
  return list;
}

function expectAllOnce(versions: readonly string[], list: LaggingList): void {
  const latest = [...list.latest()].map(([id, updatedAt]) => `${id}@${updatedAt}`);
  expect([...versions].sort()).toEqual(latest.sort());
}

describe('a walk that catches up in runs shorter than a pass', () => {
  // A pass over the newest second takes seven requests, 700 ms.
  it.each([110, 150, 250, 390, 690, 710, 1_050])(
    'should complete in runs of %i ms, each resumed from its checkpoint',
    async (duration) => {
      const list = listOf(30);
      const { run, versions } = createRuns(list, 5);
      let runs = 0;
      while (runs < 60 && (await run(duration)) !== 'complete') runs += 1;
      expect(runs).toBeLessThan(60);
      expectAllOnce(versions, list);
      // Two passes, the first page of the third, and the first reading; a killed request comes again.
      expect(list.requests()).toBeLessThan(12 + 3 * 8 + runs + 1);
    },
  );

  it('should complete also where a change came in between', async () => {
    const list = listOf(30);
    const { run, versions } = createRuns(list, 5);
    let state = await run(250);
    for (let runs = 1; runs < 80 && state !== 'complete'; runs += 1) {
      if (runs === 9) list.change('60');
      state = await run(250);
    }
    expect(state).toBe('complete');
    expect(versions.at(-1)).toMatch(/^60@/);
  });
});

describe('the run after one that has caught up', () => {
  it.each([1, 5, 29, 100])(
    'should find what has changed since, in pages of %i',
    async (perPage) => {
      const list = listOf(30);
      const { run, versions } = createRuns(list, perPage);
      expect(await run(60_000)).toBe('complete');
      expectAllOnce(versions, list);
      await pass(60_000);
      list.change('45');
      list.change('7');
      expect(await run(60_000)).toBe('complete');
      const changed = versions.slice(60).map((version) => version.split('@')[0]);
      expect([...changed].sort()).toEqual(['45', '7']);
    },
  );

  it('should cost two requests where nothing has changed for long', async () => {
    const list = listOf(30);
    const { run } = createRuns(list, 5);
    // One of these runs reads the newest second once more.
    for (let runs = 0; runs < 3; runs += 1) {
      await run(60_000);
      await pass(60_000);
    }
    const before = list.requests();
    expect(await run(60_000)).toBe('complete');
    expect(list.requests() - before).toBeLessThanOrEqual(2);
  });
});
