import { secretFinder, type FindSecret, type SecretFinder } from './find-secret.ts';

/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

/**
 * Makes a {@link Redact} for a secret. It prepares nothing before its first text, because most
 * requests have nothing to redact.
 *
 * @param secret - `undefined` when there is none, which leaves every text as it is
 */
export function redactor(secret: string | undefined, finder: SecretFinder = secretFinder): Redact {
  if (secret === undefined) return (text) => text;
  let find: FindSecret | undefined;
  return (text) => {
    find ??= finder(secret);
    const belongs = find(text);
    if (!belongs.includes(1)) return text;
    return text.replace(/[^]/g, (char, at: number) =>
      belongs[at] === 0 ? char : belongs[at - 1] === 1 ? '' : '[redacted]',
    );
  };
}
