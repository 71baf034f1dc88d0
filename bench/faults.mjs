import { createTestIntercom } from 'rx-intercom/testing';
import { createProgram } from '../examples/terminal/program.ts';
import { textbook } from './clients/expand.mjs';
import { plain } from './clients/library.mjs';
import { token } from './clients/request.mjs';
import { list } from './clients/sdk.mjs';

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

const clients = { 'rx-intercom': plain, 'intercom-client': list, 'own expand': textbook };
const work = { baseUrl: 'https://api.intercom.io', perPage: 20 };

const rows = {};
for (const [name, fault] of Object.entries(faults)) {
  const row = (rows[name] = {});
  for (const [client, read] of Object.entries(clients)) {
    const intercom = createTestIntercom({ conversations: 100, token, fault });
    globalThis.fetch = intercom.fetch;
    let arrived = 0;
    const consumer = { every: 0, due: () => false, take: () => (arrived += 1) };
    const end = await read(work, consumer).then(
      () => (arrived < 100 ? ', and no error' : ''),
      (error) => `, ${error.name === 'Error' ? error.constructor.name : error.name}`,
    );
    row[client] = `${arrived}${end}`;
  }
}
console.table(rows);
