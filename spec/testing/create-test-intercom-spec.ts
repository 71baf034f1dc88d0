import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { ask, askPage, bearer, walk } from './helpers/ask.ts';

describe('createTestIntercom', () => {
  it('should hold a hundred conversations, the same ones for the same seed', () => {
    expect(createTestIntercom().conversations).toHaveLength(100);
    expect(createTestIntercom().conversations).toEqual(
      createTestIntercom({ seed: 1 }).conversations,
    );
    expect(createTestIntercom().conversations).not.toEqual(
      createTestIntercom({ seed: 2 }).conversations,
    );
  });

  it('should hold the very conversations it is given, in order', async () => {
    const [a, b] = createTestIntercom({ conversations: 2 }).conversations;
    const given = [b, a].flatMap((conversation) => conversation ?? []);
    const intercom = createTestIntercom({ conversations: given });

    expect(intercom.conversations).toEqual([a, b]);
    expect((await askPage(intercom)).conversations).toEqual([a, b]);
  });

  it('should refuse two conversations with one id', () => {
    const { conversations } = createTestIntercom({ conversations: 1 });

    expect(() =>
      createTestIntercom({ conversations: [...conversations, ...conversations] }),
    ).toThrow(RangeError);
  });

  it('should list in the order of the API', () => {
    const { conversations } = createTestIntercom({ conversations: 500 });
    const expected = [...conversations].sort(
      (a, b) => b.updated_at - a.updated_at || Number(a.id) - Number(b.id),
    );

    expect(conversations).toEqual(expected);
  });

  it('should keep apart from other workspaces', async () => {
    const [one, other] = [createTestIntercom(), createTestIntercom()];
    one.remove('1');
    await ask(one);

    expect(other.conversations).toHaveLength(100);
    expect(other.requests).toEqual([]);
  });

  it('should work detached', async () => {
    const { fetch, add, update, remove, conversations } = createTestIntercom({ conversations: 1 });
    const { id } = add();
    update('1');
    remove(id);

    expect(conversations).toHaveLength(1);
    expect((await fetch('https://a.example.com/conversations', { headers: bearer })).status).toBe(
      200,
    );
  });

  it('should reject an address that is not absolute', async () => {
    const { fetch, requests } = createTestIntercom();

    await expect(fetch('/conversations')).rejects.toMatchObject({ name: 'TypeError' });
    expect(requests).toEqual([]);
  });

  it('should record every request, in order', async () => {
    const { requests, ...intercom } = createTestIntercom({ conversations: 3 });
    await walk({ requests, ...intercom }, 2);
    await ask({ requests, ...intercom }, '?per_page=0');

    expect(requests).toMatchObject([
      { number: 1, perPage: 2, startingAfter: undefined, status: 200, state: 'answered' },
      { number: 2, perPage: 2, startingAfter: expect.any(String), status: 200, state: 'answered' },
      { number: 3, perPage: 0, startingAfter: undefined, status: 400, state: 'answered' },
    ]);
    expect(requests[0]?.headers).toEqual(bearer);
  });
});
