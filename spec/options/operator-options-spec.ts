import { describe, expect, it } from '@jest/globals';
import {
  catchErrorCode,
  createRateLimiter,
  retryOnRateLimit,
  takeUntilAborted,
} from '../../lib/index.ts';
import { refused } from './refused.ts';

const DELAY = 'a number of milliseconds from 0 to 2147483647';
const FUNCTION = 'a function';
const SIGNAL = 'an object with addEventListener() and removeEventListener()';
const CODES = 'a code, or an array of codes';

type Call = (...args: readonly unknown[]) => unknown;

/** What a call throws before there is a source. */
function thrownBy(call: unknown, args: readonly unknown[]): unknown {
  try {
    return (call as Call)(...args);
  } catch (error) {
    return error;
  }
}

const CLOCK = 'one whose now() answers with milliseconds';

describe('the arguments of a function that makes no stream', () => {
  it.each<[operator: unknown, args: readonly unknown[], field: string, got: string, to: string]>([
    [retryOnRateLimit, [null], 'config', 'null', 'an object'],
    [retryOnRateLimit, [{ count: NaN }], 'count', 'NaN', 'an integer from 0, or Infinity'],
    [retryOnRateLimit, [{ initialDelay: '1' }], 'initialDelay', '"1"', DELAY],
    [retryOnRateLimit, [{ maxDelay: Infinity }], 'maxDelay', 'Infinity', DELAY],
    [retryOnRateLimit, [{ maxWait: NaN }], 'maxWait', 'NaN', `${DELAY}, or Infinity`],
    [retryOnRateLimit, [{ jitter: NaN }], 'jitter', 'NaN', 'a number from 0 to 1'],
    [
      retryOnRateLimit,
      [{ delay: 100 }],
      'delay',
      'an option of another client',
      'passed as initialDelay',
    ],
    [retryOnRateLimit, [{ when: true }], 'when', 'true', FUNCTION],
    [retryOnRateLimit, [{ onRetry: {} }], 'onRetry', 'object', FUNCTION],
    [
      retryOnRateLimit,
      [{ scheduler: {} }],
      'scheduler',
      'object',
      'an object with now() and schedule()',
    ],
    [retryOnRateLimit, [{ random: 0.5 }], 'random', '0.5', FUNCTION],
    [createRateLimiter, [null], 'config', 'null', 'an object'],
    [createRateLimiter, [{ scheduler: 1 }], 'scheduler', '1', 'an object with now()'],
    [
      createRateLimiter,
      [{ scheduler: { now: () => NaN } }],
      'scheduler',
      'one whose now() answers otherwise',
      CLOCK,
    ],
    [takeUntilAborted, [new AbortController()], 'signal', 'object', SIGNAL],
    [takeUntilAborted, [null], 'signal', 'null', SIGNAL],
    [catchErrorCode, [undefined, () => []], 'codes', 'undefined', CODES],
    [catchErrorCode, [[404], () => []], 'codes', 'object', CODES],
    [catchErrorCode, ['forbidden'], 'handler', 'undefined', FUNCTION],
  ])('should be refused at once: %p %j', (operator, args, field, got, allowed) => {
    expect(thrownBy(operator, args)).toEqual(refused(field, got, allowed).error);
  });

  it.each([
    { name: 'createRateLimiter', call: createRateLimiter, setting: 'scheduler' },
    ...['count', 'when', 'onRetry', 'scheduler', 'random'].map((setting) => ({
      name: 'retryOnRateLimit',
      call: retryOnRateLimit,
      setting,
    })),
  ])('should be refused at once where a getter throws: $name, $setting', ({ call, setting }) => {
    const config = {
      get [setting]() {
        throw new Error('not to be looked at');
      },
    };
    const { error } = refused('config', 'one that failed', 'an object');
    expect(thrownBy(call, [config])).toEqual(error);
  });

  it('should be refused at once where the clock of a limiter throws', () => {
    const cause = new Error('not a clock');
    const now = (): never => {
      throw cause;
    };
    expect(thrownBy(createRateLimiter, [{ scheduler: { now } }])).toMatchObject({
      kind: 'invalid-options',
      field: 'scheduler',
      cause,
    });
  });
});
