/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {boolean} isEntry
 * @property {string[]} imports - The chunks it cannot do without.
 * @property {string[]} modules - Paths of what is in it.
 */

/**
 * The chunks with cross-fetch in them.
 *
 * @param {Chunk[]} chunks
 */
export function withCrossFetch(chunks) {
  return chunks
    .filter(({ modules }) => modules.some((path) => /cross-fetch/.test(path)))
    .map(toFile);
}

/**
 * The chunks that a page loads at once: the entry, and what is imported from there.
 *
 * @param {Chunk[]} chunks
 */
export function atOnce(chunks) {
  const files = new Set(chunks.filter(({ isEntry }) => isEntry).map(toFile));
  for (const file of files) {
    for (const next of chunks.find((chunk) => chunk.file === file)?.imports ?? []) files.add(next);
  }
  return [...files];
}

/** @param {Chunk} chunk */
function toFile({ file }) {
  return file;
}
