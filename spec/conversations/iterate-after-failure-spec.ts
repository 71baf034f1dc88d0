import { describe, expect, it } from '@jest/globals';
import { iterateConversations, type Conversation } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

describe('an iterator that goes on after a failure', () => {
  it('should catch up as if nothing had happened', async () => {
    const intercom = createTestIntercom({
      conversations: 100,
      fault: ({ number }) => {
        if (number === 3) intercom.update('1');
        return number === 4 || number === 8 ? { status: 404 } : undefined;
      },
    });
    const rows = iterateConversations({ ...optionsFor(intercom), catchUp: true });
    const seen: Conversation[] = [];
    let failures = 0;
    for (;;) {
      const result = await rows.next().catch(() => undefined);
      if (result === undefined) failures += 1;
      else if (result.done) break;
      else seen.push(result.value);
    }
    expect(failures).toBe(2);
    expect(new Map(seen.map((row) => [row.id, row]))).toEqual(
      new Map(intercom.conversations.map((row) => [row.id, row])),
    );
    expect(seen).toHaveLength(100);
  });
});

describe('the limiter of an iterator', () => {
  it('should outlive a failure, also where the option is undefined', async () => {
    const intercom = createTestIntercom({
      conversations: 10,
      fault: ({ number }) =>
        number === 1 ? { status: 429, headers: { 'retry-after': '5' } } : undefined,
    });
    const options = { ...optionsFor(intercom), rateLimiter: undefined, retry: false } as const;
    const rows = iterateConversations(options);
    await expect(rows.next()).rejects.toMatchObject({ kind: 'rate-limit' });
    const second = rows.next();
    await pass(4_000);
    expect(intercom.requests).toHaveLength(1);
    await pass(2_000);
    expect(await second).toMatchObject({ done: false });
  });
});
