import { getEventListeners } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import { NEVER, Subject } from 'rxjs';
import { takeUntilAborted } from '../../lib/operators/take-until-aborted.ts';

/** A signal whose listeners can be counted. */
function observedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  return {
    controller,
    signal,
    add: jest.spyOn(signal, 'addEventListener'),
    remove: jest.spyOn(signal, 'removeEventListener'),
    listeners: () => getEventListeners(signal, 'abort').length,
  };
}

describe('the listener of takeUntilAborted', () => {
  it('should listen once for each subscription, and not before', () => {
    const { signal, listeners } = observedSignal();
    const result = NEVER.pipe(takeUntilAborted(signal));
    expect(listeners()).toBe(0);
    const first = result.subscribe();
    expect(listeners()).toBe(1);
    const second = result.subscribe();
    expect(listeners()).toBe(2);
    first.unsubscribe();
    expect(listeners()).toBe(1);
    second.unsubscribe();
    expect(listeners()).toBe(0);
  });

  it.each<[string, (source: Subject<string>, controller: AbortController) => void]>([
    [
      'completes',
      (source) => {
        source.complete();
      },
    ],
    [
      'fails',
      (source) => {
        source.error(new Error('own'));
      },
    ],
    [
      'is aborted',
      (_source, controller) => {
        controller.abort();
      },
    ],
  ])('should remove its one listener when the stream %s', (_name, end) => {
    const { controller, signal, add, remove, listeners } = observedSignal();
    const source = new Subject<string>();
    source.pipe(takeUntilAborted(signal)).subscribe({ error: () => undefined });
    source.next('a');
    source.next('b');
    expect(listeners()).toBe(1);
    end(source, controller);
    expect(listeners()).toBe(0);
    expect(source.observed).toBe(false);
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove.mock.calls).toEqual([add.mock.calls[0]]);
  });

  it('should remove its one listener when unsubscribed', () => {
    const { signal, add, remove, listeners } = observedSignal();
    const source = new Subject<string>();
    const subscription = source.pipe(takeUntilAborted(signal)).subscribe();
    expect(listeners()).toBe(1);
    subscription.unsubscribe();
    expect(listeners()).toBe(0);
    expect(source.observed).toBe(false);
    expect(remove.mock.calls).toEqual([add.mock.calls[0]]);
  });

  it('should not listen to a signal that is already aborted', () => {
    const add = jest.fn();
    const signal = Object.assign(AbortSignal.abort(), { addEventListener: add });
    const onError = jest.fn();
    NEVER.pipe(takeUntilAborted(signal)).subscribe({ error: onError });
    expect(onError).toHaveBeenCalledTimes(1);
    expect(add).not.toHaveBeenCalled();
  });
});
