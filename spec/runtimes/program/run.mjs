/** Node, Bun and Deno: `run.mjs <ESM|CJS> <platform|cross-fetch|none> <origin>`. */
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { conformance } from './conformance.mjs';

const [modules, wanted, origin] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const load = modules === 'CJS' ? require : (name) => import(name);
const { fetch: platformFetch, ask = platformFetch, Bun, Deno } = globalThis;

const hasCrossFetch = () => Object.keys(require.cache).some((path) => /cross-fetch/.test(path));
const onDemand = (ok, detail) => ({ name: 'on demand', ok, detail });

if (wanted === 'none') delete globalThis.fetch;
const library = await load('rx-intercom');
const rxjs = await load('rxjs');
const loadedWithLibrary = hasCrossFetch();

if (wanted === 'cross-fetch') {
  const { fetch: crossFetch } = await load('cross-fetch');
  const fetch = Deno ? withoutKeepAlive(crossFetch) : crossFetch;
  report(await conformance({ library, rxjs, origin, fetch, ask }));
} else {
  const checks = await conformance({ library, rxjs, origin, ask });
  const seen = [loadedWithLibrary, hasCrossFetch()];
  const isRight = !seen[0] && seen[1] === (wanted === 'none');
  report([...checks, onDemand(isRight, `cross-fetch loaded at first, at last: ${seen}`)]);
}

/** Deno repeats a request that is aborted on a reused connection: denoland/deno#36786. */
function withoutKeepAlive(crossFetch) {
  const agent = new Agent({ keepAlive: false });
  return (url, init) => crossFetch(url, { ...init, agent });
}

function report(checks) {
  const [jsdom] = /(?<=jsdom\/)[\d.]+/.exec(globalThis.navigator?.userAgent) ?? [];
  const version = jsdom ?? Bun?.version ?? Deno?.version.deno ?? process.versions.node;
  console.log(JSON.stringify({ version, checks }));
}
