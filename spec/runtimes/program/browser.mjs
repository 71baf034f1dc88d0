/** For a page with `?origin=` and perhaps `&fetch=cross-fetch`: what it finds is `window.outcome`. */
import * as library from 'rx-intercom';
import * as rxjs from 'rxjs';
import { conformance } from './conformance.mjs';

const query = new URLSearchParams(location.search);
const origin = query.get('origin');
const ask = globalThis.ask ?? globalThis.fetch;
const crossFetch = async () => (await import('cross-fetch')).fetch;

async function run() {
  const fetch = query.get('fetch') === 'cross-fetch' ? await crossFetch() : undefined;
  return conformance({ library, rxjs, origin, fetch, ask });
}

globalThis.outcome = run();
