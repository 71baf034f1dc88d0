import { describe, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { ConversationList } from '../../lib/types/conversation-list.ts';
import type { ConversationListPages } from '../../lib/types/conversation-list-pages.ts';
import type { ConversationSource } from '../../lib/types/conversation-source.ts';
import type { Conversation } from '../../lib/types/conversation.ts';
import type { ErrorList } from '../../lib/types/error-list.ts';
import { recordedPage } from './recorded-page.ts';

describe('Conversation', () => {
  it('should take what was recorded from the API', () => {
    expectTypeOf(recordedPage).toExtend<ConversationList>();
    expectTypeOf(recordedPage.conversations).items.toExtend<Conversation>();
  });

  it('should take enum values nobody has heard of yet', () => {
    expectTypeOf<'archived'>().toExtend<Conversation['state']>();
    expectTypeOf<'urgent'>().toExtend<Conversation['priority']>();
    expectTypeOf<'carrier_pigeon'>().toExtend<ConversationSource['type']>();
    expectTypeOf<'robot_initiated'>().toExtend<ConversationSource['delivered_as']>();
  });

  it('should be narrowed by the known enum values', () => {
    expectTypeOf<Extract<Conversation['state'], 'open' | 'closed' | 'snoozed'>>().toEqualTypeOf<
      'open' | 'closed' | 'snoozed'
    >();
  });

  it('should take an assignee that is a number, a string or null', () => {
    type Assignee = number | string | null;
    expectTypeOf<Conversation['admin_assignee_id']>().toEqualTypeOf<Assignee>();
    expectTypeOf<Conversation['team_assignee_id']>().toEqualTypeOf<Assignee>();
  });

  it('should say null where the API answers null', () => {
    expectTypeOf<null>().toExtend<Conversation['title']>();
    expectTypeOf<null>().toExtend<Conversation['waiting_since']>();
    expectTypeOf<null>().toExtend<ConversationSource['type']>();
    expectTypeOf<null>().toExtend<NonNullable<Conversation['first_contact_reply']>['type']>();
    expectTypeOf<null>().toExtend<NonNullable<Conversation['statistics']>['first_close_at']>();
  });

  it('should hold the times as numbers, which are unix seconds', () => {
    expectTypeOf<Conversation['created_at']>().toEqualTypeOf<number>();
    expectTypeOf<Conversation['updated_at']>().toEqualTypeOf<number>();
  });

  it('should keep the values of custom attributes unknown', () => {
    expectTypeOf<NonNullable<Conversation['custom_attributes']>>().toEqualTypeOf<
      Readonly<Record<string, unknown>>
    >();
  });

  it('should be read-only and refuse misspelt fields', () => {
    expectTypeOf<Conversation>().toEqualTypeOf<Readonly<Conversation>>();
    expectTypeOf<Conversation>().not.toHaveProperty('updatedAt');
  });
});

describe('ConversationList', () => {
  it('should take the list under either name', () => {
    expectTypeOf<{ type: 'list'; data: Conversation[] }>().toExtend<ConversationList>();
    expectTypeOf<{
      type: 'conversation.list';
      conversations: Conversation[];
    }>().toExtend<ConversationList>();
  });

  it('should take every form of pages and next', () => {
    expectTypeOf<{ type: 'list'; pages: null }>().toExtend<ConversationList>();
    expectTypeOf<{ per_page: '50' }>().toExtend<ConversationListPages>();
    expectTypeOf<{ per_page: 50; next: null }>().toExtend<ConversationListPages>();
    expectTypeOf<{ next: 'https://api.example.com/' }>().toExtend<ConversationListPages>();
    expectTypeOf<{ next: { starting_after: null } }>().toExtend<ConversationListPages>();
  });
});

describe('ErrorList', () => {
  it('should take an error with and without the id of its request', () => {
    type Errors = [{ code: 'unauthorized'; message: null; field: null }, { code: 'not_found' }];
    expectTypeOf<{ type: 'error.list'; errors: Errors }>().toExtend<ErrorList>();
    expectTypeOf<{
      type: 'error.list';
      request_id: null;
      errors: Errors;
    }>().toExtend<ErrorList>();
  });
});
