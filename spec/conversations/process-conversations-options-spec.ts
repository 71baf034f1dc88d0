import { describe, expect, it } from '@jest/globals';
import { defer, delay, EMPTY, of } from 'rxjs';
import { processConversations$ } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { createWork } from '../helpers/work.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('the options of processConversations$', () => {
  it.each([
    [0, '0'],
    [-1, '-1'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
    ['2', '"2"'],
    [null, 'null'],
  ])('should refuse a concurrency of %p', async (concurrency, got) => {
    const intercom = createTestIntercom();
    const result = collect(
      processConversations$(optionsFor(intercom), () => EMPTY, concurrency as number),
    );
    await pass();
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'concurrency' });
    expect(String(result.error)).toContain(`Invalid option concurrency: got ${got}; it must be an`);
    expect(intercom.requests).toHaveLength(0);
  });

  it('should take a concurrency of Infinity', async () => {
    const intercom = createTestIntercom({ conversations: 45 });
    const work = createWork(() => 10);
    const { values } = await runToEnd(
      processConversations$(optionsFor(intercom), work.project, Infinity),
    );
    expect(values).toEqual(ids(intercom.conversations));
    expect(work.most()).toBe(20);
  });

  it('should apply limit to the conversations that are worked on', async () => {
    const intercom = createTestIntercom({ conversations: 100 });
    const work = createWork(() => 10);
    const options = { ...optionsFor(intercom), limit: 25 };
    const { values } = await runToEnd(processConversations$(options, work.project, 2));
    expect(values).toEqual(ids(intercom.conversations.slice(0, 25)));
    expect(work.begun()).toBe(25);
    expect(intercom.requests.map(({ perPage }) => perPage)).toEqual([20, 5]);
  });

  it('should let work begin late', async () => {
    const intercom = createTestIntercom({ conversations: 5 });
    const { values } = await runToEnd(
      processConversations$(optionsFor(intercom), ({ id }) => defer(() => of(id).pipe(delay(5)))),
    );
    expect(values).toEqual(ids(intercom.conversations));
  });
});
