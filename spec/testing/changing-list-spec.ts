import { describe, expect, it } from '@jest/globals';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { askPage, cursorOf, walk } from './helpers/ask.ts';
import { once } from './helpers/once.ts';

describe('a list that changes during the walk', () => {
  const intercomOf = (conversations: number) => {
    const intercom = createTestIntercom({ conversations });
    return { intercom, ids: intercom.conversations.map(({ id }) => id) };
  };

  it('should lose a conversation that is updated before the walk comes to it', async () => {
    const { intercom, ids } = intercomOf(6);
    const seen = await walk(
      intercom,
      2,
      once(() => intercom.update(ids[4] ?? '')),
    );

    expect(seen).toEqual(ids.filter((id) => id !== ids[4]));
    expect(intercom.conversations[0]?.id).toBe(ids[4]);
  });

  it('should go on in its place when the conversation of the cursor itself moves', async () => {
    const { intercom, ids } = intercomOf(6);

    expect(
      await walk(
        intercom,
        2,
        once(() => intercom.update(ids[1] ?? '')),
      ),
    ).toEqual(ids);
  });

  it('should go on in its place when the conversation of the cursor is removed', async () => {
    const { intercom, ids } = intercomOf(6);

    expect(
      await walk(
        intercom,
        2,
        once(() => {
          intercom.remove(ids[1] ?? '');
        }),
      ),
    ).toEqual(ids);
  });

  it('should show a conversation again when it moves back behind the cursor', async () => {
    const { intercom, ids } = intercomOf(6);
    const back = once(() => intercom.update(ids[1] ?? '', { updated_at: 1 }));

    expect(await walk(intercom, 2, back)).toEqual([...ids, ids[1]]);
  });

  it('should show it again when it only moves back a second', async () => {
    const { intercom, ids } = intercomOf(6);
    const last = intercom.conversations[1];
    const updatedAt = (last?.updated_at ?? 0) - 1;
    const back = once(() => intercom.update(last?.id ?? '', { updated_at: updatedAt }));

    expect(intercom.conversations[2]?.updated_at).toBeLessThan(updatedAt);
    expect(await walk(intercom, 2, back)).toEqual([...ids.slice(0, 2), ...ids.slice(1)]);
  });

  it('should never show what is added during the walk, but count it', async () => {
    const { intercom, ids } = intercomOf(6);

    expect(
      await walk(
        intercom,
        2,
        once(() => intercom.add()),
      ),
    ).toEqual(ids);
    expect((await askPage(intercom)).total_count).toBe(7);
  });

  it.each([
    ['the rest', [2]],
    ['the rest and the conversation of the cursor', [1, 2]],
  ])('should end with an empty page when %s was removed', async (_, removed) => {
    const { intercom, ids } = intercomOf(3);
    const { pages } = await askPage(intercom, '?per_page=2');
    for (const index of removed) intercom.remove(ids[index] ?? '');
    const last = await askPage(
      intercom,
      `?per_page=2&starting_after=${cursorOf({ type: '', pages: pages ?? null }) ?? ''}`,
    );

    expect(last).toMatchObject({ conversations: [], pages: { page: 2, total_pages: 1 } });
    expect(last.pages).not.toHaveProperty('next');
  });
});
