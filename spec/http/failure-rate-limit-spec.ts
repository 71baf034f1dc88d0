import { describe, expect, it } from '@jest/globals';
import { errorList } from '../helpers/list-body.ts';
import { NOW, useVirtualTime } from '../helpers/virtual-time.ts';
import { failure } from './failure.ts';

useVirtualTime();

describe('the rate limit of a refusal', () => {
  const date = new Date(NOW).toUTCString();
  const reset = NOW / 1000 + 8;
  const headers = {
    date,
    'X-RateLimit-Limit': '167',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(reset),
  };

  it.each([
    ['with', { status: 400, body: errorList('client_error'), headers }],
    ['without', { status: 400, body: 'no', headers }],
  ])('should be carried %s an error.list', async (_, answer) => {
    const error = await failure(answer);
    expect(error).toMatchObject({
      rateLimit: { limit: 167, remaining: 0, reset: new Date(reset * 1000), resetIn: 8_000 },
      retryAt: null,
    });
  });

  it('should be null where there are no headers', async () => {
    const error = await failure({ status: 429, body: errorList('rate_limit_exceeded') });
    expect(error).toMatchObject({ rateLimit: null, retryAt: null });
  });

  it.each([
    ['with', errorList('rate_limit_exceeded')],
    ['without', '<html>slow down</html>'],
  ])('should say when to come back after a 429 %s an error.list', async (_, body) => {
    const error = await failure({ status: 429, body, headers });
    expect(error).toMatchObject({ status: 429, retryAt: new Date(NOW + 8_000) });
  });

  it('should say when to come back on this machine’s clock', async () => {
    const skew = 5 * 3_600_000;
    const error = await failure({
      status: 429,
      body: errorList('rate_limit_exceeded'),
      headers: {
        ...headers,
        date: new Date(NOW - skew).toUTCString(),
        'X-RateLimit-Reset': String((NOW - skew) / 1000 + 8),
      },
    });
    expect(error).toMatchObject({
      retryAt: new Date(NOW + 8_000),
      rateLimit: { resetIn: 8_000, reset: new Date(NOW - skew + 8_000) },
    });
  });

  it('should say when to come back where any other refusal says so', async () => {
    const answer = { status: 503, body: '', headers: { 'Retry-After': '30' } };
    const error = await failure(answer);
    expect(error).toMatchObject({ kind: 'http', retryAt: new Date(NOW + 30_000) });
  });
});
