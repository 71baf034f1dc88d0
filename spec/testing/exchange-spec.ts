import { describe, expect, it, jest } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ask, bearer } from './helpers/ask.ts';
import { stateOf } from './helpers/state-of.ts';

const url = 'https://api.intercom.io/conversations';

/** How many abort listeners hang on the signal. */
const spyOn = (signal: AbortSignal): { readonly listeners: () => number } => {
  const add = jest.spyOn(signal, 'addEventListener');
  const remove = jest.spyOn(signal, 'removeEventListener');
  return { listeners: () => add.mock.calls.length - remove.mock.calls.length };
};

useVirtualTime();

describe('an abort', () => {
  const reason = new Error('enough');

  it('should keep a request from arriving when it was there before', async () => {
    const intercom = createTestIntercom();

    await expect(ask(intercom, '', {}, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(intercom.requests).toEqual([]);
  });

  it('should cancel the timer and reject with the reason', async () => {
    const controller = new AbortController();
    const { listeners } = spyOn(controller.signal);
    const intercom = createTestIntercom({ latency: 250 });
    const response = ask(intercom, '', {}, controller.signal);
    expect(jest.getTimerCount()).toBe(1);
    controller.abort(reason);

    await expect(response).rejects.toBe(reason);
    expect(jest.getTimerCount()).toBe(0);
    expect(listeners()).toBe(0);
    expect(intercom.requests[0]).toMatchObject({ state: 'aborted', status: undefined });
  });

  it("should be heard on a Request's own signal", async () => {
    const controller = new AbortController();
    const intercom = createTestIntercom({ latency: 250 });
    const request = new Request(url, { headers: bearer, signal: controller.signal });
    const response = intercom.fetch(request);
    controller.abort(reason);

    await expect(response).rejects.toBe(reason);
    expect(stateOf(intercom)).toBe('aborted');
  });

  it('should be heard when the script itself does it', async () => {
    const controller = new AbortController();
    const intercom = createTestIntercom({
      fault: () => {
        controller.abort(reason);
        return undefined;
      },
    });

    await expect(ask(intercom, '', {}, controller.signal)).rejects.toBe(reason);
    expect(stateOf(intercom)).toBe('aborted');
  });

  it('should be an AbortError when the signal knows no reason', async () => {
    const signal = Object.assign(new EventTarget(), { aborted: true }) as AbortSignal;

    await expect(ask(createTestIntercom(), '', {}, signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('should break a body that was not read yet', async () => {
    const controller = new AbortController();
    const intercom = createTestIntercom();
    const response = await ask(intercom, '', {}, controller.signal);
    expect(stateOf(intercom)).toBe('answered');
    controller.abort(reason);

    await expect(response.json()).rejects.toBe(reason);
    expect(stateOf(intercom)).toBe('aborted');
  });

  it('should change nothing once the body was read', async () => {
    const controller = new AbortController();
    const { listeners } = spyOn(controller.signal);
    const intercom = createTestIntercom();
    await (await ask(intercom, '', {}, controller.signal)).json();
    expect(listeners()).toBe(0);
    controller.abort(reason);

    expect(stateOf(intercom)).toBe('answered');
  });
});

describe('a hanging connection', () => {
  it('should never answer until it is aborted', async () => {
    const controller = new AbortController();
    const intercom = createTestIntercom({ latency: 10, fault: () => ({ hang: 'headers' }) });
    const settled = jest.fn();
    const response = ask(intercom, '', {}, controller.signal);
    response.then(settled, settled);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(settled).not.toHaveBeenCalled();
    expect(stateOf(intercom)).toBe('open');

    controller.abort();
    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect(stateOf(intercom)).toBe('aborted');
  });

  it('should stall in the middle of the body until it is aborted', async () => {
    const controller = new AbortController();
    const intercom = createTestIntercom({ fault: () => ({ status: 500, hang: 'body' }) });
    const response = await ask(intercom, '', {}, controller.signal);
    expect(response.status).toBe(500);
    expect(intercom.requests[0]).toMatchObject({ status: 500, state: 'open' });

    const reader = response.body?.getReader();
    const half = await reader?.read();
    expect(new TextDecoder().decode(half?.value)).toMatch(/^\{"type":"error\.list"[^}]+$/);
    const rest = reader?.read();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(stateOf(intercom)).toBe('open');

    controller.abort();
    await expect(rest).rejects.toMatchObject({ name: 'AbortError' });
    expect(stateOf(intercom)).toBe('aborted');
  });
});

describe('a cancelled body', () => {
  it('should let go of the signal and leave an answered request answered', async () => {
    const controller = new AbortController();
    const { listeners } = spyOn(controller.signal);
    const intercom = createTestIntercom();
    await (await ask(intercom, '', {}, controller.signal)).body?.cancel();

    expect(listeners()).toBe(0);
    expect(stateOf(intercom)).toBe('answered');
  });

  it('should end a stalled request as aborted', async () => {
    const intercom = createTestIntercom({ fault: () => ({ hang: 'body' }) });
    await (await ask(intercom)).body?.cancel();

    expect(stateOf(intercom)).toBe('aborted');
  });

  it('should let go of the signal when there is no body at all', async () => {
    const controller = new AbortController();
    const { listeners } = spyOn(controller.signal);
    await ask(createTestIntercom({ fault: () => ({ status: 304 }) }), '', {}, controller.signal);

    expect(listeners()).toBe(0);
  });
});
