import { describe, expect, it } from '@jest/globals';
import { createTestIntercom, type Fault, type TestRequest } from '../../lib/testing/index.ts';
import { ask, askPage, readErrors } from './helpers/ask.ts';

const faulty = (fault: Fault) =>
  createTestIntercom({
    conversations: 3,
    fault: ({ number }) => (number === 1 ? fault : undefined),
  });

describe('a script', () => {
  it('should be asked once for every request, after it was recorded', async () => {
    const asked: TestRequest[] = [];
    const intercom = createTestIntercom({
      conversations: 1,
      fault: (request) => {
        expect(intercom.requests).toContain(request);
        expect(request.state).toBe('open');
        asked.push(request);
        return undefined;
      },
    });
    await Promise.all([ask(intercom), ask(intercom, '', { authorization: 'x' }), ask(intercom)]);

    expect(asked).toEqual(intercom.requests);
    expect(asked.map(({ number, status }) => [number, status])).toEqual([
      [1, 200],
      [2, 401],
      [3, 200],
    ]);
  });

  it('should fail the request when it throws', async () => {
    const error = new Error('mistake in the script');
    const intercom = createTestIntercom({
      fault: () => {
        throw error;
      },
    });

    await expect(ask(intercom)).rejects.toBe(error);
    expect(intercom.requests[0]?.state).toBe('failed');
  });

  it('should leave other requests alone', async () => {
    const intercom = faulty({ status: 500 });

    expect((await ask(intercom)).status).toBe(500);
    expect((await ask(intercom)).status).toBe(200);
  });
});

describe('a status', () => {
  it.each([
    [400, 'bad_request', 'Bad Request'],
    [401, 'unauthorized', 'Access Token Invalid'],
    [402, 'client_error', 'The request could not be processed'],
    [403, 'api_plan_restricted', 'Active subscription needed.'],
    [404, 'not_found', 'Resource Not Found'],
    [405, 'action_forbidden', 'Action Forbidden'],
    [
      406,
      'media_type_not_acceptable',
      'The Accept header should send a media type of application/json',
    ],
    [408, 'request_timeout', 'Request Timeout'],
    [409, 'conflict', 'Conflict'],
    [422, 'unprocessable_entity', 'Unprocessable Entity'],
    [429, 'rate_limit_exceeded', 'Exceeded rate limit of 1667 in 10_seconds'],
    [500, 'server_error', 'Server Error'],
    [502, 'server_error', 'Server Error'],
    [503, 'service_unavailable', 'Service Unavailable'],
    [504, 'server_error', 'Server Error'],
  ])('should come as %i with the code %s, and say: %s', async (status, code, message) => {
    const intercom = faulty({ status });
    const response = await ask(intercom);

    expect(response.status).toBe(status);
    expect(await readErrors(response)).toMatchObject({
      type: 'error.list',
      errors: [{ code, message }],
    });
    expect(intercom.requests[0]).toMatchObject({ status, state: 'answered' });
  });

  it('should name the limit when it is 429, and the limit there is', async () => {
    const messageOf = async (rateLimit: { limit: number; window: number } | null) => {
      const intercom = createTestIntercom({ rateLimit, fault: () => ({ status: 429 }) });
      return (await readErrors(await ask(intercom))).errors[0]?.message;
    };

    expect(await messageOf({ limit: 83, window: 10_000 })).toBe(
      'Exceeded rate limit of 83 in 10_seconds',
    );
    expect(await messageOf(null)).toBe('Exceeded rate limit');
  });

  it('should keep the normal body below 400', async () => {
    const response = await ask(faulty({ status: 203 }));

    expect(response.status).toBe(203);
    expect(await response.json()).toHaveProperty('conversations');
  });

  it.each([204, 205, 304])('should have no body with %i', async (status) => {
    const intercom = faulty({ status });
    const response = await ask(intercom);

    expect(response.body).toBeNull();
    expect(await response.text()).toBe('');
    expect(intercom.requests[0]).toMatchObject({ status, state: 'answered' });
  });

  it('should reject when no response can have it', async () => {
    const intercom = faulty({ status: 999 });

    await expect(ask(intercom)).rejects.toMatchObject({ name: 'RangeError' });
    expect(intercom.requests[0]).toMatchObject({ status: undefined, state: 'failed' });
  });

  it('should count in the window, and be told so', async () => {
    const rateLimit = { limit: 2, window: 3_600_000 };
    const intercom = createTestIntercom({
      rateLimit,
      fault: ({ number }) => (number < 3 ? { status: 500 } : undefined),
    });
    const first = await ask(intercom);
    await ask(intercom);

    expect(first.headers.get('x-ratelimit-remaining')).toBe('2');
    expect((await ask(intercom)).status).toBe(429);
  });

  it('should not be told about the limit without the token', async () => {
    const response = await ask(faulty({ status: 500 }), '', { authorization: 'x' });

    expect(response.headers.has('x-ratelimit-limit')).toBe(false);
  });
});

describe('headers', () => {
  it('should be added, replaced and left out', async () => {
    const headers = { 'Retry-After': '7', 'X-RateLimit-Remaining': '0', Date: null };
    const response = await ask(faulty({ status: 429, headers }));

    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(response.headers.get('x-ratelimit-limit')).toBe('1667');
    expect(response.headers.has('date')).toBe(false);
  });

  it('should change the normal answer when they come alone', async () => {
    const response = await ask(faulty({ headers: { 'X-RateLimit-Remaining': '1' } }));

    expect(response.status).toBe(200);
    expect(response.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(await response.json()).toHaveProperty('total_count', 3);
  });
});

describe('a body', () => {
  it('should be sent as it is when it is a string', async () => {
    const fault = { status: 403, headers: { 'Content-Type': 'text/html' }, body: '<h1>403</h1>' };
    const response = await ask(faulty(fault));

    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await response.text()).toBe('<h1>403</h1>');
  });

  it('should be sent as JSON when it is anything else', async () => {
    expect(await askPage(faulty({ body: { data: [] } }))).toEqual({ data: [] });
    expect(await askPage(faulty({ body: null }))).toBeNull();
  });

  it('should be empty when it is the empty string', async () => {
    const response = await ask(faulty({ body: '' }));

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('a reset', () => {
  it('should reject as the platform does', async () => {
    const intercom = faulty({ reset: true });
    const error: unknown = await ask(intercom).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNRESET', message: 'read ECONNRESET' },
    });
    expect(intercom.requests[0]).toMatchObject({ status: undefined, state: 'failed' });
  });
});

describe('a truncation', () => {
  it.each([0, 100])('should break the body off after %i bytes', async (truncate) => {
    const intercom = faulty({ truncate });
    const response = await ask(intercom);
    expect(intercom.requests[0]).toMatchObject({ status: 200, state: 'open' });

    let received = 0;
    const everything = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) received += chunk.length;
    };
    await expect(everything()).rejects.toMatchObject({
      message: 'terminated',
      cause: { code: 'ECONNRESET' },
    });
    expect(received).toBe(truncate);
    expect(intercom.requests[0]?.state).toBe('failed');
  });

  it('should reject whoever reads the body as a whole', async () => {
    const response = await ask(faulty({ truncate: 100 }));

    await expect(response.json()).rejects.toBeInstanceOf(TypeError);
  });
});

describe('a fault that cannot be', () => {
  it.each<[Fault, string]>([
    [{ latency: -1 }, 'fault.latency: got -1; it must be milliseconds from 0'],
    [{ latency: NaN }, 'fault.latency: got NaN; it must be milliseconds from 0'],
    [{ truncate: -5 }, 'fault.truncate: got -5; it must be a whole number from 0'],
    [{ truncate: 0.5 }, 'fault.truncate: got 0.5; it must be a whole number from 0'],
  ])('should fail the request: %j', async (fault, message) => {
    const intercom = faulty(fault);

    await expect(ask(intercom)).rejects.toThrow(new RangeError(`Invalid option ${message}`));
    expect(intercom.requests[0]?.state).toBe('failed');
  });
});
