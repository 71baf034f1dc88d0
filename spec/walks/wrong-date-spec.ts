import { describe, expect, it } from '@jest/globals';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import {
  conversationPages$,
  conversationUpdates$,
  type Checkpoint,
  type Fetch,
} from '../../lib/index.ts';
import { BEGIN, sorted, stamps, touch, useLiveTime, watch, workspace } from '../helpers/live.ts';
import { runExport } from '../helpers/run-export.ts';
import { HOUR, pass } from '../helpers/virtual-time.ts';

useLiveTime();

interface Clocks {
  readonly name: string;
  /** By how many milliseconds the `Date` of a response is wrong. */
  readonly date: (request: number) => number;
  /** By how many milliseconds the clock of this machine is ahead. */
  readonly machine?: number;
  /** By how many seconds one conversation is dated ahead. */
  readonly dated?: number;
}

const MINUTE = 60_000;

const CLOCKS: readonly Clocks[] = [
  ...[1, 2, 3, 4, 5].flatMap((wrong) =>
    [HOUR, -HOUR].map((by) => ({
      name: `response ${wrong} by ${by} ms`,
      date: (request: number) => (request === wrong ? by : 0),
    })),
  ),
  ...[1, 2, 3].map((wrong) => ({
    name: `response ${wrong} by an hour, as this machine is`,
    date: (request: number) => (request === wrong ? HOUR : 0),
    machine: HOUR,
  })),
  {
    name: 'each response by five minutes, as this machine is',
    date: () => 5 * MINUTE,
    machine: 5 * MINUTE,
  },
  {
    name: 'the first response by an hour, and a conversation by half an hour',
    date: (request) => (request === 1 ? HOUR : 0),
    dated: 1_800,
  },
];

/** Ten conversations of the day before, behind a server whose clock is wrong in some responses. */
function serverOf({ date, machine = 0, dated }: Clocks, lag = 5_000) {
  const intercom = workspace(10, { latency: 100, search: { lag } });
  if (dated !== undefined) intercom.update('10', { updated_at: BEGIN + dated });
  let number = 0;
  const fetch: Fetch = async (...call) => {
    number += 1;
    const wrong = date(number);
    const response = await intercom.fetch(...call);
    const headers = new Headers(response.headers);
    headers.set('Date', new Date(Date.now() + wrong).toUTCString());
    return new Response(await response.text(), { status: response.status, headers });
  };
  const scheduler: SchedulerLike = {
    now: () => asyncScheduler.now() + machine,
    schedule: asyncScheduler.schedule.bind(asyncScheduler),
  };
  return { intercom, options: { token: 'test-token', fetch, scheduler } };
}

describe.each(CLOCKS)('a Date that is wrong in $name', (clocks) => {
  const server = () => serverOf(clocks);

  it('should hide no live update, and repeat none', async () => {
    const { intercom, options } = server();
    const result = watch(conversationUpdates$({ ...options, interval: 10_000 }));
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
    const { intercom, options } = server();
    const versions: string[] = [];
    let resumeFrom: Checkpoint | undefined;
    for (let id = 1; id <= 6; id += 1) {
      const again = { ...options, perPage: 4, catchUp: true, resumeFrom };
      const run = watch(conversationPages$(again), ({ conversations, checkpoint }) => {
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

  it.each([
    ['', 10_000, 5_000],
    [', of the second in which it begins', 0, 0],
  ])('should hide no change from an export%s', async (_, wait, lag) => {
    const { intercom, options } = serverOf(clocks, lag);
    touch(intercom, '9');
    await pass(wait);
    let changes = 0;
    const { state, error } = await runExport(options, { ...options, perPage: 4 }, () => {
      changes += 1;
      if (changes <= 3) touch(intercom, String(changes));
    });
    expect(error).toBeUndefined();
    expect(sorted(stamps([...state.values()]))).toEqual(sorted(stamps(intercom.conversations)));
  });
});

const CLOCKS_ALONE = CLOCKS.filter(({ dated }) => dated === undefined);

describe.each(CLOCKS_ALONE)('a Date alone that is wrong in $name', (clocks) => {
  it('should hide no live update of a second in which a poll was made', async () => {
    const { intercom, options } = serverOf(clocks);
    touch(intercom, '1');
    const result = watch(conversationUpdates$({ ...options, interval: 9_800 }));
    await pass(500);
    touch(intercom, '2');
    await pass(9_200);
    touch(intercom, '3');
    // A poll at 9.9 s.
    await pass(250);
    touch(intercom, '4');
    await pass(30_000);
    expect(sorted(stamps(result.values))).toEqual(['2@0', '3@9', '4@9']);
  });
});
