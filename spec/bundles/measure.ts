import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** What a bundler has written. */
export interface Measured {
  /** Bytes that a page loads at its start, in Brotli: `main.js`, and what that imports. */
  readonly atOnce: number;
  /** Bytes that it loads only where they are needed, in Brotli. */
  readonly onDemand: number;
  /** Whether cross-fetch is in one of the files. */
  readonly hasCrossFetch: boolean;
}

/** Reads the bundle of a folder. */
export async function measure(folder: string): Promise<Measured> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
  const codes = new Map<string, string>();
  for (const file of files) codes.set(file, await readFile(join(folder, file), 'utf8'));
  const first = reach('main.js', codes);
  const sum = (names: readonly string[]): number =>
    names.reduce((total, name) => total + brotliCompressSync(codes.get(name) ?? '').length, 0);
  return {
    atOnce: sum(files.filter((file) => first.has(file))),
    onDemand: sum(files.filter((file) => !first.has(file))),
    hasCrossFetch: [...codes.values()].some((code) => code.includes('XMLHttpRequest')),
  };
}

/** A file, and those that it imports at its start. */
function reach(file: string, codes: ReadonlyMap<string, string>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const name of reached) {
    const imports = (codes.get(name) ?? '').matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g);
    for (const [, path] of imports) reached.add(join(name, '..', String(path)));
  }
  return reached;
}
