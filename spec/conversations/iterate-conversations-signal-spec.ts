import { describe, expect, it } from '@jest/globals';
import { iterateConversations } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { settle } from '../helpers/pull.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('the signal of iterateConversations', () => {
  it('should reject the waiting calls when aborted', async () => {
    const intercom = createTestIntercom({ latency: 1_000 });
    const controller = new AbortController();
    const { signal } = controller;
    const iterator = iterateConversations({ ...optionsFor(intercom), signal });
    const calls = Promise.allSettled([iterator.next(), iterator.next()]);
    await pass(500);
    controller.abort('enough');
    const abort = { status: 'rejected', reason: { kind: 'abort', cause: 'enough' } };
    expect(await calls).toMatchObject([abort, abort]);
    expect(states(intercom)).toEqual(['aborted']);
  });

  it.each([
    ['in the middle of a page', 5, 100],
    ['in the middle of the last page', 5, 15],
    ['at the end of a page', 20, 100],
  ])('should reject the next call when aborted while idle %s', async (_, count, conversations) => {
    const intercom = createTestIntercom({ conversations });
    const controller = new AbortController();
    const { signal } = controller;
    const iterator = iterateConversations({ ...optionsFor(intercom), perPage: 20, signal });
    for (let call = 0; call < count; call += 1) await settle(iterator.next());
    controller.abort('enough');
    await pass(1_000);
    const expected = { kind: 'abort', cause: 'enough' };
    await expect(settle(iterator.next())).rejects.toMatchObject(expected);
    await expect(settle(iterator.next())).rejects.toMatchObject(expected);
    expect(intercom.requests).toHaveLength(1);
  });

  it('should go on rejecting without a request', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const options = { ...optionsFor(intercom), signal: AbortSignal.abort('enough') };
    const iterator = iterateConversations(options);
    await expect(iterator.next()).rejects.toMatchObject({ kind: 'abort' });
    await expect(iterator.next()).rejects.toMatchObject({ kind: 'abort' });
    expect(intercom.requests).toHaveLength(0);
  });
});
