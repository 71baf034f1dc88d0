import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Observable } from 'rxjs';
import { takeUntil, timer } from 'rxjs';
import { conversationUpdates$, type ConversationsOptions, type Fetch } from '../../lib/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import { ways } from '../helpers/ways.ts';
import { createLog } from './create-log.ts';
import { openWorkspace } from './open-workspace.ts';

const TOKEN = 'dG9rOmEtdmVyeS1zZWNyZXQtdG9rZW4';

describe('the token', () => {
  useVirtualTime();

  const live = (options: ConversationsOptions): Observable<unknown> =>
    conversationUpdates$({ ...options, since: 0 }).pipe(takeUntil(timer(120_000)));

  it.each(Object.entries({ ...ways, conversationUpdates$: live }))(
    'should be in no event of %s, whatever fails',
    async (_, walk) => {
      const intercom = openWorkspace({
        token: TOKEN,
        rateLimit: { limit: 5, window: 10_000 },
        fault: ({ number }) => {
          const headers = { 'x-request-id': TOKEN };
          switch (number) {
            case 2:
              return { status: 503, headers, body: `<p>Authorization: Bearer ${TOKEN}</p>` };
            case 3:
              return { status: 500, headers };
            case 4:
              return { body: `{"Bearer ${TOKEN}"` };
            case 5:
              return { status: 429, headers };
            default:
              return undefined;
          }
        },
      });
      let calls = 0;
      /** As bad as a `fetch` may be: it puts its request on what it throws. */
      const fetch: Fetch = async (url, init) => {
        calls += 1;
        if (calls !== 1) return intercom.fetch(url, init);
        const cause = Object.assign(new Error(`sent ${TOKEN}`), { init });
        throw Object.assign(new TypeError(`fetch failed for Bearer ${TOKEN}`, { cause }), { init });
      };
      const { observer, events } = createLog();
      const token = () => Promise.resolve(TOKEN);
      await runToEnd(
        walk({ token, fetch, random: () => 0.5, retry: { count: 9 }, events: observer }),
      );
      const kinds = new Set(events.map(({ kind }) => kind));
      expect([...kinds]).toEqual(expect.arrayContaining(['request', 'response', 'retry', 'page']));
      expect(events.filter(({ kind }) => kind === 'retry').length).toBeGreaterThanOrEqual(5);
      const shown = events.map((event) => {
        const error = event.kind === 'retry' ? (event.error as Error) : undefined;
        const seen = inspect(event, { depth: Infinity, showHidden: true });
        return [JSON.stringify(event), seen, error?.stack, String(error?.cause)].join('\n');
      });
      expect(shown.filter((text) => text.includes(TOKEN))).toStrictEqual([]);
    },
  );
});
