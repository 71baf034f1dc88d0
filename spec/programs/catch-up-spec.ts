import { expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS, ROOT } from './programs.ts';
import { runProgram } from './run-program.ts';

// A process is started here.
jest.setTimeout(60_000);

it('should print what the page of promises shows', async () => {
  const program = PROGRAMS.find(({ name }) => name === 'npm run example:catch-up');
  if (program === undefined) throw new Error('There is no such program');
  const { output } = await runProgram(program, {});
  expect(readFileSync(join(ROOT, 'docs/promises.md'), 'utf8')).toContain(output);
});
