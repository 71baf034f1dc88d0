import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isReadable, readText } from '../../lib/http/read-text.ts';
import { cut, streamOf } from '../helpers/pieces.ts';
import { usePropertyTime } from '../helpers/property-time.ts';

// A property runs many times.
usePropertyTime(30_000);

async function read(
  pieces: readonly Uint8Array[],
): Promise<{ readonly text: string; readonly told: readonly string[] }> {
  const told: string[] = [];
  const text = await readText(streamOf(pieces), { onText: (piece) => told.push(piece) });
  return { text, told };
}

const encoder = new TextEncoder();
const BOM = [0xef, 0xbb, 0xbf] as const;
const cuts = fc.array(fc.nat(), { maxLength: 12 });

/** There, Node's own `text()` takes off both, where the Encoding standard says one. */
function hasTwoMarks(bytes: Uint8Array): boolean {
  return [...BOM, ...BOM].every((byte, index) => bytes[index] === byte);
}

describe('readText', () => {
  it('should give what Response.text() gives, for text in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), cuts, async (text, at) => {
        const bytes = encoder.encode(text);
        fc.pre(!hasTwoMarks(bytes));
        const result = await read(cut(bytes, at));
        expect(result.text).toBe(await new Response(bytes).text());
        expect(result.told.join('')).toBe(result.text);
      }),
      { numRuns: 300 },
    );
    // Hundreds of bodies take seconds on a busy machine.
  }, 30_000);

  it('should give what Response.text() gives, for any bytes in any pieces', async () => {
    const hostile = fc.constantFrom(0xef, 0xbb, 0xbf, 0xf0, 0x9f, 0x80, 0xc3, 0xff, 0xed, 0x41);
    const bytes = fc
      .array(fc.oneof(hostile, fc.integer({ min: 0, max: 255 })), { maxLength: 30 })
      .map((values) => Uint8Array.from(values));
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (body, at) => {
        fc.pre(!hasTwoMarks(body));
        const result = await read(cut(body, at));
        expect(result.text).toBe(await new Response(body).text());
        expect(result.told.join('')).toBe(result.text);
      }),
      { numRuns: 500 },
    );
    // Hundreds of bodies take seconds on a busy machine.
  }, 30_000);

  it.each([
    ['a byte order mark', [...BOM, 0x7b, 0x7d]],
    ['a byte order mark alone', [...BOM]],
    ['a byte order mark further on', [0x7b, ...BOM, 0x7d]],
    ['half a byte order mark', BOM.slice(0, 2)],
    ['a character of four bytes', [0xf0, 0x9f, 0x98, 0x80]],
    ['a character cut off', [0x41, 0xf0, 0x9f, 0x98]],
    ['no bytes', []],
  ])('should read %s a byte at a time, and at once', async (_, values) => {
    const bytes = Uint8Array.from(values);
    const expected = await new Response(bytes).text();
    const bytewise = await read(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(bytewise.text).toBe(expected);
    expect((await read([bytes])).text).toBe(expected);
    expect((await read([])).text).toBe('');
  });

  it('should take one byte order mark off, and no more', async () => {
    const bytes = [...BOM, ...BOM, 0x7b, 0x7d];
    expect((await read([Uint8Array.from(bytes)])).text).toBe('\ufeff{}');
    expect((await read(bytes.map((byte) => Uint8Array.of(byte)))).text).toBe('\ufeff{}');
  });

  it('should tell each piece when it is there, not when all is', async () => {
    let source!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        source = controller;
      },
    });
    const told: string[] = [];
    const result = readText(stream, { onText: (piece) => told.push(piece) });
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    };
    source.enqueue(encoder.encode('{"pages":'));
    await settle();
    expect(told).toEqual(['{"pages":']);
    source.enqueue(encoder.encode('{},"Grö').subarray(0, -1));
    await settle();
    expect(told.join('')).toBe('{"pages":{},"Gr');
    source.enqueue(encoder.encode('ö').subarray(1));
    await settle();
    expect(told.join('')).toBe('{"pages":{},"Grö');
    source.close();
    expect(await result).toBe('{"pages":{},"Grö');
  });

  it('should read the body of a Response', async () => {
    const response = new Response('{"type":"conversation.list"}');
    expect(isReadable(response.body)).toBe(true);
    const text = await readText(response.body as ReadableStream<Uint8Array>);
    expect(text).toBe('{"type":"conversation.list"}');
  });

  it('should pass on what the body fails with', async () => {
    const error = new TypeError('terminated');
    let reads = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        reads += 1;
        if (reads === 1) controller.enqueue(encoder.encode('half'));
        else controller.error(error);
      },
    });
    const told: string[] = [];
    await expect(readText(stream, { onText: (piece) => told.push(piece) })).rejects.toBe(error);
    expect(told).toEqual(['half']);
  });

  it('should cancel the body and reject when its signal is aborted, whoever made the body', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const told: string[] = [];
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull(pieces) {
        pieces.enqueue(encoder.encode('text'));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const onText = (piece: string): void => {
      told.push(piece);
      if (told.length === 3) controller.abort(reason);
    };
    const result = readText(stream, { onText, signal: controller.signal });
    await expect(result).rejects.toBe(reason);
    expect(told).toHaveLength(3);
    expect(isCancelled).toBe(true);
  });

  it('should tell nothing of a piece that comes after the abort', async () => {
    const controller = new AbortController();
    const told: string[] = [];
    const stream = new ReadableStream<Uint8Array>({
      async pull(pieces) {
        await Promise.resolve();
        controller.abort();
        pieces.enqueue(encoder.encode('late'));
      },
    });
    const onText = (piece: string): void => {
      told.push(piece);
    };
    const result = readText(stream, { onText, signal: controller.signal });
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toEqual([]);
  });

  it('should pass on what its listener throws', async () => {
    const error = new Error('my own');
    const onText = (): never => {
      throw error;
    };
    const result = readText(streamOf([encoder.encode('text')]), { onText });
    await expect(result).rejects.toBe(error);
  });

  it('should refuse pieces that are no bytes, as Response.text() does', async () => {
    const stream = new ReadableStream<string>({
      start(controller) {
        controller.enqueue('text');
        controller.close();
      },
    });
    const bytes = stream as unknown as ReadableStream<Uint8Array>;
    await expect(readText(bytes)).rejects.toMatchObject({ name: 'TypeError' });
  });
});

describe('isReadable', () => {
  it.each([
    ['a web stream', new ReadableStream(), true],
    ['null', null, false],
    ['undefined', undefined, false],
    ['text', 'getReader', false],
    ['an object', {}, false],
  ])('should tell what can be read while it arrives: %s', (_, body, expected) => {
    expect(isReadable(body)).toBe(expected);
  });
});
