import { secretFinder, type FindSecret } from './find-secret.ts';

/** Takes a secret out of a text. */
export type Redact = (text: string) => string;

/** Makes a {@link Redact} for a secret. */
export function redactor(secret: string, find: FindSecret = secretFinder(secret)): Redact {
  return (text) => {
    const belongs = find(text);
    if (!belongs.includes(1)) return text;
    return text.replace(/[^]/g, (char, at: number) =>
      belongs[at] === 0 ? char : belongs[at - 1] === 1 ? '' : '[redacted]',
    );
  };
}
