import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';

const { clearInterval, setInterval } = globalThis;
const SAMPLE_EVERY = 10;

/** Measures from now on: what was imported before costs nothing but memory. */
export function startMeter() {
  let first = null;
  let heap = 0;
  const sample = () => {
    heap = Math.max(heap, getHeapStatistics().used_heap_size);
  };
  const timer = setInterval(sample, SAMPLE_EVERY);
  const cpu = process.cpuUsage();
  const start = performance.now();
  return {
    /** Notes the first conversation. */
    first() {
      first = performance.now() - start;
    },
    /** Milliseconds and bytes. */
    stop() {
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      clearInterval(timer);
      sample();
      const rss = 1024 * process.resourceUsage().maxRSS;
      return { wall, cpu: (user + system) / 1000, first, rss, heap };
    },
  };
}
