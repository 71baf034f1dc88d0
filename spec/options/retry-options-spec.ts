import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import type { Bad, Field } from './bad.ts';
import { readWith } from './read-with.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const DELAY = 'a number of milliseconds from 0 to 2147483647';
const COUNT = 'an integer from 0, or Infinity';
const RETRY = 'an object or false';
const JITTER = 'a number from 0 to 1';

const bad: readonly Bad[] = [
  ['retry', null, 'null', RETRY],
  ['retry', true, 'true', RETRY],
  ['retry', [], 'object', RETRY],
  ['retry', { count: -1 }, '-1', COUNT, 'retry.count'],
  ['retry', { count: 1.5 }, '1.5', COUNT, 'retry.count'],
  ['retry', { count: null }, 'null', COUNT, 'retry.count'],
  ['retry', { initialDelay: -1 }, '-1', DELAY, 'retry.initialDelay'],
  ['retry', { initialDelay: '1' }, '"1"', DELAY, 'retry.initialDelay'],
  ['retry', { maxDelay: 2 ** 31 }, '2147483648', DELAY, 'retry.maxDelay'],
  ['retry', { maxDelay: null }, 'null', DELAY, 'retry.maxDelay'],
  ['retry', { maxWait: -1 }, '-1', `${DELAY}, or Infinity`, 'retry.maxWait'],
  ['retry', { maxWait: 2 ** 31 }, '2147483648', `${DELAY}, or Infinity`, 'retry.maxWait'],
  ['retry', { jitter: -0.1 }, '-0.1', JITTER, 'retry.jitter'],
  ['retry', { jitter: 1.1 }, '1.1', JITTER, 'retry.jitter'],
  ['retry', { jitter: NaN }, 'NaN', JITTER, 'retry.jitter'],
  ['retry', { jitter: true }, 'true', JITTER, 'retry.jitter'],
];

describe('the option retry', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(await tryBad(conversations$, row)).toEqual(refusalOf(row));
  });

  it.each<[Field, unknown]>([
    ['retry', {}],
    ['retry', false],
    ['retry', { count: 0, initialDelay: 0, maxDelay: 0, maxWait: 0, jitter: 0 }],
    ['retry', { count: Infinity, maxWait: Infinity }],
    ['retry', { count: 100, initialDelay: 1, maxDelay: 2 ** 31 - 1, maxWait: 1, jitter: 1 }],
  ])('should be taken: %s %p', async (option, value) => {
    expect(await readWith(option, value)).toEqual({ state: 'complete', requests: 1 });
  });
});
