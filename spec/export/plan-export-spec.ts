import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportConversations$, planExport$ } from '../../lib/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { usePropertyTime } from '../helpers/property-time.ts';
import { rewriting } from '../helpers/rewriting.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { createSearchWorkspace, type Comparison } from '../helpers/search-workspace.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

// A property runs many times.
usePropertyTime(30_000);

useVirtualTimeStrictly();

const START = NOW / 1000;
const comparison = fc.constantFrom<Comparison>('exclusive', 'inclusive');

describe('planExport$', () => {
  it('should cut any workspace into ranges without gaps, none larger than wanted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.nat(20), fc.nat(1_000_000)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        comparison,
        comparison,
        async (ages, size, lower, upper) => {
          const times = ages.map((age) => START - 1_000 - age);
          const rows = times.map((time, index) => ({
            id: String(index + 1),
            created_at: time,
            updated_at: time,
          }));
          const { fetch } = createSearchWorkspace({ rows, lower, upper });
          const { values, error } = await runToEnd(
            planExport$({ token: 'test-token', fetch, until: START }, { size }),
          );
          expect(error).toBeUndefined();
          expect(values[0]?.since).toBe(0);
          expect(values.at(-1)?.until).toBe(START);
          for (const [index, { since, until, count }] of values.entries()) {
            expect(since).toBe(index === 0 ? 0 : values[index - 1]?.until);
            expect(count).toBe(times.filter((time) => time >= since && time < until).length);
            expect(count <= size || until - since === 1).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('should plan what several exports bring together', async () => {
    const intercom = createTestIntercom({ conversations: 300, rateLimit: null });
    const options = { token: 'test-token', fetch: intercom.fetch, perPage: 20, concurrency: 2 };
    const { values } = await runToEnd(planExport$(options, { size: 60 }));
    expect(values.length).toBeGreaterThan(4);
    expect(values.length).toBeLessThan(10);
    const ids: string[] = [];
    for (const { since, until, count } of values) {
      const { values: own } = await runToEnd(
        exportConversations$({ ...options, since, until, catchUp: false }, (page) =>
          page.conversations.map(({ id }) => id),
        ),
      );
      expect(own).toHaveLength(count);
      ids.push(...own);
    }
    expect(new Set(ids).size).toBe(300);
  });

  it('should end at the start of the plan unless told otherwise', async () => {
    const { fetch } = createTestIntercom({ conversations: 10 });
    const { values } = await runToEnd(planExport$({ token: 'test-token', fetch }, { size: 99 }));
    expect(values).toEqual([{ since: 0, until: START, count: 10 }]);
  });

  it('should count a query in its own range', async () => {
    const random = createRandom(1, 1);
    const created = Array.from({ length: 90 }, () => START - 10_000 + random.integer(9_000));
    const { fetch, conversations } = createTestIntercom({
      conversations: 90,
      createdAt: (index) => created[index] ?? START,
    });
    const query = { field: 'state', operator: '=', value: 'open' } as const;
    const since = new Date((START - 6_000) * 1000);
    const { values } = await runToEnd(
      planExport$({ token: 'test-token', fetch, query, since }, { size: 5 }),
    );
    const total = values.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(
      conversations.filter((row) => row.state === 'open' && row.created_at >= START - 6_000).length,
    );
    expect(values[0]?.since).toBe(START - 6_000);
  });

  it.each([0, 1.5, '10', undefined])('should refuse the size %p', async (size) => {
    const { fetch, requests } = createTestIntercom();
    const { error } = await runToEnd(
      planExport$({ token: 'test-token', fetch }, { size: size as number }),
    );
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'size' });
    expect(requests).toEqual([]);
  });

  it('should fail where the server does not count', async () => {
    const intercom = createTestIntercom({ conversations: 9, rateLimit: null });
    const fetch = rewriting(intercom, (body) => ({ ...body, total_count: undefined }));
    const options = { token: 'test-token', fetch, retry: false } as const;
    const { error } = await runToEnd(planExport$(options, { size: 5 }));
    expect(error).toMatchObject({ kind: 'decode', reason: 'the body has no total_count' });
  });

  it('should name its request when it is aborted', async () => {
    const intercom = createTestIntercom({ conversations: 9, latency: 100 });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 50);
    const options = { token: 'test-token', fetch: intercom.fetch, signal: controller.signal };
    const { error } = await runToEnd(planExport$(options, { size: 5 }));
    expect(error).toMatchObject({ kind: 'abort', checkpoint: null });
  });
});
