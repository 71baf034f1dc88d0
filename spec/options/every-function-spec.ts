import { describe, expect, it } from '@jest/globals';
import type { Observable } from 'rxjs';
import {
  InvalidOptionsError,
  conversations$,
  conversationUpdates$,
  exportConversations$,
  planExport$,
  processConversations$,
  type ConversationsOptions,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { functions } from '../helpers/functions.ts';
import { listBody } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { refused } from './refused.ts';
import { tryOption } from './try-option.ts';

useVirtualTime();

const lists: Readonly<Record<string, (options: ConversationsOptions) => Observable<unknown>>> = {
  ...ways,
  conversationUpdates$,
};

describe('every function', () => {
  it.each([
    ...Object.entries(functions).map(
      ([name, create]) => ({ name, create, field: 'timeout' }) as const,
    ),
    ...Object.entries(lists).map(([name, create]) => ({ name, create, field: 'perPage' }) as const),
  ])(
    'should check its options at each subscription, before any request: $name, $field',
    async ({ create, field }) => {
      const { fetch, urls } = mockFetch(listBody(['1']));
      const source = create({ token: 'tk-7f3a', fetch, [field]: 0 });
      const results = [collect<unknown>(source), collect<unknown>(source)];
      await pass(HOUR);
      const failed = { state: 'failed', error: { kind: 'invalid-options', field } };
      expect(results).toMatchObject([failed, failed]);
      expect(urls()).toStrictEqual([]);
    },
  );

  it.each(Object.entries(functions))('should want options: %s', async (_, create) => {
    const result = collect<unknown>(create(undefined as unknown as ConversationsOptions));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'options' });
  });
});

describe('options that throw when they are read', () => {
  const refuse = (): never => {
    throw new Error('not to be looked at');
  };
  const hidden = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse });
  const field = (name: string): object =>
    Object.defineProperty({ token: 'tk-7f3a' }, name, { get: refuse, enumerable: true });
  const kinds = {
    'a proxy': hidden,
    'a getter of the client': field('timeout'),
    'a getter of the function': field('perPage'),
    'an option that is a proxy': { token: 'tk-7f3a', retry: hidden },
  };
  const all = {
    ...functions,
    exportConversations$: (options: ConversationsOptions) =>
      exportConversations$(options, () => []),
    planExport$: (options: ConversationsOptions) => planExport$(options, { size: 1 }),
  };
  const cases = Object.entries(all).flatMap(([name, create]) =>
    Object.entries(kinds).map(([kind, options]) => ({ name, kind, create, options })),
  );

  it.each(cases)('should be an error of the union: $name, $kind', async ({ create, options }) => {
    const result = collect<unknown>(create(options));
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'options' });
  });
});

describe('work that is no function', () => {
  type Work = (options: ConversationsOptions, project: never) => Observable<unknown>;
  const workers: Readonly<Record<string, Work>> = {
    processConversations$: (options, project) => processConversations$(options, project),
    exportConversations$: (options, project) => exportConversations$(options, project),
  };

  it.each([
    ...Object.entries(workers).flatMap(([name, work]) => [
      { name, work, project: undefined, got: 'undefined' },
      { name, work, project: { concurrency: 4 }, got: 'object' },
    ]),
  ])('should be refused before any request: $got, $name', async ({ work, project, got }) => {
    const outcome = await tryOption((options) => work(options, project as never), {});
    expect(outcome).toEqual(refused('project', got, 'a function'));
  });
});

describe('options that are none', () => {
  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a token', 'tk-7f3a', '"tk-7f3a"'],
    ['a list', [], 'object'],
    ['a function', () => undefined, 'function'],
  ])('should be refused: %s', (_name, options, got) => {
    const result = collect(conversations$(options as unknown as ConversationsOptions));
    expect(result.error).toBeInstanceOf(InvalidOptionsError);
    expect(result.error).toMatchObject({
      field: 'options',
      message: `Invalid option options: got ${got}; it must be an object`,
    });
  });
});
