import { describe, expect, it } from '@jest/globals';
import { conversationPages$, conversations$, type Fetch } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { sizes } from '../helpers/sizes.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';
import { failingSecond } from './failing-second.ts';

useVirtualTimeStrictly();

describe('perPage of a page', () => {
  it('should tell the size that was asked for', async () => {
    const intercom = failingSecond({ status: 504 });
    const { values } = await runToEnd(conversationPages$(optionsFor(intercom)));
    const asked = sizes(intercom).filter((_, index) => index !== 1);
    expect(values.map(({ perPage }) => perPage)).toEqual(asked);
    expect(values.map(({ conversations }) => conversations.length)).toEqual(asked);
    expect(asked).toEqual([20, 10, 12, 14, 16, 18, 20, 20, 20]);
  });

  it.each([false, true])(
    'should tell it also where the server does not, with prefetch: %s',
    async (prefetch) => {
      const intercom = failingSecond({ status: 504 });
      const fetch: Fetch = async (url, init) => {
        const response = await intercom.fetch(url, init);
        const { status } = response;
        const body = (await response.json()) as { pages?: object };
        const pages = { ...body.pages, per_page: undefined };
        return new Response(JSON.stringify({ ...body, pages }), { status });
      };
      const options = { ...optionsFor(intercom), fetch, prefetch };
      const { values } = await runToEnd(conversationPages$(options));
      const asked = sizes(intercom).filter((_, index) => index !== 1);
      expect(values.map(({ perPage }) => perPage)).toEqual(asked);
      expect(new Set(asked)).toEqual(new Set([20, 10, 12, 14, 16, 18]));
    },
  );
});

describe('cursors that are URLs', () => {
  it('should keep their size, and count as retries', async () => {
    const intercom = failingSecond({ status: 504 }, 95);
    const options = { ...optionsFor(intercom), version: '2.5' };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20, 20]);
  });

  it('should be given up after the retries', async () => {
    const intercom = createTestIntercom({
      fault: ({ number }) => (number > 1 ? { status: 504 } : undefined),
    });
    const options = { ...optionsFor(intercom), version: '2.5', retry: { count: 3 } };
    const { error } = await runToEnd(conversations$(options));
    expect(error).toMatchObject({ status: 504, attempts: 4 });
    expect(sizes(intercom)).toEqual([20, 20, 20, 20, 20]);
  });

  it('should keep the size the first page came in', async () => {
    const intercom = createTestIntercom({
      conversations: 38,
      fault: ({ perPage = 20 }) => (perPage > 9 ? { status: 504 } : undefined),
    });
    const options = { ...optionsFor(intercom), version: '2.5', perPage: 36 };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(sizes(intercom)).toEqual([36, 18, 9, 9, 9, 9, 9]);
  });
});
