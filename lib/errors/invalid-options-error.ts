import type { Checkpoint } from '../types/checkpoint.ts';
import type { ExportCheckpoint } from '../types/export-checkpoint.ts';
import { atPosition } from './at-position.ts';
import { BaseError } from './base-error.ts';
import { NO_REQUEST } from './error-context.ts';

interface InvalidOptionsErrorOptions extends ErrorOptions {
  readonly checkpoint?: Checkpoint | ExportCheckpoint | null | undefined;
}

/**
 * An option has a value that is not allowed, or a name of another client, for example `per_page`. A
 * stream fails with it on subscription, before any request; or later, if the option is a function that
 * fails: `cause` is then the value that it threw. Operators and limiters throw it when they are made.
 */
export class InvalidOptionsError extends BaseError {
  override readonly name: string = 'InvalidOptionsError';
  readonly kind = 'invalid-options';

  /** The name of the option, for example `perPage` or `retry.count`. */
  readonly field: string;

  constructor(
    field: string,
    got: string,
    allowed: string,
    options: InvalidOptionsErrorOptions = {},
  ) {
    const context = atPosition(NO_REQUEST, options.checkpoint ?? null);
    super(`Invalid option ${field}: got ${got}; it must be ${allowed}`, context, options);
    this.field = field;
  }
}
