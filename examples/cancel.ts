/** Cancelling: a signal stops the walk and says where, and the walk goes on from there. */
import { conversations$, type IntercomError } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';

const intercom = createTestIntercom({ conversations: 500, latency: 20 });
const options = { token: 'test-token', fetch: intercom.fetch, perPage: 100 };
const received = new Set<string>();

const stop = new AbortController();
setTimeout(() => {
  stop.abort('enough for today');
}, 50);

conversations$({ ...options, signal: stop.signal }).subscribe({
  next: ({ id }) => received.add(id),
  error: (error: IntercomError) => {
    console.log(`${error.name} (${String(error.cause)}) after ${String(received.size)}`);
    console.log(`the request in flight: ${String(intercom.requests.at(-1)?.state)}`);
    resume(error.startingAfter);
  },
});

function resume(startingAfter: string | undefined): void {
  conversations$({ ...options, startingAfter }).subscribe({
    next: ({ id }) => received.add(id),
    complete: () => {
      console.log(`resumed and complete: ${String(received.size)} of 500`);
    },
  });
}
