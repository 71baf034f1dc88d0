import { describe, expect, it, jest } from '@jest/globals';
import { iterateConversations, type StreamEvent } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { settle } from '../helpers/pull.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('return() of iterateConversations', () => {
  it('should abort the request in flight and resolve the waiting calls as done', async () => {
    const intercom = createTestIntercom({ conversations: 100, latency: 1_000 });
    const iterator = iterateConversations(optionsFor(intercom));
    const calls = Promise.all([iterator.next(), iterator.next()]);
    await pass(500);
    expect(states(intercom)).toEqual(['open']);
    const done = { value: undefined, done: true };
    const returned = iterator.return?.();
    expect(states(intercom)).toEqual(['aborted']);
    expect(jest.getTimerCount()).toBe(0);
    expect(await returned).toEqual(done);
    expect(await calls).toEqual([done, done]);
    expect(await iterator.next()).toEqual(done);
    expect(intercom.requests).toHaveLength(1);
  });

  it('should abort the request whose event calls it', async () => {
    const intercom = createTestIntercom({ latency: 50 });
    const events = {
      next: ({ kind }: StreamEvent) => {
        if (kind === 'request') void iterator.return?.();
      },
    };
    const iterator = iterateConversations({ ...optionsFor(intercom), events });
    const first = iterator.next();
    await pass(200);
    expect(await first).toEqual({ value: undefined, done: true });
    expect(intercom.requests.map(({ state }) => state)).not.toContain('answered');
  });

  it('should end a wait for a retry', async () => {
    const intercom = createTestIntercom({ fault: () => ({ status: 503 }) });
    const iterator = iterateConversations(optionsFor(intercom));
    const call = iterator.next();
    await pass(100);
    expect(jest.getTimerCount()).toBe(1);
    await iterator.return?.();
    expect(jest.getTimerCount()).toBe(0);
    expect(await call).toEqual({ value: undefined, done: true });
  });

  it('should give up what is left of the page in hand', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const iterator = iterateConversations(optionsFor(intercom));
    await settle(iterator.next());
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(intercom.requests).toHaveLength(1);
  });

  it('should end what never began, without a request', async () => {
    const intercom = createTestIntercom();
    const iterator = iterateConversations(optionsFor(intercom));
    expect(await iterator.return?.()).toEqual({ value: undefined, done: true });
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(intercom.requests).toHaveLength(0);
  });
});
