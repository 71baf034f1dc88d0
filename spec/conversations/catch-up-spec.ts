import { describe, expect, it } from '@jest/globals';
import { delay, map, of } from 'rxjs';
import {
  conversationPages$,
  conversations$,
  processConversations$,
  type Conversation,
  type WalkReport,
} from '../../lib/index.ts';
import { createTestIntercom, type TestIntercom } from '../../lib/testing/index.ts';
import { collect } from '../helpers/collect.ts';
import { latest } from '../helpers/latest.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { NOW, pass, useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { ways, type Way } from '../helpers/ways.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useVirtualTimeStrictly();

/** A workspace that is changed when a request arrives, before it is answered. */
function changing(
  size: number,
  edits: Readonly<Record<number, (intercom: TestIntercom) => void>>,
): TestIntercom {
  const intercom: TestIntercom = createTestIntercom({
    conversations: size,
    latency: 100,
    fault: ({ number }) => {
      edits[number]?.(intercom);
      return undefined;
    },
  });
  return intercom;
}

function expectComplete(values: readonly Conversation[], intercom: TestIntercom): void {
  const emitted = latest(values);
  expect(emitted.size).toBe(intercom.conversations.length);
  expect(intercom.conversations.map(({ id }) => emitted.get(id))).toEqual(intercom.conversations);
}

function lastId(intercom: TestIntercom): string {
  return intercom.conversations.at(-1)?.id ?? '';
}

/** Work that is done a little later, so that another pass may have to wait for it. */
const worked: Way = (options) => processConversations$(options, (row) => of(row).pipe(delay(7)), 3);

const consumers = Object.entries({ ...ways, processConversations$: worked });

describe.each(consumers)('catching up, with %s', (_, stream) => {
  it('should emit what is updated and added while the walk is under way', async () => {
    const intercom = changing(200, {
      3: (workspace) => workspace.update(lastId(workspace)),
      4: (workspace) => workspace.add(),
      6: (workspace) => workspace.update(lastId(workspace)),
    });
    const before = [...intercom.conversations];
    const { values, error } = await runToEnd(stream({ ...optionsFor(intercom), catchUp: true }));
    expect(error).toBeUndefined();
    expectComplete(values, intercom);
    expect(values).toHaveLength(201);
    expect(ids(values.slice(0, 198))).toEqual(ids(before.slice(0, 198)));
  });

  it('should miss it otherwise', async () => {
    const intercom = changing(200, { 3: (workspace) => workspace.update(lastId(workspace)) });
    const { values } = await runToEnd(stream(optionsFor(intercom)));
    expect(values).toHaveLength(199);
  });

  it('should emit one again that has changed since it was emitted', async () => {
    const intercom = changing(100, {
      4: (workspace) => workspace.update(workspace.conversations[2]?.id ?? '', { state: 'closed' }),
    });
    const moved = intercom.conversations[2]?.id;
    const { values } = await runToEnd(stream({ ...optionsFor(intercom), catchUp: true }));
    expectComplete(values, intercom);
    expect(values).toHaveLength(101);
    expect(values.at(-1)).toMatchObject({ id: moved, state: 'closed' });
  });

  it('should catch up with what changes while it catches up', async () => {
    const update = (workspace: TestIntercom): unknown => workspace.update(lastId(workspace));
    const intercom = changing(60, { 2: update, 4: update, 5: update, 6: update });
    const { values } = await runToEnd(stream({ ...optionsFor(intercom), catchUp: true }));
    expectComplete(values, intercom);
    expect(intercom.requests).toHaveLength(7);
  });
});

describe('a walk that catches up', () => {
  it('should cost one request more in a workspace at rest', async () => {
    const intercom = createTestIntercom({ conversations: 60 });
    const { values } = await runToEnd(conversations$({ ...optionsFor(intercom), catchUp: true }));
    expect(values).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(4);
  });

  it('should read down to the second it began with, and no further', async () => {
    const intercom = changing(300, {
      5: (workspace) => {
        const updated_at = Math.floor(Date.now() / 1000);
        for (let count = 0; count < 25; count += 1)
          workspace.update(lastId(workspace), { updated_at });
      },
    });
    const { values: pages } = await runToEnd(
      conversationPages$({ ...optionsFor(intercom), catchUp: true }),
    );
    const further = pages.filter(({ pass }) => pass > 0);
    expect(pages).toHaveLength(14 + further.length);
    expect(further.map(({ pass }) => pass)).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect(further.map(({ conversations }) => conversations.length)).toEqual([
      20, 5, 0, 0, 0, 0, 0,
    ]);
  });

  it('should end soon also where conversations are dated some seconds ahead', async () => {
    const intercom = changing(300, {
      5: (workspace) => {
        for (let count = 0; count < 25; count += 1) workspace.update(lastId(workspace));
      },
    });
    const { values: pages } = await runToEnd(
      conversationPages$({ ...optionsFor(intercom), catchUp: true }),
    );
    const further = pages.filter(({ pass }) => pass > 0);
    expect(further.map(({ pass }) => pass)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('should not emit twice what shares the second it began with', async () => {
    const second = NOW / 1000;
    const intercom = createTestIntercom({ conversations: 0 });
    for (let count = 0; count < 50; count += 1) intercom.add({ updated_at: second });
    const reports: WalkReport[] = [];
    const options = { ...optionsFor(intercom), catchUp: true };
    const { values } = await runToEnd(
      conversations$({ ...options, onComplete: (report) => reports.push(report) }),
    );
    expect(ids(values)).toEqual(ids(intercom.conversations));
    expect(reports).toMatchObject([{ passes: 3, duplicates: 120, requests: 10 }]);
  });

  it('should find one that changed within the second it began with', async () => {
    const second = NOW / 1000;
    const intercom = changing(100, {
      3: (workspace) => workspace.update(lastId(workspace), { updated_at: second }),
    });
    intercom.add({ updated_at: second });
    const { values } = await runToEnd(conversations$({ ...optionsFor(intercom), catchUp: true }));
    expect(values).toHaveLength(101);
    expectComplete(values, intercom);
  });

  it('should find one that jumps over a pass of several pages', async () => {
    // 30 share the newest second, so that a pass takes two pages. A new one joins that second on
    // the second page, and leaves it before that page is read.
    const second = NOW / 1000;
    const intercom: TestIntercom = createTestIntercom({
      conversations: 0,
      latency: 100,
      fault: ({ number }) => {
        if (number === 3) intercom.add({ id: '99', updated_at: second });
        if (number === 4) intercom.update('99', { updated_at: second + 1 });
        return undefined;
      },
    });
    for (let id = 1; id <= 30; id += 1) intercom.add({ id: String(id), updated_at: second });
    for (let id = 90; id <= 98; id += 1) intercom.add({ id: String(id), updated_at: second - id });
    const { values } = await runToEnd(conversations$({ ...optionsFor(intercom), catchUp: true }));
    expect(values).toHaveLength(40);
    expectComplete(values, intercom);
  });

  it('should begin with an empty workspace, too', async () => {
    const intercom = changing(0, { 2: (workspace) => workspace.add() });
    const { values } = await runToEnd(conversations$({ ...optionsFor(intercom), catchUp: true }));
    expect(values).toEqual(intercom.conversations);
    expect(intercom.requests).toHaveLength(3);
  });

  it('should count what it catches up with against the limit', async () => {
    const intercom = changing(50, {
      2: (workspace) => {
        for (let count = 0; count < 5; count += 1) workspace.add();
      },
    });
    const options = { ...optionsFor(intercom), catchUp: true, limit: 52 };
    const { values, error } = await runToEnd(conversations$(options));
    expect(error).toBeUndefined();
    expect(values).toHaveLength(52);
    expect(ids(values.slice(50))).toEqual(ids(intercom.conversations.slice(0, 2)));
  });

  it('should ask ahead in the walk, and not when catching up', async () => {
    const intercom = changing(100, { 3: (workspace) => workspace.update(lastId(workspace)) });
    const options = { ...optionsFor(intercom), catchUp: true, prefetch: true };
    const { values } = await runToEnd(conversations$(options));
    expectComplete(values, intercom);
    expect(intercom.requests.map(({ state }) => state)).not.toContain('aborted');
  });

  it('should not read again for a consumer that has had enough', async () => {
    const intercom = createTestIntercom({ conversations: 20 });
    const work: string[] = [];
    const walk$ = processConversations$({ ...optionsFor(intercom), catchUp: true }, ({ id }) => {
      work.push(id);
      return of(id).pipe(delay(1_000));
    });
    const result = collect(walk$);
    await pass(10_000);
    expect(intercom.requests).toHaveLength(1);
    expect(work).toHaveLength(11);
    await pass(20_000);
    expect(intercom.requests).toHaveLength(2);
    expect(result.state).toBe('complete');
  });

  it('should remember only what a later pass reads again', async () => {
    const intercom = createTestIntercom({ conversations: 2_000 });
    const options = { ...optionsFor(intercom), catchUp: true, perPage: 150 };
    const { values } = await runToEnd(
      conversationPages$(options).pipe(map(({ checkpoint }) => checkpoint.delivered.length)),
    );
    const times = intercom.conversations.map(({ updated_at }) => updated_at);
    const since = Math.min(Math.max(...times), NOW / 1000 - 30);
    expect(Math.max(...values)).toBe(times.filter((time) => time >= since).length);
  });
});
