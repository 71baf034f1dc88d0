import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { conversations$, type ConversationsOptions, type StreamEvent } from '../../lib/index.ts';
import { createSecrets } from '../../lib/http/secrets.ts';
import { listBody } from '../helpers/list-body.ts';
import { watch, useLiveTime } from '../helpers/live.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

const tokens = ['dG9rOmZpcnN0X3Rva2VuXzE=', 'dG9rOnNlY29uZF90b2tlbl8y', 'dG9rOnRoaXJkX3Rva2VuXzM='];

/** A walk whose token is another one at each attempt, and whose server remembers all of them. */
function rotating(answer: (seen: readonly string[], number: number) => Response) {
  const events: StreamEvent[] = [];
  const seen: string[] = [];
  const options: ConversationsOptions = {
    token: () => tokens[seen.length % tokens.length] ?? '',
    fetch: (_, { headers }) => {
      seen.push(headers['Authorization']?.replace('Bearer ', '') ?? '');
      return Promise.resolve(answer(seen, seen.length));
    },
    retry: { count: 2 },
    events: { next: (event) => events.push(event) },
  };
  return { events, result: watch(conversations$(options)) };
}

describe('a token that a later answer sends back', () => {
  it('should be in no error and no event', async () => {
    const { events, result } = rotating(
      (seen) => new Response(`seen: ${seen.join(', ')}`, { status: 503 }),
    );
    await pass(60_000);
    expect(result.error).toMatchObject({ attempts: 3, status: 503 });
    expect(result.error).toHaveProperty(
      'message',
      expect.stringContaining('(seen: [redacted], [redacted], [redacted])'),
    );
    const shown = inspect([result.error, events], { depth: null }) + JSON.stringify(events);
    for (const token of tokens) expect(shown).not.toContain(token.slice(0, 12));
  });

  it('should not be followed as a cursor', async () => {
    const { result } = rotating((seen, number) =>
      number === 1 ? Response.json(listBody(['1'], 'b')) : Response.json(listBody(['2'], seen[0])),
    );
    await pass(60_000);
    expect(result.error).toMatchObject({ reason: 'pages.next contains the token' });
  });
});

describe('createSecrets', () => {
  it('should leave every text as it is while there is no token', () => {
    const secrets = createSecrets();
    secrets.add(undefined);
    expect(secrets.redact('a text')).toBe('a text');
    expect(secrets.areIn('a text')).toBe(false);
  });

  it('should remember the eight tokens that were added last', () => {
    const secrets = createSecrets();
    const all = Array.from({ length: 9 }, (_, index) => `dG${String(index).repeat(14)}Q=`);
    for (const token of [all[0], ...all, all[1]]) secrets.add(token);
    expect(all.map((token) => secrets.areIn(token))).toEqual([
      false,
      ...Array<boolean>(8).fill(true),
    ]);
    expect(secrets.redact(`${all[0] ?? ''} ${all[1] ?? ''}`)).toBe(`${all[0] ?? ''} [redacted]`);
  });
});
