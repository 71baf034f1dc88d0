import { describe, expect, it } from '@jest/globals';
import { FIRST } from '../helpers/endpoint.ts';
import { errorList } from '../helpers/list-body.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { failure } from './failure.ts';

useVirtualTime();

describe('a 401', () => {
  const unauthorized = { status: 401, body: errorList('unauthorized', 'Access Token Invalid') };
  const hint = (regions: string): string =>
    ` (if the workspace is hosted in another region, set region to ${regions})`;

  it.each([
    ['us', 'https://api.intercom.io', "'eu' or 'au'"],
    ['eu', 'https://api.eu.intercom.io', "'us' or 'au'"],
    ['au', 'https://api.au.intercom.io', "'us' or 'eu'"],
  ] as const)('should hint at the other regions than %s', async (region, host, others) => {
    const reason = 'Request failed with status 401 (unauthorized: Access Token Invalid)';
    const message = `${reason}: GET ${host}/conversations?per_page=20${hint(others)}`;
    expect(await failure(unauthorized, { region })).toMatchObject({ message });
    const baseUrl = `${host}/`;
    expect(await failure(unauthorized, { baseUrl })).toMatchObject({ message });
  });

  it('should not hint behind another base URL', async () => {
    const error = await failure(unauthorized, { baseUrl: 'https://proxy.example' });
    expect(error).toMatchObject({
      kind: 'unauthorized',
      message:
        'Request failed with status 401 (unauthorized: Access Token Invalid): ' +
        'GET https://proxy.example/conversations?per_page=20',
    });
  });

  it.each(['token_unauthorized', 'token_expired', 'token_revoked'])(
    'should not hint where the region is not the reason: %s',
    async (code) => {
      const error = await failure({ status: 401, body: errorList(code) });
      expect(error).toMatchObject({
        kind: 'unauthorized',
        message: `Request failed with status 401 (${code}): GET ${FIRST}`,
      });
    },
  );

  it('should not hint without an error.list', async () => {
    const error = await failure({ status: 401, body: 'who are you' });
    expect(error).toMatchObject({
      kind: 'http',
      message: `Request failed with status 401 (who are you): GET ${FIRST}`,
    });
  });

  it('should leave other statuses without a hint', async () => {
    const error = await failure({ status: 403, body: errorList('unauthorized') });
    expect(error).toMatchObject({
      kind: 'forbidden',
      message: `Request failed with status 403 (unauthorized): GET ${FIRST}`,
    });
  });
});
