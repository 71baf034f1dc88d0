import { describe, expect, it } from '@jest/globals';
import { concatMap, take } from 'rxjs';
import { conversationPages$, conversations$ } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf, stored } from '../helpers/stored.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

const API = {
  format: 1,
  baseUrl: 'https://api.intercom.io',
  version: '2.7',
  catchUp: null,
} as const;

describe('the checkpoint of a page', () => {
  it('should lead behind it', async () => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    expect(pages).toHaveLength(6);
    for (const [index, { checkpoint }] of pages.entries()) {
      const options = { ...optionsFor(intercom), resumeFrom: stored(checkpoint) };
      const rest = await runToEnd(conversations$(options));
      expect(rest.error).toBeUndefined();
      expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(index * 20 + 20)));
    }
  });

  it('should cost no request when nothing is left', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), resumeFrom: stored(pages[1]?.checkpoint) };
    const rest = await runToEnd(conversationPages$(options));
    expect(rest).toMatchObject({ values: [], error: undefined });
    expect(intercom.requests).toHaveLength(2);
  });

  it('should go on counting the pages', async () => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), resumeFrom: stored(pages[2]?.checkpoint) };
    expect(options.resumeFrom).toMatchObject({ ...API, pass: 0, page: 4, cursor: pages[2]?.next });
    const rest = await runToEnd(conversationPages$(options));
    expect(rest.values.map(({ number }) => number)).toEqual([4, 5, 6]);
  });

  it.each([1, 7, 50, 150])('should go on in pages of another size: %i', async (perPage) => {
    const intercom = createTestIntercom({ conversations: 110 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const options = { ...optionsFor(intercom), perPage, resumeFrom: stored(pages[1]?.checkpoint) };
    const rest = await runToEnd(conversations$(options));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(40)));
  });

  it('should make of a finished walk one that reads what has changed since', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const changed = [intercom.update('17'), intercom.add()];
    const options = {
      ...optionsFor(intercom),
      catchUp: true,
      resumeFrom: stored(pages.at(-1)?.checkpoint),
    };
    const rest = await runToEnd(conversationPages$(options));
    expect(rest.values.flatMap((page) => ids(page.conversations)).sort()).toEqual(
      ids(changed).slice().sort(),
    );
    expect(intercom.requests).toHaveLength(7);
    const again = { ...options, resumeFrom: stored(rest.values.at(-1)?.checkpoint) };
    expect((await runToEnd(conversations$(again))).values).toEqual([]);
    expect(intercom.requests).toHaveLength(8);
  });

  it('should lead to what a limit has cut off', async () => {
    const intercom = createTestIntercom({ conversations: 60 });
    const options = { ...optionsFor(intercom), version: '2.5' };
    const { values: pages } = await runToEnd(conversationPages$({ ...options, limit: 25 }));
    expect(pages.map(({ conversations }) => conversations.length)).toEqual([20, 5]);
    const resumeFrom = stored(pages[1]?.checkpoint);
    const rest = await runToEnd(conversations$({ ...options, resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(25)));
  });

  it('should hold no token', async () => {
    const intercom = createTestIntercom({ conversations: 30, token: 'secret-token' });
    const options = { ...optionsFor(intercom), token: 'secret-token' };
    const { values: pages } = await runToEnd(conversationPages$(options));
    expect(JSON.stringify(pages.map(({ checkpoint }) => checkpoint))).not.toContain('secret');
  });
});

describe('the checkpoint of an error', () => {
  it.each(Object.entries(ways))(
    'should lead to the page that failed, with %s',
    async (_, stream) => {
      let broken = true;
      const intercom = createTestIntercom({
        conversations: 100,
        fault: ({ number }) => (broken && number > 3 ? { status: 500 } : undefined),
      });
      const first = await runToEnd(stream(optionsFor(intercom)));
      expect(first.error).toMatchObject({ kind: 'error-list', checkpoint: { page: 4 } });
      broken = false;
      const options = { ...optionsFor(intercom), resumeFrom: checkpointOf(first.error) };
      const second = await runToEnd(stream(options));
      expect(ids([...first.values, ...second.values])).toEqual(ids(intercom.conversations));
    },
  );

  it('should be where the walk begins when the first page fails', async () => {
    const intercom = createTestIntercom({ fault: () => ({ status: 404 }) });
    const { error } = await runToEnd(conversations$(optionsFor(intercom)));
    expect(checkpointOf(error)).toEqual({
      ...API,
      pass: 0,
      page: 1,
      cursor: null,
      newest: null,
      startedAt: null,
      since: null,
      below: null,
      lateBefore: null,
      delivered: [],
    });
  });

  it('should be that of a resumed walk, too', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const { values: pages } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const resumeFrom = stored(pages[1]?.checkpoint);
    const failing = createTestIntercom({ fault: () => ({ status: 404 }) });
    const { error } = await runToEnd(conversations$({ ...optionsFor(failing), resumeFrom }));
    expect(checkpointOf(error)).toEqual(resumeFrom);
  });

  it('should be none where no walk was made', async () => {
    const { error } = await runToEnd(conversations$({ token: 'tk-7f3a', perPage: 0 }));
    expect(error).toMatchObject({ kind: 'invalid-options', checkpoint: null });
  });
});

describe('take and a checkpoint', () => {
  it('should be exact with the pages that were taken', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const pages = await runToEnd(conversationPages$(optionsFor(intercom)).pipe(take(2)));
    const resumeFrom = stored(pages.values.at(-1)?.checkpoint);
    const rest$ = conversationPages$({ ...optionsFor(intercom), resumeFrom });
    const rest = await runToEnd(rest$.pipe(concatMap((page) => page.conversations)));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(40)));
    expect(intercom.requests).toHaveLength(5);
  });
});
