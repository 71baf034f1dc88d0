/**
 * Begins the export of each workspace; later, the reading of what has changed since. Jobs that have
 * failed are tried again.
 */
import { Queue } from 'bullmq';
import { connect } from './queue/connect.ts';
import { readSettings } from './settings.ts';
import { openStore } from './store/store.ts';

try {
  const { redisUrl, databaseUrl: url, fleet, worker, workspaces } = readSettings(process.env);
  const store = openStore({ url, schema: fleet, worker, tell: console.log });
  const { jobs: connection, close } = connect(redisUrl, console.log);
  for (const { name } of workspaces) {
    await new Queue(name, { connection, prefix: fleet }).retryJobs();
    console.log(`${name}: ${(await store.begin(name)) ? 'begins' : 'goes on'}`);
  }
  await store.close();
  close();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
