import 'reflect-metadata';
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestIntercom, type TestIntercom } from 'rx-intercom/testing';
import { NestFactory } from '@nestjs/core';
import type { UpdatesOptions } from 'rx-intercom';
import { createApp } from './.build/live-express.ts';
import { INTERCOM, LiveController } from './.build/live-nest.ts';
import { listen, type Listening } from './listen.ts';
import { openEvents } from './open-events.ts';

class Application {}

const SERVERS: Readonly<Record<string, (options: UpdatesOptions) => Promise<Listening>>> = {
  Express: (options) => listen(createApp(options)),
  async NestJS(options) {
    const providers = [{ provide: INTERCOM, useValue: options }];
    const module = { module: Application, controllers: [LiveController], providers };
    const app = await NestFactory.create(module, { logger: false, forceCloseConnections: true });
    await app.listen(0, '127.0.0.1');
    return { url: await app.getUrl(), close: () => void app.close() };
  },
};

for (const [name, start] of Object.entries(SERVERS)) {
  describe(`live updates with ${name}`, () => {
    let intercom: TestIntercom;
    let server: Listening;

    before(async () => {
      intercom = createTestIntercom({ conversations: 50 });
      server = await start({ token: 'test-token', fetch: intercom.fetch, interval: 20 });
    });
    after(() => server.close());

    it('should send each change once to a reader that is cut off again and again', async () => {
      const changes = Array.from({ length: 30 }, (_, index) => `change ${index}`);
      const received: string[] = [];
      let lastId: string | undefined;
      let next = 0;
      for (let connection = 0; received.length < changes.length; connection += 1) {
        const events = await openEvents(`${server.url}/live`, lastId);
        for (const title of changes.slice(next, next + 4)) {
          intercom.update(String(1 + (next % 50)), { title });
          next += 1;
        }
        // Some connections break before they have received what was sent.
        const wanted = Math.min(next, received.length + 3 - (connection % 3));
        while (received.length < wanted) {
          const { id, data } = await events.next();
          lastId = id;
          received.push((data as { title: string }).title);
        }
        lastId ??= events.readyId;
        events.close();
      }
      deepEqual(received.toSorted(), changes.toSorted());
    });

    it('should send a change that is shown late while the reader is away', async () => {
      const before = await openEvents(`${server.url}/live`);
      const { updated_at } = intercom.update('1', { title: 'before' });
      let event = await before.next();
      while ((event.data as { title: string }).title !== 'before') event = await before.next();
      before.close();
      intercom.update('2', { title: 'late', updated_at: updated_at - 10 });

      const events = await openEvents(`${server.url}/live`, event.id);
      const { data } = await events.next();
      equal((data as { title: string }).title, 'late');
      events.close();
    });

    it('should stop to poll when the reader leaves', async () => {
      const events = await openEvents(`${server.url}/live`);
      events.close();
      await sleep(100);
      const { length } = intercom.requests;
      await sleep(100);
      equal(intercom.requests.length, length);
    });

    it('should begin anew after an id that is not its own', async () => {
      const events = await openEvents(`${server.url}/live`, 'nonsense');
      const [newest] = events.readyId.split(' ');
      equal(Math.abs(Number(newest) - Date.now() / 1000) < 5, true);
      events.close();
    });
  });
}
