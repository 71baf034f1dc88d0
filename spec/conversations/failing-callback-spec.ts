import { describe, expect, it } from '@jest/globals';
import { defer, delay, of, type Observable } from 'rxjs';
import {
  conversations$,
  processConversations$,
  type Conversation,
  type ProcessOptions,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { prepareReport } from '../helpers/prepare-report.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('a function of the caller that fails', () => {
  const fail = (): never => {
    throw new Error('disk full');
  };

  it.each(Object.entries(ways))(
    'should not lose the place, as onComplete of %s',
    async (_, stream) => {
      const intercom = createTestIntercom({ conversations: 30 });
      const { error } = await runToEnd(stream({ ...optionsFor(intercom), onComplete: fail }));
      expect(error).toMatchObject({ kind: 'invalid-options', checkpoint: { pass: 1 } });
    },
  );

  it('should not lose the place, as onCheckpoint', async () => {
    const intercom = createTestIntercom({ conversations: 30 });
    let count = 0;
    const onCheckpoint = (): void => {
      count += 1;
      if (count === 15) fail();
    };
    const options = { ...optionsFor(intercom), onCheckpoint };
    const { error } = await runToEnd(processConversations$(options, (row) => of(row)));
    const resumeFrom = checkpointOf(error);
    const rest = await runToEnd(conversations$({ ...optionsFor(intercom), resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(15)));
  });

  it('should end everything as onCheckpoint, with an error', async () => {
    const { intercom, reports, options } = prepareReport({ latency: 100 });
    const cause = new Error('disk full');
    let begun = 0;
    let calls = 0;
    const onCheckpoint = (): void => {
      calls += 1;
      if (calls === 3) throw cause;
    };
    const work = (_: Conversation, index: number): Observable<number> =>
      defer(() => {
        begun += 1;
        return of(index).pipe(delay(10));
      });
    const all: ProcessOptions = { ...options, onCheckpoint, prefetch: true };
    const { values, error } = await runToEnd(processConversations$(all, work, 2));
    await pass(60_000);
    expect(error).toMatchObject({ kind: 'invalid-options', field: 'onCheckpoint', cause });
    expect(values).toEqual([0, 1, 2]);
    expect(calls).toBe(3);
    expect(begun).toBeLessThanOrEqual(4);
    expect(reports).toEqual([]);
    expect(intercom.requests.map(({ state }) => state)).not.toContain('open');
  });
});
