import { describe, expect, it } from '@jest/globals';
import { HttpError, isIntercomError } from '../../lib/index.ts';
import { FIRST } from '../helpers/endpoint.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { failure } from './failure.ts';

useVirtualTime();

describe('a refusal without an error.list', () => {
  it.each([301, 400, 401, 403, 404, 429, 500, 501, 502, 599])(
    'should be an HttpError, whatever its status: %i',
    async (status) => {
      const error = await failure({ status, body: '<html>\n <h1>Oh no</h1>\n</html>' });
      expect(error).toBeInstanceOf(HttpError);
      expect(error).toMatchObject({
        name: 'HttpError',
        kind: 'http',
        status,
        excerpt: '<html> <h1>Oh no</h1> </html>',
        message: `Request failed with status ${status} (<html> <h1>Oh no</h1> </html>): GET ${FIRST}`,
        request: { method: 'GET', url: FIRST },
        attempts: 1,
      });
      expect(isIntercomError(error)).toBe(true);
    },
  );

  it.each(['', ' \n '])('should say that the body is empty: %j', async (body) => {
    const error = await failure({ status: 502, body });
    expect(error).toMatchObject({
      excerpt: '',
      message: `Request failed with status 502 (empty body): GET ${FIRST}`,
    });
  });

  it.each([
    ['a JSON object', '{"message":"no"}'],
    ['another type', '{"type":"list","errors":[{"code":"x"}]}'],
    ['a JSON list', '[{"type":"error.list"}]'],
    ['null', 'null'],
    ['half an error.list', '{"type":"error.list","errors":[{"co'],
  ])('should quote what came instead: %s', async (_, body) => {
    const error = await failure({ status: 400, body });
    expect(error).toMatchObject({ kind: 'http', excerpt: body });
  });

  it.each([
    ['200 characters', 'x'.repeat(200), 'x'.repeat(200)],
    ['201 characters', 'x'.repeat(201), `${'x'.repeat(199)}…`],
    ['a megabyte', 'x'.repeat(1_000_000), `${'x'.repeat(199)}…`],
    ['much white space', `a${' \n\t'.repeat(100)}b`, 'a b'],
  ])('should quote no more than 200 characters: %s', async (_, body, excerpt) => {
    const error = await failure({ status: 500, body });
    expect(error).toMatchObject({ excerpt });
  });

  it('should not be taken for a success where a browser hides a redirect', async () => {
    const error = await failure({ status: 0 });
    expect(error).toMatchObject({ kind: 'http', status: 0 });
  });
});
