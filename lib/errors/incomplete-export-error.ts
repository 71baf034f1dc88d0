import { BaseError } from './base-error.ts';
import type { FailureContext } from './error-context.ts';

/** Times, in unix seconds, half open. */
export interface TimeRange {
  /** The first second of the range. */
  readonly since: number;
  /** The first second behind the range. */
  readonly until: number;
}

/** How an export falls short. */
export interface Shortfall {
  /** The `created_at` it was looking for; in the phase `changes` the `updated_at`. */
  readonly range: TimeRange;
  /** How many conversations the server counts there. */
  readonly expected: number;
  /** How many it has shown. */
  readonly found: number;
}

/**
 * The server does not show as many conversations as it counts, or not in the requested order, and
 * reading again did not help: an export that went on would be short. Its `checkpoint` is of no use
 * before the server answers otherwise.
 */
export class IncompleteExportError extends BaseError implements Shortfall {
  override readonly name: string = 'IncompleteExportError';
  readonly kind = 'incomplete-export';

  readonly range: TimeRange;
  readonly expected: number;
  readonly found: number;

  constructor(context: FailureContext, reason: string, { range, expected, found }: Shortfall) {
    const { since, until } = range;
    super(
      `Export incomplete (${reason}; expected ${expected}, found ${found} from ${since} to ${until})`,
      context,
    );
    this.range = range;
    this.expected = expected;
    this.found = found;
  }
}
