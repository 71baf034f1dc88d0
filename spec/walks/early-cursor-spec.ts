import { describe, expect, it } from '@jest/globals';
import { conversations$, type Fetch } from '../../lib/index.ts';
import { after, FIRST } from '../helpers/endpoint.ts';
import { listBody } from '../helpers/list-body.ts';
import { runToEnd } from '../helpers/run-to-end.ts';
import { useVirtualTimeStrictly } from '../helpers/virtual-time.ts';
import { arriving } from './arriving.ts';

useVirtualTimeStrictly();

describe('an early cursor that the whole page contradicts', () => {
  /** Two `pages`: of duplicate keys, the last one counts. */
  function doubled(ids: readonly string[], early: string, late: object | null): string {
    const { pages, ...rest } = listBody(ids, early);
    return `{"pages":${JSON.stringify(pages)},${JSON.stringify(rest).slice(1, -1)},"pages":${JSON.stringify(late)}}`;
  }

  /** Answers each cursor with its body, the first piece of which comes 100 ms before the rest. */
  function serve(bodies: Readonly<Record<string, string>>): {
    readonly fetch: Fetch;
    readonly log: readonly { readonly url: string; readonly signal: AbortSignal }[];
  } {
    const log: { readonly url: string; readonly signal: AbortSignal }[] = [];
    const encoder = new TextEncoder();
    return {
      log,
      fetch: (url, { signal }) => {
        log.push({ url, signal });
        const text = bodies[new URL(url).searchParams.get('starting_after') ?? 'top'] ?? '';
        const half = text.length >> 1;
        const pieces = [
          { bytes: encoder.encode(text.slice(0, half)), at: 0 },
          { bytes: encoder.encode(text.slice(half)), at: 100 },
        ];
        return Promise.resolve(new Response(arriving(pieces, signal, false)));
      },
    };
  }

  const many = Array.from({ length: 10 }, (_, index) => `long-enough-${index}`);

  it('should be dropped, and the right page asked for', async () => {
    const { fetch, log } = serve({
      top: doubled(many, 'wrong', { next: { starting_after: 'right' } }),
      wrong: JSON.stringify(listBody(['never'])),
      right: JSON.stringify(listBody(['last'])),
    });
    const { values, error } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id)).toEqual([...many, 'last']);
    expect(log.map(({ url }) => url)).toEqual([FIRST, after('wrong'), after('right')]);
    expect(log.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
  });

  it('should be dropped where the list ends', async () => {
    const { fetch, log } = serve({
      top: doubled(many, 'wrong', null),
      wrong: JSON.stringify(listBody(['never'])),
    });
    const { values, error } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(error).toBeUndefined();
    expect(values.map(({ id }) => id)).toEqual(many);
    expect(log.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });

  it('should be told apart from what stands in the messages', async () => {
    const decoy = '"pages":{"next":{"starting_after":"decoy"}}';
    const page = (id: string, next: object | null): string =>
      `{"type":"conversation.list","note":${JSON.stringify(decoy)},"meta":{${decoy}},` +
      `"pages":${JSON.stringify({ next })},"conversations":[{"type":"conversation","id":"${id}",` +
      `"source":{"body":${JSON.stringify(decoy)}},${decoy}}]}`;
    const { fetch, log } = serve({
      top: page('1', { starting_after: 'B' }),
      B: page('2', { starting_after: 'C' }),
      C: page('3', null),
    });
    const { values } = await runToEnd(
      conversations$({ token: 'test-token', fetch, prefetch: true }),
    );
    expect(values.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(log.map(({ url }) => url)).toEqual([FIRST, after('B'), after('C')]);
  });
});
