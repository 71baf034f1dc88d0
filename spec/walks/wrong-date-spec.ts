import { describe, expect, it } from '@jest/globals';
import {
  conversationPages$,
  conversationUpdates$,
  type Checkpoint,
  type Fetch,
} from '../../lib/index.ts';
import { sorted, stamps, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { runExport } from '../helpers/run-export.ts';
import { HOUR, pass } from '../helpers/virtual-time.ts';

useLiveTime();

/** Ten conversations of the day before, behind a server whose clock is wrong in some responses. */
function serverOf(ahead: (number: number) => number) {
  const intercom = workspace(10, { latency: 100, search: { lag: 5_000 } });
  let number = 0;
  const fetch: Fetch = async (...call) => {
    number += 1;
    const late = ahead(number);
    const response = await intercom.fetch(...call);
    const headers = new Headers(response.headers);
    headers.set('Date', new Date(Date.now() + late).toUTCString());
    return new Response(await response.text(), { status: response.status, headers });
  };
  return { intercom, fetch };
}

/** One response is wrong by an hour, either way. */
const WRONG = [1, 2, 3, 4, 5].flatMap((wrong) => [
  { wrong, by: HOUR },
  { wrong, by: -HOUR },
]);

describe.each(WRONG)('a Date in response $wrong that is wrong by $by ms', ({ wrong, by }) => {
  const server = () => serverOf((number) => (number === wrong ? by : 0));

  it('should hide no live update, and repeat none', async () => {
    const { intercom, fetch } = server();
    const result = watch(conversationUpdates$({ token: 'test-token', fetch, interval: 10_000 }));
    const changed: string[] = [];
    for (let id = 1; id <= 8; id += 1) {
      await pass(7_000);
      touch(intercom, String(id));
      changed.push(`${id}@${7 * id}`);
    }
    await pass(60_000);
    expect(stamps(result.values)).toEqual(changed);
  });

  it('should hide no change from runs that catch up', async () => {
    const { intercom, fetch } = server();
    const versions: string[] = [];
    let resumeFrom: Checkpoint | undefined;
    for (let id = 1; id <= 6; id += 1) {
      const options = { token: 'test-token', fetch, perPage: 4, catchUp: true, resumeFrom };
      const run = watch(conversationPages$(options), ({ conversations, checkpoint }) => {
        versions.push(...stamps(conversations));
        resumeFrom = checkpoint;
      });
      while (run.state === 'open') await pass(100);
      const known = new Set(versions);
      expect(known.size).toBe(versions.length);
      expect(stamps(intercom.conversations).filter((version) => !known.has(version))).toEqual([]);
      touch(intercom, String(id));
      await pass(5_000);
    }
  });

  it('should hide no change from an export', async () => {
    const { intercom, fetch } = server();
    await pass(10_000);
    let changes = 0;
    const { state, error } = await runExport({ fetch }, { perPage: 4 }, () => {
      changes += 1;
      if (changes <= 3) touch(intercom, String(changes));
    });
    expect(error).toBeUndefined();
    expect(sorted(stamps([...state.values()]))).toEqual(sorted(stamps(intercom.conversations)));
  });
});
