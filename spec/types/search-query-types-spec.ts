import { describe, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type {
  ConversationsOptions,
  ExportOptions,
  SearchFilter,
  SearchGroup,
  SearchQuery,
  SearchSort,
  UnlistedSearchField,
  UpdatesOptions,
} from '../../lib/index.ts';

interface Filter<Field, Operator, Value> {
  readonly field: Field;
  readonly operator: Operator;
  readonly value: Value;
}

describe('SearchFilter', () => {
  it('should take the operators and values of a time', () => {
    expectTypeOf<Filter<'created_at', '>', Date>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'statistics.last_close_at', '<=', number>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'snoozed_until', '=', null>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'updated_at', 'IN', readonly Date[]>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'updated_at', '>', string>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'updated_at', '~', number>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'updated_at', '>', boolean>>().not.toExtend<SearchFilter>();
  });

  it('should take the operators and values of a text', () => {
    expectTypeOf<Filter<'source.author.email', '$', '@example.com'>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'state', 'IN', readonly string[]>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'state', 'IN', string>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'state', '=', readonly string[]>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'state', '>', string>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'tag_ids', '=', number>>().not.toExtend<SearchFilter>();
  });

  it('should take the operators and values of numbers and flags', () => {
    expectTypeOf<Filter<'statistics.count_reopens', '>', number>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'admin_assignee_id', '=', null>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'ai_agent.rating', '^', number>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'open', '=', true>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'open', '>', true>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'open', '=', 'yes'>>().not.toExtend<SearchFilter>();
    expectTypeOf<Filter<'id', '>', string>>().toExtend<SearchFilter>();
  });

  it('should take attributes, and fields that are not listed', () => {
    expectTypeOf<Filter<'custom_attributes.plan', '~', 'pro'>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<UnlistedSearchField, '>=', number>>().toExtend<SearchFilter>();
    expectTypeOf<Filter<'craeted_at', '>', number>>().not.toExtend<SearchFilter>();
    expectTypeOf({
      field: 'made_up' as UnlistedSearchField,
      operator: '=' as const,
      value: 1,
    }).toExtend<SearchFilter>();
  });

  it('should not take an operator that does not exist', () => {
    expectTypeOf<Filter<'custom_attributes.x', '==', 1>>().not.toExtend<SearchFilter>();
  });
});

describe('SearchQuery', () => {
  it('should be a filter or a group', () => {
    expectTypeOf<SearchFilter>().toExtend<SearchQuery>();
    expectTypeOf<SearchGroup>().toExtend<SearchQuery>();
    expectTypeOf<SearchGroup['operator']>().toEqualTypeOf<'AND' | 'OR'>();
    expectTypeOf<{ operator: 'NOT'; value: [] }>().not.toExtend<SearchQuery>();
  });

  it('should be an option wherever conversations are read', () => {
    expectTypeOf<ConversationsOptions['query']>().toEqualTypeOf<SearchQuery | undefined>();
    expectTypeOf<ConversationsOptions['sort']>().toEqualTypeOf<SearchSort | undefined>();
    expectTypeOf<UpdatesOptions['query']>().toEqualTypeOf<SearchQuery | undefined>();
    expectTypeOf<ExportOptions['query']>().toEqualTypeOf<SearchQuery | undefined>();
  });
});

describe('SearchSort', () => {
  it('should take any field, and two orders', () => {
    expectTypeOf<{
      field: 'statistics.last_close_at';
      order: 'ascending';
    }>().toExtend<SearchSort>();
    expectTypeOf<{ field: 'id'; order: 'asc' }>().not.toExtend<SearchSort>();
  });
});
