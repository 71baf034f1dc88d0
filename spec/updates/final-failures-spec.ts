import { describe, expect, it } from '@jest/globals';
import { conversationUpdates$, type IntercomError } from '../../lib/index.ts';
import type { Fault } from '../../lib/testing/index.ts';
import {
  MINUTE,
  reordered,
  stamps,
  touch,
  useLiveTime,
  watch,
  workspace,
} from '../helpers/live.ts';
import { checkpointOf } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { ids, optionsFor } from '../helpers/workspace.ts';

useLiveTime();

describe('a failure for good', () => {
  it.each<[string, Fault, IntercomError['kind']]>([
    ['a 400', { status: 400 }, 'error-list'],
    ['a 401', { status: 401 }, 'unauthorized'],
    ['a 401 of HTML', { status: 401, body: '<html>' }, 'http'],
    ['a 403', { status: 403 }, 'forbidden'],
    ['a 404', { status: 404 }, 'error-list'],
    ['a redirect elsewhere', { status: 302, headers: { location: 'https://x.example' } }, 'http'],
  ])('should end it, and be gone on from without a gap: %s', async (_, fault, kind) => {
    let broken = false;
    const intercom = workspace(9, { fault: () => (broken ? fault : undefined) });
    const options = { ...optionsFor(intercom), perPage: 2 };
    const first = watch(conversationUpdates$(options));
    await pass(1_000);
    touch(intercom, '7');
    await pass(30_000);
    touch(intercom, '8');
    touch(intercom, '3');
    broken = true;
    await pass(MINUTE);
    const { error, values } = first;
    expect(stamps(values)).toEqual(['7@1']);
    expect(error).toMatchObject({ kind, attempts: 1 });
    const sent = intercom.requests.length;
    await pass(10 * MINUTE);
    expect(intercom.requests).toHaveLength(sent);
    broken = false;
    touch(intercom, '1');
    const resumeFrom = checkpointOf(error);
    const second = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(MINUTE);
    expect(stamps(second.values)).toEqual(['8@31', '3@31', '1@691']);
  });

  it('should be a failing token, with a checkpoint', async () => {
    const intercom = workspace(9);
    const tokens = ['test-token'];
    const token = (): string => tokens.shift() ?? '';
    const newest = Math.max(...intercom.conversations.map(({ updated_at: at }) => at));
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), token }));
    await pass(MINUTE);
    expect(result.error).toMatchObject({
      kind: 'invalid-options',
      field: 'token',
      checkpoint: { newest: null, since: newest },
    });
  });

  it('should be a list in another order, unless that is allowed', async () => {
    const intercom = workspace(9);
    let isWrong = false;
    const fetch = reordered(intercom, () => isWrong);
    const options = { ...optionsFor(intercom), fetch };
    const strict = watch(conversationUpdates$(options));
    const lenient = watch(conversationUpdates$({ ...options, requireOrder: false }));
    await pass(1_000);
    touch(intercom, '4');
    isWrong = true;
    await pass(MINUTE);
    expect(strict.error).toMatchObject({ kind: 'list-order', conversationId: '2' });
    expect(strict.values).toEqual([]);
    expect(lenient).toMatchObject({ state: 'open', error: undefined });
    isWrong = false;
    touch(intercom, '7');
    await pass(MINUTE);
    expect(ids(lenient.values)).toContain('7');
    const resumeFrom = checkpointOf(strict.error);
    const rest = watch(conversationUpdates$({ ...options, resumeFrom }));
    await pass(MINUTE);
    expect(stamps(rest.values)).toEqual(['4@1', '7@61']);
  });

  it('should be a list in another order at the first poll, too', async () => {
    const intercom = workspace(9);
    const fetch = reordered(intercom, () => true);
    const result = watch(conversationUpdates$({ ...optionsFor(intercom), fetch }));
    await pass();
    expect(result.error).toMatchObject({ kind: 'list-order', checkpoint: null });
  });

  it.each(['1.4', '2.0', '2.5'])('should be a version that counts pages: %s', async (version) => {
    const intercom = workspace(9);
    const options = { ...optionsFor(intercom), version, perPage: 3 };
    const result = watch(conversationUpdates$(options));
    await pass(MINUTE);
    expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'version' });
    expect(intercom.requests).toHaveLength(0);
  });

  it.each(['2.6', '2.7', 'Preview', null])('should be no other version: %s', async (version) => {
    const intercom = workspace(9);
    const options = { ...optionsFor(intercom), version, perPage: 3 };
    const result = watch(conversationUpdates$(options));
    await pass(1_000);
    touch(intercom, '3');
    await pass(MINUTE);
    expect(stamps(result.values)).toEqual(['3@1']);
  });
});
