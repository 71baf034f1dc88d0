import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createComplete } from '../../lib/testing/create-complete.ts';
import { generateConversation } from '../../lib/testing/generate-conversation.ts';
import { generateRows } from '../../lib/testing/generate-rows.ts';

const newest = Date.UTC(2026, 0, 1) / 1000;
const completeOf = (seed: number, light = false) =>
  createComplete({ seed, light, parts: () => undefined });
const generateConversations = (seed: number, count: number) =>
  generateRows(seed, count).map(completeOf(seed));
const many = generateConversations(1, 2000);

/** How many conversations there are of each value. */
const countBy = (read: (conversation: (typeof many)[number]) => unknown): Map<unknown, number> => {
  const counts = new Map<unknown, number>();
  for (const conversation of many) {
    const value = read(conversation);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
};

describe('generated conversations', () => {
  it('should give the same conversations for the same seed only', () => {
    expect(generateConversations(1, 50)).toEqual(generateConversations(1, 50));
    expect(generateConversations(1, 50)).not.toEqual(generateConversations(2, 50));
  });

  it('should give what it gave before: specs elsewhere may rely on the data of a seed', () => {
    const digest = createHash('sha256').update(JSON.stringify(many)).digest('hex');

    expect(digest).toBe('b0f42193a67ca01a24c2c443cb751ca800dec0ce66cb5bc7796b4e31dd08de10');
  });

  it('should number them from 1', () => {
    expect(generateConversations(1, 3).map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(generateConversations(1, 0)).toEqual([]);
  });

  it('should change them after their start and before 2026, whatever the clock says', () => {
    const times = many.map(({ created_at, updated_at }) => [created_at, updated_at, newest]);

    expect(times).toEqual(times.map((row) => [...row].sort((a, b) => a - b)));
    expect(times.flat().every(Number.isInteger)).toBe(true);
  });

  it('should let some, not most, share their second', () => {
    const shared = 2000 - new Set(many.map(({ updated_at }) => updated_at)).size;

    expect(shared).toBeGreaterThan(100);
    expect(shared).toBeLessThan(500);
  });

  it('should mix states, channels, authors and assignees', () => {
    expect([...countBy(({ state }) => state).keys()].sort()).toEqual(['closed', 'open', 'snoozed']);
    expect([...countBy(({ source }) => source.type).keys()]).toEqual(
      expect.arrayContaining(['conversation', 'email', 'whatsapp', null]),
    );
    expect([...countBy(({ source }) => source.author.type).keys()].sort()).toEqual([
      'admin',
      'lead',
      'user',
    ]);
    expect([...countBy((c) => typeof c.admin_assignee_id).keys()].sort()).toEqual([
      'number',
      'object',
    ]);
  });

  it('should leave out now and then what reality leaves out', () => {
    const withIds = many.flatMap(({ contacts }) => contacts.contacts);

    expect(countBy(({ contacts }) => contacts.contacts.length).get(0)).toBeGreaterThan(20);
    expect(new Set(withIds.map(({ external_id }) => typeof external_id))).toEqual(
      new Set(['undefined', 'object', 'string']),
    );
    expect(countBy(({ first_contact_reply }) => first_contact_reply).get(null)).toBeGreaterThan(99);
    expect(countBy(({ conversation_rating }) => conversation_rating).get(null)).toBeLessThan(2000);
    expect(countBy(({ sla_applied }) => sla_applied).get(null)).toBeLessThan(2000);
    expect(countBy(({ ai_agent }) => ai_agent).get(null)).toBeLessThan(2000);
    expect(countBy(({ tags }) => tags.tags.length).get(0)).toBeLessThan(2000);
    expect(countBy(({ source }) => source.attachments.length).get(1)).toBeGreaterThan(20);
  });

  it('should agree with itself about who waits, who is snoozed and who closed', () => {
    for (const conversation of many) {
      const { state, statistics } = conversation;
      expect(conversation.open).toBe(state !== 'closed');
      expect(conversation.snoozed_until === null).toBe(state !== 'snoozed');
      expect(statistics?.last_closed_by_id === null).toBe(state !== 'closed');
    }
    const waiting = many.filter(({ waiting_since }) => waiting_since !== null);
    expect(waiting.length).toBeGreaterThan(100);
    expect(waiting.every((c) => c.statistics?.last_admin_reply_at === null)).toBe(true);
  });

  it('should weigh about 2 kB, with characters of several bytes', () => {
    const texts = many.map((conversation) => JSON.stringify(conversation));
    const bytes = texts.map((text) => Buffer.byteLength(text)).sort((a, b) => a - b);

    expect(bytes[1000]).toBeGreaterThan(1500);
    expect(bytes[1000]).toBeLessThan(2500);
    expect(bytes[0]).toBeGreaterThan(1000);
    expect(bytes[1999]).toBeLessThan(4000);
    expect(texts.filter((text) => Buffer.byteLength(text) > text.length).length).toBeGreaterThan(
      200,
    );
  });
});

describe('generateConversation', () => {
  it('should take its id and times as they are', () => {
    const conversation = generateConversation(1, '215472856448646', 1_700_000_000, 1_700_000_500);

    expect(conversation).toMatchObject({
      id: '215472856448646',
      created_at: 1_700_000_000,
      updated_at: 1_700_000_500,
    });
  });
});

describe('generateRows', () => {
  it('should start conversations when it is told, and change them from then on', () => {
    const starts = [500, 100, 900, 100];
    const rows = generateRows(1, 4, (index) => starts[index] ?? 0);

    expect(rows.map(({ created_at }) => created_at)).toEqual(starts);
    for (const { created_at, updated_at } of rows) {
      expect(updated_at).toBeGreaterThanOrEqual(created_at);
      expect(updated_at).toBeLessThanOrEqual(900);
    }
  });

  it.each([1.5, -1, Number.NaN])('should refuse to start one at %d', (start) => {
    expect(() => generateRows(1, 1, () => start)).toThrow(
      new RangeError(`Invalid option createdAt: got ${start}; it must be whole unix seconds`),
    );
  });

  it('should be the conversations before they are complete', () => {
    const row = generateRows(1, 1)[0];

    expect(Object.keys(row ?? {})).toEqual(['id', 'created_at', 'updated_at']);
    expect(generateConversations(1, 1)[0]).toMatchObject({ ...row });
  });
});

describe('light conversations', () => {
  const light = generateRows(1, 300).map(completeOf(1, true));

  it('should have every field that a conversation must have', () => {
    const optional = [
      ...['custom_attributes', 'topics', 'ticket', 'linked_objects'],
      ...['ai_agent', 'ai_agent_participated'],
    ];
    const required = Object.keys(many[0] ?? {}).filter((name) => !optional.includes(name));

    expect(Object.keys(light[0] ?? {}).sort()).toEqual(required.sort());
  });

  it('should differ in id, times and state, and weigh less than a kilobyte', () => {
    expect(new Set(light.map(({ state }) => state))).toEqual(
      new Set(['open', 'closed', 'snoozed']),
    );
    for (const conversation of light) {
      expect(conversation.open).toBe(conversation.state !== 'closed');
      expect(conversation.snoozed_until === null).toBe(conversation.state !== 'snoozed');
      expect(JSON.stringify(conversation).length).toBeLessThan(1000);
    }
  });
});
