import { conversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { pass } from '../helpers/virtual-time.ts';
import type { Field } from './bad.ts';

/** Reads a list of one page with an option: how the walk ends, and how many requests it makes. */
export async function readWith(option: Field, value: unknown): Promise<object> {
  const { fetch, urls } = mockFetch(listBody(['1']));
  const result = collect(conversations$({ token: 'tk-7f3a', fetch, [option]: value }));
  await pass();
  return { state: result.state, requests: urls().length };
}
