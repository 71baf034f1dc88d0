import { describe, expect, it, jest } from '@jest/globals';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { createRandom } from '../../lib/testing/random.ts';
import { exportConversations$, type ExportCheckpoint } from '../../lib/index.ts';
import { timer } from 'rxjs';
import { collect } from '../helpers/collect.ts';
import { NOW } from '../helpers/virtual-time.ts';
import { anyFault } from './helpers/cancelled.ts';
import { long, seeds } from './helpers/length.ts';
import { runThrough, settle, useVirtualClock } from './helpers/virtual-clock.ts';

jest.setTimeout(300_000);
useVirtualClock();

const COUNT = long(30_000, 3_000);
const BEGIN = NOW / 1000 - 300 * 86_400;

function workspace(seed: number): TestIntercom {
  const random = createRandom(seed, 1);
  return createTestIntercom({
    conversations: COUNT,
    light: true,
    createdAt: (index) => BEGIN + Math.floor((index / COUNT) * 290 * 86_400),
    latency: 200,
    seed,
    fault: () => (random.chance(0.3) ? anyFault(random) : undefined),
  });
}

const retry = { count: 50, initialDelay: 100, maxDelay: 2_000 };

describe('an export through a storm of faults', () => {
  it.each(seeds(3))('should bring each conversation once (seed %i)', async (seed) => {
    const intercom = workspace(seed);
    const options = { token: 'test-token', fetch: intercom.fetch, retry, timeout: 5_000 };
    const { values, error } = await runThrough(
      exportConversations$({ ...options, concurrency: 8, perPage: 50 }, ({ conversations }) =>
        conversations.map(({ id }) => id),
      ),
      86_400_000,
    );
    expect(error).toBeUndefined();
    expect(values).toHaveLength(COUNT);
    expect(new Set(values).size).toBe(COUNT);
  });

  it.each(seeds(3))(
    'should do so also when it is killed again and again (seed %i)',
    async (seed) => {
      const intercom = workspace(seed);
      const random = createRandom(seed, 2);
      const seen: string[] = [];
      let resumeFrom: ExportCheckpoint | null = null;
      let kills = 0;
      for (let state = 'open'; state === 'open';) {
        const options = { token: 'test-token', fetch: intercom.fetch, retry, timeout: 5_000 };
        const run = collect(
          exportConversations$(
            { ...options, concurrency: 8, perPage: 50, resumeFrom },
            ({ conversations, checkpoint }) => {
              seen.push(...conversations.map(({ id }) => id));
              resumeFrom = JSON.parse(JSON.stringify(checkpoint)) as ExportCheckpoint;
              return timer(20);
            },
          ),
        );
        const end = Date.now() + (kills < 20 ? 1_000 + random.integer(6_000) : Infinity);
        await settle();
        while (run.state === 'open' && Date.now() < end) {
          jest.advanceTimersToNextTimer();
          await settle();
        }
        run.unsubscribe();
        kills += 1;
        ({ state } = run);
        expect(run.error).toBeUndefined();
      }
      expect(kills).toBeGreaterThan(5);
      expect(seen).toHaveLength(COUNT);
      expect(new Set(seen).size).toBe(COUNT);
    },
  );
});
