import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import TestRunner from 'jest-runner';

/** Written into the copy of the sources that Stryker works in, and thrown away with it. */
const NOTES = 'spec-notes.json';

/**
 * Runs the spec files that hold one of the tests asked for, the quick ones first, up to the first
 * that fails.
 *
 * Stryker asks for the tests that reach a mutant by their names alone: jest would load every file
 * to look for them, and run them all although one failure is enough. In the first run all files
 * run, and the names of their tests and how long they took are noted.
 */
export default class CoveringRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    if (!existsSync(NOTES)) {
      const notes = {};
      this.on('test-file-success', ([{ path }, { testResults, perfStats }]) => {
        const names = testResults.map(({ fullName }) => fullName);
        notes[path] = { names, duration: perfStats.runtime };
      });
      await super.runTests(tests, watcher, options);
      writeFileSync(NOTES, JSON.stringify(notes));
      return;
    }

    const notes = JSON.parse(readFileSync(NOTES, 'utf8'));
    const pattern = new RegExp(this._globalConfig.testNamePattern ?? '', 'i');
    const covering = tests
      .filter(({ path }) => notes[path]?.names.some((name) => pattern.test(name)))
      .sort((a, b) => notes[a.path].duration - notes[b.path].duration);
    let failed = false;
    this.on('test-file-failure', () => {
      failed = true;
    });
    this.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
      failed ||= numFailingTests > 0 || testExecError != null;
    });
    for (const test of covering) {
      if (failed) return;
      await super.runTests([test], watcher, options);
    }
  }
}
