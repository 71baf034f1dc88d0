import { MultiBar, type SingleBar } from 'cli-progress';
import { count, duration } from './format.ts';

/** How far a program is. */
export interface State {
  /** What it started with: conversations of an earlier run. */
  readonly from: number;
  readonly done: number;
  readonly total: number;
  readonly requests: number;
}

/** Shows how far a program is. */
export interface Progress {
  readonly update: (state: State) => void;
  /** Prints a line above it. */
  readonly tell: (line: string) => void;
  readonly stop: () => void;
}

/** A bar in a terminal, else a line for every tenth, for logs and pipes. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  const started = performance.now();
  const describe = (state: State): string => text(state, performance.now() - started);
  return stream.isTTY ? createBar(stream, describe) : createLines(stream, describe);
}

function createBar(stream: NodeJS.WriteStream, describe: (state: State) => string): Progress {
  const bars = new MultiBar({
    stream,
    format: '{bar} {percentage}% | {text}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    gracefulExit: false,
    emptyOnZero: true,
  });
  let bar: SingleBar | null = null;
  return {
    update(state) {
      bar ??= bars.create(state.total, state.done, { text: '' });
      bar.setTotal(state.total);
      bar.update(state.done, { text: describe(state) });
    },
    tell(line) {
      if (bar === null) stream.write(`${line}\n`);
      else bars.log(`${line}\n`);
    },
    stop() {
      bars.stop();
    },
  };
}

function createLines(stream: NodeJS.WriteStream, describe: (state: State) => string): Progress {
  let shown = 0;
  return {
    update(state) {
      const tenth = Math.floor((state.done / Math.max(1, state.total)) * 10);
      if (tenth <= shown) return;
      shown = tenth;
      stream.write(`${String(tenth * 10).padStart(3)}% | ${describe(state)}\n`);
    },
    tell(line) {
      stream.write(`${line}\n`);
    },
    stop() {
      shown = 10;
    },
  };
}

/** With the conversations a second, and how long the rest will take at this rate. */
function text({ from, done, total, requests }: State, elapsed: number): string {
  const rate = ((done - from) * 1000) / elapsed;
  const left = ((total - done) * 1000) / rate;
  const parts = [
    `${String(done)}/${count(total, 'conversation')}`,
    ...(rate > 0 ? [`${rate.toFixed(0)} a second`] : []),
    ...(rate > 0 && left > 0 ? [`${duration(left)} left`] : []),
    count(requests, 'request'),
  ];
  return parts.join(' | ');
}
