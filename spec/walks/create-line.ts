import type { ConversationsOptions, Fetch, FetchInit, FetchResponse } from '../../lib/index.ts';
import {
  createTestIntercom,
  type TestIntercom,
  type TestIntercomOptions,
} from '../../lib/testing/index.ts';
import { now } from '../helpers/live.ts';
import { arriving, BODY, type Piece } from './arriving.ts';

/** Milliseconds from the request to the first byte. */
const HEAD = 150;

const PIECES = 10;

/** What came of a request, in milliseconds since the spec began. */
export interface Exchange {
  readonly url: string;
  readonly asked: number;
  aborted?: number;
}

/** A slow line to a workspace, and what went over it. */
export interface Line {
  readonly intercom: TestIntercom;
  readonly exchanges: readonly Exchange[];
  readonly options: ConversationsOptions;
  /** When the requests were made. */
  readonly asked: () => readonly number[];
}

/** How the line differs from one that works. */
export interface LineConfig extends TestIntercomOptions {
  /** Changes the text of the bodies. */
  readonly rewrite?: (text: string) => string;
  /** Makes the response of its text, in place of one whose body is a stream. */
  readonly respond?: (response: Response, pieces: Piece[], init: FetchInit) => FetchResponse;
  /** Whether the body of this request, 1 for the first, breaks off after half of it. */
  readonly broken?: (number: number) => boolean;
  /** Whether aborting a request has no effect on it. */
  readonly deaf?: boolean;
}

/** Cuts a body into pieces: the first comes with the headers, the last when all is there. */
function split(text: string): Piece[] {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / (PIECES + 1));
  return Array.from({ length: PIECES + 1 }, (_, index) => ({
    bytes: bytes.subarray(index * size, (index + 1) * size),
    at: (index * BODY) / PIECES,
  }));
}

export function createLine({ rewrite, respond, broken, deaf, ...config }: LineConfig = {}): Line {
  const intercom = createTestIntercom({ conversations: 200, latency: HEAD, ...config });
  const exchanges: Exchange[] = [];
  const fetch: Fetch = async (url, given) => {
    const init = deaf === true ? { ...given, signal: new AbortController().signal } : given;
    const exchange: Exchange = { url, asked: now() };
    const number = exchanges.push(exchange);
    given.signal.addEventListener('abort', () => {
      exchange.aborted = now();
    });
    const response = await intercom.fetch(url, init);
    const text = await response.text();
    const pieces = split(rewrite?.(text) ?? text);
    if (respond !== undefined) return respond(response, pieces, init);
    const { status, headers } = response;
    const body = arriving(pieces, init.signal, broken?.(number) ?? false);
    return new Response(body, { status, headers });
  };
  return {
    intercom,
    exchanges,
    options: { token: 'test-token', fetch, random: () => 0.5 },
    asked: () => exchanges.map(({ asked }) => asked),
  };
}
