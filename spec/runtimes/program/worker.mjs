/** For workerd: answers `/?origin=`, and perhaps `&fetch=cross-fetch`, with what it finds. */
import * as library from 'rx-intercom';
import * as rxjs from 'rxjs';
import { conformance } from './conformance.mjs';

export default {
  /** @param {Request} request */
  async fetch(request) {
    const query = new URL(request.url).searchParams;
    const crossFetch = query.get('fetch') === 'cross-fetch' && (await import('cross-fetch'));
    const { fetch } = crossFetch || {};
    const origin = query.get('origin');
    const ask = (url) => globalThis.fetch(url);
    return Response.json(await conformance({ library, rxjs, origin, fetch, ask }));
  },
};
