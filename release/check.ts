import { readFileSync } from 'node:fs';
import { releaseProblems } from './release-problems.ts';

/** `npm run check:release`: prints what stands against publishing. */
const problems = releaseProblems({
  manifest: JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>,
  changelog: readFileSync('CHANGELOG.md', 'utf8'),
  publishedFrom: process.env['GITHUB_REPOSITORY'],
});

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
