import { describe, expect, it } from '@jest/globals';
import { concatMap, delay, of, take } from 'rxjs';
import {
  conversationPages$,
  conversationUpdates$,
  processConversations$,
  type Checkpoint,
  type Conversation,
} from '../../lib/index.ts';
import {
  BEGIN,
  MINUTE,
  sorted,
  stamps,
  touch,
  useLiveTime,
  watch,
  workspace,
} from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('resumeFrom', () => {
  it.each([1, 3, 20])(
    'should leave no gap behind an export that caught up, by pages of %i',
    async (perPage) => {
      const intercom = workspace(12, { latency: 200, rateLimit: null });
      const options = { ...optionsFor(intercom), perPage };
      const pages: Checkpoint[] = [];
      const exported: Conversation[] = [];
      const edits = ['3', '5', '12', '3'];
      const export$ = conversationPages$({ ...options, catchUp: true });
      const walk = watch(export$, ({ conversations, checkpoint }) => {
        exported.push(...conversations);
        pages.push(checkpoint);
        const id = edits.shift();
        if (id !== undefined) touch(intercom, id);
      });
      await pass(MINUTE);
      expect(walk.state).toBe('complete');
      touch(intercom, '8');
      touch(intercom, '1');
      await pass(MINUTE);
      const resumeFrom = stored(pages.at(-1));
      const live = watch(conversationUpdates$({ ...options, resumeFrom }));
      await pass(100);
      touch(intercom, '2');
      await pass(MINUTE);
      expect(ids(live.values)).toEqual(['8', '1', '2']);
      const all = [...exported, ...live.values];
      expect(new Set(stamps(all)).size).toBe(all.length);
      const last = new Map(all.map(({ id, updated_at }) => [id, updated_at]));
      const final = intercom.conversations.map(({ id, updated_at }) => [id, updated_at] as const);
      expect(last).toEqual(new Map(final));
    },
  );

  it('should begin with a first poll where it is null', async () => {
    const intercom = workspace(3);
    const live = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom: null }));
    await pass(100);
    touch(intercom, '2');
    await pass(MINUTE);
    expect(ids(live.values)).toEqual(['2']);
  });

  it('should catch up with what changed since a plain export began', async () => {
    const intercom = workspace(12, { latency: 200 });
    const options = { ...optionsFor(intercom), perPage: 5 };
    const pages: Checkpoint[] = [];
    watch(conversationPages$(options), ({ checkpoint, number }) => {
      pages.push(checkpoint);
      // One that the walk has seen, and one that it is going to miss.
      if (number === 1) for (const id of ['11', '2']) touch(intercom, id);
    });
    await pass(MINUTE);
    const resumeFrom = stored(pages.at(-1));
    const live = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(5 * MINUTE);
    expect(sorted(ids(live.values))).toEqual(['11', '2']);
  });

  it('should take the last checkpoint of finished work', async () => {
    const intercom = workspace(12);
    const checkpoints: Checkpoint[] = [];
    const onCheckpoint = (checkpoint: Checkpoint): void => {
      checkpoints.push(checkpoint);
    };
    const work$ = processConversations$({ ...optionsFor(intercom), onCheckpoint }, ({ id }) => [
      id,
    ]);
    await runToEnd(work$);
    touch(intercom, '6');
    const resumeFrom = stored(checkpoints.at(-1));
    const live = watch(conversationUpdates$({ ...optionsFor(intercom), resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids(live.values)).toEqual(['6']);
  });

  it('should go on also in the middle of a walk, page by page, and then with what changes', async () => {
    const intercom = workspace(9);
    const pages = await runToEnd(
      conversationPages$({ ...optionsFor(intercom), perPage: 3 }).pipe(take(1)),
    );
    const resumeFrom = pages.values[0]?.checkpoint;
    touch(intercom, '8');
    const live = watch(conversationUpdates$({ ...optionsFor(intercom), perPage: 3, resumeFrom }));
    await pass(5 * MINUTE);
    expect(ids(live.values)).toEqual(['4', '5', '6', '1', '2', '3', '8']);
  });

  it('should get on with the rest of a walk although each poll of it fails in the end', async () => {
    const intercom = workspace(60, {
      fault: ({ number }) => (number % 4 === 0 ? { status: 503 } : undefined),
    });
    const options = { ...optionsFor(intercom), perPage: 3, retry: false } as const;
    const first = await runToEnd(conversationPages$(options).pipe(take(1)));
    const resumeFrom = first.values[0]?.checkpoint;
    const live = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(10 * MINUTE);
    expect(new Set(ids(live.values)).size).toBe(57);
    expect(live.values).toHaveLength(57);
  });

  it('should leave the server alone for as long as it asked for, up to maxWait', async () => {
    const intercom = workspace(9, {
      fault: ({ number }) =>
        number === 2 ? { status: 503, headers: { 'retry-after': '600' } } : undefined,
    });
    watch(conversationUpdates$(optionsFor(intercom)));
    await pass(5 * MINUTE + 29_000);
    expect(intercom.requests).toHaveLength(2);
    await pass(2_000);
    expect(intercom.requests).toHaveLength(3);
  });
});

describe('since, after a crash', () => {
  it('should leave no gap behind the latest updated_at that was saved', async () => {
    const intercom = workspace(9);
    const options = optionsFor(intercom);
    const saved: Conversation[] = [];
    // Saving takes two seconds each, so a crash loses what waits.
    const live$ = conversationUpdates$(options).pipe(
      concatMap((conversation) => of(conversation).pipe(delay(2_000))),
    );
    const first = watch(live$, (conversation) => saved.push(conversation));
    await pass(100);
    for (const id of ['4', '7', '1', '4', '9']) {
      touch(intercom, id);
      await pass(1_000);
    }
    await pass(30_500);
    first.unsubscribe();
    expect(stamps(saved)).toEqual(['7@1', '1@2']);

    touch(intercom, '2');
    const since = Math.max(...saved.map(({ updated_at }) => updated_at));
    const second = watch(conversationUpdates$({ ...options, since }));
    await pass(MINUTE);
    expect(stamps(second.values)).toEqual(['1@2', '4@3', '9@4', '2@35']);
  });

  it('should find what is shown late, and what a date ahead would hide, where it is 30 s less', async () => {
    const intercom = workspace(9);
    const options = optionsFor(intercom);
    const saved: Conversation[] = [];
    const first = watch(conversationUpdates$(options), (conversation) => saved.push(conversation));
    await pass(MINUTE);
    intercom.update('5', { updated_at: BEGIN + 100_000 });
    touch(intercom, '4');
    await pass(MINUTE);
    first.unsubscribe();
    expect(stamps(saved)).toEqual(['4@60', '5@100000']);

    // Changed before the last one that was saved, and shown after it.
    intercom.update('7', { updated_at: BEGIN + 40 });
    const now = Date.now() / 1000;
    const times = saved.map(({ updated_at }) => updated_at).filter((time) => time <= now);
    const second = watch(conversationUpdates$({ ...options, since: Math.max(...times) - 30 }));
    await pass(1_000);
    expect(stamps(second.values)).toEqual(['7@40', '4@60', '5@100000']);
  });
});
