import { describe, expect, it } from '@jest/globals';
import { conversationUpdates$, type UpdatesOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { ALLOWED } from './allowed.ts';
import type { Bad } from './bad.ts';
import { goodCheckpoint } from './good-checkpoint.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const SINCE = 'a valid Date, or seconds (not milliseconds) since 1970';

const bad: readonly Bad[] = [
  ['since', null, 'null', SINCE],
  ['since', -1, '-1', SINCE],
  ['since', 1e11, '100000000000', SINCE],
  ['since', '1767571200', '"1767571200"', SINCE],
  ['since', 5n, 'bigint', SINCE],
  ['since', new Date(NaN), 'object', SINCE],
  ['since', new Date(-1), 'object', SINCE],
  ['interval', null, 'null', ALLOWED.timeout],
  ['interval', 0.5, '0.5', ALLOWED.timeout],
  ['interval', NaN, 'NaN', ALLOWED.timeout],
  ['interval', 2 ** 31, '2147483648', ALLOWED.timeout],
  ['interval', '30 s', '"30 s"', ALLOWED.timeout],
  // These it hands on one by one.
  ['adaptivePageSize', 1, '1', ALLOWED.boolean],
  ['requireOrder', 'no', '"no"', ALLOWED.boolean],
  ['resumeFrom', 'c', '"c"', ALLOWED.checkpoint],
];

describe('an option of conversationUpdates$', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(await tryBad(conversationUpdates$, row)).toEqual(refusalOf(row));
  });

  it.each<[keyof UpdatesOptions, unknown]>([
    ['since', 0],
    ['since', 1_767_571_200.5],
    ['since', 1e11 - 1],
    ['since', new Date(0)],
    ['since', new Date(Date.UTC(2026, 0, 5))],
    ['since', undefined],
    ['interval', 1],
    ['interval', 2 ** 31 - 1],
    ['interval', undefined],
    ['resumeFrom', goodCheckpoint],
    ['resumeFrom', undefined],
    ['adaptivePageSize', false],
    ['requireOrder', false],
  ])('should be taken: %s %p', async (option, value) => {
    const { fetch, urls } = mockFetch({ ...listBody([]), conversations: [] });
    const options = { token: 'tk-7f3a', fetch, [option]: value } as UpdatesOptions;
    const result = collect(conversationUpdates$(options));
    await pass();
    expect(result).toMatchObject({ state: 'open', values: [], error: undefined });
    expect(urls()).toHaveLength(1);
    result.unsubscribe();
  });
});
