import { describe, expect, it } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { ask, bearer, readErrors } from './helpers/ask.ts';

const base = 'https://api.intercom.io';

describe('every answer', () => {
  it('should carry date, request id, type and version', async () => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 1_522_849_871_500;
    const { headers } = await ask(createTestIntercom({ scheduler }));

    expect(headers.get('date')).toBe('Wed, 04 Apr 2018 13:51:11 GMT');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-v]{20}$/);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('intercom-version')).toBe('2.7');
  });

  it('should carry another request id each time, the same ones for the same seed', async () => {
    const idsOf = async (seed: number): Promise<unknown[]> => {
      const intercom = createTestIntercom({ seed, conversations: 1 });
      const answers = [await ask(intercom), await ask(intercom)];
      return answers.map(({ headers }) => headers.get('x-request-id'));
    };
    const [first, second] = await idsOf(1);

    expect(first).not.toBe(second);
    expect(await idsOf(1)).toEqual([first, second]);
    expect(await idsOf(2)).not.toEqual([first, second]);
  });

  it('should name the request in the body of a refusal as in the header', async () => {
    const response = await ask(createTestIntercom(), '?per_page=0');

    expect(await readErrors(response)).toEqual({
      type: 'error.list',
      request_id: response.headers.get('x-request-id'),
      errors: [{ code: 'parameter_invalid', message: 'Per Page is invalid' }],
    });
  });
});

describe('the path', () => {
  it.each(['/conversations', '/proxy/v1/conversations', '/conversations?per_page=1'])(
    'should be found at %s',
    async (path) => {
      const { fetch } = createTestIntercom();

      expect((await fetch(base + path, { headers: bearer })).status).toBe(200);
    },
  );

  it.each([
    ['GET', '/contacts'],
    ['GET', '/conversations/'],
    ['GET', '/conversations/1/parts'],
    ['POST', '/conversations/1'],
    ['GET', '/'],
    ['POST', '/conversations'],
    ['DELETE', '/conversations'],
  ])('should not be found with %s %s', async (method, path) => {
    const { fetch } = createTestIntercom();
    const response = await fetch(base + path, { method, headers: bearer });

    expect(response.status).toBe(404);
    expect(await readErrors(response)).toMatchObject({
      type: 'error.list',
      errors: [{ code: 'not_found', message: 'Resource Not Found' }],
    });
  });
});

describe('Accept', () => {
  it.each([
    'application/json',
    '*/*',
    'application/*',
    'text/html, Application/JSON;q=0.9',
    'application/vnd.intercom.3+json',
    'application/vnd.intercom.10+json',
  ])('should be satisfied with %s', async (accept) => {
    expect((await ask(createTestIntercom(), '', { accept })).status).toBe(200);
  });

  it.each(['text/html', 'application/xml', 'application/jsonp', 'text/json', 'x-application/json'])(
    'should refuse %s, without a request id in the body',
    async (accept) => {
      const response = await ask(createTestIntercom(), '', { accept });

      expect(response.status).toBe(406);
      expect(response.headers.has('x-request-id')).toBe(true);
      expect(await readErrors(response)).toEqual({
        type: 'error.list',
        errors: [
          {
            code: 'media_type_not_acceptable',
            message: 'The Accept header should send a media type of application/json',
          },
        ],
      });
    },
  );
});

describe('the token', () => {
  it.each([
    ['another token', 'Bearer other'],
    ['another scheme', 'Basic test-token'],
    ['a scheme that ends alike', 'Forbearer test-token'],
    ['more than the token', 'Bearer test-token2'],
    ['nothing', ''],
  ])('should be refused as %s, and not be told about the limit', async (_, authorization) => {
    const response = await ask(createTestIntercom(), '', { authorization });

    expect(response.status).toBe(401);
    expect(await readErrors(response)).toMatchObject({
      errors: [{ code: 'unauthorized', message: 'Access Token Invalid' }],
    });
    expect([...response.headers.keys()].join()).not.toContain('ratelimit');
  });

  it('should be refused when there is none', async () => {
    const { fetch } = createTestIntercom();

    expect((await fetch(`${base}/conversations`)).status).toBe(401);
  });

  it.each(['Bearer my token', 'bearer my token'])('should let "%s" in', async (authorization) => {
    const intercom = createTestIntercom({ token: 'my token' });

    expect((await ask(intercom, '', { authorization })).status).toBe(200);
    expect((await ask(intercom)).status).toBe(401);
  });
});

describe('the version', () => {
  it('should be the one the header asks for', async () => {
    const response = await ask(createTestIntercom(), '', { 'Intercom-Version': '2.11' });

    expect(response.headers.get('intercom-version')).toBe('2.11');
  });

  it("should be the app's own when no header asks", async () => {
    const response = await ask(createTestIntercom({ version: '1.4' }));

    expect(response.headers.get('intercom-version')).toBe('1.4');
    expect(await response.json()).toHaveProperty('pages.next', expect.any(String));
  });

  it('should be refused when there is none such', async () => {
    const response = await ask(createTestIntercom(), '', { 'Intercom-Version': '2.99' });

    expect(response.status).toBe(400);
    expect(response.headers.get('intercom-version')).toBe('2.7');
    expect(await readErrors(response)).toMatchObject({
      errors: [
        {
          code: 'intercom_version_invalid',
          message: 'The requested version could not be found',
        },
      ],
    });
  });
});

describe('the rate limit', () => {
  const kit = () => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = 1_522_849_871_000;
    const rateLimit = { limit: 2, window: 10_000 };
    return { scheduler, intercom: createTestIntercom({ scheduler, rateLimit, conversations: 1 }) };
  };

  it('should be told with every answer', async () => {
    const { intercom } = kit();
    const tell = async (query: string): Promise<(string | null)[]> => {
      const { headers } = await ask(intercom, query);
      const names = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'];
      return names.map((name) => headers.get(name));
    };

    expect(await tell('')).toEqual(['2', '2', '1522849880']);
    expect(await tell('?per_page=0')).toEqual(['2', '1', '1522849880']);
    expect(await tell('')).toEqual(['2', '0', '1522849880']);
  });

  it('should refuse what is above it until the window ends', async () => {
    const { intercom, scheduler } = kit();
    await ask(intercom);
    await ask(intercom);
    const refused = await ask(intercom);

    expect(refused.status).toBe(429);
    expect(refused.headers.has('retry-after')).toBe(false);
    expect(await readErrors(refused)).toEqual({
      type: 'error.list',
      request_id: refused.headers.get('x-request-id'),
      errors: [{ code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 2 in 10_seconds' }],
    });

    scheduler.frame = 1_522_849_880_000;
    expect((await ask(intercom)).status).toBe(200);
  });

  it('should not count requests without the token', async () => {
    const { intercom } = kit();
    for (let tries = 0; tries < 5; tries += 1) await ask(intercom, '', { authorization: 'x' });

    expect((await ask(intercom)).headers.get('x-ratelimit-remaining')).toBe('2');
  });

  it('should be 1667 in ten seconds unless told otherwise', async () => {
    const { headers } = await ask(createTestIntercom());

    expect(headers.get('x-ratelimit-limit')).toBe('1667');
    expect(Number(headers.get('x-ratelimit-reset')) % 10).toBe(0);
  });

  it('should be neither kept nor told when there is none', async () => {
    const intercom = createTestIntercom({ rateLimit: null, conversations: 1 });
    const { headers } = await ask(intercom);

    expect([...headers.keys()].join()).not.toContain('ratelimit');
  });
});
