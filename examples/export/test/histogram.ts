/** Draws how many of the values fall into each of `bins` equal parts of 0 to `max`, both included. */
export function drawHistogram(values: readonly number[], max: number, bins: number): string {
  const width = Math.ceil((max + 1) / bins);
  return Array.from({ length: bins }, (_, bin) => {
    const from = bin * width;
    const count = values.filter((value) => Math.floor(value / width) === bin).length;
    const range = `${from}–${from + width - 1}`.padStart(13);
    return `${range} ${'█'.repeat(count)} ${count}`;
  }).join('\n');
}
