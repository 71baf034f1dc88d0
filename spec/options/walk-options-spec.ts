import { describe, expect, it } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ALLOWED } from './allowed.ts';
import type { Bad, Field } from './bad.ts';
import { readWith } from './read-with.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const PER_PAGE = 'an integer from 1 to 150';
const LIMIT = 'an integer from 1 to 9007199254740991';
const CURSOR = "a cursor, or a URL of the base URL's own origin";
const EVENTS = 'an object with next()';

const noop = (): void => undefined;

const bad: readonly Bad[] = [
  ['perPage', 0, '0', PER_PAGE],
  ['perPage', 151, '151', PER_PAGE],
  ['perPage', 20.5, '20.5', PER_PAGE],
  ['perPage', '20', '"20"', PER_PAGE],
  ['perPage', null, 'null', PER_PAGE],
  ['perPage', 20n, 'bigint', PER_PAGE],
  ['startingAfter', '', '""', CURSOR],
  ['startingAfter', null, 'null', CURSOR],
  ['startingAfter', {}, 'object', CURSOR],
  ['startingAfter', 'https://evil.example/x', '"https://evil.example/x"', CURSOR],
  ['startingAfter', 'http://api.intercom.io/x', '"http://api.intercom.io/x"', CURSOR],
  ['startingAfter', `https://${'a'.repeat(52)}`, `"https://${'a'.repeat(52)}"`, CURSOR],
  ['startingAfter', `https://${'a'.repeat(53)}`, `"https://${'a'.repeat(51)}…"`, CURSOR],
  ['limit', 0, '0', LIMIT],
  ['limit', 2 ** 53, '9007199254740992', LIMIT],
  ['limit', 1.5, '1.5', LIMIT],
  ['limit', Infinity, 'Infinity', LIMIT],
  ['limit', '5', '"5"', LIMIT],
  ['limit', null, 'null', LIMIT],
  ['prefetch', 'true', '"true"', ALLOWED.boolean],
  ['adaptivePageSize', 1, '1', ALLOWED.boolean],
  ['requireOrder', 'no', '"no"', ALLOWED.boolean],
  ['catchUp', null, 'null', ALLOWED.boolean],
  ['onComplete', null, 'null', 'a function'],
  ['onComplete', { next: noop }, 'object', 'a function'],
  ['events', null, 'null', EVENTS],
  ['events', {}, 'object', EVENTS],
  ['events', { next: 'log' }, 'object', EVENTS],
  ['events', noop, 'function', EVENTS],
];

describe('an option of a walk', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(await tryBad(conversations$, row)).toEqual(refusalOf(row));
  });

  it.each<[Field, unknown]>([
    ['perPage', 1],
    ['perPage', 150],
    ['limit', 1],
    ['limit', 2 ** 53 - 1],
    ['prefetch', true],
    ['prefetch', false],
    ['startingAfter', 'c'],
    ['adaptivePageSize', true],
    ['adaptivePageSize', false],
    ['requireOrder', true],
    ['requireOrder', false],
    ['catchUp', false],
    ['onComplete', noop],
    ['events', { next: noop }],
  ])('should be taken: %s %p', async (option, value) => {
    expect(await readWith(option, value)).toEqual({ state: 'complete', requests: 1 });
  });
});
