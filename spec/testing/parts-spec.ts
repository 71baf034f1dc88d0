import { describe, expect, it } from '@jest/globals';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import type { ConversationPart } from '../../lib/types/conversation-part.ts';
import type { ConversationWithParts } from '../../lib/types/conversation-with-parts.ts';
import { ask, askPage, readErrors } from './helpers/ask.ts';

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

  it('should be a deletion away from not being found', async () => {
    const intercom = createTestIntercom();
    expect((await ask(intercom, '/17')).status).toBe(200);
    intercom.remove('17');
    const response = await ask(intercom, '/17');
    expect(response.status).toBe(404);
    expect(await readErrors(response)).toMatchObject({ errors: [{ code: 'not_found' }] });
  });

  it('should be recorded as such', async () => {
    const intercom = createTestIntercom();
    await ask(intercom, '/17');
    expect(intercom.requests).toMatchObject([{ endpoint: 'retrieve', status: 200 }]);
  });
});

describe('the parts option', () => {
  it.each([false, true])('should say how many there are, light: %s', async (light) => {
    const parts = (id: string) => (id === '17' ? 1200 : undefined);
    const intercom = createTestIntercom({ parts, light });
    const { conversation_parts, statistics } = await retrieve(intercom, '17');
    expect(conversation_parts.total_count).toBe(1200);
    expect(conversation_parts.conversation_parts).toHaveLength(500);
    expect(conversation_parts.conversation_parts[0]?.id).toBe('170701');
    expect(conversation_parts.conversation_parts.at(-1)?.id).toBe('171200');
    expect(statistics?.count_conversation_parts).toBe(1201);
    expect((await askPage(intercom, '?per_page=150')).conversations).toContainEqual(
      intercom.conversations.find(({ id }) => id === '17'),
    );
  });

  it('should say it of conversations that are added, too', async () => {
    const intercom = createTestIntercom({ conversations: 0, parts: () => 3 });
    const { id, statistics } = intercom.add();
    expect(statistics?.count_conversation_parts).toBe(4);
    expect(await parts(intercom, id)).toHaveLength(3);
  });

  it('should leave the others to the seed', () => {
    const plain = createTestIntercom();
    const intercom = createTestIntercom({ parts: () => undefined });
    expect(intercom.conversations).toEqual(plain.conversations);
  });

  it('should refuse what is no number of parts', () => {
    const intercom = createTestIntercom({ parts: () => -1 });
    expect(() => intercom.conversations).toThrow(
      new RangeError('Invalid option parts: got -1; it must be a whole number from 0'),
    );
  });
});

describe('display_as=plaintext', () => {
  it('should strip the HTML of the source and of the parts', async () => {
    const intercom = createTestIntercom({ parts: () => 40 });
    const entity = /<|&(?:nbsp|mdash|amp);/;
    const body = '<p class="no-margin">50&nbsp;% of the <b>plan</b> &amp; more</p>\n<p>ok</p>';
    const { source } = await retrieve(intercom, '17');
    intercom.update('17', { source: { ...source, subject: '<p>Hi</p>', body } });
    const plain = await retrieve(intercom, '17?display_as=plaintext');
    const html = await retrieve(intercom, '17');

    expect(html.source).toMatchObject({ subject: '<p>Hi</p>', body });
    expect(plain.source).toMatchObject({ subject: 'Hi', body: '50 % of the plan & more\nok' });
    expect(html.conversation_parts.conversation_parts[0]?.body).toMatch(/^<p>/);
    for (const part of plain.conversation_parts.conversation_parts) {
      expect(part.body ?? '').not.toMatch(entity);
    }
  });

  it('should leave out what is not there, and ignore other ways', async () => {
    const intercom = createTestIntercom();
    const { source } = await retrieve(intercom, '17');
    intercom.update('17', { state: 'closed', source: { ...source, body: null } });
    const plain = await retrieve(intercom, '17?display_as=plaintext');

    expect(plain.source.body).toBeNull();
    expect(plain.conversation_parts.conversation_parts.at(-1)?.body).toBeNull();
    expect(await retrieve(intercom, '17?display_as=html')).toEqual(await retrieve(intercom, '17'));
  });
});
