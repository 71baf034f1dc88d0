import { describe, expect, it } from '@jest/globals';
import { conversations$, type RateLimiter, type StreamEvent } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { tooMany } from '../helpers/rate-limited.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const TOKEN = 'dG9rOmEtdmVyeS1zZWNyZXQtdG9rZW4';

/** A limiter that grants everything, but for what a spec replaces. */
function limiter(replaced: Partial<RateLimiter>): RateLimiter {
  const done = (): Promise<void> => Promise.resolve();
  return { reserve: () => Promise.resolve(0), update: done, pause: done, ...replaced };
}

/** A store that is away for so many calls, and names the token in its error. */
function away(calls: number): () => Promise<number> {
  let called = 0;
  return () => {
    called += 1;
    const error = new Error(`store is away, key ${TOKEN}`);
    return called > calls ? Promise.resolve(0) : Promise.reject(error);
  };
}

/** Reads two pages with a limiter; gives the result, the requests' times, and the events. */
async function read(rateLimiter: RateLimiter, token: string | (() => string) = TOKEN) {
  const events: StreamEvent[] = [];
  const { fetch, times } = mockFetch(listBody(['1'], 'b'), listBody(['2']));
  const observer = { next: (event: StreamEvent) => events.push(event) };
  const result = collect(conversations$({ token, fetch, rateLimiter, events: observer }));
  await pass(HOUR);
  const failures = events.filter((event) => event.kind === 'limiter-failure');
  return { result, times: times(), events, failures };
}

describe('a limiter whose store fails', () => {
  it('should be asked again after a pause, which an event tells', async () => {
    const { result, times, failures } = await read(limiter({ reserve: away(3) }));
    expect(result.state).toBe('complete');
    expect(times).toStrictEqual([700, 700]);
    expect(failures).toMatchObject([
      { method: 'reserve', delay: 100 },
      { method: 'reserve', delay: 200 },
      { method: 'reserve', delay: 400 },
    ]);
  });

  it('should be asked at least every second, for as long as it takes', async () => {
    const { result, failures } = await read(limiter({ reserve: away(100) }));
    expect(result.state).toBe('complete');
    expect(Math.max(...failures.map(({ delay }) => Number(delay)))).toBe(1_000);
  });

  it('should end no stream with an update that rejects', async () => {
    const update = (): Promise<void> => Promise.reject(new Error('no'));
    const { result, times, failures } = await read(limiter({ update }));
    expect(result.state).toBe('complete');
    expect(times).toStrictEqual([0, 0]);
    expect(failures).toMatchObject([
      { method: 'update', delay: null },
      { method: 'update', delay: null },
    ]);
  });

  it('should end no stream with a pause that rejects', async () => {
    const events: StreamEvent[] = [];
    const pause = (): Promise<void> => Promise.reject(new Error('no'));
    const { fetch } = mockFetch(tooMany({ 'Retry-After': '3' }), listBody(['1']));
    const observer = { next: (event: StreamEvent) => events.push(event) };
    const options = { token: TOKEN, fetch, rateLimiter: limiter({ pause }), events: observer };
    const result = collect(conversations$(options));
    await pass(HOUR);
    expect(result.state).toBe('complete');
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['limiter-failure', 'limiter-pause']));
  });

  it.each([
    ['a text', TOKEN],
    ['a function', () => TOKEN],
  ])('should have no token in its events: the token is %s', async (_, token) => {
    let calls = 0;
    const flaky = away(1);
    const reserve = (): Promise<number> => ((calls += 1) === 1 ? Promise.resolve(0) : flaky());
    const { failures } = await read(limiter({ reserve }), token);
    expect(failures).toHaveLength(1);
    const [failure] = failures;
    expect(failure?.error.message).toBe('store is away, key [redacted]');
    expect(`${failure?.error.stack ?? ''}${JSON.stringify(failure)}`).not.toContain(TOKEN);
  });

  it('should leave the line when the stream ends meanwhile', async () => {
    let calls = 0;
    const reserve = (): Promise<number> => {
      calls += 1;
      return Promise.reject(new Error('no'));
    };
    const result = collect(
      conversations$({
        token: TOKEN,
        fetch: mockFetch().fetch,
        rateLimiter: limiter({ reserve }),
      }),
    );
    await pass(50);
    result.unsubscribe();
    await pass(HOUR);
    expect(calls).toBe(1);
  });
});
