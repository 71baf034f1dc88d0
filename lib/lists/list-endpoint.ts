import type { RequestContext } from '../errors/error-context.ts';
import type { HttpRequest } from '../http/exchange.ts';
import type { JsonObject } from '../types/json.ts';
import type { CursorList } from './cursor-list.ts';

/** One list of the API, as data. */
export interface ListEndpoint<Item> {
  /** The largest page the API sends. */
  readonly maxPerPage: number;

  /**
   * The request for a page.
   *
   * @param cursor - `null` for the top of the list
   * @param beyond - of a search: the rows behind this time only, in unix seconds; `null` for all
   */
  readonly request: (cursor: string | null, perPage: number, beyond: number | null) => HttpRequest;

  /**
   * Reads the body of a page.
   *
   * @throws {@link DecodeError}
   */
  readonly decode: (json: JsonObject, context: RequestContext) => CursorList<Item>;

  /** Whether following the cursor leads to this list, so that the token stays where it belongs. */
  readonly isSafe: (cursor: string) => boolean;
}
