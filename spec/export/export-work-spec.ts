import { describe, expect, it } from '@jest/globals';
import { of, Subject, throwError } from 'rxjs';
import { exportConversations$ } from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { states } from '../helpers/states.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from './options-for.ts';
import { workspace } from './workspace.ts';

useVirtualTimeStrictly();

describe('the work of an export', () => {
  it('should run for one page at a time, while no more than concurrency pages are held', async () => {
    const intercom = workspace();
    const release = new Subject<void>();
    let running = 0;
    let most = 0;
    const result = collect(
      exportConversations$(optionsFor(intercom), () => {
        running += 1;
        most = Math.max(most, running);
        return new Promise<void>((resolve) => {
          release.subscribe(() => {
            running -= 1;
            resolve();
          });
        });
      }),
    );
    await pass(100);
    await pass(5_000);
    expect(running).toBe(1);
    // One page is in work; each of the other walkers holds one. The first request was for the newest change.
    expect(intercom.requests).toHaveLength(4);
    release.next();
    await pass(5_000);
    expect(most).toBe(1);
    expect(intercom.requests).toHaveLength(5);
    result.unsubscribe();
  });

  it('should end everything when it fails, with its own error', async () => {
    const intercom = workspace();
    const failure = new Error('disk full');
    const { error } = await runToEnd(
      exportConversations$(optionsFor(intercom), (_, index) =>
        index < 2 ? of(index) : throwError(() => failure),
      ),
    );
    expect(error).toBe(failure);
    expect(states(intercom)).not.toContain('open');
  });

  it('should fail with what project throws', async () => {
    const failure = new Error('no disk');
    const { error } = await runToEnd(
      exportConversations$(optionsFor(workspace()), () => {
        throw failure;
      }),
    );
    expect(error).toBe(failure);
  });
});
