import { describe, expect, it } from '@jest/globals';
import { redactError } from '../../lib/http/redact-error.ts';
import { createRedactor } from '../../lib/http/redact.ts';

const TOKEN = 'dG9rOnNlY3JldA/+MTow==';
const { redact } = createRedactor(TOKEN);

/** All errors of a copy: itself, its causes and the errors of an `AggregateError`. */
function errorsOf(error: unknown): readonly Error[] {
  if (!(error instanceof Error)) return [];
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...inner].flatMap(errorsOf)];
}

describe('the copy of what fetch throws', () => {
  it('should have its name, message, code and stack, without the token', () => {
    const thrown = Object.assign(new TypeError(`a ${TOKEN}`), {
      name: `b ${TOKEN}`,
      code: `c ${encodeURIComponent(TOKEN)}`,
      stack: `d ${TOKEN}`,
      config: { token: TOKEN },
    });
    const copy = redactError(thrown, redact);
    expect(copy).toBeInstanceOf(Error);
    expect(Object.getOwnPropertyNames(copy).sort()).toStrictEqual([
      'code',
      'message',
      'name',
      'stack',
    ]);
    expect(copy).toMatchObject({
      name: 'b [redacted]',
      message: 'a [redacted]',
      code: 'c [redacted]',
      stack: 'd [redacted]',
    });
  });

  it('should have a copy of its cause', () => {
    const thrown = new TypeError('fetch failed', {
      cause: new RangeError(TOKEN, { cause: TOKEN }),
    });
    expect(redactError(thrown, redact)).toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { name: 'RangeError', message: '[redacted]', cause: { message: '[redacted]' } },
    });
  });

  it('should have copies of the errors of an AggregateError', () => {
    const refused = Object.assign(new Error(`connect to ${TOKEN}`), { code: 'ECONNREFUSED' });
    const thrown = new TypeError('fetch failed', {
      cause: new AggregateError([refused, TOKEN], 'both failed', { cause: `of ${TOKEN}` }),
    });
    const { cause } = redactError(thrown, redact);
    expect(cause).toBeInstanceOf(AggregateError);
    expect(cause).toMatchObject({
      name: 'AggregateError',
      message: 'both failed',
      errors: [
        { message: 'connect to [redacted]', code: 'ECONNREFUSED' },
        { name: 'Error', message: '[redacted]' },
      ],
      cause: { message: 'of [redacted]' },
    });
  });

  it('should end where errors name each other', () => {
    const thrown = new AggregateError([], 'first');
    const second = new Error('second', { cause: thrown });
    thrown.errors.push(thrown, second, second);
    thrown.cause = second;
    const names = errorsOf(redactError(thrown, redact)).map(({ message }) => message);
    expect(names).toStrictEqual(['first', 'second']);
  });

  it.each([
    ['a long chain', (inner: Error) => new Error('x', { cause: inner })],
    ['a wide tree', (inner: Error) => new AggregateError([inner, new Error('y'), new Error('z')])],
  ])('should hold no more than ten errors: %s', (_name, wrap) => {
    let thrown = new Error(TOKEN);
    for (let depth = 0; depth < 50; depth += 1) thrown = wrap(thrown);
    expect(errorsOf(redactError(thrown, redact))).toHaveLength(10);
  });

  it('should end where each cause makes another', () => {
    const endless = (): object => ({
      message: 'again',
      get cause() {
        return endless();
      },
    });
    expect(errorsOf(redactError(endless(), redact))).toHaveLength(10);
  });

  it('should leave out only what cannot be read', () => {
    const unreadable = {
      get message(): string {
        throw new Error(TOKEN);
      },
    };
    const thrown = new AggregateError([unreadable, new Error('readable')], 'both', {
      cause: unreadable,
    });
    const copy = redactError(thrown, redact);
    expect(copy).toMatchObject({
      message: 'both',
      cause: { message: 'fetch threw what cannot be read' },
      errors: [{ message: 'readable' }],
    });
  });

  it.each([
    ['a text', TOKEN, '[redacted]'],
    ['a function', Object.assign(() => undefined, { toString: () => TOKEN }), '[redacted]'],
    ['a symbol', Symbol(TOKEN), 'Symbol([redacted])'],
    ['null', null, 'null'],
    ['nothing', undefined, 'undefined'],
    ['an object', { message: TOKEN }, '[redacted]'],
    ['an object with fields of other types', { message: 7, name: {}, stack: null, code: [] }, ''],
    ['an object whose errors are no list', { message: 'x', errors: TOKEN }, 'x'],
  ])('should be made whatever was thrown: %s', (_name, thrown: unknown, message) => {
    expect(redactError(thrown, redact)).toMatchObject({ name: 'Error', message });
  });
});
