import { describe, expect, it, jest } from '@jest/globals';
import { conversations$, conversationUpdates$, planExport$, type Fetch } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { useLiveTime, watch } from '../helpers/live.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { HOUR, NOW, pass } from '../helpers/virtual-time.ts';

useLiveTime();

/** A workspace that is asked from a machine whose clock is an hour ahead until it is set right. */
function workspace(): { readonly intercom: TestIntercom; readonly fetch: Fetch } {
  const intercom = createTestIntercom({
    conversations: 60,
    createdAt: (index) => NOW / 1000 - 100_000 - 50 * index,
    rateLimit: null,
    latency: 500,
  });
  jest.setSystemTime(NOW + HOUR);
  let requests = 0;
  return {
    intercom,
    fetch(url, init) {
      requests += 1;
      // While the first request is in flight.
      if (requests === 1) jest.setSystemTime(Date.now() - HOUR);
      if (requests > 2 && requests < 8) intercom.update('60');
      return intercom.fetch(url, init);
    },
  };
}

/** The latest version of each conversation, as `id@updated_at`. */
function versions(rows: Iterable<{ readonly id: string; readonly updated_at: number }>) {
  const latest = new Map(Array.from(rows, ({ id, updated_at }) => [id, updated_at]));
  return new Set(Array.from(latest, ([id, at]) => `${id}@${at}`));
}

describe('a clock that is set back by an hour during the first request', () => {
  it('should hide nothing from live updates', async () => {
    const { intercom, fetch } = workspace();
    const result = watch(conversationUpdates$({ token: 'test-token', fetch, interval: 10_000 }));
    await pass(5_000);
    for (let change = 0; change < 10; change += 1) {
      intercom.update('7');
      await pass(30_000);
    }
    expect(result.values.filter(({ id }) => id === '7')).toHaveLength(10);
  });

  it('should hide nothing from catching up', async () => {
    const { intercom, fetch } = workspace();
    const { values, error } = await runToEnd(
      conversations$({ token: 'test-token', fetch, perPage: 10, catchUp: true }),
    );
    expect(error).toBeUndefined();
    expect(versions(values)).toEqual(versions(intercom.conversations));
  });

  it('should hide nothing from an export', async () => {
    const { intercom, fetch } = workspace();
    const { state, error } = await runExport({ fetch }, { perPage: 10, concurrency: 1 });
    expect(error).toBeUndefined();
    expect(versions(state.values())).toEqual(versions(intercom.conversations));
  });

  it('should end no plan in the future', async () => {
    const { fetch } = workspace();
    const { values } = await runToEnd(planExport$({ token: 'test-token', fetch }, { size: 99 }));
    expect(values.at(-1)?.until).toBeLessThanOrEqual(NOW / 1000);
  });
});
