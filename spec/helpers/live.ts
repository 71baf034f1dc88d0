import { afterEach } from '@jest/globals';
import type { Observable } from 'rxjs';
import type { Conversation, Fetch } from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { collect, type Collected } from './collect.ts';
import { reversed, rewriting } from './rewriting.ts';
import { NOW, useVirtualTimeStrictly } from './virtual-time.ts';

/** The streams of the present spec: they do not end by themselves. */
const watched: Collected<unknown>[] = [];

/** Puts the specs of the calling file on virtual time, and ends their streams. */
export function useLiveTime(): void {
  // Before the look for timers, so that every spec tells whether unsubscribing leaves one.
  afterEach(() => {
    for (const result of watched.splice(0)) result.unsubscribe();
  });
  useVirtualTimeStrictly();
}

export const MINUTE = 60_000;

/** The second a spec begins in. */
export const BEGIN: number = NOW / 1000;

/** Subscribes until the end of the spec. */
export function watch<T>(source: Observable<T>, onNext?: (value: T) => void): Collected<T> {
  const result = collect(source, onNext);
  watched.push(result);
  return result;
}

/** Milliseconds since the spec began. */
export function now(): number {
  return Date.now() - NOW;
}

/** Changes a conversation in the present second, whatever stands on top. */
export function touch(intercom: TestIntercom, id: string): void {
  intercom.update(id, { updated_at: Math.floor(Date.now() / 1000) });
}

/** What changed when, in seconds since the spec began. */
export function stamps(conversations: readonly Conversation[]): readonly string[] {
  return conversations.map(({ id, updated_at }) => `${id}@${updated_at - BEGIN}`);
}

export function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}

/** Old conversations, with the ids from 1 on and no second in common. */
export function workspace(count: number, options: TestIntercomOptions = {}): TestIntercom {
  const intercom = createTestIntercom({ ...options, conversations: 0 });
  for (let index = 1; index <= count; index += 1) {
    intercom.add({ id: String(index), updated_at: BEGIN - 86_400 + index });
  }
  return intercom;
}

/** When requests came in, in milliseconds since the spec began. */
export function timed(options: TestIntercomOptions = {}): {
  intercom: TestIntercom;
  times: number[];
} {
  const times: number[] = [];
  const fault = (): undefined => {
    times.push(now());
  };
  return { intercom: workspace(9, { ...options, fault }), times };
}

/** Sends the list of a workspace in another order. */
export function reordered(intercom: TestIntercom, isWrong: () => boolean): Fetch {
  return rewriting(intercom, (body) => (isWrong() ? reversed(body) : body));
}
