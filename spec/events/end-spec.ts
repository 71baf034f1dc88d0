import { describe, expect, it } from '@jest/globals';
import { EMPTY, Observable, Subject, takeUntil, timer } from 'rxjs';
import {
  conversationUpdates$,
  deletedConversations$,
  exportConversations$,
  iterateConversations,
  planExport$,
  retrieveConversation$,
  type ConversationsOptions,
  type StreamEvent,
} from '../../lib/index.ts';
import type { Fault } from '../../lib/testing/index.ts';
import { pass, useVirtualTime } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { optionsFor } from '../helpers/workspace.ts';
import { openWorkspace } from './open-workspace.ts';

const version = '2.16';
const MINUTE = 60_000;

/** Each function with events; its stream ends when it is unsubscribed from. */
const streams: Record<string, (options: ConversationsOptions) => Observable<unknown>> = {
  ...ways,
  iterateConversations: (options) =>
    new Observable((subscriber) => {
      const iterator = iterateConversations(options);
      subscriber.add(() => void iterator.return?.());
      const read = async (): Promise<void> => {
        for await (const conversation of iterator) subscriber.next(conversation);
      };
      read().catch(() => undefined);
    }),
  conversationUpdates$: (options) =>
    conversationUpdates$({ ...options, since: 0 }).pipe(takeUntil(timer(MINUTE))),
  exportConversations$: (options) =>
    exportConversations$({ ...options, version, concurrency: 4 }, () => EMPTY),
  planExport$: (options) => planExport$({ ...options, version }, { size: 10 }),
  retrieveConversation$: (options) => retrieveConversation$(options, '7'),
  deletedConversations$: (options) => deletedConversations$({ ...options, version }),
};

/** By the number of the request; all others succeed. */
const FAULTS: readonly (Fault | undefined)[] = [
  undefined,
  { status: 429, headers: { 'retry-after': '2' } },
  { status: 429, headers: { 'x-ratelimit-reset': null } },
  { status: 500 },
];

describe('a stream that its observer ends at an event', () => {
  useVirtualTime();

  /** The events of a stream that is ended at one of them. */
  async function kindsUntil(
    open: (options: ConversationsOptions) => Observable<unknown>,
    last: number,
  ): Promise<readonly StreamEvent['kind'][]> {
    const intercom = openWorkspace({
      fault: ({ number }) => FAULTS[number],
    });
    const kinds: StreamEvent['kind'][] = [];
    const end$ = new Subject<void>();
    const events = {
      next({ kind }: StreamEvent) {
        kinds.push(kind);
        if (kinds.length === last) end$.next();
      },
    };
    open({ ...optionsFor(intercom), perPage: 20, events })
      .pipe(takeUntil(end$))
      .subscribe();
    await pass(2 * MINUTE);
    return kinds;
  }

  it.each(Object.entries(streams))('should have no other event: %s', async (_, open) => {
    const all = await kindsUntil(open, Infinity);
    expect(all).toEqual(expect.arrayContaining(['limiter-pause', 'retry', 'response']));
    const ended = [];
    for (const last of all.keys()) ended.push(await kindsUntil(open, last + 1));
    expect(ended).toStrictEqual(all.map((_kind, last) => all.slice(0, last + 1)));
  });
});
