import { describe, expect, it } from '@jest/globals';
import { VirtualTimeScheduler } from 'rxjs';
import { createTestIntercom, type TestIntercomOptions } from '../../lib/testing/index.ts';
import { ask, askPage, walk } from './helpers/ask.ts';
import { everything, searchPage, walkSearch } from './helpers/search.ts';

const kit = (options: TestIntercomOptions = {}) =>
  createTestIntercom({
    conversations: 30,
    hidden: ({ ticket }) => ticket != null,
    ...options,
  });
const ticket = { type: 'ticket', id: '1' };

describe('hidden conversations', () => {
  it('should be neither listed, found, counted nor retrieved', async () => {
    const intercom = kit();
    intercom.update('7', { ticket });
    const { id } = intercom.add({ ticket });

    expect(await walk(intercom, 7)).not.toContain('7');
    expect(await askPage(intercom)).toMatchObject({ total_count: 29 });
    expect(await walkSearch(intercom, { perPage: 7 })).not.toContain('7');
    expect(await searchPage(intercom, { query: everything })).toMatchObject({ total_count: 29 });
    expect((await ask(intercom, '/7')).status).toBe(404);
    expect((await ask(intercom, `/${id}`)).status).toBe(404);
    expect((await ask(intercom, '/8')).status).toBe(200);
  });

  it('should still be there for the test, and come back', async () => {
    const intercom = kit();
    intercom.update('7', { ticket });
    expect(intercom.conversations[0]).toMatchObject({ id: '7', ticket });

    intercom.update('7', { ticket: null });
    expect((await askPage(intercom)).conversations?.[0]?.id).toBe('7');
    intercom.remove('7');
    expect((await askPage(intercom)).total_count).toBe(29);
  });

  it('should be hidden among those that are generated or given, too', async () => {
    const { conversations } = createTestIntercom({ conversations: 30 });
    const hidden = ({ id }: { readonly id: string }) => Number(id) % 3 === 0;

    expect((await askPage(kit({ hidden }))).total_count).toBe(20);
    expect((await askPage(kit({ hidden, conversations }))).total_count).toBe(20);
    expect((await askPage(kit({ conversations }))).total_count).toBe(30);
  });

  it('should disappear from a search that lags only later', async () => {
    const scheduler = new VirtualTimeScheduler();
    const intercom = kit({ scheduler, search: { lag: 1000 } });
    intercom.update('7', { ticket });

    expect(await searchPage(intercom, { query: everything })).toMatchObject({ total_count: 30 });
    expect(await askPage(intercom)).toMatchObject({ total_count: 29 });
    scheduler.frame = 1000;
    expect(await searchPage(intercom, { query: everything })).toMatchObject({ total_count: 29 });
  });
});
