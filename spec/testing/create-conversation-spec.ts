import { describe, expect, it } from '@jest/globals';
import { lastValueFrom, toArray } from 'rxjs';
import { conversations$ } from '../../lib/index.ts';
import { createConversation, createTestIntercom } from '../../lib/testing/index.ts';

const newYear = Date.UTC(2026, 0, 1) / 1000;

describe('createConversation', () => {
  it('should make an open one of nothing', () => {
    expect(createConversation()).toMatchObject({
      type: 'conversation',
      id: '1',
      state: 'open',
      open: true,
      snoozed_until: null,
      created_at: newYear,
      updated_at: newYear,
    });
  });

  it('should have every field that the test kit sends, whatever it is given', () => {
    const { conversations } = createTestIntercom({ conversations: 1, light: true });
    expect(Object.keys(createConversation({ id: '7' })).sort()).toEqual(
      Object.keys(conversations[0] ?? {}).sort(),
    );
  });

  it.each([
    ['open', true, null],
    ['closed', false, null],
    ['snoozed', true, newYear + 86_400],
  ])('should agree with its state: %s', (state, open, snoozed_until) => {
    expect(createConversation({ id: '3', state })).toMatchObject({ state, open, snoozed_until });
  });

  it('should take what it is given, and nothing for undefined', () => {
    const given = { id: 'a-b', title: 'A title', state: 'closed', open: true, created_at: 5 };
    expect(createConversation({ ...given, updated_at: undefined, read: undefined })).toMatchObject({
      ...given,
      updated_at: 5,
      read: true,
    });
    expect(createConversation({ created_at: 5, updated_at: 9 })).toMatchObject({ updated_at: 9 });
  });

  it('should be one for a test workspace', async () => {
    const made = [createConversation({ id: '2', updated_at: newYear + 1 }), createConversation()];
    const { fetch } = createTestIntercom({ conversations: made });
    const all$ = conversations$({ token: 'test-token', fetch });
    expect(await lastValueFrom(all$.pipe(toArray()))).toEqual(made);
  });
});
