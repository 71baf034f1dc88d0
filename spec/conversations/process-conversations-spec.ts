import { describe, expect, it, jest } from '@jest/globals';
import { concat, EMPTY, from, map, mergeMap, of, timer, type ObservableInput } from 'rxjs';
import { processConversations$, type Conversation } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createWork } from '../helpers/work.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('the results of processConversations$', () => {
  it('should come in the order of the conversations when one is in work at once', async () => {
    const intercom = createTestIntercom({ conversations: 45, latency: 50 });
    const work = createWork((index) => (index % 7) * 30);
    const { values, error } = await runToEnd(
      processConversations$(optionsFor(intercom), work.project),
    );
    expect(error).toBeUndefined();
    expect(values).toEqual(ids(intercom.conversations));
    expect(work.most()).toBe(1);
    expect(work.ended()).toBe(45);
    expect(intercom.requests).toHaveLength(3);
  });

  it.each([2, 3, 7])('should come as those of mergeMap when %i are', async (concurrency) => {
    const duration = (index: number): number => ((index * 37) % 11) * 10;
    const intercom = createTestIntercom({ conversations: 40 });
    const [ours, theirs] = [createWork(duration), createWork(duration)];
    const expected = await runToEnd(
      from(intercom.conversations).pipe(mergeMap(theirs.project, concurrency)),
    );
    const options = { ...optionsFor(intercom), perPage: 40 };
    const { values } = await runToEnd(processConversations$(options, ours.project, concurrency));
    expect(values).toEqual(expected.values);
    expect(values).not.toEqual(ids(intercom.conversations));
    expect(ours.most()).toBe(concurrency);
  });

  it.each([1, 2, 5, 20])('should never come of more than %i at once', async (concurrency) => {
    const intercom = createTestIntercom({ conversations: 70, latency: 20 });
    const work = createWork((index) => 10 + (index % 5) * 20);
    const options = { ...optionsFor(intercom), lowWater: 15 };
    const { values } = await runToEnd(processConversations$(options, work.project, concurrency));
    expect([...values].sort()).toEqual([...ids(intercom.conversations)].sort());
    expect(work.most()).toBe(concurrency);
  });

  it('should be as many as the work emits: none, one or several', async () => {
    const intercom = createTestIntercom({ conversations: 50 });
    const project = ({ id }: Conversation, index: number): ObservableInput<string> => {
      if (index % 4 === 0) return EMPTY;
      if (index % 4 === 1) return Promise.resolve(id);
      if (index % 4 === 2) return [id, id];
      return concat(of(id), timer(30).pipe(map(() => id)));
    };
    const { values, error } = await runToEnd(processConversations$(optionsFor(intercom), project));
    expect(error).toBeUndefined();
    expect(values).toEqual(
      ids(intercom.conversations).flatMap((id, index) =>
        Array.from({ length: [0, 1, 2, 2][index % 4] ?? 0 }, () => id),
      ),
    );
    expect(intercom.requests).toHaveLength(3);
  });

  it('should not be asked for before anybody subscribes, and be made afresh for each', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    const project = jest.fn((_: Conversation, index: number) => of(index));
    const result$ = processConversations$(optionsFor(intercom), project);
    await pass(1_000);
    expect(intercom.requests).toHaveLength(0);
    expect(project).not.toHaveBeenCalled();
    const expected = Array.from({ length: 30 }, (_, index) => index);
    const both = [collect(result$), collect(result$)];
    await pass(1_000);
    expect(both).toMatchObject([{ state: 'complete' }, { state: 'complete' }]);
    expect(both.map(({ values }) => values)).toEqual([expected, expected]);
    expect(intercom.requests).toHaveLength(4);
  });

  it('should be told the index of their conversation, running through all pages', async () => {
    const intercom = createTestIntercom({ conversations: 23 });
    const calls: [string, number][] = [];
    const options = { ...optionsFor(intercom), perPage: 5 };
    await runToEnd(
      processConversations$(
        options,
        ({ id }, index) => {
          calls.push([id, index]);
          return timer(10);
        },
        3,
      ),
    );
    expect(calls).toEqual(ids(intercom.conversations).map((id, index) => [id, index]));
  });

  it('should come of work that is done at once, for any number of conversations', async () => {
    const intercom = createTestIntercom({ conversations: 1_000 });
    const { values } = await runToEnd(
      processConversations$({ ...optionsFor(intercom), perPage: 1 }, ({ id }) => of(id)),
    );
    expect(values).toEqual(ids(intercom.conversations));
    // A thousand requests take seconds on a busy machine.
  }, 30_000);
});
