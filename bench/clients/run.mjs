/** One client, one work, one process: prints one line of JSON. */
import process from 'node:process';
import { createConsumer } from './consumer.mjs';
import { startMeter } from './meter.mjs';

const work = JSON.parse(process.argv[2]);
const { default: read } = await import(`./${work.client}.mjs`);
const meter = startMeter();
const consumer = createConsumer(work, meter);
await read(work, consumer);
const measured = meter.stop();
consumer.check();
process.stdout.write(`${JSON.stringify({ ...measured, received: consumer.received() })}\n`, () =>
  process.exit(),
);
