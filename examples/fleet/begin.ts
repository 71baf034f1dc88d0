import { Queue } from 'bullmq';
import { createProgram } from '../terminal/program.ts';
import { connect } from './queue/connect.ts';
import { checkServers } from './servers/check-servers.ts';
import { readSettings } from './settings.ts';
import { openStore } from './store/store.ts';

createProgram(
  'npm run begin --prefix examples/fleet',
  'Begins the export of each workspace of WORKSPACES; later, the reading of what has changed since. ' +
    'Jobs that have failed are tried again. README.md lists the variables.',
).parse();
const { redisUrl, databaseUrl: url, fleet, worker, workspaces } = readSettings(process.env);
await checkServers(redisUrl, url);
const store = openStore({ url, schema: fleet, worker, tell: console.log });
const { jobs: connection, close } = connect(redisUrl, console.log);
for (const { name } of workspaces) {
  await new Queue(name, { connection, prefix: fleet }).retryJobs();
  console.log(`${name}: ${(await store.begin(name)) ? 'begins' : 'goes on'}`);
}
await store.close();
close();
