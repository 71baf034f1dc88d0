/** A process of a fleet: does jobs until it is ended. It may be killed at any moment. */
import { createRedisRateLimiter } from 'rx-intercom/redis';
import { connect } from './queue/connect.ts';
import { workOn } from './queue/work-on.ts';
import { readSettings, readToken } from './settings.ts';
import { openStore } from './store/store.ts';

/** Prints a line, but not the same one again and again. */
let printed = '';
function tell(line: string): void {
  if (line !== printed) console.log(line);
  printed = line;
}

try {
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
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
