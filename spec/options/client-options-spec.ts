import { describe, expect, it } from '@jest/globals';
import { conversations$, createRateLimiter } from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ALLOWED } from './allowed.ts';
import type { Bad, Field } from './bad.ts';
import { readWith } from './read-with.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const REGION = "'us', 'eu' or 'au'";
const BASE_URL =
  'an https: URL without user name, query or fragment (http: only to a loopback host or the ' +
  "page's own origin; in a browser also relative to the page)";
const VERSION = "'1.0' to '1.4', '2.0' and newer, 'Preview' or null";
const SIGNAL = 'an object with addEventListener() and removeEventListener()';
const LIMITER = 'an object with reserve() and update() and pause()';
const SCHEDULER = 'an object with now() and schedule()';

const noop = (): void => undefined;

const bad: readonly Bad[] = [
  ['region', 'uk', '"uk"', REGION],
  ['region', 'US', '"US"', REGION],
  ['region', '', '""', REGION],
  ['region', null, 'null', REGION],
  ['region', ['us'], 'object', REGION],
  ['region', 'toString', '"toString"', REGION],
  ['baseUrl', null, 'null', BASE_URL],
  ['version', '', '""', VERSION],
  ['version', '1.5', '"1.5"', VERSION],
  ['version', '0.9', '"0.9"', VERSION],
  ['version', '2', '"2"', VERSION],
  ['version', '2.', '"2."', VERSION],
  ['version', '2.7.1', '"2.7.1"', VERSION],
  ['version', 'v2.7', '"v2.7"', VERSION],
  ['version', '2.7\r\nX-Evil: 1', '"2.7\\r\\nX-Evil: 1"', VERSION],
  ['version', 'preview', '"preview"', VERSION],
  ['version', 2.7, '2.7', VERSION],
  ['version', ['2.7'], 'object', VERSION],
  ['fetch', null, 'null', 'a WHATWG fetch'],
  ['fetch', {}, 'object', 'a WHATWG fetch'],
  ['signal', null, 'null', SIGNAL],
  ['signal', new AbortController(), 'object', SIGNAL],
  ['signal', { addEventListener: noop }, 'object', SIGNAL],
  ['signal', noop, 'function', SIGNAL],
  ['timeout', 0, '0', ALLOWED.timeout],
  ['timeout', NaN, 'NaN', ALLOWED.timeout],
  ['timeout', 2 ** 31, '2147483648', ALLOWED.timeout],
  ['timeout', '1000', '"1000"', ALLOWED.timeout],
  ['timeout', null, 'null', ALLOWED.timeout],
  ['timeout', false, 'false', ALLOWED.timeout],
  ['rateLimiter', null, 'null', LIMITER],
  ['rateLimiter', {}, 'object', LIMITER],
  ['rateLimiter', createRateLimiter, 'function', LIMITER],
  ['rateLimiter', { reserve: noop, update: noop }, 'object', LIMITER],
  ['rateLimiter', { reserve: noop, pause: noop }, 'object', LIMITER],
  ['rateLimiter', { update: noop, pause: noop }, 'object', LIMITER],
  ['scheduler', null, 'null', SCHEDULER],
  ['scheduler', { now: () => 0 }, 'object', SCHEDULER],
  ['scheduler', { schedule: noop }, 'object', SCHEDULER],
  ['random', null, 'null', 'a function'],
  ['random', Symbol('x'), 'symbol', 'a function'],
];

describe('an option of the client', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(await tryBad(conversations$, row)).toEqual(refusalOf(row));
  });

  it.each<[Field, unknown]>([
    ['timeout', 1],
    ['timeout', 0.5 + 1],
    ['timeout', 2 ** 31 - 1],
    ['signal', new AbortController().signal],
    ['rateLimiter', createRateLimiter()],
    ['random', () => 0.5],
    ['region', 'us'],
    ['baseUrl', 'https://proxy.example'],
    ['version', null],
  ])('should be taken: %s %p', async (option, value) => {
    expect(await readWith(option, value)).toEqual({ state: 'complete', requests: 1 });
  });
});
