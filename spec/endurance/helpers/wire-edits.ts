import fc from 'fast-check';

/** What `Response` takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** One thing done to the bytes of a body. `at` counts them, from the start again behind the end. */
export type WireEdit =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'splice'; readonly at: number; readonly text: string };

const BOM = [0xef, 0xbb, 0xbf];
const INVALID = [
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf0, 0x9f, 0x98],
  [0],
  BOM,
  [...BOM, ...BOM],
];
const DEEP = '['.repeat(100_000);
const DUPLICATES = [
  '{"pages":null,',
  '{"pages":{"next":{"starting_after":"other"}},',
  '{"conversations":[],',
  '{"total_count":1e999,',
  '{"type":"error.list",',
  '{"errors":[{"code":"unauthorized"}],',
  '{"__proto__":{"polluted":"yes"},',
  '{"constructor":{"prototype":{"polluted":"yes"}},',
];

export const wireEdit: fc.Arbitrary<WireEdit> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(10_000) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(10_000), bit: fc.nat(7) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.oneof(fc.constant(0), fc.nat(10_000)),
    bytes: fc.constantFrom(...INVALID),
  }),
  // In place of the first brace: a key that comes again further on.
  fc.record({
    kind: fc.constant('splice' as const),
    at: fc.constant(0),
    text: fc.constantFrom(...DUPLICATES, DEEP, '{"a":', '[{', ")]}',\n{", '\n\n {'),
  }),
);

/** @returns the bytes, changed */
export function editWire(bytes: Bytes, edit: WireEdit): Bytes {
  const at = edit.at % Math.max(1, bytes.length);
  switch (edit.kind) {
    case 'cut':
      return bytes.slice(0, at);
    case 'flip':
      return bytes.map((byte, index) => (index === at ? byte ^ (1 << edit.bit) : byte));
    case 'insert':
      return Uint8Array.from([...bytes.slice(0, at), ...edit.bytes, ...bytes.slice(at)]);
    case 'splice':
      return Buffer.concat([new TextEncoder().encode(edit.text), bytes.slice(at + 1)]);
  }
}
