import { describe, expect, it } from '@jest/globals';
import type { Observable } from 'rxjs';
import {
  conversations$,
  conversationUpdates$,
  deletedConversations$,
  exportConversations$,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { tryOption } from './try-option.ts';

useVirtualTime();

/** An object that throws whatever is done with it. */
function revoked(target: object = {}): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A signal of which one member throws when it is used. */
function signal(name: 'aborted' | 'addEventListener'): object {
  const fail = (): never => {
    throw new Error('not to be looked at');
  };
  const methods = { addEventListener: () => undefined, removeEventListener: () => undefined };
  return name === 'aborted'
    ? Object.defineProperty(methods, name, { get: fail })
    : { ...methods, [name]: fail, aborted: false };
}

function group(value: unknown): object {
  return { operator: 'AND', value };
}

function filter(value: unknown, operator = '='): object {
  return { field: 'f', operator, value };
}

/** Where the object stands, the field that the error names, and the options. */
type Case = readonly [where: string, field: string, options: () => object];

const client: readonly Case[] = [
  ['retry', 'options', () => ({ retry: revoked() })],
  ['events', 'options', () => ({ events: revoked() })],
  ['signal', 'options', () => ({ signal: revoked() })],
  ['a signal of no controller', 'signal', () => ({ signal: Object.create(AbortSignal.prototype) })],
  ['what a signal says', 'signal', () => ({ signal: signal('aborted') })],
  ['the listening to a signal', 'signal', () => ({ signal: signal('addEventListener') })],
];
const query: readonly Case[] = [
  ['query', 'query', () => ({ query: revoked() })],
  ['the members of a group', 'query', () => ({ query: group(revoked([])) })],
  ['a member', 'query', () => ({ query: group([revoked()]) })],
  ['the value of a filter', 'query', () => ({ query: filter(revoked()) })],
  ['the values of a filter', 'query', () => ({ query: filter(revoked([]), 'IN') })],
  ['one value of a filter', 'query', () => ({ query: filter([revoked()], 'IN') })],
];
const sort: readonly Case[] = [
  ['sort', 'sort', () => ({ query: filter('x'), sort: revoked() })],
  ['its field', 'sort.field', () => ({ query: filter('x'), sort: { field: revoked() } })],
];
const resumeFrom: Case = ['resumeFrom', 'resumeFrom', () => ({ resumeFrom: revoked() })];
const since: Case = ['since', 'since', () => ({ since: revoked() })];
const until: Case = ['until', 'until', () => ({ until: revoked() })];

type Create = (options: ConversationsOptions) => Observable<unknown>;

const functions: readonly (readonly [string, Create, readonly Case[]])[] = [
  ['conversations$', conversations$, [...client, ...query, ...sort, resumeFrom]],
  ['conversationUpdates$', conversationUpdates$, [...client, ...query, ...sort, resumeFrom, since]],
  [
    'exportConversations$',
    (options) => exportConversations$(options, () => []),
    [...client, ...query, resumeFrom, since, until],
  ],
  [
    'deletedConversations$',
    (options) => deletedConversations$({ ...options, version: '2.16' }),
    [...client, since],
  ],
];

describe('an option that cannot be looked at', () => {
  it.each(
    functions.flatMap(([name, create, cases]) =>
      cases.map(([where, field, options]) => ({ name, create, where, field, options })),
    ),
  )('should be refused before any request: $name, $where', async ({ create, field, options }) => {
    const { error, requests } = await tryOption(create, options());
    expect(error).toMatchObject({ kind: 'invalid-options', field });
    expect(requests).toEqual([]);
  });
});
