import { expect } from '@jest/globals';
import type { RouteResponse } from 'fetch-mock';
import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass } from '../helpers/virtual-time.ts';

/** A token with every character that another spelling writes otherwise. */
export const TOKEN = 'dG9rOnNlY3JldA/+MTow==';

export const BEARER = `Bearer ${TOKEN}`;

/** What the stream fails with, whatever it is. */
export async function failureWith(answer: RouteResponse, token = TOKEN): Promise<unknown> {
  const { fetch, authorizations } = mockFetch(answer);
  const result = collect(conversations$({ token, fetch, retry: false }));
  await pass(60_000);
  expect(authorizations()).toStrictEqual([`Bearer ${token}`]);
  expect(result.state).toBe('failed');
  return result.error;
}
