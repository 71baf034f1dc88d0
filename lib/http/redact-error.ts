import type { Redact } from './redact.ts';

/** More errors than a failed `fetch` has. */
const MAX_ERRORS = 10;

/**
 * Copies a thrown value without the secret, because a `fetch` may put its request, headers included,
 * on what it throws. The copy has the name, message, code and stack, and copies of the cause and of
 * the errors of an `AggregateError`.
 */
export function redactError(thrown: unknown, redact: Redact): Error {
  const seen = new Set<unknown>();
  const copy = (value: unknown): Error => {
    if (typeof value !== 'object' || value === null) return new Error(redact(String(value)));
    const fields = value as Readonly<Record<string, unknown>>;
    const { cause, errors } = fields;
    const [safeCause] = cause === undefined ? [] : copyNew(cause);
    const options = safeCause === undefined ? {} : { cause: safeCause };
    const safe = Array.isArray(errors)
      ? new AggregateError(errors.flatMap(copyNew), '', options)
      : new Error('', options);
    for (const name of ['name', 'message', 'code', 'stack']) {
      const text = fields[name];
      if (typeof text === 'string') Object.assign(safe, { [name]: redact(text) });
    }
    return safe;
  };
  const tryCopy = (value: unknown): Error => {
    seen.add(value);
    try {
      return copy(value);
    } catch {
      return new Error('fetch threw what cannot be read');
    }
  };
  const copyNew = (value: unknown): readonly Error[] =>
    seen.has(value) || seen.size === MAX_ERRORS ? [] : [tryCopy(value)];
  return tryCopy(thrown);
}
