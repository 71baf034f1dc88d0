import { describe, expect, it } from '@jest/globals';
import { planExport$, type ExportCheckpoint, type ExportOptions } from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { HOUR, NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** A workspace whose first response tells a wrong time. */
function workspace(shift: number): TestIntercom {
  return createTestIntercom({
    conversations: 50,
    createdAt: (index) => NOW / 1000 - 60 - index * 60,
    rateLimit: null,
    fault: ({ number }) =>
      number === 1 ? { headers: { date: new Date(Date.now() + shift).toUTCString() } } : {},
  });
}

describe('a response whose Date is wrong', () => {
  it.each([HOUR, -HOUR])(
    'should hide no change from the export that goes on, by %i ms',
    async (shift) => {
      const intercom = workspace(shift);
      const options: Omit<ExportOptions, 'fetch' | 'token'> = { concurrency: 1 };
      let checkpoint: ExportCheckpoint | undefined;
      await runExport(intercom, options, (page) => {
        ({ checkpoint } = page);
      });
      await pass(10_000);
      intercom.update('7');
      await pass(HOUR / 2);
      const { state, error } = await runExport(intercom, {
        ...options,
        resumeFrom: stored(checkpoint),
      });
      expect(error).toBeUndefined();
      expect(state.get('7')?.updated_at).toBe(intercom.conversations[0]?.updated_at);
    },
  );

  it.each([HOUR, -HOUR])(
    'should hide no row where changes are not read, by %i ms',
    async (shift) => {
      const intercom = workspace(shift);
      const { state, error } = await runExport(intercom, { catchUp: false });
      expect(error).toBeUndefined();
      expect([...state.keys()].sort()).toEqual([...ids(intercom.conversations)].sort());
    },
  );
});

describe('a plan whose first response tells a wrong time', () => {
  it.each([
    [HOUR, NOW],
    [-HOUR, NOW - HOUR],
  ])('should end on the earlier clock, by %i ms', async (shift, end) => {
    const { fetch } = workspace(shift);
    const { values } = await runToEnd(planExport$({ token: 'test-token', fetch }, { size: 99 }));
    expect(values.at(-1)?.until).toBe(end / 1000);
  });
});

describe('the end of an export that reads no changes', () => {
  it('should leave nothing out before the second it started in', async () => {
    await pass(200);
    const before = { created_at: NOW / 1000 - 1, updated_at: NOW / 1000 - 1 };
    const intercom = createTestIntercom({ conversations: 3, latency: 300 });
    const { id } = intercom.add(before);
    const { state } = await runExport(intercom, { catchUp: false });
    expect(state.has(id)).toBe(true);
  });
});
