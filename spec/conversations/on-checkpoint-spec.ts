import { describe, expect, it } from '@jest/globals';
import { EMPTY, map, throwError, timer } from 'rxjs';
import { conversations$, processConversations$, type Checkpoint } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('onCheckpoint of processConversations$', () => {
  it('should be past all finished work and no other, after each piece of it', async () => {
    const intercom = createTestIntercom({ conversations: 46, latency: 50 });
    const finished = new Set<string>();
    const checks: { finished: readonly string[]; checkpoint: Checkpoint }[] = [];
    const options = {
      ...optionsFor(intercom),
      lowWater: 8,
      onCheckpoint: (checkpoint: Checkpoint) => {
        checks.push({ finished: [...finished], checkpoint: stored(checkpoint) });
      },
    };
    const work$ = processConversations$(
      options,
      ({ id }, index) =>
        timer(10 + (index % 7) * 30).pipe(
          map(() => {
            finished.add(id);
          }),
        ),
      5,
    );
    await runToEnd(work$);
    expect(checks).toHaveLength(46);
    for (const { finished: done, checkpoint } of checks) {
      const rest = await runToEnd(
        conversations$({ ...optionsFor(intercom), resumeFrom: checkpoint }),
      );
      expect([...done, ...ids(rest.values)].sort()).toEqual(
        ids(intercom.conversations).slice().sort(),
      );
    }
  });

  it('should not be past work that failed or was empty-handed', async () => {
    const intercom = createTestIntercom({ conversations: 10 });
    const checkpoints: Checkpoint[] = [];
    const options = {
      ...optionsFor(intercom),
      onCheckpoint: (checkpoint: Checkpoint) => checkpoints.push(checkpoint),
    };
    const failing$ = processConversations$(options, (_, index) =>
      index === 3 ? throwError(() => new Error('disk full')) : EMPTY,
    );
    const { error } = await runToEnd(failing$);
    expect(error).toEqual(new Error('disk full'));
    expect(checkpoints).toHaveLength(3);
    const resumeFrom = stored(checkpoints.at(-1));
    const rest = await runToEnd(conversations$({ ...optionsFor(intercom), resumeFrom }));
    expect(ids(rest.values)).toEqual(ids(intercom.conversations.slice(3)));
  });
});
