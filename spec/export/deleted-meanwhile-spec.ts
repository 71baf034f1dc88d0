import { describe, expect, it } from '@jest/globals';
import {
  createTestIntercom,
  type TestIntercom,
  type TestRequest,
} from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

const BEGIN = NOW / 1000 - 100_000;

/** Ends a query where it has shown as many rows as it counts, whether or not they are all. */
function endAtCount(intercom: () => TestIntercom): (request: TestRequest) => boolean {
  const shown = new Map<string, number>();
  return ({ query, perPage = 0 }) => {
    if (perPage === 1) return false;
    const key = JSON.stringify(query);
    const [from = -Infinity, to = Infinity] = Array.from(
      key.matchAll(/"value":(\d+)/g),
      ([, text]) => Number(text),
    );
    const counted = intercom().conversations.filter(
      ({ created_at: at }) => at > from && at < to,
    ).length;
    const received = (shown.get(key) ?? 0) + perPage;
    shown.set(key, received);
    return received >= counted;
  };
}

describe('conversations that are deleted after they were shown', () => {
  it('should not hide that a query ends early', async () => {
    const intercom = createTestIntercom({
      conversations: 40,
      createdAt: (index) => BEGIN + index * 2_000,
      latency: 10,
      rateLimit: null,
      search: { endEarly: endAtCount(() => intercom) },
    });
    const options = { perPage: 2, since: BEGIN, lookBack: 0 };
    const first = await runExport(intercom, { ...options, concurrency: 4 }, (_, index) => {
      if (index === 4) throw new Error('stopped');
    });
    const resumeFrom = stored(first.pages.at(-2)?.checkpoint);
    const deleted: string[] = [];
    const second = await runExport(
      intercom,
      { ...options, concurrency: 1, resumeFrom },
      ({ conversations }) => {
        // In a range whose pages come to as many rows as are left.
        const isThere = conversations.every(
          ({ created_at: at }) => at > BEGIN + 31_999 && at < BEGIN + 56_800,
        );
        if (!isThere || deleted.length > 0) return;
        deleted.push(...ids(conversations));
        deleted.forEach(intercom.remove);
      },
    );
    expect(second.error).toBeUndefined();
    expect(second.report?.ranges).toBeGreaterThan(1);
    expect(deleted).toHaveLength(2);
    const all = [...first.pages.slice(0, -1), ...second.pages];
    expect(new Set(all.flatMap(({ conversations }) => ids(conversations))).size).toBe(40);
  });

  it('should not hide what a search neither shows nor counts', async () => {
    const intercom = createTestIntercom({
      conversations: 11,
      createdAt: (index) => BEGIN + index * 100,
      rateLimit: null,
      search: { maxResults: 10, maxTotalCount: 10 },
    });
    const options = { perPage: 10, concurrency: 1, lookBack: 0 };
    const { error, state, report } = await runExport(intercom, options, (_, index) => {
      if (index === 0) intercom.remove('10');
    });
    expect(error).toBeUndefined();
    expect(state.size).toBe(11);
    expect(report).toMatchObject({ reread: 1, lateRows: 1 });
  });
});
