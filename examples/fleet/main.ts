/** Exports two test workspaces by a fleet of processes, and kills one of them in the middle. */
import { duration } from '../terminal/format.ts';
import { createProgress } from '../terminal/progress.ts';
import { parseArguments, type Arguments } from './demo/arguments.ts';
import { buildWorker } from './demo/build-worker.ts';
import { openServers, type Servers } from './demo/open-servers.ts';
import { runFleet, type RunOutcome } from './demo/run-fleet.ts';
import { summarize } from './demo/summary.ts';
import { serveWorkspace, type DemoWorkspace } from './demo/workspace.ts';
import { findPort } from './servers/find-port.ts';

const NAMES = ['north', 'south'];

const args = parseArguments(process.argv);
const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    stopped.abort();
  });
}
try {
  await run(args);
} catch (error) {
  if (!stopped.signal.aborted) throw error;
  console.error('Stopped.');
  process.exitCode = 130;
}

async function run(args: Arguments): Promise<void> {
  const { workers, compare, port } = args;
  const ports = [0, 1, 2, 3].map((more) => (port === 0 ? 0 : port + more));
  const [north = 0, south = 0, redis = 0, postgres = 0] = ports;
  for (const wanted of [north, south]) await findPort(wanted);
  const servers = await openServers(process.env, [redis, postgres]);
  try {
    console.log(`Redis at ${servers.redisUrl}, PostgreSQL at ${servers.databaseUrl}`);
    console.log(`${workers} workers export the workspaces ${NAMES.join(' and ')}`);
    const fleet = await exportBoth(servers, args, workers, [north, south]);
    if (compare) console.log(`Done in ${duration(fleet.elapsed)}. Once more, with one worker`);
    const alone = compare ? await exportBoth(servers, args, 1, [north, south]) : null;
    console.log(summarize(NAMES, fleet, alone));
    if (fleet.workspaces.some(({ lost, twice }) => lost + twice > 0)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}

/** With more than one worker, one of them is killed in the middle. */
async function exportBoth(
  { redisUrl, databaseUrl }: Servers,
  { conversations }: Arguments,
  workers: number,
  ports: readonly number[],
): Promise<RunOutcome> {
  const sizes = [Math.ceil((conversations * 2) / 3), conversations];
  const limits = [60, 90];
  const workspaces: DemoWorkspace[] = [];
  for (const [index, name] of NAMES.entries()) {
    const size = sizes[index] ?? 0;
    const limit = limits[index] ?? 0;
    const where = { name, seed: index + 1, ranges: 4, perRow: 60, port: ports[index] ?? 0 };
    workspaces.push(await serveWorkspace({ ...where, conversations: size, limit, window: 5_000 }));
  }
  const progress = createProgress(process.stderr);
  let isKilled = false;
  try {
    return await runFleet({
      redisUrl,
      databaseUrl,
      fleet: workers === 1 ? 'fleet_demo_alone' : 'fleet_demo',
      workspaces,
      program: await buildWorker(),
      workers,
      signal: stopped.signal,
      tell: progress.tell,
      watch(all, running) {
        for (const one of all) progress.update({ ...one, from: 0 });
        const done = all.reduce((sum, one) => sum + one.done, 0);
        const total = all.reduce((sum, one) => sum + one.total, 0);
        if (workers === 1 || isKilled || done < total / 4) return;
        isKilled = true;
        progress.tell(`kill -9 of ${running.killOne()}`);
      },
    });
  } finally {
    progress.stop();
    for (const workspace of workspaces) await workspace.close();
  }
}
