import { deepEqual, equal } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestIntercom } from 'rx-intercom/testing';
import { Subject, Subscription } from 'rxjs';
import { changes$ } from './.build/changes.ts';
import { createApp } from './.build/webhooks-express.ts';
import { eventually } from './eventually.ts';
import { listen, type Listening } from './listen.ts';

const SECRET = 'test-secret';

describe('webhooks beside live updates', () => {
  const told$ = new Subject<string>();
  let server: Listening;
  let subscription = Subscription.EMPTY;
  before(async () => {
    server = await listen(createApp(SECRET, told$));
  });
  after(() => {
    server.close();
  });

  afterEach(() => {
    subscription.unsubscribe();
  });

  async function tell(id: string, secret = SECRET): Promise<number> {
    const item = { type: 'conversation', id };
    const body = JSON.stringify({ topic: 'conversation.user.replied', data: { item } });
    const signature = createHmac('sha1', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hub-signature': `sha1=${signature}` };
    const { status } = await fetch(`${server.url}/webhooks`, { method: 'POST', headers, body });
    return status;
  }

  it('should emit each change once, from whichever tells first', async () => {
    const intercom = createTestIntercom({ conversations: 40 });
    const options = { token: 'test-token', fetch: intercom.fetch, interval: 300 };
    const emitted: (string | null)[] = [];
    subscription = changes$(options, told$).subscribe(({ title }) => emitted.push(title));
    await eventually(() => intercom.requests.length > 0);
    await sleep(50);

    intercom.update('7', { title: 'told' });
    equal(await tell('7'), 200);
    await eventually(() => emitted.length === 1);
    intercom.update('9', { title: 'not told' });
    await eventually(() => emitted.length === 2);
    // Late, twice, and of a conversation that there is not.
    for (const id of ['9', '7', '7', '400']) equal(await tell(id), 200);
    intercom.update('11', { title: 'nor this' });
    await eventually(() => emitted.length === 3);
    await sleep(700);

    deepEqual(emitted, ['told', 'not told', 'nor this']);
  });

  it('should refuse what is not signed with the secret', async () => {
    const ids: string[] = [];
    subscription = told$.subscribe((id) => ids.push(id));
    equal(await tell('7', 'guessed'), 401);
    const { status } = await fetch(`${server.url}/webhooks`, { method: 'POST' });
    equal(status, 401);
    deepEqual(ids, []);
  });
});
