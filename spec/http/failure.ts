import { expect } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$, type ConversationsOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass } from '../helpers/virtual-time.ts';

/** What the stream fails with on this answer. */
export async function failure(
  answer: RouteResponse,
  options: Partial<ConversationsOptions> = {},
): Promise<unknown> {
  const { fetch } = mockFetch(answer);
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, retry: false, ...options }));
  await pass();
  expect(result.state).toBe('failed');
  return result.error;
}
