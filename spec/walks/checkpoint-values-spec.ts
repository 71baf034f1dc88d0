import { describe, expect, it } from '@jest/globals';
import type { Observable } from 'rxjs';
import {
  conversationPages$,
  conversationUpdates$,
  exportConversations$,
  type Checkpoint,
} from '../../lib/index.ts';
import { createTestIntercom } from '../../lib/testing/index.ts';
import { useLiveTime, watch } from '../helpers/live.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { stored } from '../helpers/stored.ts';
import { pass } from '../helpers/virtual-time.ts';
import { optionsFor } from '../helpers/workspace.ts';

useLiveTime();

const refuse = (): never => {
  throw new Error('not to be looked at');
};

/** What a program may put in place of a part of a checkpoint. */
const values: readonly (readonly [string, unknown])[] = [
  ['a list with a hole', Array(2)],
  ['a getter that throws', Object.defineProperty({}, 'key', { get: refuse, enumerable: true })],
  ['a proxy that throws', new Proxy({}, { get: refuse, ownKeys: refuse })],
  ['an object without a prototype', Object.create(null)],
  ['a bigint', 5n],
  ['a symbol', Symbol('x')],
];

/** Streams that resume, and a checkpoint of each. */
async function streams(): Promise<
  Record<string, [Checkpoint, (resumeFrom: Checkpoint) => Observable<unknown>]>
> {
  const intercom = createTestIntercom({ conversations: 30 });
  const options = optionsFor(intercom);
  const query = { field: 'created_at', operator: '>', value: 1 } as const;
  const search = { ...options, query, sort: { field: 'created_at', order: 'ascending' } as const };
  const list = await runToEnd(conversationPages$({ ...options, catchUp: true }));
  const found = await runToEnd(conversationPages$({ ...search, limit: 25 }));
  const exported = await runToEnd(
    exportConversations$({ ...options, catchUp: false }, ({ checkpoint }) => [checkpoint]),
  );
  const ofExport = stored(exported.values[0] as unknown as Checkpoint);
  const of = (run: typeof list): Checkpoint => stored(run.values[0]?.checkpoint);
  return {
    conversationPages$: [of(list), (resumeFrom) => conversationPages$({ ...options, resumeFrom })],
    conversationUpdates$: [
      of(list),
      (resumeFrom) => conversationUpdates$({ ...options, resumeFrom }),
    ],
    'a search': [of(found), (resumeFrom) => conversationPages$({ ...search, resumeFrom })],
    exportConversations$: [
      ofExport,
      (resumeFrom) =>
        exportConversations$({ ...options, catchUp: false, resumeFrom: resumeFrom }, () => []),
    ],
  };
}

describe('a checkpoint that is no plain JSON', () => {
  it.each(values)('should be refused, or be read as its JSON: %s', async (_, value) => {
    for (const [name, [checkpoint, open]] of Object.entries(await streams())) {
      for (const key of Object.keys(checkpoint)) {
        const result = watch(open({ ...checkpoint, [key]: value }));
        await pass();
        const { error = { kind: 'invalid-options', field: 'resumeFrom' } } = result;
        expect([name, key, error]).toMatchObject([
          name,
          key,
          { kind: 'invalid-options', field: 'resumeFrom' },
        ]);
        result.unsubscribe();
      }
    }
  });

  it.each(['delivered', 'seen', 'ranges', 'recent'])(
    'should be refused with a hole in %s',
    async (key) => {
      const { 'a search': found, exportConversations$: exported } = await streams();
      for (const [checkpoint, open] of [found, exported].filter((one) => one !== undefined)) {
        const holed = structuredClone(checkpoint) as unknown as Record<string, unknown>;
        const parts = [holed, holed['search'] as Record<string, unknown> | undefined];
        const part = parts.find((one) => Array.isArray(one?.[key]));
        if (part === undefined) continue;
        part[key] = Array(2);
        const result = watch(open(holed as unknown as Checkpoint));
        await pass();
        expect(result.error).toMatchObject({ kind: 'invalid-options', field: 'resumeFrom' });
      }
    },
  );
});
