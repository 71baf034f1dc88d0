import { describe, expect, it, jest } from '@jest/globals';
import { take } from 'rxjs';
import { conversationUpdates$, type IntercomError } from '../../lib/index.ts';
import type { TestIntercomOptions } from '../../lib/testing/index.ts';
import { BEGIN, MINUTE, stamps, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('an abort', () => {
  it('should be an AbortError at once where it has happened before', () => {
    const intercom = workspace(9);
    const reason = new Error('no more');
    const options = { ...optionsFor(intercom), signal: AbortSignal.abort(reason) };
    const result = watch(conversationUpdates$(options));
    expect(result.error).toMatchObject({
      kind: 'abort',
      cause: reason,
      checkpoint: null,
    });
    expect(intercom.requests).toHaveLength(0);
  });

  it.each([
    ['between two polls', 20_000, 'answered'],
    ['in the first one', 500, 'aborted'],
    ['in a later one', 31_500, 'aborted'],
  ])('should end it, and be gone on from: %s', async (_, time, state) => {
    const intercom = workspace(9, { latency: 1_000 });
    const controller = new AbortController();
    const options = { ...optionsFor(intercom), since: BEGIN - 86_400 + 7 };
    const result = watch(conversationUpdates$({ ...options, signal: controller.signal }));
    await pass(time);
    controller.abort('enough');
    expect(result.error).toMatchObject({ kind: 'abort', cause: 'enough' });
    expect(intercom.requests.at(-1)?.state).toBe(state);
    expect(jest.getTimerCount()).toBe(0);
    touch(intercom, '2');
    const resumeFrom = checkpointOf(result.error);
    const rest = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids([...result.values, ...rest.values])).toEqual(['7', '8', '9', '2']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'should leave exactly the rest when it happens at number %i of the seven of a poll',
    async (count) => {
      const intercom = workspace(9);
      const controller = new AbortController();
      const options = { ...optionsFor(intercom), perPage: 2 };
      const updates$ = conversationUpdates$({ ...options, signal: controller.signal });
      const first = watch(updates$, () => {
        if (first.values.length === count) controller.abort();
      });
      await pass(1_000);
      for (const id of ['3', '1', '9', '2']) touch(intercom, id);
      await pass(1_000);
      for (const id of ['6', '4', '5']) touch(intercom, id);
      await pass(MINUTE);
      expect(first.error).toMatchObject({ kind: 'abort' });
      expect(first.values).toHaveLength(count);
      const resumeFrom = checkpointOf(first.error);
      const second = watch(conversationUpdates$({ ...options, resumeFrom }));
      await pass(5 * MINUTE);
      const all = [...first.values, ...second.values];
      expect(stamps(all)).toEqual(['9@1', '3@1', '2@1', '1@1', '6@2', '5@2', '4@2']);
    },
  );

  it('should leave a checkpoint that does not grow with what has come', async () => {
    const intercom = workspace(9);
    const controller = new AbortController();
    const updates$ = conversationUpdates$({ ...optionsFor(intercom), signal: controller.signal });
    const result = watch(updates$);
    for (const id of ['3', '1', '4', '5', '9', '2', '6']) {
      await pass(20_000);
      touch(intercom, id);
    }
    await pass(MINUTE);
    controller.abort();
    expect(result.values).toHaveLength(7);
    expect((result.error as IntercomError).checkpoint).toMatchObject({
      cursor: null,
      // The last change: the clocks say 10 s more.
      since: BEGIN + 140,
      delivered: [['6', BEGIN + 140]],
    });
  });

  it('should leave also what changed again after it had come', async () => {
    const intercom = workspace(9);
    const controller = new AbortController();
    const updates$ = conversationUpdates$({ ...optionsFor(intercom), signal: controller.signal });
    const first = watch(updates$, ({ id }) => {
      if (id === '4') controller.abort();
    });
    await pass(1_000);
    touch(intercom, '4');
    await pass(1_000);
    touch(intercom, '5');
    await pass(MINUTE);
    touch(intercom, '4');
    const resumeFrom = checkpointOf(first.error);
    const second = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(MINUTE);
    expect(stamps(first.values)).toEqual(['4@1']);
    expect(stamps(second.values)).toEqual(['5@2', '4@62']);
  });
});

describe('unsubscribing', () => {
  it.each<[string, number, TestIntercomOptions, string]>([
    ['between two polls', 10_000, {}, 'answered'],
    ['during a request', 500, { latency: 1_000 }, 'aborted'],
    ['while a body hangs', 500, { fault: () => ({ hang: 'body' }) }, 'aborted'],
    ['while waiting to retry', 200, { fault: () => ({ status: 500 }) }, 'answered'],
    [
      'while waiting for the limit',
      30_000,
      { rateLimit: { limit: 1, window: MINUTE } },
      'answered',
    ],
  ])('should leave no timer and no open request: %s', async (_, time, options, state) => {
    const intercom = workspace(9, options);
    const result = watch(conversationUpdates$(optionsFor(intercom)));
    await pass(time);
    expect(result.state).toBe('open');
    expect(jest.getTimerCount()).toBeGreaterThan(0);
    result.unsubscribe();
    await pass();
    expect(jest.getTimerCount()).toBe(0);
    expect(intercom.requests.map((request) => request.state)).toEqual([state]);
    await pass(10 * MINUTE);
    expect(intercom.requests).toHaveLength(1);
    expect(result.state).toBe('open');
  });

  it('should be honoured in the middle of a poll', async () => {
    const intercom = workspace(9);
    const result = watch(
      conversationUpdates$({ ...optionsFor(intercom), since: 0, perPage: 4 }).pipe(take(2)),
    );
    await pass(MINUTE);
    expect(ids(result.values)).toEqual(['1', '2']);
    expect(result.state).toBe('complete');
    expect(intercom.requests).toHaveLength(3);
    expect(jest.getTimerCount()).toBe(0);
  });
});
