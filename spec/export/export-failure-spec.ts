import { describe, expect, it } from '@jest/globals';
import { NEVER, of, timer, type Observable } from 'rxjs';
import { exportConversations$, isIntercomError, type ExportPage } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { runExport } from '../helpers/run-export.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { stored } from '../helpers/stored.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids } from '../helpers/workspace.ts';
import { optionsFor } from './options-for.ts';
import { workspace } from './workspace.ts';

useVirtualTimeStrictly();

describe('a range that fails', () => {
  it('should end the export after the work in hand, with a checkpoint that loses nothing', async () => {
    const intercom = workspace({
      fault: ({ number }) => (number === 9 ? { status: 403 } : undefined),
    });
    const seen: string[] = [];
    let calls = 0;
    const project = (page: ExportPage): Observable<number> => {
      calls += 1;
      seen.push(...ids(page.conversations));
      return timer(500);
    };
    const options = optionsFor(intercom);
    const { values, error } = await runToEnd(exportConversations$(options, project));
    if (!isIntercomError(error)) throw error as Error;
    expect(error.kind).toBe('forbidden');
    expect(calls).toBeGreaterThan(3);
    expect(values).toHaveLength(calls);
    expect(error.startingAfter).toBeUndefined();
    const resumeFrom = stored(error.checkpoint);
    expect(JSON.stringify(resumeFrom)).not.toContain('cursor');
    const rest = await runToEnd(exportConversations$({ ...options, resumeFrom }, project));
    expect(rest.error).toBeUndefined();
    expect([...seen].sort()).toEqual([...ids(intercom.conversations)].sort());
  });

  it('should name no checkpoint before the first response', async () => {
    const { error } = await runToEnd(
      exportConversations$(
        { ...optionsFor(workspace({ fault: () => ({ status: 403 }) })) },
        () => [],
      ),
    );
    expect(error).toMatchObject({ kind: 'forbidden', checkpoint: null });
  });
});

describe('an abort of an export', () => {
  it('should fail at once, with the checkpoint of the last page whose work is done', async () => {
    const intercom = workspace();
    const controller = new AbortController();
    const done: string[] = [];
    const options = optionsFor(intercom);
    const result = collect(
      exportConversations$({ ...options, signal: controller.signal }, (page, index) => {
        if (index === 3) {
          setTimeout(() => {
            controller.abort('enough');
          }, 5);
          return NEVER;
        }
        done.push(...ids(page.conversations));
        return of(index);
      }),
    );
    await pass(2_000);
    const { error } = result;
    if (!isIntercomError(error)) throw error as Error;
    expect(error).toMatchObject({ kind: 'abort', cause: 'enough' });
    expect(states(intercom)).not.toContain('open');
    const rest = await runExport(intercom, {
      ...options,
      resumeFrom: stored(error.checkpoint),
    });
    expect([...done, ...rest.inRanges].sort()).toEqual([...ids(intercom.conversations)].sort());
  });
});
