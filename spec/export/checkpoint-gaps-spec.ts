import { describe, expect, it } from '@jest/globals';
import type { ExportCheckpoint, ExportOptions, ExportRange } from '../../lib/index.ts';
import type { TestIntercom } from '../../lib/testing/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { stored } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from './options-for.ts';
import { workspace } from './workspace.ts';

useVirtualTimeStrictly();

/** A workspace, and the checkpoint of an export of it that was stopped while several ranges were read. */
async function stopped(changes: Partial<ExportOptions> = {}): Promise<{
  readonly intercom: TestIntercom;
  readonly options: ExportOptions;
  readonly checkpoint: ExportCheckpoint;
}> {
  const intercom = workspace({ conversations: 60 });
  const options = { ...optionsFor(intercom), ...changes };
  const { pages } = await runExport(intercom, options);
  const page = pages.find(({ checkpoint: { ranges } }) => ranges.length > 2);
  return { intercom, options, checkpoint: stored(page?.checkpoint) };
}

type Edit = (checkpoint: ExportCheckpoint) => Partial<ExportCheckpoint>;

const changeLast =
  (change: (last: ExportRange) => Partial<ExportRange>): Edit =>
  ({ ranges }) => {
    const end = Math.max(...ranges.map(({ to }) => to));
    return {
      ranges: ranges.map((range) => (range.to === end ? { ...range, ...change(range) } : range)),
    };
  };

const without =
  (isLeftOut: (range: ExportRange, all: readonly ExportRange[]) => boolean): Edit =>
  ({ ranges }) => ({ ranges: ranges.filter((range) => !isLeftOut(range, ranges)) });

describe('a checkpoint of an export that was edited', () => {
  it.each<[string, Edit]>([
    ['the first range is missing', without(({ from }) => from === 0)],
    [
      'the last range is missing',
      without(({ to }, all) => to === Math.max(...all.map((range) => range.to))),
    ],
    [
      'a range between others is missing',
      without(
        ({ from, to }, all) => from !== 0 && to !== Math.max(...all.map((range) => range.to)),
      ),
    ],
    ['the last range ends earlier', changeLast(({ to }) => ({ to: to - 1 }))],
    ['a range ends before it begins', changeLast(({ from }) => ({ to: from - 1 }))],
    ['the changes are read, and no range is done', () => ({ phase: 'changes' })],
    ['the start lies behind the last range', ({ startedAt }) => ({ startedAt: startedAt + 3_600 })],
  ])('should be refused before any request where %s', async (_, edit) => {
    const { intercom, options, checkpoint } = await stopped();
    expect(checkpoint.ranges.length).toBeGreaterThan(2);
    const asked = intercom.requests.length;
    const resumeFrom = { ...checkpoint, ...edit(checkpoint) };
    const { error } = await runExport(intercom, { ...options, resumeFrom });
    expect(error).toMatchObject({
      kind: 'invalid-options',
      field: 'resumeFrom',
      message:
        'Invalid option resumeFrom: got a checkpoint with a gap; it must be one as the export has made it',
    });
    expect(intercom.requests).toHaveLength(asked);
  });
});

describe('an export that goes on', () => {
  it('should refuse to leave out the changes that it was to read', async () => {
    const { intercom, options, checkpoint } = await stopped();
    const asked = intercom.requests.length;
    const { error } = await runExport(intercom, {
      ...options,
      catchUp: false,
      resumeFrom: checkpoint,
    });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'catchUp' });
    expect(intercom.requests).toHaveLength(asked);
  });

  it('should refuse it also where a later response tells an earlier start', async () => {
    const latencies = [100, 400, 900];
    const intercom = workspace({ latency: () => latencies.shift() ?? 100 });
    await pass(500);
    const options = { ...optionsFor(intercom), concurrency: 1 };
    const { pages } = await runExport(intercom, options, (_, index) => {
      if (index === 2) throw new Error('stopped');
    });
    const checkpoint = stored(pages[1]?.checkpoint);
    expect(checkpoint.ranges[0]?.to).toBeGreaterThan(checkpoint.startedAt);
    const { error } = await runExport(intercom, {
      ...options,
      catchUp: false,
      resumeFrom: checkpoint,
    });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'catchUp' });
  });

  it.each([
    [false, false],
    [false, true],
  ])('should be whole with catchUp %s, then %s', async (before, after) => {
    const { intercom, options, checkpoint } = await stopped({ catchUp: before });
    const { error, report } = await runExport(intercom, {
      ...options,
      catchUp: after,
      resumeFrom: checkpoint,
    });
    expect(error).toBeUndefined();
    expect(report?.lastTotalCount).toBe(60);
  });
});
