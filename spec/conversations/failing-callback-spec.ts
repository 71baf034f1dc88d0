import { describe, expect, it } from '@jest/globals';
import { defer, delay, of, type Observable } from 'rxjs';
import { processConversations$, type Conversation, type ProcessOptions } from '../../lib/index.ts';
import { prepareReport } from '../helpers/prepare-report.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';

useVirtualTimeStrictly();

describe('onCheckpoint', () => {
  it('should end everything where it fails, as an error', async () => {
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
