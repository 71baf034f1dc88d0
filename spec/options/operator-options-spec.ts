import { describe, expect, it } from '@jest/globals';
import { catchErrorCode, retryOnRateLimit, takeUntilAborted } from '../../lib/index.ts';
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

describe('the arguments of an operator', () => {
  it.each<[operator: unknown, args: readonly unknown[], field: string, got: string, to: string]>([
    [retryOnRateLimit, [null], 'config', 'null', 'an object'],
    [retryOnRateLimit, [{ count: NaN }], 'count', 'NaN', 'an integer from 0 to 9007199254740991'],
    [retryOnRateLimit, [{ initialDelay: '1' }], 'initialDelay', '"1"', DELAY],
    [retryOnRateLimit, [{ maxDelay: Infinity }], 'maxDelay', 'Infinity', DELAY],
    [retryOnRateLimit, [{ maxWait: NaN }], 'maxWait', 'NaN', DELAY],
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
    [takeUntilAborted, [new AbortController()], 'signal', 'object', SIGNAL],
    [takeUntilAborted, [null], 'signal', 'null', SIGNAL],
    [catchErrorCode, [undefined, () => []], 'codes', 'undefined', CODES],
    [catchErrorCode, [[404], () => []], 'codes', 'object', CODES],
    [catchErrorCode, ['forbidden'], 'handler', 'undefined', FUNCTION],
  ])('should be refused at once: %p %j', (operator, args, field, got, allowed) => {
    expect(thrownBy(operator, args)).toEqual(refused(field, got, allowed).error);
  });
});
