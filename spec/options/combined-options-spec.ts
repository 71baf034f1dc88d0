import { describe, expect, it } from '@jest/globals';
import type { Observable } from 'rxjs';
import {
  conversations$,
  conversationUpdates$,
  type ConversationsOptions,
  type UpdatesOptions,
} from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import type { Field } from './bad.ts';
import { goodCheckpoint } from './good-checkpoint.ts';
import { refused } from './refused.ts';
import { tryOption } from './try-option.ts';

useVirtualTime();

type Create = (options: ConversationsOptions) => Observable<unknown>;

describe('options that do not go together', () => {
  it.each<[Field, ConversationsOptions & UpdatesOptions, string, string, Create?]>([
    [
      'since',
      { since: 0, resumeFrom: goodCheckpoint },
      '0',
      'left out beside resumeFrom',
      conversationUpdates$,
    ],
    [
      'resumeFrom',
      { startingAfter: 'c', resumeFrom: goodCheckpoint },
      'object',
      'left out beside startingAfter',
    ],
    [
      'catchUp',
      { startingAfter: 'c', catchUp: true },
      'true',
      'false beside startingAfter, which does not say since when: pass resumeFrom instead',
    ],
  ])('should be refused: %s', async (field, options, got, allowed, create = conversations$) => {
    expect(await tryOption(create, options)).toEqual(refused(field, got, allowed));
  });
});
