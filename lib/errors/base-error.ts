import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import type { ErrorContext, FailureContext, RequestSummary } from './error-context.ts';

/** All copies of the package in a process share this symbol: ESM and CJS, or two versions. */
export const BRAND: symbol = Symbol.for('rx-intercom.error');

interface BaseErrorOptions extends ErrorOptions {
  /** Advice for the reader, at the end of the message. */
  readonly hint?: string | undefined;
}

/** The fields that all failures of this library have. */
export abstract class BaseError extends Error implements ErrorContext {
  /** Names the failure; the compiler checks that a `switch` over it is complete. */
  abstract readonly kind: string;

  /** The failed request, without the token; `null` when the failure came before any request. */
  readonly request: RequestSummary | null;

  /** The number of requests sent for this page or conversation, the failed one included. */
  readonly attempts: number;

  /** The cursor of the page that was not delivered in full; `undefined` for the first page. */
  readonly startingAfter: string | undefined;

  /** The position of the walk or export: pass it as `resumeFrom` to continue. `null` outside one. */
  readonly checkpoint: Checkpoint | ExportCheckpoint | null;

  protected constructor(what: string, context: FailureContext, options: BaseErrorOptions = {}) {
    const { request, attempts, startingAfter, checkpoint = null } = context;
    const subject = request === null ? '' : `: ${request.method} ${request.url}`;
    super(what + subject + (options.hint ?? ''), options);
    this.request = request;
    this.attempts = attempts;
    this.startingAfter = startingAfter;
    this.checkpoint = checkpoint;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** The fields and the message, because `JSON.stringify` leaves the message of an error out. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this);
  }
}
