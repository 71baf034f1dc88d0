/** One client, one work, one process: prints one line of JSON. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';
// Loaded in every client, also in those that do not use it.
import 'rxjs';
import { createConsumer } from './consumer.mjs';

/** What is left of the heap when all garbage is collected: what the program really holds. */
function liveHeap() {
  globalThis.gc();
  return getHeapStatistics().used_heap_size;
}

const work = JSON.parse(process.argv[2]);
const { [work.client]: read } = await import(`./${work.file}.mjs`);
const consumer = createConsumer(work, work.lookAtHeap ? liveHeap : undefined);
const cpu = process.cpuUsage();
const start = performance.now();
await read(work, consumer);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
const result = { wall, cpu: (user + system) / 1000, live: consumer.finish() };
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
