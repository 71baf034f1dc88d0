import { readFileSync } from 'node:fs';
import { changelogSection } from './changelog-section.ts';

/** Prints the changes of a version: `tsx release/notes.ts 1.2.3`. */
const [version = ''] = process.argv.slice(2);
const section = changelogSection(readFileSync('CHANGELOG.md', 'utf8'), version);
if (section === null) throw new Error(`CHANGELOG.md has no changes of ${version}`);
console.log(section);
