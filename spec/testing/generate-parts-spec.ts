import { describe, expect, it } from '@jest/globals';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import type { ConversationPart } from '../../lib/types/conversation-part.ts';
import type { ConversationWithParts } from '../../lib/types/conversation-with-parts.ts';
import { ask } from './helpers/ask.ts';

async function retrieve(intercom: TestIntercom, id: string): Promise<ConversationWithParts> {
  const response = await ask(intercom, `/${id}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ConversationWithParts;
}

async function parts(intercom: TestIntercom, id: string): Promise<readonly ConversationPart[]> {
  return (await retrieve(intercom, id)).conversation_parts.conversation_parts;
}

describe('a conversation asked for by its id', () => {
  it('should be the one of the list, with its parts', async () => {
    const intercom = createTestIntercom();
    const { conversation_parts, ...conversation } = await retrieve(intercom, '17');
    expect(conversation).toEqual(intercom.conversations.find(({ id }) => id === '17'));
    expect(conversation_parts.type).toBe('conversation_part.list');
  });

  it('should have one part less than its statistics count, which count the source', async () => {
    const intercom = createTestIntercom({ conversations: 40 });
    const counted = await Promise.all(
      intercom.conversations.map(async ({ id, statistics }) => {
        const { conversation_parts } = await retrieve(intercom, id);
        expect(conversation_parts.conversation_parts).toHaveLength(conversation_parts.total_count);
        return (statistics?.count_conversation_parts ?? 0) - conversation_parts.total_count;
      }),
    );
    expect(new Set(counted)).toEqual(new Set([1]));
  });

  it('should have none without statistics', async () => {
    const intercom = createTestIntercom();
    intercom.update('17', { statistics: null });
    expect((await retrieve(intercom, '17')).conversation_parts).toEqual({
      type: 'conversation_part.list',
      conversation_parts: [],
      total_count: 0,
    });
  });

  it('should come with the latest 500 of more', async () => {
    const intercom = createTestIntercom();
    const statistics = intercom.conversations.find(({ id }) => id === '17')?.statistics;
    if (statistics == null) throw new Error('There are none');
    intercom.update('17', { statistics: { ...statistics, count_conversation_parts: 601 } });
    const { conversation_parts } = await retrieve(intercom, '17');
    expect(conversation_parts.total_count).toBe(600);
    expect(conversation_parts.conversation_parts).toHaveLength(500);
    expect(conversation_parts.conversation_parts.at(-1)?.id).toBe('170600');
  });

  it('should have parts between its start and its last change, oldest first', async () => {
    const intercom = createTestIntercom();
    const { created_at, updated_at } = await retrieve(intercom, '17');
    const times = (await parts(intercom, '17')).map((part) => part.created_at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(created_at);
    expect(times.at(-1)).toBe(updated_at);
  });

  it('should be written by a teammate and the contact in turns', async () => {
    const intercom = createTestIntercom();
    const { source } = await retrieve(intercom, '17');
    const written = await parts(intercom, '17');
    expect(written.length).toBeGreaterThan(2);
    expect(written[0]).toMatchObject({
      type: 'conversation_part',
      part_type: 'comment',
      author: { type: 'admin' },
      attachments: [],
      redacted: false,
    });
    expect(written[1]).toMatchObject({ part_type: 'comment', author: source.author });
    expect(written[2]?.author).toEqual(written[0]?.author);
  });

  it('should be closed by a teammate, without a word, where it is closed', async () => {
    const intercom = createTestIntercom();
    intercom.update('17', { state: 'closed' });
    expect((await parts(intercom, '17')).at(-1)).toMatchObject({
      part_type: 'close',
      body: null,
      author: { type: 'admin' },
    });
    intercom.update('17', { state: 'open' });
    expect((await parts(intercom, '17')).at(-1)).toMatchObject({
      part_type: 'comment',
      body: expect.stringMatching(/^<p>.+<\/p>$/),
    });
  });

  it('should be the same for the same seed, another for another', async () => {
    const first = await parts(createTestIntercom({ seed: 1 }), '17');
    expect(await parts(createTestIntercom({ seed: 1 }), '17')).toEqual(first);
    expect(await parts(createTestIntercom({ seed: 2 }), '17')).not.toEqual(first);
  });

  it('should not be found where there is none', async () => {
    expect((await ask(createTestIntercom({ conversations: 5 }), '/6')).status).toBe(404);
  });

  it('should count against the rate limit, and want the token', async () => {
    const intercom = createTestIntercom({ rateLimit: { limit: 1, window: 10_000 } });
    expect((await ask(intercom, '/17', { authorization: 'Bearer other' })).status).toBe(401);
    expect((await ask(intercom, '/17')).status).toBe(200);
    expect((await ask(intercom, '/17')).status).toBe(429);
  });
});
