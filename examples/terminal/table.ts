import Table from 'cli-table3';

/** Draws rows of a name and of values. */
export function drawTable(rows: readonly (readonly (string | number)[])[]): string {
  const table = new Table({
    colAligns: ['left', 'right', 'right'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}
