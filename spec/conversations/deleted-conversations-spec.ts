import { describe, expect, it, jest } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { take, type Observable } from 'rxjs';
import {
  deletedConversations$,
  InvalidOptionsError,
  type DeletedConversation,
  type DeletionsOptions,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { deletion, deletionPage, deletions, deletionServer } from '../helpers/deletion-list.ts';
import { errorList } from '../helpers/list-body.ts';
import { mockFetch } from '../helpers/mock-fetch.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { FIRST_OF_TWO, OPTIONS, urlOf } from './first-of-two.ts';

useVirtualTimeStrictly();

describe('deletedConversations$', () => {
  it('should emit what a workspace has deleted, last deleted first', async () => {
    const intercom = createTestIntercom({ conversations: 200 });
    for (let id = 1; id <= 150; id += 1) {
      intercom.remove(String(id));
      jest.advanceTimersByTime(1_000);
    }
    const options = { ...optionsFor(intercom), version: '2.16' };
    const { values, error } = await runToEnd(deletedConversations$(options));
    expect(error).toBeUndefined();
    expect(values.map(({ id, deleted_at }) => ({ id, deleted_at }))).toEqual(
      [...intercom.deleted].reverse(),
    );
    expect(states(intercom)).toEqual(['answered', 'answered', 'answered']);
  });

  it('should ask for the largest pages, count them, and pass fields through', async () => {
    const row = { ...deletion('17', 80), metrics_retained: false, reason: 'unknown yet' };
    const { fetch, urls, authorizations, mock } = mockFetch(FIRST_OF_TWO, deletionPage([row]));
    const { values } = await runToEnd(deletedConversations$({ ...OPTIONS, fetch }));
    expect(values).toStrictEqual([deletion('9', 90), row]);
    expect(urls()).toEqual([urlOf(1), urlOf(2)]);
    expect(authorizations()).toEqual(['Bearer tk-7f3a', 'Bearer tk-7f3a']);
    const { options } = mock.callHistory.lastCall() ?? {};
    expect(new Headers(options?.headers).get('intercom-version')).toBe('2.16');
  });

  it('should ask below the base URL', async () => {
    const { fetch, urls } = mockFetch(deletionPage([]));
    const options = { ...OPTIONS, fetch, baseUrl: 'https://proxy.example.com/intercom/' };
    await runToEnd(deletedConversations$(options));
    expect(urls()).toEqual([urlOf(1).replace('api.intercom.io', 'proxy.example.com/intercom')]);
  });

  it.each(['https://elsewhere.example.com/?page=2', urlOf(7), urlOf(1)])(
    'should never follow next: %s',
    async (next) => {
      const { fetch, urls } = mockFetch(
        deletionPage([deletion('9', 90)], { next, total_pages: 2 }),
        deletionPage([deletion('8', 80)], { next: null, total_pages: 2 }),
      );
      const { values } = await runToEnd(deletedConversations$({ ...OPTIONS, fetch }));
      expect(ids(values)).toEqual(['9', '8']);
      expect(urls()).toEqual([urlOf(1), urlOf(2)]);
    },
  );

  it('should be cold, and read afresh for each subscriber', async () => {
    const { fetch, pages } = deletionServer(deletions(70));
    const source$ = deletedConversations$({ ...OPTIONS, fetch });
    await pass();
    expect(pages).toEqual([]);
    const [first, second] = [await runToEnd(source$), await runToEnd(source$)];
    expect(first.values).toHaveLength(70);
    expect(second.values).toEqual(first.values);
    expect(pages).toEqual([1, 2, 1, 2]);
  });

  it.each([
    [59, [1]],
    [60, [1]],
    [61, [1, 2]],
  ])('should make no request in vain for take(%i)', async (count, expected) => {
    const { fetch, pages } = deletionServer(deletions(200));
    const source$ = deletedConversations$({ ...OPTIONS, fetch }).pipe(take(count));
    const { values } = await runToEnd(source$);
    expect(values).toHaveLength(count);
    expect(pages).toEqual(expected);
  });

  it('should type its rows and options', () => {
    expectTypeOf(deletedConversations$).returns.toEqualTypeOf<Observable<DeletedConversation>>();
    expectTypeOf<DeletionsOptions['since']>().toEqualTypeOf<Date | number | undefined>();
    expectTypeOf<DeletedConversation>().toEqualTypeOf<Readonly<DeletedConversation>>();
    expectTypeOf<DeletedConversation['deleted_at']>().toEqualTypeOf<number>();
    expectTypeOf<DeletedConversation['metrics_retained']>().toEqualTypeOf<boolean>();
  });
});

describe('a version', () => {
  it.each([undefined, null, '1.4', '2.0', '2.2', '2.7', '2.9', '2.15'])(
    'that does not list deletions should be refused with the remedy: %p',
    async (version) => {
      const { fetch, urls } = mockFetch(deletionPage([]));
      const result = collect(deletedConversations$({ token: 'tk-7f3a', version, fetch }));
      await pass();
      expect(result.error).toBeInstanceOf(InvalidOptionsError);
      expect(result.error).toMatchObject({
        field: 'version',
        message: expect.stringMatching(
          /^Invalid option version: got (null|".+"); it must be '2\.16', a newer one, or 'Preview'/,
        ),
      });
      expect(urls()).toEqual([]);
    },
  );

  it.each(['2.16', '2.17', '2.20', '2.100', '3.0', '10.2', 'Preview'])(
    'that lists deletions should be asked for: %s',
    async (version) => {
      const { fetch } = mockFetch(deletionPage([deletion('17', 100)]));
      const { values } = await runToEnd(deletedConversations$({ ...OPTIONS, version, fetch }));
      expect(ids(values)).toEqual(['17']);
    },
  );

  it('that the server does not take should be an error.list', async () => {
    const body = errorList('intercom_version_invalid');
    const { fetch, urls } = mockFetch({ status: 400, body });
    const { error } = await runToEnd(deletedConversations$({ ...OPTIONS, fetch }));
    expect(error).toMatchObject({
      kind: 'error-list',
      status: 400,
      code: 'intercom_version_invalid',
      request: { method: 'GET', url: urlOf(1) },
      checkpoint: null,
    });
    expect(urls()).toHaveLength(1);
  });
});

describe('since', () => {
  it.each<[string, number | Date, number, readonly number[]]>([
    ['the second of a deletion', 1_950, 6, [1]],
    ['the second after it', 1_951, 5, [1]],
    ['a date within that second', new Date(1_950_999), 6, [1]],
    ['the last second of a page', 1_410, 60, [1, 2]],
    ['the second after the last one of a page', 1_411, 59, [1]],
    ['a second of the last page', 15, 199, [1, 2, 3, 4]],
    ['the beginning', 0, 200, [1, 2, 3, 4]],
    ['the future', 2_001, 0, [1]],
  ])('should be included, and end the walk: %s', async (_, since, count, expected) => {
    const rows = deletions(200);
    const { fetch, pages } = deletionServer(rows);
    const { values } = await runToEnd(deletedConversations$({ ...OPTIONS, fetch, since }));
    expect(ids(values)).toEqual(ids(rows.slice(0, count)));
    expect(pages).toEqual(expected);
  });

  it.each([-1, Number.NaN, Infinity, 1e11, Date.UTC(2026, 0, 5), new Date(Number.NaN), '7', null])(
    'should refuse %p',
    async (since) => {
      const { fetch, urls } = mockFetch(deletionPage([]));
      const result = collect(deletedConversations$({ ...OPTIONS, fetch, since: since as number }));
      await pass();
      expect(result.error).toMatchObject({
        kind: 'invalid-options',
        field: 'since',
        message: expect.stringContaining('seconds (not milliseconds) since 1970'),
      });
      expect(urls()).toEqual([]);
    },
  );
});
