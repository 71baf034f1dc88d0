import { describe, expect, it } from '@jest/globals';
import { of } from 'rxjs';
import { processConversations$ } from '../../lib/index.ts';
import { useVirtualTime } from '../helpers/virtual-time.ts';
import type { Bad } from './bad.ts';
import { refusalOf } from './refused.ts';
import { tryBad } from './try-option.ts';

useVirtualTime();

const COUNT = 'an integer from 0 to 9007199254740991';

const noop = (): void => undefined;

const bad: readonly Bad[] = [
  ['lowWater', -1, '-1', COUNT],
  ['lowWater', 0.5, '0.5', COUNT],
  ['lowWater', '1', '"1"', COUNT],
  ['lowWater', null, 'null', COUNT],
  ['onCheckpoint', null, 'null', 'a function'],
  ['onCheckpoint', { next: noop }, 'object', 'a function'],
];

describe('an option of processConversations$', () => {
  it.each([...bad])('should be refused before any request: %s %p', async (...row) => {
    expect(
      await tryBad((options) => processConversations$(options, (one) => of(one)), row),
    ).toEqual(refusalOf(row));
  });
});
