import type { Observable } from 'rxjs';
import type { ConversationsOptions } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass } from '../helpers/virtual-time.ts';
import type { Bad } from './bad.ts';

/** What a function does at once, and in the hour after that. */
export interface Outcome {
  readonly state: string;
  readonly error: unknown;
  readonly requests: readonly string[];
}

/** Calls a function with good options, but for these. */
export async function tryOption(
  create: (options: ConversationsOptions) => Observable<unknown>,
  options: object,
): Promise<Outcome> {
  const { fetch, urls } = mockFetch(listBody(['1']));
  const result = collect(create({ token: 'tk-7f3a', fetch, ...options }));
  const { state, error } = result;
  await pass(HOUR);
  result.unsubscribe();
  return { state, error, requests: urls() };
}

/** Calls a function with a row of bad options. */
export function tryBad(
  create: (options: ConversationsOptions) => Observable<unknown>,
  [option, value]: Bad,
): Promise<Outcome> {
  return tryOption(create, { [option]: value });
}
