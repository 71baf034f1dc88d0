import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VirtualTimeScheduler } from 'rxjs';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { ask, readErrors } from './helpers/ask.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// A property runs many times.
usePropertyTime(30_000);

interface DeletedPage {
  readonly total_count: number;
  readonly pages: { readonly next: string | null };
  readonly conversations: readonly { readonly id: string }[];
}

const version = { 'Intercom-Version': '2.16' };
const deletions = [
  { id: '11', deleted_at: 100 },
  { id: '9', deleted_at: 300, metrics_retained: false },
  { id: '10', deleted_at: 100 },
  { id: '12', deleted_at: 200, metrics_retained: undefined },
];

const kit = (options: TestIntercomOptions = {}) =>
  createTestIntercom({ conversations: 3, deleted: deletions, ...options });

async function askDeleted(intercom: TestIntercom, query = ''): Promise<DeletedPage> {
  const response = await ask(intercom, `/deleted${query}`, version);
  return (await response.json()) as DeletedPage;
}

async function idsOf(intercom: TestIntercom, query = ''): Promise<string> {
  return (await askDeleted(intercom, query)).conversations.map(({ id }) => id).join(' ');
}

describe('the deleted conversations', () => {
  it('should have the shape of the description', async () => {
    const response = await ask(kit(), '/deleted?per_page=3', version);

    expect(await response.json()).toEqual({
      type: 'conversations.list',
      total_count: 4,
      pages: {
        type: 'pages',
        next: 'https://api.intercom.io/conversations/deleted?per_page=3&page=2',
        page: 1,
        per_page: 3,
        total_pages: 2,
      },
      conversations: [
        { type: 'conversation', id: '9', metrics_retained: false, deleted_at: 300 },
        { type: 'conversation', id: '12', metrics_retained: true, deleted_at: 200 },
        { type: 'conversation', id: '11', metrics_retained: true, deleted_at: 100 },
      ],
    });
  });

  it('should be ordered by the time of the deletion, the latest first unless asked for', async () => {
    expect(await idsOf(kit())).toBe('9 12 11 10');
    expect(await idsOf(kit(), '?order=desc')).toBe('9 12 11 10');
    expect(await idsOf(kit(), '?order=asc')).toBe('10 11 12 9');
  });

  it('should be ordered otherwise when a test wants it', async () => {
    const intercom = kit({ compareDeleted: (a, b) => Number(a.id) - Number(b.id) });

    expect(await idsOf(intercom, '?order=asc')).toBe('9 10 11 12');
    expect(await idsOf(intercom)).toBe('12 11 10 9');
  });

  it('should end with null, also behind the end', async () => {
    expect(await askDeleted(kit(), '?per_page=3&page=2')).toMatchObject({
      conversations: [{ id: '10' }],
      pages: { page: 2, next: null },
    });
    expect(await askDeleted(kit(), '?page=9')).toMatchObject({
      conversations: [],
      pages: { page: 9, next: null, per_page: 20, total_pages: 1 },
    });
    expect(await askDeleted(kit({ deleted: [] }))).toMatchObject({
      ...{ total_count: 0, conversations: [] },
      pages: { next: null, total_pages: 0 },
    });
  });

  it('should end with null on a last page that is full', async () => {
    expect(await askDeleted(kit(), '?per_page=4')).toMatchObject({
      pages: { next: null, total_pages: 1 },
    });
  });

  it('should be reached page by page, whatever the size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(70), fc.integer({ min: 1, max: 60 }), async (count, size) => {
        const deleted = Array.from({ length: count }, (_, index) => ({
          id: String(index + 1),
          deleted_at: index,
        }));
        const intercom = kit({ deleted, rateLimit: null });
        const ids: string[] = [];
        let query: string | null = `?per_page=${size}&order=asc`;
        while (query !== null) {
          const page: DeletedPage = await askDeleted(intercom, query);
          ids.push(...page.conversations.map(({ id }) => id));
          query = page.pages.next === null ? null : new URL(page.pages.next).search;
        }
        expect(ids).toEqual(deleted.map(({ id }) => id));
      }),
    );
  });

  it.each([
    ['?per_page=61', 'Per Page is too big'],
    ['?per_page=0', 'Per Page is invalid'],
    ['?page=0', 'Page is invalid'],
    ['?order=ascending', 'Order must be asc or desc'],
  ])('should be refused for %s', async (query, message) => {
    const response = await ask(kit(), `/deleted${query}`, version);

    expect(response.status).toBe(400);
    expect(await readErrors(response)).toMatchObject({
      errors: [{ code: 'parameter_invalid', message }],
    });
  });

  it.each([
    ['1.4', 400],
    ['2.7', 400],
    ['2.15', 400],
    ['2.16', 200],
    ['Preview', 200],
  ])('should, in %s, be answered with %i', async (asked, status) => {
    const response = await ask(kit(), '/deleted', { 'Intercom-Version': asked });

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(
      status === 200 ? 'conversations.list' : 'intercom_version_invalid',
    );
  });

  it('should be read with GET only', async () => {
    const { fetch } = kit();
    const headers = { authorization: 'Bearer test-token', ...version };
    const url = 'https://api.intercom.io/conversations/deleted';

    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await fetch(url, { method, headers })).status).toBe(404);
    }
  });

  it('should be recorded, fail as the script says, and count in the rate window', async () => {
    const intercom = kit({
      rateLimit: { limit: 1, window: 3_600_000 },
      fault: ({ endpoint, page }) =>
        endpoint === 'deleted' && page === 2 ? { status: 503 } : undefined,
    });
    await ask(intercom, '/deleted?page=2&per_page=5', version);
    await ask(intercom, '/deleted?page=1', version);

    expect(intercom.requests).toMatchObject([
      { endpoint: 'deleted', page: 2, perPage: 5, status: 503 },
      { endpoint: 'deleted', page: 1, status: 429 },
    ]);
  });
});

describe('remove', () => {
  it("should note the deletion, with the second of the scheduler's clock", async () => {
    const scheduler = new VirtualTimeScheduler();
    const intercom = kit({ scheduler, deleted: undefined });
    const { deleted } = intercom;
    scheduler.frame = 1_800_000_000_999;
    intercom.remove('2');

    expect(deleted).toEqual([{ id: '2', deleted_at: 1_800_000_000 }]);
    expect(await askDeleted(intercom)).toMatchObject({
      total_count: 1,
      conversations: [{ id: '2', deleted_at: 1_800_000_000, metrics_retained: true }],
    });
    expect((await ask(intercom, '/2')).status).toBe(404);
  });

  it('should note none for a conversation that is not there, and leave what it was given', () => {
    const intercom = kit();

    expect(() => {
      intercom.remove('500');
    }).toThrow(new RangeError('There is no conversation 500'));
    intercom.remove('1');
    expect(intercom.deleted).toHaveLength(5);
    expect(deletions).toHaveLength(4);
  });
});
