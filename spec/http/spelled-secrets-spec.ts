import { describe, expect, it } from '@jest/globals';
import { traces } from '../helpers/traces.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { BEARER, failureWith, TOKEN } from './failure-with.ts';

useVirtualTime();

/** Some of the spellings that servers and what stands before them write. */
const ECHOES: readonly [string, string][] = [
  ['HTML entities', BEARER.replaceAll('=', '&#x3D;').replaceAll('/', '&#x2F;')],
  ['upper-case escapes', BEARER.replaceAll('+', '\\u002B').replaceAll('=', '\\u003D')],
  ['percent-encoding in part', BEARER.replaceAll('=', '%3D')],
  ['percent-encoding twice', encodeURIComponent(encodeURIComponent(BEARER))],
  ['base64 for URLs', BEARER.replaceAll('+', '-').replaceAll('/', '_')],
  ['base64 of the header', Buffer.from(BEARER).toString('base64')],
  ['upper case', BEARER.toUpperCase()],
  ['no padding', BEARER.replaceAll('=', '')],
  ['two lines', `${BEARER.slice(0, 15)}\n ${BEARER.slice(15)}`],
  ['a beginning', BEARER.slice(0, 20)],
];

describe('the token in another spelling', () => {
  it.each(ECHOES)('should not appear in a page of HTML: %s', async (_, echo) => {
    const body = `<pre>authorization: ${echo}</pre>`;
    expect(await failureWith({ status: 502, body })).toMatchObject({
      excerpt: expect.stringMatching(
        /^<pre>authorization: .*\[redacted\].*<\/pre>$|^\[redacted\]$/,
      ),
    });
    expect(traces(await failureWith({ status: 502, body }))).not.toContain(echo.slice(7));
  });

  it.each(ECHOES)('should not appear in an error.list: %s', async (_, echo) => {
    const entry = { code: echo, message: `Bad ${echo}`, field: echo };
    const body = { type: 'error.list', request_id: echo, errors: [entry] };
    const error = await failureWith({ status: 400, body });
    const redacted = expect.stringContaining('[redacted]');
    expect(error).toMatchObject({
      code: redacted,
      requestId: redacted,
      errors: [{ code: redacted, message: redacted, field: redacted }],
    });
    expect(traces(error)).not.toContain(echo.slice(7));
  });

  it.each([
    ['a host', `https://${TOKEN.replace(/\W/g, '')}.evil.example/`],
    ['a host with dots', `https://${TOKEN.replace(/\W/g, '.')}evil.example/`],
  ])('should not appear in a redirect that is refused: %s', async (_, location) => {
    const error = await failureWith({ status: 302, headers: { Location: location } });
    expect(error).toMatchObject({
      kind: 'http',
      message: expect.stringContaining('redirect to [redacted] refused'),
    });
    expect(traces(error).toLowerCase()).not.toContain(TOKEN.slice(0, 12).toLowerCase());
  });
});
