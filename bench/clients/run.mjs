/** One client, one work, one process: prints one line of JSON. */
import process from 'node:process';
import { createConsumer } from './consumer.mjs';
import { startMeter } from './meter.mjs';

const work = JSON.parse(process.argv[2]);
const { default: read } = await import(`./${work.client}.mjs`);
const { liveHeap } = work.lookAtHeap ? await import('./live-heap.mjs') : {};
const meter = startMeter();
const consumer = createConsumer(work, meter, liveHeap);
await read(work, consumer);
const result = { ...meter.stop(), ...consumer.finish() };
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
