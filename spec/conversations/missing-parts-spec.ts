import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { mergeMap } from 'rxjs';
import {
  conversations$,
  missingParts,
  retrieveConversation$,
  type ConversationWithParts,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** A conversation as far as its parts are told of. */
function conversation(sent: number, told: unknown, statistics?: unknown): ConversationWithParts {
  const parts = Array.from({ length: sent }, (_, index) => ({ id: String(index) }));
  return {
    statistics,
    conversation_parts: {
      type: 'conversation_part.list',
      conversation_parts: parts,
      total_count: told,
    },
  } as unknown as ConversationWithParts;
}

describe('missingParts', () => {
  it.each<[sent: number, told: unknown, counted: unknown, expected: number]>([
    [0, 0, 1, 0],
    [3, 3, 4, 0],
    [500, 500, 501, 0],
    [500, 501, 502, 1],
    [500, 1_200, 1_201, 700],
    [500, '501', 502, 1],
    [0, 2, 3, 2],
  ])(
    'of %i parts should, with a total_count of %p, be told by it',
    (sent, told, counted, expected) => {
      expect(missingParts(conversation(sent, told, { count_conversation_parts: counted }))).toBe(
        expected,
      );
      expect(missingParts(conversation(sent, told, null))).toBe(expected);
    },
  );

  it.each<[statistics: unknown, expected: number]>([
    [{ count_conversation_parts: 601 }, 100],
    [{ count_conversation_parts: 501 }, 0],
    [{ count_conversation_parts: 1 }, 0],
    [{ count_conversation_parts: 0 }, 0],
    [{ count_conversation_parts: null }, 0],
    [{ count_conversation_parts: '601' }, 100],
    [{ count_conversation_parts: {} }, 0],
    [{}, 0],
    [null, 0],
    [undefined, 0],
  ])('should, without a total_count, be told by the statistics: %j', (statistics, expected) => {
    for (const told of [undefined, null, Number.NaN, 'many']) {
      expect(missingParts(conversation(500, told, statistics))).toBe(expected);
    }
  });

  it('should believe total_count, and not the statistics', () => {
    expect(missingParts(conversation(3, 3, { count_conversation_parts: 12 }))).toBe(0);
    expect(missingParts(conversation(3, 5, { count_conversation_parts: 4 }))).toBe(2);
  });

  it('should never be negative', () => {
    expect(missingParts(conversation(5, 3))).toBe(0);
    expect(missingParts(conversation(5, -1))).toBe(0);
  });

  it('should tell which conversations of a workspace came cut', async () => {
    const parts = (id: string): number => (Number(id) % 2 === 0 ? 500 : 500 + Number(id));
    const intercom = createTestIntercom({ conversations: 8, light: true, parts });
    const options = optionsFor(intercom);
    const export$ = conversations$(options).pipe(
      mergeMap(({ id }) => retrieveConversation$(options, id)),
    );
    const { values } = await runToEnd(export$);
    const cut = values.map((one) => [one.id, missingParts(one)]).filter(([, count]) => count !== 0);
    expect(cut.sort()).toEqual([
      ['1', 1],
      ['3', 3],
      ['5', 5],
      ['7', 7],
    ]);
  });

  it('should take what retrieveConversation$ emits, and nothing without parts', () => {
    expectTypeOf(missingParts).parameters.toEqualTypeOf<[ConversationWithParts]>();
    expectTypeOf(missingParts).returns.toEqualTypeOf<number>();
  });
});
