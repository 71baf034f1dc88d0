import { IntercomClient } from 'intercom-client';
import { conversations$ } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { concatMap, defer, EMPTY, expand } from 'rxjs';
import { createProgram } from '../examples/terminal/program.ts';

createProgram(
  'npm run faults --prefix bench',
  'Shows what each client makes of a fault in the third request: the table of docs/comparison.md.',
).parse();

const third =
  (fault) =>
  ({ number }) =>
    number === 3 ? fault : undefined;
const error = { type: 'error.list', errors: [{ code: 'server_error' }] };

const faults = {
  none: () => undefined,
  '503 once': third({ status: 503, headers: { 'retry-after': '1' } }),
  '200 with an empty body': third({ body: '' }),
  '200 with {}': third({ body: {} }),
  '200 with an error.list': third({ body: error }),
  'connection reset': third({ reset: true }),
  'body cut off': third({ truncate: 100 }),
  '504 for pages of more than ten': ({ perPage }) => (perPage > 10 ? { status: 504 } : undefined),
};

function page$(cursor) {
  return defer(async () => {
    const url = new URL('https://api.intercom.io/conversations?per_page=20');
    if (cursor !== undefined) url.searchParams.set('starting_after', cursor);
    const headers = { Authorization: 'Bearer test-token', 'Intercom-Version': '2.7' };
    const response = await fetch(url.href, { headers });
    return response.json();
  });
}

function collect(source$, count) {
  return new Promise((resolve, reject) => {
    source$.subscribe({ next: count, error: reject, complete: resolve });
  });
}

const clients = {
  'rx-intercom': (count) =>
    collect(conversations$({ token: 'test-token', retry: { initialDelay: 10 } }), count),
  'intercom-client': async (count) => {
    const client = new IntercomClient({ token: 'test-token' });
    for await (const conversation of await client.conversations.list({ per_page: 20 })) {
      count(conversation);
    }
  },
  'own expand': (count) =>
    collect(
      page$().pipe(
        expand(({ pages }) => (pages.next ? page$(pages.next.starting_after) : EMPTY)),
        concatMap(({ conversations }) => conversations),
      ),
      count,
    ),
};

const rows = {};
for (const [name, fault] of Object.entries(faults)) {
  const row = (rows[name] = {});
  for (const [client, read] of Object.entries(clients)) {
    const intercom = createTestIntercom({ conversations: 100, fault });
    globalThis.fetch = intercom.fetch;
    let arrived = 0;
    const end = await read(() => (arrived += 1)).then(
      () => (arrived < 100 ? ', and no error' : ''),
      (error) => `, ${error.name === 'Error' ? error.constructor.name : error.name}`,
    );
    row[client] = `${arrived}${end}`;
  }
}
console.table(rows);
