import { readFileSync } from 'node:fs';
import { createProgram } from '../examples/terminal/program.ts';
import { releaseProblems } from './release-problems.ts';

createProgram('npm run check:release', 'Prints what blocks publishing.').parse();

const problems = releaseProblems({
  manifest: JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>,
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
  publishedFrom: process.env['GITHUB_REPOSITORY'],
});

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
