/** Says where the benchmark stands. */
export function report(line: string): void {
  process.stderr.write(`${line}\n`);
}
