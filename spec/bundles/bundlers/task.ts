/** What a bundler shall make: `main.js` in a folder, minified, for browsers that know ES2022. */
export interface Task {
  /** The program. */
  readonly entry: string;
  /** The folder to write to. */
  readonly outdir: string;
  /** Whether all goes into one file; else what is imported on demand has files of its own. */
  readonly isOneFile: boolean;
  /** Whether cross-fetch is kept out, as docs/bundles.md says. */
  readonly isCrossFetchOut: boolean;
  /** Whether RxJS is left to another file of the page. */
  readonly isRxjsOut: boolean;
}

/** Does a {@link Task}. */
export type Bundle = (task: Task) => Promise<unknown>;
