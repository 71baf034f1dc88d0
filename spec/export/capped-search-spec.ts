import { describe, expect, it } from '@jest/globals';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { expectWhole } from './hourly-workspace.ts';

useVirtualTimeStrictly();

const DAY = 86_400;
const CAP = 20;
const search = { maxResults: CAP, maxTotalCount: CAP };

/** A workspace whose conversations were created a minute apart; each was last changed at its creation. */
function minutely(conversations: number): TestIntercom {
  const createdAt = (index: number): number => NOW / 1000 - 10 * DAY - index * 60;
  return createTestIntercom({ conversations, createdAt, rateLimit: null, search });
}

describe('an export of a search that shows and counts only so many rows', () => {
  it('should be whole, however many more there are', async () => {
    const intercom = minutely(30 * CAP);
    const run = await runExport(intercom, { perPage: 10 });
    expect(expectWhole(intercom, run).reread).toBeGreaterThanOrEqual(29);
  });

  it('should not miss what changes meanwhile, behind as many known changes', async () => {
    const intercom = minutely(2 * CAP);
    for (const { id } of intercom.conversations.slice(0, CAP + 5)) {
      intercom.update(id, { updated_at: NOW / 1000 - 60 + Number(id) });
    }
    const run = await runExport(
      intercom,
      { perPage: 10, concurrency: 1, lookBack: 60_000 },
      (_, index) => {
        if (index !== 2) return;
        intercom.update('30');
        intercom.add();
      },
    );
    expectWhole(intercom, run);
    const stale = intercom.conversations.filter(
      ({ id, updated_at }) => run.state.get(id)?.updated_at !== updated_at,
    );
    expect(stale).toEqual([]);
  });
});

describe('an export of a workspace that gets old rows at each audit', () => {
  const exportWhile = (catchUp: boolean) => {
    const begin = NOW / 1000 - DAY;
    const intercom = createTestIntercom({
      conversations: 50,
      createdAt: (index) => begin - index,
      rateLimit: null,
      fault: ({ perPage }) => {
        if (perPage === 1) intercom.add({ created_at: begin - (intercom.requests.length % 40) });
        return {};
      },
    });
    return runExport(intercom, { catchUp });
  };

  it('should fail where changes are not read afterwards', async () => {
    const { error } = await exportWhile(false);
    const message = expect.stringContaining('the workspace changes faster than it is counted');
    expect(error).toMatchObject({ kind: 'incomplete-export', message });
  });

  it('should complete where they are', async () => {
    const { error, report } = await exportWhile(true);
    expect([error, report?.conversations]).toEqual([undefined, expect.any(Number)]);
  });
});
