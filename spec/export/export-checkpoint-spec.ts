import { describe, expect, it } from '@jest/globals';
import {
  conversationPages$,
  conversations$,
  type Checkpoint,
  type ExportCheckpoint,
  type ExportOptions,
} from '../../lib/index.ts';
import { withNumericIds } from '../helpers/rewriting.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { optionsFor } from './options-for.ts';
import { BEGIN, workspace } from './workspace.ts';

useVirtualTimeStrictly();

/** The same value, its keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, part]) => [key, reversed(part)]));
}

describe('the checkpoint of an export', () => {
  it('should resume at each page, with nothing lost and nothing twice', async () => {
    const intercom = workspace({ conversations: 60 });
    const options = optionsFor(intercom);
    const { pages } = await runExport(intercom, options);
    for (const [index, { checkpoint }] of pages.entries()) {
      const before = pages.slice(0, index + 1).flatMap((page) => ids(page.conversations));
      const resumeFrom = stored(checkpoint);
      const rest = await runExport(intercom, { ...options, concurrency: 2, resumeFrom });
      expect(rest.error).toBeUndefined();
      expect([...before, ...rest.inRanges].sort()).toEqual([...ids(intercom.conversations)].sort());
    }
  });

  it('should resume where a database has put the keys into another order', async () => {
    const intercom = workspace({ conversations: 60 });
    const filter = { field: 'created_at', operator: '>', value: BEGIN - 1 } as const;
    const options = {
      ...optionsFor(intercom),
      query: { operator: 'AND', value: [filter] } as const,
    };
    const { pages } = await runExport(intercom, options);
    const resumeFrom = reversed(stored(pages[0]?.checkpoint)) as ExportCheckpoint;
    expect(Object.keys(resumeFrom)[0]).not.toBe('format');
    const rest = await runExport(intercom, { ...options, resumeFrom });
    expect(rest.error).toBeUndefined();
    expect(ids(pages[0]?.conversations ?? []).length + rest.inRanges.length).toBe(60);
  });

  it('should resume also where ids are numbers, and may then repeat a second', async () => {
    const intercom = workspace({ conversations: 60 });
    const fetch = withNumericIds(intercom);
    const options = { ...optionsFor(intercom), fetch };
    const { pages } = await runExport({ fetch }, options);
    const resumeFrom = stored(pages[1]?.checkpoint);
    const rest = await runExport({ fetch }, { ...options, resumeFrom });
    expect(rest.error).toBeUndefined();
    const before = pages.slice(0, 2).flatMap((page) => ids(page.conversations));
    expect(new Set([...before, ...rest.state.keys()]).size).toBe(60);
  });

  it('should read only what has changed where the ranges are read', async () => {
    const intercom = workspace();
    const options = optionsFor(intercom);
    const first = await runExport(intercom, options, (_, index) => {
      if (index === 2) intercom.update('9');
    });
    intercom.update('4');
    const resumeFrom = stored(first.pages.at(-1)?.checkpoint);
    expect(resumeFrom.phase).toBe('changes');
    const asked = intercom.requests.length;
    const { pages } = await runExport(intercom, { ...options, resumeFrom });
    expect(pages.flatMap(({ conversations }) => ids(conversations))).toEqual(['4']);
    expect(intercom.requests.length - asked).toBeLessThanOrEqual(3);
  });

  it.each<{ what: string; changes: Partial<ExportOptions>; told: string }>([
    { what: 'region', changes: { region: 'eu' }, told: 'baseUrl "https://api.eu.intercom.io"' },
    { what: 'version', changes: { version: '2.14' }, told: 'version "2.14"' },
    {
      what: 'query',
      changes: { query: { field: 'state', operator: '=', value: 'open' } },
      told: 'query {"field":"state","operator":"=","value":"open"}',
    },
    { what: 'since', changes: { since: BEGIN }, told: `since ${BEGIN}` },
    { what: 'until', changes: { until: NOW / 1000 }, told: `until ${NOW / 1000}` },
  ])('should be refused by an export of another $what', async ({ changes, told }) => {
    const intercom = workspace({ conversations: 20 });
    const { pages } = await runExport(intercom, optionsFor(intercom));
    const asked = intercom.requests.length;
    const resumeFrom = stored(pages[0]?.checkpoint);
    const { error } = await runExport(intercom, { ...changes, resumeFrom });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    expect(String(error)).toContain(`it must be a checkpoint of ${told}`);
    expect(intercom.requests).toHaveLength(asked);
  });

  it('should be told apart from the checkpoint of a walk', async () => {
    const { fetch } = workspace({ conversations: 20 });
    const options = { token: 'test-token', fetch };
    const walk = await runToEnd(conversationPages$(options));
    const ofWalk = stored(walk.values[0]?.checkpoint) as unknown as ExportCheckpoint;
    const run = await runExport(options, { ...options, resumeFrom: ofWalk });
    const ofExport = stored((await runExport(options, options)).pages[0]?.checkpoint);
    const resumeFrom = ofExport as unknown as Checkpoint;
    const other = await runToEnd(conversationPages$({ ...options, resumeFrom }));
    for (const { error } of [run, other])
      expect(String(error)).toContain('got a checkpoint of another function; it must be');
  });

  it.each<{ field: string; values: readonly unknown[] }>([
    { field: 'format', values: [undefined, 2, '1'] },
    { field: 'baseUrl', values: [undefined, 1] },
    { field: 'version', values: [undefined, 2.14] },
    { field: 'query', values: [undefined, 'state', []] },
    { field: 'since', values: [undefined, '1', 0.5] },
    { field: 'until', values: [undefined, '1', 0.5] },
    { field: 'catchUp', values: [undefined, 1] },
    { field: 'startedAt', values: [undefined, null, 0.5] },
    { field: 'phase', values: [undefined, 'other'] },
    { field: 'total', values: [undefined, '60'] },
    { field: 'ranges', values: [undefined, {}, [null], ['1']] },
    { field: 'changes', values: [undefined, 'none', {}] },
    { field: 'recent', values: [undefined, {}, ['9'], [[9, 1]], [['9', null]]] },
    { field: 'range.from', values: [undefined, null, '1'] },
    { field: 'range.to', values: [undefined, null, '1'] },
    { field: 'range.delivered', values: [undefined, null, '1'] },
    { field: 'range.at', values: [undefined, '1', 0.5] },
    { field: 'range.seen', values: [undefined, {}, [1]] },
    { field: 'range.isDone', values: [undefined, 1] },
    { field: 'range.isReread', values: [undefined, 1] },
  ])('should be refused where $field is none', async ({ field, values }) => {
    const intercom = workspace({ conversations: 20 });
    const { pages } = await runExport(intercom, optionsFor(intercom));
    const good = stored(pages[0]?.checkpoint);
    const asked = intercom.requests.length;
    for (const value of values) {
      const name = field.replace('range.', '');
      const changed = { [name]: value };
      const ranges = [{ ...good.ranges[0], ...changed }, ...good.ranges.slice(1)];
      const resumeFrom = { ...good, ...(field === name ? changed : { ranges }) };
      const { error } = await runExport(intercom, { resumeFrom: resumeFrom });
      expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    }
    expect(intercom.requests).toHaveLength(asked);
  });

  it('should say that it has another format', async () => {
    const resumeFrom = { format: 2, ranges: [] } as unknown as ExportCheckpoint;
    const { error } = await runExport(workspace(), { resumeFrom });
    expect(error).toMatchObject({
      message:
        'Invalid option resumeFrom: got a checkpoint of format 2; it must be a checkpoint of format 1: ' +
        'start anew, or read it with the version that wrote it',
    });
  });

  it.each([{}, 'text', { format: 1, ranges: [{ from: 1 }] }])(
    'should be refused when it is none: %j',
    async (resumeFrom) => {
      const { error } = await runExport(workspace(), {
        resumeFrom: resumeFrom as unknown as ExportCheckpoint,
      });
      expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
    },
  );

  it('should be refused without a range', async () => {
    const intercom = workspace({ conversations: 20 });
    const { pages } = await runExport(intercom, optionsFor(intercom));
    const resumeFrom = { ...stored(pages[0]?.checkpoint), ranges: [] };
    const { error } = await runExport(intercom, { ...optionsFor(intercom), resumeFrom });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
  });

  it('should be refused by a walk over the list, as that of a walk by an export', async () => {
    const intercom = workspace({ conversations: 20 });
    const options = optionsFor(intercom);
    const { pages } = await runExport(intercom, options);
    const resumeFrom = stored(pages[0]?.checkpoint);
    const { token, fetch } = options;
    const walk = await runToEnd(conversations$({ token, fetch, resumeFrom }));
    expect(walk.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
  });
});
