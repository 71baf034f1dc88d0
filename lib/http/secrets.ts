import { createRedactor, type Redact, type Redactor } from './redact.ts';

/** The tokens that a client has sent: a server may send back an earlier one. */
export interface Secrets {
  /** The token of the next attempt; `undefined` for none. */
  readonly add: (secret: string | undefined) => void;
  /** Takes all of them out of a text. */
  readonly redact: Redact;
  /** Whether a text, such as a cursor, must not be used, because it contains one of them. */
  readonly areIn: (text: string) => boolean;
}

/** How many tokens are remembered: the latest ones. */
const MAX_SECRETS = 8;

/** Makes the {@link Secrets} of one client. */
export function createSecrets(): Secrets {
  const redactors = new Map<string, Redactor>();
  return {
    add(secret) {
      if (secret === undefined) return;
      const known = redactors.get(secret) ?? createRedactor(secret);
      redactors.delete(secret);
      redactors.set(secret, known);
      const oldest = redactors.keys().next().value;
      if (oldest !== undefined && redactors.size > MAX_SECRETS) redactors.delete(oldest);
    },
    redact: (text) => [...redactors.values()].reduce((rest, { redact }) => redact(rest), text),
    areIn: (text) => [...redactors.values()].some(({ isIn }) => isIn(text)),
  };
}
