import { serve } from 'srvx';
import { createProxy, PREFIX, refuse, type Handler, type ProxyOptions } from './proxy.ts';

/** The dashboard, listening. */
export interface Dashboard {
  readonly url: string;
  close(): Promise<void>;
}

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Serves the page and the proxy on the loopback interface.
 *
 * @param toPage - serves the files of the page
 * @param port - 0 for a free one
 */
export async function serveDashboard(
  toPage: Handler,
  proxy: ProxyOptions,
  port: number,
): Promise<Dashboard> {
  const toIntercom = createProxy(proxy);

  const answer = (request: Request): Promise<Response> | Response => {
    const { pathname } = new URL(request.url);
    if (!isAskedByName(request)) return refuse(421, 'This server has another name');
    if (!pathname.startsWith(`${PREFIX}/`)) return toPage(request);
    return isOwnPage(request) ? toIntercom(request) : refuse(403, 'For the page of this server');
  };

  const server = serve({
    hostname: '127.0.0.1',
    port,
    silent: true,
    gracefulShutdown: false,
    fetch: async (request) => {
      const response = await answer(request);
      for (const [name, value] of Object.entries(SECURITY)) response.headers.set(name, value);
      return response;
    },
  });
  await server.ready();
  if (server.url === undefined) throw new Error('The server has no address.');
  return { url: server.url, close: () => server.close(true) };
}

/** Whether it was asked for by its own name: a name of another site may be made to lead here. */
function isAskedByName({ headers }: Request): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.get('host') ?? '');
}

/** Whether no other site's page asks. Programs that are no browser do not say. */
function isOwnPage({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site');
  return site === null || site === 'same-origin';
}
