/** Node, Bun and Deno: `run.mjs <ESM|CJS> <platform|cross-fetch|none> <origin>`. */
import { createRequire } from 'node:module';
import { conformance } from './conformance.mjs';

const [modules, wanted, origin] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const load = modules === 'CJS' ? require : (name) => import(name);
const { fetch: ask, Bun, Deno } = globalThis;

const hasCrossFetch = () => Object.keys(require.cache).some((path) => /cross-fetch/.test(path));
const onDemand = (ok, detail) => ({ name: 'on demand', ok, detail });

if (wanted === 'none') delete globalThis.fetch;
const library = await load('rx-intercom');
const rxjs = await load('rxjs');
const loadedWithLibrary = hasCrossFetch();

if (wanted === 'cross-fetch') {
  const { fetch } = await load('cross-fetch');
  report(await conformance({ library, rxjs, origin, fetch, ask }));
} else {
  const checks = await conformance({ library, rxjs, origin, ask });
  const seen = [loadedWithLibrary, hasCrossFetch()];
  const isRight = !seen[0] && seen[1] === (wanted === 'none');
  report([...checks, onDemand(isRight, `cross-fetch loaded at first, at last: ${seen}`)]);
}

function report(checks) {
  const version = Bun?.version ?? Deno?.version.deno ?? process.versions.node;
  console.log(JSON.stringify({ version, checks }));
}
