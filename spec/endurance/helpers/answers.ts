import fc from 'fast-check';
import type { FetchResponse } from '../../../lib/index.ts';
import { NOW } from '../../helpers/virtual-time.ts';
import { editJson, jsonEdit } from './json-edits.ts';
import { editWire, wireEdit, type Bytes } from './wire-edits.ts';

/** What must be in no error, though the answers quote it. */
export const TOKEN = 'dG9rOmZ1enotc2VjcmV0';

/** What a server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bytes: Bytes;
  /** Whether the body comes at once, in pieces, or from a `fetch` that has `text()` alone. */
  readonly arrival: 'whole' | 'pieces' | 'text';
}

const SECOND = NOW / 1000;
const ODD = [
  ...['', '0', '1', '-1', '1.5', '1e9', '1e400', 'NaN', 'Infinity', '0x10', 'null', '5, 5', ';'],
  ...['9'.repeat(30), '9'.repeat(400), String(SECOND + 5), String(SECOND - 5), String(NOW + 5_000)],
  ...['Mon, 05 Jan 2026 12:00:09 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', '2026-01-05T12:00:00Z'],
  ...['/elsewhere', '?', '#', '//', 'http://[', 'https://evil.example/', 'data:text/html,x'],
  ...[`Bearer ${TOKEN}`, `/elsewhere?token=${TOKEN}`, `https://evil.example/${TOKEN}`],
];
const header = fc.tuple(
  fc.constantFrom(
    'Retry-After',
    'X-RateLimit-Limit',
    'X-RateLimit-Remaining',
    'X-RateLimit-Reset',
    'Date',
    'Location',
    'X-Request-Id',
    'Content-Type',
    'Content-Length',
  ),
  fc.oneof(fc.constantFrom(...ODD), fc.string({ maxLength: 12 })),
);

function answer(status: fc.Arbitrary<number>, bytes: fc.Arbitrary<Bytes>) {
  return fc.record<Answer>({
    status,
    headers: fc.array(header, { maxLength: 4 }),
    bytes,
    arrival: fc.constantFrom('whole', 'pieces', 'text'),
  });
}

/** Answers whose body was once this document; a third of them under this status. */
export function mutations(document: object, usual: number): fc.Arbitrary<Answer> {
  const edits = jsonEdit(TOKEN, 'https://api.intercom.io/conversations?page=2');
  const bytes = fc
    .record({
      json: fc.array(edits, { maxLength: 3 }),
      wire: fc.array(wireEdit, { maxLength: 2 }),
    })
    .map(({ json, wire }) => {
      const edited = structuredClone(document);
      for (const edit of json) editJson(edited, edit);
      return wire.reduce(editWire, new TextEncoder().encode(JSON.stringify(edited)));
    });
  const statuses = [fc.constant(usual), fc.constantFrom(...SPECIAL), anyStatus];
  return answer(fc.oneof(...statuses), bytes);
}

const SPECIAL = [200, 201, 204, 301, 302, 307, 400, 401, 403, 404, 408, 429, 500, 502, 503];
const anyStatus = fc.integer({ min: 100, max: 599 });

/** Answers that nobody meant to be JSON. */
export const noise: fc.Arbitrary<Answer> = answer(
  fc.oneof(fc.constant(200), anyStatus),
  fc.oneof(
    fc.array(fc.nat(255), { maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)),
    fc.json({ noUnicodeString: false }).map((text) => new TextEncoder().encode(text)),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text + TOKEN)),
  ),
);

/** The statuses whose responses have no body: https://fetch.spec.whatwg.org/#null-body-status */
const BODILESS = [204, 205, 304];

/** Puts an answer into the `Response` of the platform, or into as little as a `fetch` may give. */
export function toResponse({ status, headers, bytes, arrival }: Answer): FetchResponse {
  const readable = new Headers();
  for (const [name, value] of headers) readable.append(name, value);
  const body = BODILESS.includes(status) ? null : bytes;
  if (arrival === 'text' || status < 200) {
    return { status, headers: readable, text: () => new Response(body).text() };
  }
  const pieces = body !== null && arrival === 'pieces' ? new Blob([body]).stream() : body;
  return new Response(pieces, { status, headers: readable });
}
