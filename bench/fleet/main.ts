/** How long exports take, in virtual time. Writes the tables into `docs/scale.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { play, WINDOW, type Scene } from './model.ts';

const LIMITS = [166, 1_667];
const CONVERSATIONS = 10_000_000;

/** Workspaces of very different sizes: the second has half of the first, the third a third. */
function unequal(count: number): readonly number[] {
  const shares = Array.from({ length: count }, (_, index) => 1 / (index + 1));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => Math.max(1, Math.round((share / sum) * CONVERSATIONS)));
}

function hours(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}

/** The time, and the share of the limit that was used. */
function showShare(scene: Scene): string {
  const { elapsed, requests } = play(scene);
  const possible = (scene.limit * elapsed) / WINDOW;
  return `${hours(elapsed)} · ${(100 * Math.min(1, requests / possible)).toFixed(0)} %`;
}

/** The time, and the requests a second. */
function showRate(scene: Scene): string {
  const { elapsed, requests } = play(scene);
  return `${hours(elapsed)} · ${((1_000 * requests) / elapsed).toFixed(0)} a second`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Prints a row of a table as soon as it is known. */
function tell(row: readonly string[]): readonly string[] {
  process.stdout.write(`${row.join(' | ')}\n`);
  return row;
}

const one = table(
  [
    'one workspace of 10 million',
    ...['conversations', 'and messages'].flatMap((what) => LIMITS.map((of) => `${what}, ${of}`)),
  ],
  [
    { name: 'one request after the other', processes: 1, atOnce: 1 },
    { name: '8 requests at once', processes: 1, atOnce: 8 },
    { name: '64 at once', processes: 1, atOnce: 64 },
    { name: '4 processes, 64 each', processes: 4, atOnce: 64 },
  ].map(({ name, ...how }) =>
    tell([
      name,
      ...[false, true].flatMap((withMessages) =>
        LIMITS.map((limit) => {
          const what = { workspaces: [CONVERSATIONS], workspacesAtOnce: 1 };
          return showShare({ ...how, ...what, withMessages, limit });
        }),
      ),
    ]),
  ),
);

/** Requests at once for each workspace, over all processes. */
const AT_ONCE = 64;

const workspaces = unequal(1_000);
const many = table(
  ['1,000 workspaces, with messages', ...LIMITS.map((limit) => `limit ${limit}`)],
  [
    { name: 'one after the other, 1 process', processes: 1, workspacesAtOnce: 1 },
    { name: 'all at once, 1 process', processes: 1, workspacesAtOnce: 1_000 },
    { name: 'all at once, 4 processes', processes: 4, workspacesAtOnce: 1_000 },
    { name: 'all at once, 16 processes', processes: 16, workspacesAtOnce: 1_000 },
  ].map(({ name, processes, workspacesAtOnce }) =>
    tell([
      name,
      ...LIMITS.map((limit) => {
        const how = { processes, atOnce: AT_ONCE / processes, workspacesAtOnce };
        return showRate({ workspaces, withMessages: true, limit, ...how });
      }),
    ]),
  ),
);

const file = fileURLToPath(new URL('../../docs/scale.md', import.meta.url));
const text = readFileSync(file, 'utf8').replace(
  /(<!-- fleet: begin -->)[^]*(<!-- fleet: end -->)/,
  (_, begin: string, end: string) => `${begin}\n\n${one}\n\n${many}\n\n${end}`,
);
const config = await resolveConfig(file);
writeFileSync(file, await format(text, { ...config, filepath: file }));
