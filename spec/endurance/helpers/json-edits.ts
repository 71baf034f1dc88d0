import fc from 'fast-check';

/** One thing done to a JSON document. `at` counts its values, those near the top first. */
export type JsonEdit =
  | { readonly kind: 'replace'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'delete'; readonly at: number }
  | { readonly kind: 'nest'; readonly at: number; readonly depth: number }
  | { readonly kind: 'add'; readonly at: number; readonly key: string; readonly value: unknown };

const KEYS = ['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'data', 'next'];

/** Any edit; values of its own are `extras`, or of the kinds that JSON has. */
export function jsonEdit(...extras: readonly unknown[]): fc.Arbitrary<JsonEdit> {
  const huge = [1e308, -1e308, 2 ** 53 + 2, 0, -1, 0.5];
  const plain = [null, true, false, '', [], {}, [[]], [null], { polluted: 'yes' }, 'error.list'];
  const value = fc.constantFrom(...huge, ...plain, ...extras);
  const at = fc.oneof(fc.nat(12), fc.nat(400));
  return fc.oneof(
    fc.record({ kind: fc.constant('replace' as const), at, value }),
    fc.record({ kind: fc.constant('delete' as const), at }),
    fc.record({ kind: fc.constant('nest' as const), at, depth: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ kind: fc.constant('add' as const), at, key: fc.constantFrom(...KEYS), value }),
  );
}

/** Where a value stands in its document. */
interface Slot {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

/** Applies an edit to a document, in place. */
export function editJson(document: object, edit: JsonEdit): void {
  const all = slots(document);
  const slot = all[edit.at % Math.max(1, all.length)];
  if (slot === undefined) return;
  const { parent, key } = slot;
  if (edit.kind === 'delete') Reflect.deleteProperty(parent, key);
  else if (edit.kind === 'replace') set(parent, key, edit.value);
  else if (edit.kind === 'add') set(parent, edit.key, edit.value);
  else set(parent, key, nested(parent[key], edit.depth));
}

/** `__proto__` too becomes a key like any other, as in what `JSON.parse` makes. */
function set(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value: structuredClone(value),
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function slots(document: object): readonly Slot[] {
  const found: Slot[] = [];
  const queue: unknown[] = [document];
  for (const value of queue) {
    if (typeof value !== 'object' || value === null) continue;
    const parent = value as Record<string, unknown>;
    for (const key of Object.keys(parent)) {
      found.push({ parent, key });
      queue.push(parent[key]);
    }
  }
  return found;
}

function nested(value: unknown, depth: number): unknown {
  return depth === 0 ? value : nested([value], depth - 1);
}
