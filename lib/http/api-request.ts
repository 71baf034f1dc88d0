import type { RequestContext } from '../errors/error-context.ts';
import type { RateLimit } from '../rate/rate-limit.ts';
import type { HttpRequest } from './exchange.ts';
import type { JsonObject } from '../types/json.ts';

/** A request to the API, and how its response is read. */
export interface ApiRequest<Value, Found = never> extends ResponseReader<Value, Found> {
  /** Called before each attempt. */
  readonly request: () => HttpRequest;
  /**
   * Called after each failure.
   *
   * @returns whether the next attempt asks for less: it is made, and does not count as a retry
   */
  readonly shrink?: ((error: unknown) => boolean) | undefined;
}

/** A successful response. */
export interface ApiResponse<Value> {
  readonly value: Value;
  /** The `X-Request-Id` header; `null` without one. */
  readonly requestId: string | null;
  readonly rateLimit: RateLimit | null;
  /** The server's time when it answered, in milliseconds since 1970; `null` without a `Date`. */
  readonly date: number | null;
  /** Milliseconds from the request to the headers of its response. */
  readonly duration: number;
}

/** What is known of a request so far. */
export interface ApiProgress<Value, Found> {
  readonly context: RequestContext;
  /** What the scanner has found in the body; `undefined` before, and when the attempt has failed. */
  readonly found: Found | undefined;
  /** `null` until the whole response is there. */
  readonly response: ApiResponse<Value> | null;
}

/** How a response is read. */
export interface ResponseReader<Value, Found> {
  /** Makes a value of a successful body, or throws an error of the union. */
  readonly decode: (json: JsonObject, context: RequestContext) => Value;
  /** Makes a scanner for one body: it gets the body's pieces, and returns what it finds. */
  readonly scan?: (() => (chunk: string) => Found | undefined) | undefined;
}
