import { describe, expect, it } from '@jest/globals';
import { exportConversations$ } from '../../lib/index.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from './options-for.ts';
import { workspace } from './workspace.ts';

useVirtualTimeStrictly();

function or(...value: readonly object[]): object {
  return { operator: 'OR', value };
}

describe('the options of an export', () => {
  it.each([
    { field: 'concurrency', value: 0 },
    { field: 'concurrency', value: 1.5 },
    { field: 'perPage', value: 151 },
    { field: 'since', value: NOW },
    { field: 'until', value: new Date(NaN) },
    { field: 'until', value: -1 },
    { field: 'lookBack', value: -1 },
    { field: 'catchUp', value: 1 },
    { field: 'adaptivePageSize', value: 'yes' },
    { field: 'version', value: '2.5' },
    { field: 'query', value: 'open' },
    { field: 'query', value: { operator: 'AND' } },
    { field: 'query.value', value: { field: 'updated_at', operator: '>', value: NOW } },
    { field: 'query', value: or(or(or({ field: 'open', operator: '=', value: true }))) },
  ])('should be refused before any request: $field $value', async ({ field, value }) => {
    const intercom = workspace();
    const { error } = await runExport(intercom, { [field.replace(/\..*/, '')]: value });
    expect(error).toMatchObject({ kind: 'invalid-options', field });
    expect(intercom.requests).toEqual([]);
  });

  it('should count a part of a second as its second', async () => {
    const intercom = workspace();
    const times = intercom.conversations.map(({ created_at }) => created_at);
    const second = Math.max(...times);
    const run = await runExport(intercom, { since: second + 0.5, until: second + 1.5 });
    expect(run.error).toBeUndefined();
    expect(run.inRanges).toHaveLength(times.filter((time) => time === second).length);
  });

  it('should be refused where until lies before since', async () => {
    const { error } = await runExport(workspace(), { since: 20, until: 10 });
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'until' });
  });

  it('should fail with what onComplete throws as cause', async () => {
    const cause = new Error('full');
    const { error } = await runToEnd(
      exportConversations$(
        {
          ...optionsFor(workspace({ conversations: 5 })),
          onComplete: () => {
            throw cause;
          },
        },
        () => [],
      ),
    );
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'onComplete', cause });
  });
});
