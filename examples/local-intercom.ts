import type { TestIntercom } from 'rx-intercom/testing';
import { serve } from 'srvx';

/** The test workspace behind a real socket. */
export interface LocalIntercom {
  /** What to pass as `baseUrl`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Puts a test workspace on a port of the loopback interface; with 0, on a free one. */
export async function serveIntercom(intercom: TestIntercom, port = 0): Promise<LocalIntercom> {
  const server = serve({
    hostname: '127.0.0.1',
    port,
    silent: true,
    gracefulShutdown: false,
    fetch: (request) => intercom.fetch(request).catch(reset),
  });
  await server.ready();
  if (server.url === undefined) throw new Error('The server has no address.');
  return { url: server.url.replace(/\/$/, ''), close: () => server.close(true) };
}

/** A response whose body fails closes the connection: what a client sees as a reset. */
function reset(reason: unknown): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.error(reason);
    },
  });
  return new Response(body);
}
