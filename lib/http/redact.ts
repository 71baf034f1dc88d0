/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

/**
 * @returns a {@link Redact} for this secret, as it is, as URLs write it, and as JSON does with its
 * slashes or equals signs escaped; the identity when there is none
 */
export function redactor(secret: string | undefined): Redact {
  if (secret === undefined) return (text) => text;
  const encoded = encodeURIComponent(secret);
  const forms = new Set([
    secret,
    encoded,
    encoded.replaceAll(/%../g, (hex) => hex.toLowerCase()),
    secret.replaceAll('/', '\\/'),
    secret.replaceAll('=', '\\u003d'),
  ]);
  return (text) => [...forms].reduce((safe, form) => safe.replaceAll(form, '[redacted]'), text);
}

/**
 * Copies what is readable of a thrown value, without the secret: a `fetch` may put its request,
 * headers included, on what it throws.
 */
export function redactError(thrown: unknown, redact: Redact): Error {
  try {
    return copy(thrown, redact);
  } catch {
    return new Error('fetch threw what cannot be read');
  }
}

function copy(thrown: unknown, redact: Redact, depth = 0): Error {
  if (!(typeof thrown === 'object' && thrown !== null)) return new Error(redact(String(thrown)));
  const { name, message, code, stack, cause } = thrown as Partial<
    Record<'name' | 'message' | 'code' | 'stack' | 'cause', unknown>
  >;
  const nested = cause !== undefined && depth < 5 && { cause: copy(cause, redact, depth + 1) };
  const safe: Error & { code?: string } = new Error(redact(text(message) ?? ''), nested || {});
  safe.name = redact(text(name) ?? 'Error');
  if (text(code) !== undefined) safe.code = redact(String(code));
  if (text(stack) !== undefined) safe.stack = redact(String(stack));
  return safe;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The beginning of a body, as an error may show it: one line, at most 200 characters. */
export function excerpt(body: string): string {
  const line = body.slice(0, 1000).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
