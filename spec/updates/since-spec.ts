import { describe, expect, it } from '@jest/globals';
import { conversationUpdates$, type UpdatesOptions } from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { BEGIN, MINUTE, sorted, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { NOW, pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('since', () => {
  it.each<[string, UpdatesOptions['since'], readonly string[]]>([
    ['a number', BEGIN - 86_400 + 7, ['7', '8', '9']],
    ['a number inside a second', BEGIN - 86_400 + 7.5, ['7', '8', '9']],
    ['a Date', new Date(NOW - 86_400_000 + 7_000), ['7', '8', '9']],
    ['a Date inside a second', new Date(NOW - 86_400_000 + 7_999), ['7', '8', '9']],
    ['the newest second', BEGIN - 86_400 + 9, ['9']],
    ['a time after all', BEGIN - 86_400 + 10, []],
    ['the beginning', 0, ['1', '2', '3', '4', '5', '6', '7', '8', '9']],
  ])('should be the first second that comes: %s', async (_, since, expected) => {
    const intercom = workspace(9);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), since, perPage: 3 }));
    await pass();
    expect(ids(result.values)).toEqual(expected);
    await pass(10_000);
    touch(intercom, '5');
    await pass(10 * MINUTE);
    expect(ids(result.values)).toEqual([...expected, '5']);
  });

  it.each([1, 2, 3, 20])(
    'should take all of a second that many share, by pages of %i',
    async (perPage) => {
      const intercom = workspace(9);
      for (const id of ['2', '4', '6', '8']) intercom.update(id, { updated_at: BEGIN - 60 });
      const options = { ...optionsFor(intercom), perPage, since: BEGIN - 60 };
      const result = watch(conversationUpdates$(options));
      await pass(5 * MINUTE);
      expect(sorted(ids(result.values))).toEqual(['2', '4', '6', '8']);
    },
  );

  it('should read everything of an old time, the oldest change first', async () => {
    const intercom = createTestIntercom({ conversations: 433 });
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), since: new Date(0) }));
    await pass(MINUTE);
    expect(result.values).toEqual([...intercom.conversations].reverse());
  });
});
