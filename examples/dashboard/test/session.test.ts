import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastValueFrom, Subject, tap, type Subscription } from 'rxjs';
import { createTestIntercom } from 'rx-intercom/testing';
import type { Action, Command } from '../page/state.ts';
import { dashboard$, session$ } from '../page/walk.ts';

const CONVERSATIONS = 95;
const PER_PAGE = 20;

/** Walks through a workspace; pauses where it is told to, and resumes. */
async function walk(shallPause: (action: Action, seen: number) => boolean) {
  const intercom = createTestIntercom({ conversations: CONVERSATIONS });
  const command$ = new Subject<Command>();
  const options = {
    token: 'test-token',
    baseUrl: 'https://workspace.example',
    fetch: intercom.fetch,
    perPage: PER_PAGE,
  };
  const ids: string[] = [];
  let pauses = 0;
  const actions$ = session$(options, command$).pipe(
    tap((action) => {
      if (action.kind === 'conversation') ids.push(action.conversation.id);
      if (shallPause(action, ids.length)) command$.next({ kind: 'pause' });
      if (action.kind !== 'stopped') return;
      assert.equal(action.error.kind, 'abort');
      pauses += 1;
      queueMicrotask(() => {
        command$.next({ kind: 'resume' });
      });
    }),
  );
  await lastValueFrom(actions$);
  assert.deepEqual(
    ids,
    intercom.conversations.map(({ id }) => id),
  );
  assert.equal(command$.observed, false);
  return pauses;
}

void test('should lose and double nothing, paused after any conversation', async () => {
  for (let after = 1; after < CONVERSATIONS; after += 1) {
    const pauses = await walk(({ kind }, seen) => kind === 'conversation' && seen === after);
    assert.equal(pauses, 1, `after ${after}`);
  }
});

void test('should lose and double nothing, paused during every other request', async () => {
  let requests = 0;
  const pauses = await walk(({ kind }) => kind === 'request' && (requests += 1) % 2 === 1);
  assert.equal(pauses, Math.ceil(CONVERSATIONS / PER_PAGE));
});

void test('should go on after a failure where it stopped', async () => {
  let isDown = true;
  const intercom = createTestIntercom({
    conversations: CONVERSATIONS,
    fault: ({ number }) => (number === 3 && isDown ? { status: 403 } : undefined),
  });
  const command$ = new Subject<Command>();
  const state$ = dashboard$(
    { token: 'test-token', baseUrl: 'https://workspace.example', fetch: intercom.fetch },
    command$,
  );
  const statuses: string[] = [];
  let loaded = 0;
  let subscription: Subscription | undefined;
  await new Promise<void>((resolve) => {
    subscription = state$.subscribe(({ status, tally }) => {
      loaded = tally.count;
      if (status !== statuses.at(-1)) statuses.push(status);
      if (status === 'complete') resolve();
      if (status !== 'failed') return;
      isDown = false;
      queueMicrotask(() => {
        command$.next({ kind: 'resume' });
      });
    });
    command$.next({ kind: 'start' });
  });
  subscription?.unsubscribe();
  assert.deepEqual(statuses, ['idle', 'streaming', 'failed', 'streaming', 'complete']);
  assert.equal(loaded, CONVERSATIONS);
});
