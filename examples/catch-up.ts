import { conversations$, type ConversationsOptions } from 'rx-intercom';
import { createTestIntercom } from 'rx-intercom/testing';
import { count, lastValueFrom, tap } from 'rxjs';
import { createProgram } from './terminal/program.ts';

createProgram(
  'npm run example:catch-up',
  'A workspace that is busy while it is walked: what a plain walk misses, and `catchUp` does not.',
).parse();

/** Walks 3,000 conversations while every request finds one of them changed. */
async function walk(options: Partial<ConversationsOptions>): Promise<void> {
  const emitted = new Set<string>();
  let left = 120;
  const intercom = createTestIntercom({
    conversations: 3_000,
    fault: ({ number }) => {
      if (left > 0) intercom.update(String((number * 1_237) % 3_000 || 1));
      left -= 1;
      return undefined;
    },
  });
  const all$ = conversations$({ token: 'test-token', fetch: intercom.fetch, ...options });
  const total = await lastValueFrom(
    all$.pipe(
      tap(({ id }) => emitted.add(id)),
      count(),
    ),
  );
  const lost = intercom.conversations.filter(({ id }) => !emitted.has(id)).length;
  console.log(`catchUp: ${String(options.catchUp ?? false)}, emitted: ${total}, lost: ${lost}`);
}

await walk({});
await walk({
  catchUp: true,
  onComplete: (report) => {
    console.log(report);
  },
});
