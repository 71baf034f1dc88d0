import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const CHUNKS = 10;

/** Writes a body in pieces: the first at once, the last after `duration` milliseconds. */
export async function writeSlowly(response, body, duration) {
  const size = Math.ceil(body.length / CHUNKS);
  const start = performance.now();
  for (let chunk = 0; chunk < CHUNKS && !response.destroyed; chunk += 1) {
    const due = start + (duration * chunk) / (CHUNKS - 1);
    if (chunk > 0) await sleep(due - performance.now());
    response.write(body.subarray(chunk * size, (chunk + 1) * size));
  }
  response.end();
}
