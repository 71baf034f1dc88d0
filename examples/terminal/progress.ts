import { MultiBar, type SingleBar } from 'cli-progress';
import { count, duration } from './format.ts';

/** How far a program is. */
export interface State {
  /** Of several things that are shown at once. */
  readonly name?: string;
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

/** A bar for each name in a terminal, else a line for every tenth, for logs and pipes. */
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
  const shown = new Map<string, SingleBar>();
  return {
    update(state) {
      const { name = '', done, total } = state;
      const bar = shown.get(name) ?? bars.create(total, done, { text: '' });
      shown.set(name, bar);
      bar.setTotal(total);
      bar.update(done, { text: describe(state) });
    },
    tell(line) {
      if (shown.size === 0) stream.write(`${line}\n`);
      else bars.log(`${line}\n`);
    },
    stop() {
      bars.stop();
    },
  };
}

function createLines(stream: NodeJS.WriteStream, describe: (state: State) => string): Progress {
  const shown = new Map<string, number>();
  let isStopped = false;
  return {
    update(state) {
      const { name = '', done, total } = state;
      const tenth = Math.floor((done / Math.max(1, total)) * 10);
      if (isStopped || tenth <= (shown.get(name) ?? 0)) return;
      shown.set(name, tenth);
      stream.write(`${String(tenth * 10).padStart(3)}% | ${describe(state)}\n`);
    },
    tell(line) {
      stream.write(`${line}\n`);
    },
    stop() {
      isStopped = true;
    },
  };
}

/** With the conversations a second, and how long the rest will take at this rate. */
function text({ name, from, done, total, requests }: State, elapsed: number): string {
  const rate = ((done - from) * 1000) / elapsed;
  const left = ((total - done) * 1000) / rate;
  const parts = [
    ...(name === undefined ? [] : [name]),
    `${String(done)}/${count(total, 'conversation')}`,
    ...(rate > 0 ? [`${rate.toFixed(0)} a second`] : []),
    ...(rate > 0 && left > 0 ? [`${duration(left)} left`] : []),
    count(requests, 'request'),
  ];
  return parts.join(' | ');
}
