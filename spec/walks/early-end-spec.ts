import { describe, expect, it } from '@jest/globals';
import { conversationPages$, type Checkpoint } from '../../lib/index.ts';
import { createLaggingList, type LaggingList } from '../helpers/lagging-list.ts';
import { BEGIN, useLiveTime, watch } from '../helpers/live.ts';
import { stored } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';

useLiveTime();

/** Six conversations of the last minute, and some that are dated ahead. */
function listOf(ahead: number): LaggingList {
  const second = Math.floor(Date.now() / 1000);
  const list = createLaggingList(20);
  for (let id = 1; id <= 6; id += 1) list.change(String(id), 0, second - 5 - 3 * id);
  for (let id = 91; id < 91 + ahead; id += 1) list.change(String(id), 0, second + 86_400);
  return list;
}

function open(list: LaggingList, perPage: number, resumeFrom?: Checkpoint) {
  return conversationPages$({
    token: 'test-token',
    fetch: list.fetch,
    perPage,
    catchUp: true,
    resumeFrom,
  });
}

/** Reads until a pass was quiet and counts, and is killed then. */
async function runUntilSettled(list: LaggingList): Promise<Checkpoint> {
  const run = watch(open(list, 3));
  const isSettled = (): boolean => run.values.at(-1)?.checkpoint.catchUp?.isSettled === true;
  while (!isSettled()) await pass(10);
  run.unsubscribe();
  return stored(run.values.at(-1)?.checkpoint);
}

/** The versions that a run emits, as `id@updated_at`. */
async function run(list: LaggingList, perPage: number, resumeFrom?: Checkpoint) {
  const result = watch(open(list, perPage, resumeFrom));
  while (result.state === 'open') await pass(10);
  const rows = result.values.flatMap(({ conversations }) => conversations);
  return rows.map(({ id, updated_at }) => `${id}@${updated_at}`);
}

describe('the end of a walk that catches up', () => {
  it.each([0, 1, 3, 7])(
    'should not hide what changes before it is resumed, below %i rows dated ahead',
    async (ahead) => {
      const list = listOf(ahead);
      const resumeFrom = await runUntilSettled(list);
      await pass(3_600_000);
      list.change('4');
      expect(await run(list, 3, resumeFrom)).toEqual([`4@${list.latest().get('4') ?? 0}`]);
    },
  );

  it('should not hide what becomes visible late before it is resumed', async () => {
    const list = listOf(0);
    const resumeFrom = await runUntilSettled(list);
    await pass(2_100);
    list.change('6', 0, BEGIN - 18);
    expect(await run(list, 3, resumeFrom)).toEqual([`6@${BEGIN - 18}`]);
  });

  it('should not hide what changes during its last passes, below a row dated ahead', async () => {
    const begun = Date.now();
    await run(listOf(1), 1);
    // The last page is requested 20 ms before the end.
    const end = Date.now() - begun - 30;
    for (let at = 0; at < end; at += 20) {
      await pass(1_000 - (Date.now() % 1_000));
      const list = listOf(1);
      let isInTime = false;
      setTimeout(() => {
        list.change('3');
        isInTime = true;
      }, at);
      const emitted = await run(list, 1);
      expect([at, isInTime, emitted]).toEqual([
        at,
        true,
        expect.arrayContaining([`3@${list.latest().get('3') ?? 0}`]),
      ]);
    }
    // Some thousand requests.
  }, 30_000);
});
