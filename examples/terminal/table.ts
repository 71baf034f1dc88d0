import Table from 'cli-table3';

/** Draws rows of a name and a value. */
export function drawTable(
  rows: readonly (readonly [name: string, value: string | number])[],
): string {
  const table = new Table({
    colAligns: ['left', 'right'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  table.push(...rows.map(([name, value]) => [name, value]));
  return table.toString();
}
