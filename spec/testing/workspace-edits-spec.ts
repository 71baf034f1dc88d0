import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { askPage } from './helpers/ask.ts';

const now = Date.UTC(2026, 5, 1) / 1000;

beforeEach(() => {
  jest.useFakeTimers({ now: now * 1000 });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('add', () => {
  it('should put a new conversation on top, changed now', () => {
    const intercom = createTestIntercom();
    const added = intercom.add({ title: 'New' });

    expect(added).toMatchObject({ id: '101', title: 'New', created_at: now, updated_at: now });
    expect(intercom.conversations[0]).toBe(added);
    expect(intercom.conversations).toHaveLength(101);
  });

  it('should put several of one second on top of each other', () => {
    const intercom = createTestIntercom({ conversations: 0 });
    const added = [intercom.add(), intercom.add(), intercom.add()];

    expect(intercom.conversations).toEqual(added.reverse());
  });

  it('should put one on top when the clock is behind', () => {
    const intercom = createTestIntercom({ scheduler: new VirtualTimeScheduler() });
    const newest = intercom.conversations[0]?.updated_at ?? 0;
    const added = intercom.add();

    expect(intercom.conversations[0]).toBe(added);
    expect(added.updated_at).toBe(newest + 1);
  });

  it('should put one in its place when told when it changed', () => {
    const intercom = createTestIntercom();
    const added = intercom.add({ id: '5000', updated_at: 1 });

    expect(intercom.conversations.at(-1)).toBe(added);
    expect(intercom.add().id).toBe('5001');
  });

  it('should put one on top that was started long ago, as an import does', () => {
    const intercom = createTestIntercom();
    const added = intercom.add({ created_at: 1000 });

    expect(intercom.conversations[0]).toBe(added);
    expect(added).toMatchObject({ created_at: 1000, updated_at: now });
  });

  it('should not let one change before it was started', () => {
    const added = createTestIntercom().add({ created_at: now + 60 });

    expect(added).toMatchObject({ created_at: now + 60, updated_at: now + 60 });
  });

  it('should refuse an id that is taken', () => {
    expect(() => createTestIntercom().add({ id: '7' })).toThrow(
      new RangeError('There is a conversation 7 already'),
    );
  });
});

describe('update', () => {
  it('should change a conversation now and move it to the top', () => {
    const intercom = createTestIntercom();
    const before = intercom.conversations[50];
    const after = intercom.update(before?.id ?? '', { state: 'closed' });

    expect(after).toEqual({ ...before, state: 'closed', updated_at: now });
    expect(intercom.conversations[0]).toBe(after);
    expect(intercom.conversations).toHaveLength(100);
  });

  it('should move it to the top when the clock is behind, and never back in time', () => {
    const intercom = createTestIntercom({ scheduler: new VirtualTimeScheduler() });
    const ids = intercom.conversations.map(({ id }) => id);
    const newest = intercom.conversations[0]?.updated_at ?? 0;
    for (const id of ids) {
      expect(intercom.update(id).updated_at).toBeGreaterThanOrEqual(newest);
      expect(intercom.conversations[0]?.id).toBe(id);
    }
  });

  it('should move it to its place when told when it changed', () => {
    const intercom = createTestIntercom();
    const id = intercom.conversations[0]?.id ?? '';

    expect(intercom.update(id, { updated_at: 1 }).updated_at).toBe(1);
    expect(intercom.conversations.at(-1)?.id).toBe(id);
  });

  it('should refuse one that is not there, and another id for one that is', () => {
    const intercom = createTestIntercom();

    expect(() => intercom.update('500')).toThrow(new RangeError('There is no conversation 500'));
    expect(() => intercom.update('1', { id: '500' })).toThrow(
      new RangeError('Conversation 1 cannot become 500'),
    );
  });
});

describe('remove', () => {
  it('should take a conversation out', async () => {
    const intercom = createTestIntercom({ conversations: 3 });
    intercom.remove('2');

    expect(intercom.conversations.map(({ id }) => id)).not.toContain('2');
    expect((await askPage(intercom)).total_count).toBe(2);
  });

  it('should refuse one that is not there', () => {
    expect(() => {
      createTestIntercom().remove('500');
    }).toThrow(new RangeError('There is no conversation 500'));
  });
});
