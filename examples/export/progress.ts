import { SingleBar } from 'cli-progress';

/** Shows how far the export is. */
export interface Progress {
  update(rows: number, total: number, pages: number): void;
  stop(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? createBar(stream) : createLines(stream);
}

function createBar(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage}% | {value}/{total} rows | {pages} pages | {duration_formatted}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    gracefulExit: false,
  });
  return {
    update(rows, total, pages) {
      if (!bar.isActive) bar.start(total, rows, { pages });
      bar.setTotal(total);
      bar.update(rows, { pages });
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
    update(rows, total, pages) {
      const tenth = Math.floor((rows / Math.max(1, total)) * 10);
      if (tenth <= shown) return;
      shown = tenth;
      stream.write(`${String(tenth * 10).padStart(3)}% | ${rows}/${total} rows | ${pages} pages\n`);
    },
    stop() {
      shown = 0;
    },
  };
}
