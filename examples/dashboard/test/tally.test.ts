import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestIntercom } from 'rx-intercom/testing';
import {
  addConversation,
  bucketOf,
  lastDays,
  NO_COUNTS,
  NO_TALLY,
  REPLY_BUCKETS,
  shareWithin,
} from '../page/tally.ts';

const { conversations } = createTestIntercom({ conversations: 300 });
const DAY = 86_400;
const [sample] = conversations;
assert.ok(sample);

void test('should count each conversation once, whatever the order', () => {
  const there = conversations.reduce(addConversation, NO_TALLY);
  const back = [...conversations].reverse().reduce(addConversation, NO_TALLY);
  assert.equal(there.count, 300);
  assert.deepEqual(there.byState, back.byState);
  assert.deepEqual(new Map([...there.byDay].sort()), new Map([...back.byDay].sort()));
  assert.deepEqual(there.byReply, back.byReply);
  const latest = (tally: typeof there): readonly number[] =>
    tally.latest.map(({ updated_at }) => updated_at);
  assert.deepEqual(latest(there), latest(back));
  assert.deepEqual(there.latest, conversations.slice(0, 20));
  assert.equal(NO_TALLY.count, 0);
});

void test('should count a state that nobody knows, and a conversation without statistics', () => {
  const tally = addConversation(NO_TALLY, { ...sample, state: 'archived', statistics: null });
  assert.deepEqual(tally.byState, { ...NO_COUNTS, other: 1 });
  assert.equal(tally.byReply.at(-1), 1);
});

void test('should put a time into its range', () => {
  const cases = [
    [0, '< 5 m'],
    [299, '< 5 m'],
    [300, '5–15 m'],
    [3_599, '15–60 m'],
    [3_600, '1–4 h'],
    [86_400, '> 24 h'],
    [9_999_999, '> 24 h'],
    [null, 'no reply'],
  ] as const;
  for (const [seconds, label] of cases) {
    assert.equal(REPLY_BUCKETS[bucketOf(seconds)]?.label, label);
  }
});

void test('should take the share of the replies, not of the conversations', () => {
  assert.equal(shareWithin([1, 0, 1, 2, 0, 0, 0, 50], 3_600), 0.5);
  assert.equal(shareWithin([0, 0, 0, 0, 0, 0, 0, 50], 3_600), null);
});

void test('should show days without conversations, and none that are too old', () => {
  const one = { ...NO_COUNTS, open: 1 };
  const byDay = new Map([
    [10, one],
    [97, one],
    [100, one],
  ]);
  assert.deepEqual(
    lastDays({ byDay, downTo: 0 }, 4, false).map(({ day, counts }) => [day, counts.open]),
    [
      [97, 1],
      [98, 0],
      [99, 0],
      [100, 1],
    ],
  );
  assert.deepEqual(lastDays({ byDay: new Map(), downTo: 0 }, 4, false), []);
});

void test('should call a day whole once the walk is below its start, or complete', () => {
  const byDay = new Map([[100, { ...NO_COUNTS, open: 1 }]]);
  const whole = (downTo: number, isComplete = false): readonly boolean[] =>
    lastDays({ byDay, downTo }, 3, isComplete).map(({ isWhole }) => isWhole);
  assert.deepEqual(whole(100 * DAY + 1), [false, false, false]);
  // Others of the same second may come.
  assert.deepEqual(whole(100 * DAY), [false, false, false]);
  assert.deepEqual(whole(100 * DAY - 1), [false, false, true]);
  assert.deepEqual(whole(98 * DAY - 1), [true, true, true]);
  assert.deepEqual(whole(100 * DAY + 1, true), [true, true, true]);
});
