import { describe, expect, it, jest } from '@jest/globals';
import {
  createRedisRateLimiter,
  InvalidOptionsError,
  type Evaluate,
  type RateLimiter,
} from '../../lib/redis/index.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const KEY = 'test-app:test-workspace';
const TOLD = { limit: 9, remaining: 3, reset: new Date(70_000), resetIn: 4_000 };

/** A store that gives these replies, one after the other. */
function store(...replies: readonly (() => PromiseLike<unknown>)[]) {
  const calls: { readonly keys: readonly string[]; readonly args: readonly string[] }[] = [];
  const evaluate: Evaluate = (_, keys, args) => {
    calls.push({ keys, args });
    return (replies[calls.length - 1] ?? (() => Promise.resolve([0, 0])))();
  };
  return { evaluate, calls, args: () => calls.map(({ args }) => args) };
}

const reply =
  (...numbers: readonly unknown[]) =>
  (): PromiseLike<unknown> =>
    Promise.resolve(numbers);
const failed = (): PromiseLike<unknown> => Promise.reject(new Error('away'));

/** A limiter that writes down its calls. */
function local() {
  const log: unknown[] = [];
  const limiter: RateLimiter = {
    reserve: () => 0,
    update: (rateLimit) => void log.push(rateLimit),
    pause: (duration) => void log.push(duration),
  };
  return { limiter, log };
}

describe('createRedisRateLimiter', () => {
  it.each<[string, object, string]>([
    ['evaluate', { evaluate: undefined }, 'got undefined'],
    ['key', { key: undefined }, 'got undefined'],
    ['key', { key: '' }, 'got an empty text'],
    ['key', { key: 'a{b}secret' }, 'got a text with braces'],
    ['timeout', { timeout: 0 }, 'got 0'],
    ['timeout', { timeout: NaN }, 'got NaN'],
    ['timeout', { timeout: '5' }, 'got "5"'],
    ['fallback', { fallback: { reserve: () => 0 } }, 'got object'],
  ])('should refuse a bad %s before any call: %j', (field, bad, got) => {
    const { evaluate, calls } = store();
    const make = (): RateLimiter => createRedisRateLimiter({ evaluate, key: KEY, ...bad });
    expect(make).toThrow(InvalidOptionsError);
    expect(make).toThrow(`Invalid option ${field}: ${got}`);
    expect(make).not.toThrow('secret');
    expect(calls).toEqual([]);
  });

  it('should refuse settings that are no object', () => {
    expect(() => createRedisRateLimiter(null as never)).toThrow(InvalidOptionsError);
  });

  it('should name two keys in one hash slot', async () => {
    const { evaluate, calls } = store();
    await createRedisRateLimiter({ evaluate, key: KEY }).reserve();
    const slot = `rx-intercom:{${KEY}}`;
    expect(calls[0]?.keys).toEqual([`${slot}:budget`, `${slot}:tickets`]);
  });

  it('should answer with the wait of the script, whatever type its integers have', async () => {
    const { evaluate } = store(reply(250, 0), reply('250', '0'), reply(250n, 0n), reply(0, 1));
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    const answers = [];
    for (let asked = 0; asked < 4; asked += 1) answers.push(await limiter.reserve());
    expect(answers).toEqual([250, 250, 250, 0]);
  });

  it.each([[[]], [null], ['OK'], [{}], [[0]], [[0, Uint8Array.of(49, 45, 55)]]])(
    'should answer NaN, which ends the stream, where evaluate answers %j',
    async (answer) => {
      const evaluate: Evaluate = () => Promise.resolve(answer);
      expect(await createRedisRateLimiter({ evaluate, key: KEY }).reserve()).toBeNaN();
    },
  );

  it('should report with the ticket of the oldest request', async () => {
    const { evaluate, args } = store(reply(0, '1-7'), reply(0, '1-8'));
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    await limiter.reserve();
    await limiter.reserve();
    await limiter.update(TOLD);
    await limiter.update({ ...TOLD, remaining: null });
    await limiter.update(null);
    expect(args().slice(2)).toEqual([
      ['update', '1-7', '9', '3', '70000', '4000'],
      ['lose', '1-8'],
    ]);
  });

  it('should say that a limit and a time were not told', async () => {
    const { evaluate, args } = store(reply(0, '1-7'), reply(0, '1-8'));
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    await limiter.reserve();
    await limiter.reserve();
    await limiter.update({ ...TOLD, limit: null, resetIn: null });
    // A window of a year is a mistake of the server.
    await limiter.update({ ...TOLD, resetIn: 31_536_000_000 });
    expect(args().slice(2)).toEqual([
      ['update', '1-7', '', '3', '70000', ''],
      ['update', '1-8', '9', '3', '70000', ''],
    ]);
  });

  it('should pause all; an absurd pause counts as one window', async () => {
    const { evaluate, args } = store();
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    await limiter.pause(5_000);
    await limiter.pause(Infinity);
    expect(args()).toEqual([
      ['pause', '5000'],
      ['pause', '10000'],
    ]);
  });

  it.each([
    ['rejects', failed],
    [
      'throws',
      () => {
        throw new Error('away');
      },
    ],
  ])('should reject where evaluate %s', async (_, away) => {
    const { evaluate } = store(away, away);
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    await expect(limiter.reserve()).rejects.toThrow('away');
    await expect(limiter.pause(1)).rejects.toThrow('away');
  });

  it('should reject where evaluate rejects with a value that has no text', async () => {
    const { evaluate } = store(() => Promise.reject(Object.create(null) as Error));
    const limiter = createRedisRateLimiter({ evaluate, key: KEY });
    await expect(limiter.reserve()).rejects.toThrow(TypeError);
  });

  it('should reject where evaluate takes longer than timeout, and release a late grant', async () => {
    const late = (): Promise<unknown> =>
      new Promise((resolve) => setTimeout(resolve, 500, [0, '1-7'] as const));
    const { evaluate, args } = store(late);
    const limiter = createRedisRateLimiter({ evaluate, key: KEY, timeout: 200 });
    const answer = Promise.resolve(limiter.reserve()).catch(String);
    await pass(500);
    expect(await answer).toContain('within 200 ms');
    expect(args()).toEqual([['reserve'], ['release', '1-7']]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should ask the fallback where Redis fails, and report to it what it has granted', async () => {
    const { evaluate, args } = store(
      failed,
      reply(0, '1-7'),
      reply(0, '1-0'),
      reply(0, '1-0'),
      failed,
    );
    const { limiter: fallback, log } = local();
    const limiter = createRedisRateLimiter({ evaluate, key: KEY, fallback });
    expect([await limiter.reserve(), await limiter.reserve()]).toEqual([0, 0]);
    await limiter.update(TOLD);
    await limiter.update(null);
    await limiter.pause(3_000);
    expect(log).toEqual([TOLD, 3_000]);
    expect(args()).toEqual([['reserve'], ['reserve'], ['lose', '1-7'], ['pause', '3000']]);
  });
});
