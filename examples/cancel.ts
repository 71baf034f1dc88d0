import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversations$, type Checkpoint, type IntercomError } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { createProgram } from './terminal/program.ts';

createProgram(
  'npm run example:cancel',
  'Cancelling: a signal stops the walk, and a checkpoint in a file says where it goes on.',
).parse();

const intercom = createTestIntercom({ conversations: 500, latency: 20 });
const options = { token: 'test-token', fetch: intercom.fetch, perPage: 100 };
const file = join(tmpdir(), `cancelled-walk-${String(process.pid)}.json`);
const received = new Set<string>();

const stop = new AbortController();
setTimeout(() => {
  stop.abort('enough for today');
}, 150);

conversations$({ ...options, signal: stop.signal }).subscribe({
  next: ({ id }) => received.add(id),
  error: (error: IntercomError) => {
    console.log(`${error.name} (${String(error.cause)}) after ${String(received.size)}`);
    console.log(`the request in flight: ${String(intercom.requests.at(-1)?.state)}`);
    writeFileSync(file, JSON.stringify(error.checkpoint));
    resume();
  },
});

/** As the next start of a program would. */
function resume(): void {
  const resumeFrom = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
  rmSync(file);
  conversations$({ ...options, resumeFrom }).subscribe({
    next: ({ id }) => received.add(id),
    complete: () => {
      console.log(`resumed and complete: ${String(received.size)} of 500`);
    },
  });
}
