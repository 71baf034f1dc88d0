import { describe, expect, it } from '@jest/globals';
import { NO_REQUEST } from '../../lib/errors/error-context.ts';
import { HttpError } from '../../lib/errors/http-error.ts';
import type { ResponseDetails } from '../../lib/errors/response-error.ts';

const details: ResponseDetails = {
  status: 502,
  requestId: 'abc',
  rateLimit: { limit: 83, remaining: 82, reset: null, resetIn: null },
  retryAt: new Date(0),
};

describe('HttpError', () => {
  it('should show all that the response said', () => {
    expect(new HttpError(NO_REQUEST, details, 'Bad Gateway')).toMatchObject(details);
  });

  it.each([
    ['the beginning of its body', 'Bad Gateway', undefined, 'Bad Gateway'],
    ['an empty body', '', undefined, 'empty body'],
    ['the reason rather than the body', 'Moved', 'redirect refused', 'redirect refused'],
    ['the reason, without a body', '', 'redirect refused', 'redirect refused'],
  ])('should say %s', (_name, excerpt, reason, shown) => {
    const error = new HttpError(NO_REQUEST, details, excerpt, reason);
    expect(error.message).toBe(`Request failed with status 502 (${shown})`);
    expect(error.excerpt).toBe(excerpt);
  });
});
