import { expect } from '@jest/globals';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { tooMany } from '../helpers/rate-limited.ts';
import { HOUR, pass } from '../helpers/virtual-time.ts';

/** Without jitter, so that waits are exact. */
export const options = { token: 'tk-7f3a', retry: { jitter: 0 } } as const;

/** When the attempts begin that a 429 with these headers leads to. */
export async function timesAfter(
  headers: Record<string, string>,
  retry: object = { jitter: 0 },
  random = 0.5,
): Promise<readonly number[]> {
  const { fetch, times } = mockFetch(tooMany(headers), listBody(['1']));
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry, random: () => random }));
  await pass(HOUR);
  expect(result.state).toBe('complete');
  return times();
}
