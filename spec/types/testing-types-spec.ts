import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { Conversation } from '../../lib/index.ts';
import {
  createConversation,
  createTestIntercom,
  type ConversationChanges,
  type Fault,
  type TestDeletion,
  type TestIntercomOptions,
  type TestSearchOptions,
} from '../../lib/testing/index.ts';

/** The optional fields that refuse `undefined` under `exactOptionalPropertyTypes`. */
type Refusing<T> = {
  [Name in keyof T]-?: object extends Pick<T, Name>
    ? Record<Name, undefined> extends Pick<T, Name>
      ? never
      : Name
    : never;
}[keyof T];

describe('the options of the test kit', () => {
  it('should all take undefined', () => {
    expectTypeOf<
      Refusing<{ a?: number; b?: number | undefined; c: string }>
    >().toEqualTypeOf<'a'>();
    expectTypeOf<Refusing<TestIntercomOptions>>().toEqualTypeOf<never>();
    expectTypeOf<Refusing<TestSearchOptions>>().toEqualTypeOf<never>();
    expectTypeOf<Refusing<TestDeletion>>().toEqualTypeOf<never>();
    expectTypeOf<Refusing<ConversationChanges>>().toEqualTypeOf<never>();
    expectTypeOf<Refusing<Fault>>().toEqualTypeOf<never>();
    expectTypeOf<undefined>().toExtend<NonNullable<Fault['headers']>[string]>();
  });

  it('should be their defaults where they are undefined', async () => {
    const options: { [Name in keyof TestIntercomOptions]-?: undefined } = {
      conversations: undefined,
      createdAt: undefined,
      light: undefined,
      parts: undefined,
      hidden: undefined,
      search: undefined,
      deleted: undefined,
      compareDeleted: undefined,
      seed: undefined,
      token: undefined,
      rateLimit: undefined,
      latency: undefined,
      version: undefined,
      fault: undefined,
      scheduler: undefined,
    };
    const intercom = createTestIntercom(options);
    expect(intercom.conversations).toEqual(createTestIntercom().conversations);
    expect(intercom.update('7', { title: undefined }).title).toBe(
      createTestIntercom().conversations.find(({ id }) => id === '7')?.title,
    );
    expect(intercom.add({ state: undefined }).state).toEqual(expect.any(String));
    const { fetch } = createTestIntercom({
      fault: () => ({ headers: { 'X-Request-Id': undefined } }),
    });
    const init = { headers: { Authorization: 'Bearer test-token' } };
    const response = await fetch('https://api.intercom.io/conversations', init);
    expect(response.headers.get('X-Request-Id')).not.toBe('undefined');
  });
});

describe('createConversation', () => {
  it('should make a whole conversation of a part', () => {
    expectTypeOf(createConversation).returns.toEqualTypeOf<Conversation>();
    expectTypeOf(createConversation).toBeCallableWith({ id: '1', title: undefined });
    // @ts-expect-error -- not a field of a conversation
    createConversation({ ident: '1' });
  });
});
