import { createRedisRateLimiter } from 'rx-intercom/redis';
import { createProgram } from '../terminal/program.ts';
import { connect } from './queue/connect.ts';
import { workOn } from './queue/work-on.ts';
import { readSettings, readToken } from './settings.ts';
import { openStore } from './store/store.ts';

createProgram(
  'npm run worker --prefix examples/fleet',
  'Does the jobs of a fleet until it is ended. It may be killed at any moment. README.md lists the ' +
    'variables.',
).parse();

/** Prints a line, but not the same one again within a minute. */
const printed = new Set<string>();
setInterval(() => {
  printed.clear();
}, 60_000);
function tell(line: string): void {
  if (!printed.has(line)) console.log(line);
  printed.add(line);
}

const {
  redisUrl,
  databaseUrl: url,
  fleet,
  worker,
  workspaces,
  jobsAtOnce,
} = readSettings(process.env);
const tokens = workspaces.map((workspace) => readToken(workspace, process.env));
const store = openStore({ url, schema: fleet, worker, tell });
// A wrong password, for example, ends it before it takes a job.
await store.check();
const { jobs: connection, evaluate } = connect(redisUrl, tell);
for (const [index, settings] of workspaces.entries()) {
  const { name, region, baseUrl } = settings;
  const { rangeSize = 10_000, perPage = 150, lookBack = 60, atOnce = 4 } = settings;
  const options = {
    token: tokens[index],
    region,
    baseUrl,
    rateLimiter: createRedisRateLimiter({ evaluate, key: `${fleet}:${name}` }),
  };
  const workspace = { name, options, rangeSize, perPage, lookBack, atOnce };
  workOn({ workspace, store, connection, fleet, jobsAtOnce, tell });
}
