import type { ChildProcess } from 'node:child_process';

/** Ends a process when this program ends by whatever way it can notice, for example `| head`. */
export function endWithProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  const end = (): void => {
    child.kill(signal);
  };
  // Before the folders of the servers are removed.
  process.prependOnceListener('exit', end);
  child.once('exit', () => {
    process.removeListener('exit', end);
  });
}
