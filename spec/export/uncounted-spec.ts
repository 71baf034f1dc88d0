import { describe, expect, it, jest } from '@jest/globals';
import { rewriting } from '../helpers/rewriting.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { expectWhole, hourlyWorkspace, options } from './hourly-workspace.ts';

// Hundreds of searches take seconds on a busy machine.
jest.setTimeout(20_000);

useVirtualTimeStrictly();

describe('an export where the server does not count', () => {
  const uncounted = { ...options, catchUp: true };

  it('should be whole, with changes and deletions under way', async () => {
    const intercom = hourlyWorkspace({
      fault: ({ number }) => {
        if (number === 7) intercom.update('3');
        if (number === 9) intercom.add();
        if (number === 11) intercom.remove('200');
        return {};
      },
    });
    const fetch = rewriting(intercom, (body) => ({ ...body, total_count: undefined }));
    const run = await runExport({ fetch }, uncounted);
    const state = new Map([...run.state].filter(([id]) => id !== '200'));
    const report = expectWhole(intercom, { ...run, state });
    expect(report).toMatchObject({ firstTotalCount: null, lastTotalCount: null });
    const times = intercom.conversations.map(({ id, updated_at }) => [id, updated_at]);
    expect(times.filter(([id, at]) => run.state.get(String(id))?.updated_at !== at)).toEqual([]);
  });

  it('should be whole when it goes on from any page', async () => {
    const intercom = hourlyWorkspace({ conversations: 90 });
    const fetch = rewriting(intercom, (body) => ({ ...body, total_count: undefined }));
    const whole = await runExport({ fetch }, uncounted);
    expectWhole(intercom, whole);
    for (const [index, { checkpoint }] of whole.pages.entries()) {
      const rest = await runExport({ fetch }, { ...uncounted, resumeFrom: stored(checkpoint) });
      const before = whole.pages.slice(0, index + 1).flatMap(({ conversations }) => conversations);
      const all = new Map([...before.map((row) => [row.id, row] as const), ...rest.state]);
      expect(expectWhole(intercom, { ...rest, state: all }).lastTotalCount).toBeNull();
    }
  });
});
