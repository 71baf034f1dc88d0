import { describe, expect, it } from '@jest/globals';
import { isIntercomError } from '../../lib/errors/intercom-error.ts';
import { InvalidOptionsError } from '../../lib/errors/invalid-options-error.ts';
import type { Checkpoint } from '../../lib/types/checkpoint.ts';

describe('InvalidOptionsError', () => {
  const error = new InvalidOptionsError('perPage', '151', 'an integer from 1 to 150');

  it('should name the option, what it got and what it must be', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('InvalidOptionsError');
    expect(error.kind).toBe('invalid-options');
    expect(error.field).toBe('perPage');
    expect(error.message).toBe(
      'Invalid option perPage: got 151; it must be an integer from 1 to 150',
    );
    expect(isIntercomError(error)).toBe(true);
  });

  it('should have no request, as none was made', () => {
    expect(error.request).toBeNull();
    expect(error.attempts).toBe(0);
    expect(error.startingAfter).toBeUndefined();
  });

  it('should keep the cause where the option is a function that failed', () => {
    const cause = new Error('vault closed');
    const failed = new InvalidOptionsError('token', 'a function that failed', 'text', { cause });
    expect(failed.cause).toBe(cause);
    expect(Object.hasOwn(error, 'cause')).toBe(false);
  });

  it('should show where the walk was when the option failed', () => {
    const checkpoint = { cursor: 'cursor' } as Checkpoint;
    const failed = new InvalidOptionsError('token', 'a function that failed', 'text', {
      checkpoint,
    });
    expect(failed).toMatchObject({ checkpoint, startingAfter: 'cursor' });
    expect(failed.request).toBeNull();
  });

  it('should keep its message and its facts as JSON', () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      message: error.message,
      name: 'InvalidOptionsError',
      kind: 'invalid-options',
      checkpoint: null,
      field: 'perPage',
      request: null,
      attempts: 0,
    });
  });
});
