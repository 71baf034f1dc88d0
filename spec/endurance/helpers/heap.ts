import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { settle } from './virtual-clock.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The bytes in use once all garbage is gone. */
export async function heapUsed(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    await settle(5);
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}
