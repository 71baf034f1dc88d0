import { describe, expect, it, jest } from '@jest/globals';
import { IntercomError, isIntercomError } from '../../lib/errors/intercom-error.ts';
import { TimeoutError } from '../../lib/errors/timeout-error.ts';
import { context } from './context.ts';

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('isIntercomError', () => {
  it('should know the failures of another copy of the package', async () => {
    expect.assertions(8);
    await jest.isolateModulesAsync(async () => {
      const other = await import('../../lib/errors/intercom-error.ts');
      const { TimeoutError: OtherTimeoutError } = await import('../../lib/errors/timeout-error.ts');
      const theirs = new OtherTimeoutError(context, 5);
      expect(other.isIntercomError).not.toBe(isIntercomError);
      expect(theirs).not.toBeInstanceOf(TimeoutError);
      expect(isIntercomError(theirs)).toBe(true);
      expect(theirs).toBeInstanceOf(IntercomError);
      expect(new TimeoutError(context, 5)).toBeInstanceOf(other.IntercomError);
      expect(other.isIntercomError(new TimeoutError(context, 5))).toBe(true);
      expect(other.isIntercomError(theirs)).toBe(true);
      expect(other.isIntercomError(new Error('not ours'))).toBe(false);
    });
  });

  it('should know it by a mark whose name is the same in every version of the package', () => {
    const mark = Symbol.for('rx-intercom.error');
    expect(Reflect.get(new TimeoutError(context, 5), mark)).toBe(true);
    expect(isIntercomError({ [mark]: true })).toBe(true);
  });

  it('should know a failure whose class was minified or whose name was changed', () => {
    const error = Object.assign(new TimeoutError(context, 5), { name: 'X' });
    expect(isIntercomError(error)).toBe(true);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'Request failed with status 429'],
    ['a number', 429],
    ['an object', { kind: 'rate-limit' }],
    ['an array', []],
    ['a function', () => undefined],
    ['an Error', new Error('x')],
    ['a look-alike', Object.assign(new Error('x'), { kind: 'timeout', name: 'TimeoutError' })],
    ['a proxy that was revoked', revoked()],
    ['an AbortError of the platform', new DOMException('x', 'AbortError')],
    ['what JSON leaves of one', JSON.parse(JSON.stringify(new TimeoutError(context, 5)))],
  ])('should refuse %s', (_name, value) => {
    expect(isIntercomError(value)).toBe(false);
    expect(value).not.toBeInstanceOf(IntercomError);
  });

  it('should have a class for instanceof, which makes no errors', () => {
    expect(new TimeoutError(context, 5)).toBeInstanceOf(IntercomError);
    expect(() => Reflect.construct<never[], unknown>(IntercomError as never, [])).toThrow(
      'IntercomError names all failures: use it with instanceof',
    );
  });

  it('should not show its mark among the facts', () => {
    expect(Object.keys(new TimeoutError(context, 5)).sort()).toEqual([
      'attempts',
      'checkpoint',
      'kind',
      'name',
      'request',
      'startingAfter',
      'timeout',
    ]);
  });
});
