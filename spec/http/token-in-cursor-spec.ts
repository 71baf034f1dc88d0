import { describe, expect, it } from '@jest/globals';
import {
  conversations$,
  type ConversationsOptions,
  type Fetch,
  type StreamEvent,
} from '../../lib/index.ts';
import { collect } from '../helpers/collect.ts';
import { HOUR, pass, useVirtualTime } from '../helpers/virtual-time.ts';

useVirtualTime();

const token = Buffer.from('tok:01234567_89ab_cdef_0123_456789abcdef:1:0').toString('base64');

describe('a cursor that contains the token', () => {
  const spellings = {
    'as it is': token,
    'in capitals': token.toUpperCase(),
    'in base64': Buffer.from(`["${token}"]`).toString('base64'),
    'in hexadecimal': Buffer.from(token).toString('hex'),
    'inside another text': `page-${token}-2`,
  };
  const loads: Readonly<Record<string, ConversationsOptions>> = {
    'page by page': {},
    'with prefetch': { prefetch: true },
  };

  it.each(
    Object.entries(spellings).flatMap(([spelling, cursor]) =>
      Object.entries(loads).map(([load, options]) => ({ spelling, cursor, load, options })),
    ),
  )('should be asked for by no request: $spelling, $load', async ({ cursor, options }) => {
    const urls: string[] = [];
    // The cursor is known before the rest of the body.
    const body = { pages: { next: { starting_after: cursor } }, conversations: [{ id: '1' }] };
    const fetch: Fetch = (url) => {
      urls.push(url);
      return Promise.resolve(Response.json(body));
    };
    const events: StreamEvent[] = [];
    const next = (event: StreamEvent): void => {
      events.push(event);
    };
    const result = collect(conversations$({ token, fetch, events: { next }, ...options }));
    await pass(HOUR);
    expect(result.error).toMatchObject({
      kind: 'decode',
      reason: 'pages.next contains the token',
    });
    expect(urls).toHaveLength(1);
    expect(JSON.stringify([result.error, events])).not.toContain(cursor);
  });
});
