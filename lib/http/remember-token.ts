import { redactor, type Redact } from './redact.ts';
import type { Token } from './token.ts';

/** The token of a client, and what takes it out of texts that come from elsewhere. */
export interface RememberedToken {
  /** The same token; a function is remembered by its latest answer. */
  readonly token: Token | undefined;
  /** Takes the latest token out of a text. */
  readonly redact: Redact;
}

/** Makes a {@link Redact} that needs no request, because a limiter may fail before there is one. */
export function rememberToken(token: Token | undefined): RememberedToken {
  if (typeof token !== 'function') return { token, redact: redactor(token) };
  let redact: Redact = (text) => text;
  return {
    token: async () => {
      const latest = await token();
      redact = redactor(typeof latest === 'string' ? latest : undefined);
      return latest;
    },
    redact: (text) => redact(text),
  };
}
