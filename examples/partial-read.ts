import { conversations$ } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { take } from 'rxjs';
import { createProgram } from './terminal/program.ts';

createProgram(
  'npm run example:partial-read',
  'The latest 20 conversations, and not one request more than they need.',
).parse();

const intercom = createTestIntercom({ conversations: 1_000 });

conversations$({ token: 'test-token', fetch: intercom.fetch })
  .pipe(take(20))
  .subscribe({
    next: ({ id, state, source }) => {
      console.log(id.padStart(6), state.padEnd(8), source.author.name ?? source.author.type);
    },
    complete: () => {
      console.log('requests the server saw:');
      for (const { method, url } of intercom.requests) console.log(method, url);
    },
  });
