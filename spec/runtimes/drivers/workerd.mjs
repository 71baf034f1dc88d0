/** `workerd.mjs <workerd> <platform|cross-fetch> <origin>`, in the application's folder. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { bundleWorker } from '../bundlers/esbuild.mjs';

const [workerd, fetchKind, origin] = process.argv.slice(2);
const needsNode = fetchKind === 'cross-fetch';

const CONFIG = `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker-with-${fetchKind}.mjs")],
  compatibilityDate = "2026-11-01",
  compatibilityFlags = [${needsNode ? '"nodejs_compat"' : ''}],
  globalOutbound = "loopback",
);
`;

const name = `worker-with-${fetchKind}`;
await bundleWorker('worker.mjs', `${name}.mjs`, needsNode);
await writeFile(`${name}.capnp`, CONFIG);
const server = spawn(workerd, ['serve', `${name}.capnp`, '--control-fd=1'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [control] = await once(server.stdout, 'data');
  const { port } = JSON.parse(control.toString());
  const url = `http://127.0.0.1:${port}/?fetch=${fetchKind}&origin=${encodeURIComponent(origin)}`;
  const checks = await (await fetch(url)).json();
  const [version] = /(?<=workerd ).+/.exec(execFileSync(workerd, ['--version']).toString());
  console.log(JSON.stringify({ version, checks }));
} finally {
  server.kill();
}
