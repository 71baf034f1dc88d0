/** The processes of a run, with programs that are no workers. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorkers } from '../demo/start-workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'rx-intercom-fleet-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const TIMEOUT = { timeout: 60_000 };

function start(t: TestContext, name: string, code: string) {
  const program = join(folder, name);
  writeFileSync(program, code);
  const lines: string[] = [];
  const workers = startWorkers(program, 2, {}, (line) => lines.push(line));
  t.after(() => workers.stop());
  return { workers, lines };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

void test('should stop where workers cannot start', TIMEOUT, async (t) => {
  const code = "console.error('no such thing'); process.exitCode = 1;";
  const { workers, lines } = start(t, 'broken.mjs', code);
  const check = (): boolean => {
    try {
      workers.check();
      return false;
    } catch (error) {
      assert.match(String(error), /5 workers have ended by themselves/);
      return true;
    }
  };
  await until(check);
  await sleep(500);
  assert.match(lines[0] ?? '', /^worker \d: no such thing$/);
  assert.ok(lines.length <= 6, 'two, and one for each of four that have ended');
});

void test('should replace a worker that it has killed, however often', TIMEOUT, async (t) => {
  const code = "console.log('is there'); setInterval(() => {}, 1_000);";
  const { workers, lines } = start(t, 'idle.mjs', code);
  for (let kills = 0; kills < 7; kills += 1) {
    await until(() => lines.length === 2 + kills);
    workers.killOne();
  }
  await until(() => lines.length === 9);
  workers.check();
});
