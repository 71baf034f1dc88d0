import type { RequestListener } from 'node:http';
import type { TestIntercom } from 'rx-intercom/testing';

/** Puts a test workspace behind a server. */
export function serve(intercom: TestIntercom): RequestListener {
  return (request, response) => {
    const left = new AbortController();
    response.on('close', () => {
      left.abort();
    });
    const { authorization = '', 'intercom-version': version } = request.headers;
    const headers = { authorization, 'intercom-version': String(version) };
    const url = `http://127.0.0.1${request.url ?? '/'}`;
    intercom
      .fetch(url, { headers, signal: left.signal })
      .then(async (answer) => {
        const body = await answer.text();
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
      })
      .catch(() => response.destroy());
  };
}
