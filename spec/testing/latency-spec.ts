import { describe, expect, it, jest } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import { createTestIntercom, type TestRequest } from '../../lib/testing/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ask, askPage } from './helpers/ask.ts';
import { filter, postSearch } from './helpers/search.ts';
import { stateOf } from './helpers/state-of.ts';

useVirtualTime({ now: 1_522_849_871_000 });

describe('latency', () => {
  it('should use no timer when there is none', async () => {
    const timers = jest.spyOn(globalThis, 'setInterval');
    const page = await askPage(createTestIntercom({ conversations: 3 }));

    expect(page.conversations).toHaveLength(3);
    expect(timers).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should pass before the headers', async () => {
    const intercom = createTestIntercom({ latency: 250 });
    const response = ask(intercom);

    await jest.advanceTimersByTimeAsync(249);
    expect(intercom.requests[0]).toMatchObject({ state: 'open', status: undefined });

    await jest.advanceTimersByTimeAsync(1);
    expect(intercom.requests[0]).toMatchObject({ state: 'answered', status: 200 });
    expect((await response).headers.get('date')).toBe('Wed, 04 Apr 2018 13:51:11 GMT');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should be what the fault says, when it says so', async () => {
    const intercom = createTestIntercom({ latency: 250, fault: () => ({ latency: 0 }) });
    await ask(intercom);
    expect(stateOf(intercom)).toBe('answered');

    const slow = createTestIntercom({ fault: () => ({ reset: true, latency: 30 }) });
    const failure = ask(slow).catch((reason: unknown) => reason);
    await jest.advanceTimersByTimeAsync(29);
    expect(stateOf(slow)).toBe('open');
    await jest.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({ message: 'fetch failed' });
    expect(stateOf(slow)).toBe('failed');
  });

  it('should pass on the given scheduler and let the answer see what happened meanwhile', async () => {
    const scheduler = new VirtualTimeScheduler();
    const intercom = createTestIntercom({ scheduler, latency: 5000, conversations: 1 });
    const response = ask(intercom);
    intercom.add();
    scheduler.flush();

    expect((await response).headers.get('date')).toBe('Thu, 01 Jan 1970 00:00:05 GMT');
    expect(await (await response).json()).toHaveProperty('total_count', 2);
  });

  it('should count a request when it comes in, not when it is answered', async () => {
    const rateLimit = { limit: 1, window: 1000 };
    const intercom = createTestIntercom({ rateLimit, latency: 1000, conversations: 1 });
    const responses = [ask(intercom), ask(intercom)];
    await jest.advanceTimersByTimeAsync(1000);

    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([200, 429]);
  });
});

describe('a latency that depends on the request', () => {
  const msOf = async (response: Promise<Response>): Promise<number> => {
    const started = Date.now();
    let ms: number | undefined;
    const note = (): void => {
      ms = Date.now() - started;
    };
    response.then(note, note);
    while (ms === undefined) await jest.advanceTimersByTimeAsync(1);
    return ms;
  };

  it('should be told the request and how many rows it will answer', async () => {
    const latency = jest.fn((_: TestRequest, rows: number) => 10 + rows);
    const intercom = createTestIntercom({
      ...{ conversations: 30, latency, version: '2.16', parts: () => 5 },
      deleted: [{ id: '99', deleted_at: 1 }],
    });

    expect(await msOf(ask(intercom))).toBe(30);
    expect(await msOf(ask(intercom, '?per_page=25'))).toBe(35);
    expect(await msOf(ask(intercom, '/17'))).toBe(15);
    expect(await msOf(ask(intercom, '/deleted'))).toBe(11);
    expect(await msOf(postSearch(intercom, { query: filter('id', '<', '8') }))).toBe(17);
    expect(await msOf(ask(intercom, '?per_page=0'))).toBe(10);
    expect(latency.mock.calls.map(([request]) => request)).toEqual(intercom.requests);
  });

  it('should be counted when the request comes in, and change nothing about the answer', async () => {
    const intercom = createTestIntercom({ conversations: 3, latency: (_, rows) => rows * 100 });
    const page = askPage(intercom);
    intercom.add();
    await jest.advanceTimersByTimeAsync(299);
    expect(stateOf(intercom)).toBe('open');
    await jest.advanceTimersByTimeAsync(1);

    expect(await page).toHaveProperty('total_count', 4);
  });

  it('should give way to the latency of a fault', async () => {
    const latency = jest.fn(() => 500);
    const intercom = createTestIntercom({ latency, fault: () => ({ latency: 20 }) });

    expect(await msOf(ask(intercom))).toBe(20);
    expect(latency).not.toHaveBeenCalled();
  });

  it('should fail the request when it cannot be', async () => {
    const intercom = createTestIntercom({ latency: () => Number.NaN });

    await expect(ask(intercom)).rejects.toThrow(
      new RangeError('Invalid option latency: got NaN; it must be milliseconds from 0'),
    );
    expect(stateOf(intercom)).toBe('failed');
  });
});

describe('an answer that cannot be made', () => {
  it('should reject with the mistake', async () => {
    const [conversation] = createTestIntercom({ conversations: 1 }).conversations;
    const intercom = createTestIntercom({ conversations: 0 });
    intercom.add({ ...conversation, custom_attributes: { big: 1n } });

    await expect(ask(intercom)).rejects.toThrow('BigInt');
    expect(stateOf(intercom)).toBe('failed');
  });
});
