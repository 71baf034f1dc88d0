import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import type { ErrorContext, FailureContext, RequestSummary } from './error-context.ts';

/** Shared by every copy of the package in a process: ESM and CJS, or two versions. */
export const BRAND: symbol = Symbol.for('rx-intercom.error');

interface BaseErrorOptions extends ErrorOptions {
  /** Advice for the reader, put at the end of the message. */
  readonly hint?: string | undefined;
}

/** What all failures of this library have in common. */
export abstract class BaseError extends Error implements ErrorContext {
  /** Tells the failures apart; a `switch` over it is checked for completeness by the compiler. */
  abstract readonly kind: string;

  /** The request that failed; `null` when none was made. */
  readonly request: RequestSummary | null;

  /** How many requests were sent for this page or conversation, the failing one included. */
  readonly attempts: number;

  /** The cursor of the page that was not delivered in full; `undefined` for the first page. */
  readonly startingAfter: string | undefined;

  /** Where the walk or the export stood, to be passed as `resumeFrom`; `null` outside of one. */
  readonly checkpoint: Checkpoint | ExportCheckpoint | null;

  protected constructor(what: string, context: FailureContext, options: BaseErrorOptions = {}) {
    const { request, attempts, startingAfter, checkpoint = null } = context;
    const { hint = '', ...rest } = options;
    const subject = request === null ? '' : `: ${request.method} ${request.url}`;
    super(what + subject + hint, rest);
    this.request = request;
    this.attempts = attempts;
    this.startingAfter = startingAfter;
    this.checkpoint = checkpoint;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** With the message, which `JSON.stringify` leaves out of other errors. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this);
  }
}
