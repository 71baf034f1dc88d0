import { describe, expect, it } from '@jest/globals';
import type { TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { HOUR, NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { optionsFor } from './options-for.ts';
import { workspace } from './workspace.ts';

useVirtualTimeStrictly();

/** The default, in milliseconds. A start between two seconds counts as the earlier one. */
const LOOK_BACK = 30_000;

/** A workspace in which one conversation has changed an hour before the export. */
async function active(lag = 0): Promise<TestIntercom> {
  const intercom = workspace({ search: { lag } });
  intercom.update('9');
  await pass(HOUR);
  return intercom;
}

/** What runs since the given time: seconds from its start, and the ids of the changes. */
async function run(
  intercom: TestIntercom,
  options: Parameters<typeof runExport>[1] = {},
  onPage?: (index: number, phase: string) => void,
) {
  const started = Date.now();
  const times: number[] = [];
  const passes: (number | null)[] = [];
  const result = await runExport(
    intercom,
    {
      ...optionsFor(intercom),
      events: {
        next: (event) => {
          if (event.kind === 'request') times.push(Date.now() - started);
          if (event.kind === 'pass') passes.push(event.since && event.since - started / 1000);
        },
      },
      ...options,
    },
    ({ phase }, index) => onPage?.(index, phase),
  );
  const changed = result.pages
    .filter(({ phase }) => phase === 'changes')
    .map(({ conversations }) => ids(conversations));
  return { ...result, changed, passes, times, elapsed: Date.now() - started };
}

describe('the closing phase of an export', () => {
  it('should end at once where nothing has changed for a day', async () => {
    const intercom = workspace();
    const newest = Math.max(...intercom.conversations.map(({ updated_at: at }) => at));
    const { passes, elapsed } = await run(intercom);
    expect(passes).toEqual([newest - NOW / 1000]);
    expect(elapsed).toBeLessThan(10_000);
  });

  it('should read once more, lookBack after the start, where something has changed lately', async () => {
    const { passes, times, elapsed } = await run(await active());
    // From the last change on.
    expect(passes).toEqual([-3_600, -3_600]);
    const late = times.filter((time) => time > 10_000);
    expect(late).toHaveLength(1);
    // `Date` leaves out the part of a second.
    expect(late[0]).toBeGreaterThan(LOOK_BACK + 1_000);
    expect(elapsed).toBeLessThan(LOOK_BACK + 3_000);
  });

  it('should find by it what the search shows late', async () => {
    const intercom = await active(LOOK_BACK - 1_000);
    const { changed } = await run(intercom, {}, (index) => {
      if (index === 3) intercom.update('4');
    });
    expect(changed).toEqual([['4']]);
  });

  it.each([{ lookBack: 0 }, { lookBack: 500 }])(
    'should wait no longer than %j',
    async (options) => {
      const { elapsed } = await run(await active(), options);
      expect(elapsed).toBeLessThan(4_000);
    },
  );

  it('should read again where it finds what changed before it began', async () => {
    const intercom = workspace();
    const { changed, passes } = await run(intercom, {}, (index) => {
      if (index === 3) intercom.update('4');
    });
    expect(changed).toEqual([['4']]);
    expect(passes).toHaveLength(2);
  });

  it('should not be kept by a workspace that never rests', async () => {
    const intercom = workspace();
    let id = 0;
    const { error, changed, passes } = await run(intercom, {}, (index, phase) => {
      if (index !== 3 && phase === 'ranges') return;
      id += 1;
      intercom.update(String(id));
    });
    expect(error).toBeUndefined();
    expect(changed.length).toBeGreaterThan(1);
    expect(passes.length).toBeLessThan(5);
  });

  it('should repeat nothing where it goes on', async () => {
    const intercom = await active();
    const first = await run(intercom, {}, (index) => {
      if (index === 3) for (const id of ['4', '5', '6']) intercom.update(id);
      if (index === 4) throw new Error('killed');
    });
    const resumeFrom = stored(first.pages.at(-2)?.checkpoint);
    const { state, changed } = await run(intercom, { resumeFrom });
    expect(changed.flat().sort()).toEqual(['4', '5', '6']);
    expect(state.get('4')?.updated_at).toBeGreaterThanOrEqual(NOW / 1000);
  });

  it('should find the change that corrects a date ahead', async () => {
    const intercom = workspace();
    intercom.update('4', { updated_at: NOW / 1000 + 7 * 86_400, state: 'snoozed' });
    const first = await run(intercom);
    await pass(HOUR);
    intercom.update('4', { updated_at: NOW / 1000 + 3_600, state: 'closed' });
    const resumeFrom = stored(first.pages.at(-1)?.checkpoint);
    const { state } = await run(intercom, { resumeFrom });
    expect(state.get('4')?.state).toBe('closed');
  });
});
