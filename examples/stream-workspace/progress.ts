import { SingleBar } from 'cli-progress';
import type { Counts } from './meter.ts';

/** Shows how far the walk is. */
export interface Progress {
  update(done: number, total: number, counts: Counts): void;
  stop(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? createBar(stream) : createLines(stream);
}

function createBar(stream: NodeJS.WriteStream): Progress {
  const format =
    '{bar} {percentage}% | {value}/{total} conversations | ' +
    '{requests} requests | {waits} waits | {retries} retries | {duration_formatted}';
  const bar = new SingleBar({
    stream,
    format,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
  });
  return {
    update(done, total, counts) {
      if (!bar.isActive) bar.start(total, done, { ...counts });
      bar.setTotal(total);
      bar.update(done, { ...counts });
    },
    stop() {
      bar.stop();
    },
  };
}

/** One line for every tenth, for logs and pipes. */
function createLines(stream: NodeJS.WriteStream): Progress {
  let shown = 0;
  return {
    update(done, total, { requests, waits, retries }) {
      const tenth = Math.floor((done / Math.max(1, total)) * 10);
      if (tenth <= shown) return;
      shown = tenth;
      stream.write(
        `${String(tenth * 10).padStart(3)}% | ${String(done)}/${String(total)} conversations | ` +
          `${String(requests)} requests | ${String(waits)} waits | ${String(retries)} retries\n`,
      );
    },
    stop() {
      shown = 0;
    },
  };
}
