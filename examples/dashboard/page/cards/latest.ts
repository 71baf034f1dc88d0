import type { Conversation } from 'rx-intercom';
import { make } from '../dom.ts';
import { capitalize, formatDuration, formatTime } from '../format.ts';
import { STATES, type Tally } from '../tally.ts';

const COLUMNS = ['Contact', 'State', 'Message', 'First reply', 'Updated'] as const;

/** The conversations that were updated last. */
export function createLatest(root: HTMLElement): (latest: Tally['latest']) => void {
  const body = make('tbody');
  const head = COLUMNS.map((name) => make('th', { scope: 'col' }, name));
  const table = make(
    'table',
    { class: 'latest', 'aria-labelledby': 'latest-title' },
    make('thead', {}, make('tr', {}, ...head)),
    body,
  );
  const nothing = make('p', { class: 'muted nothing' }, 'Nothing has arrived yet.');
  root.replaceChildren(nothing, table);
  return (latest) => {
    nothing.hidden = latest.length > 0;
    table.hidden = latest.length === 0;
    body.replaceChildren(...latest.map(makeRow));
  };
}

function makeRow(conversation: Conversation): HTMLElement {
  const { source, state, statistics, updated_at } = conversation;
  const reply = statistics?.time_to_admin_reply ?? null;
  const known = STATES.find((name) => name === state) ?? 'other';
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, source.author.name ?? 'Visitor'),
    make('td', {}, make('span', { class: `state ${known}` }, capitalize(state))),
    make('td', { class: 'message' }, readText(source.body) || 'No text'),
    make(
      'td',
      { class: 'number', 'data-label': 'First reply' },
      reply === null ? '–' : formatDuration(reply),
    ),
    make('td', { class: 'number' }, formatTime(updated_at)),
  );
}

/** The text of a message, whose HTML is never put into the page. */
function readText(html: string | null): string {
  return new DOMParser().parseFromString(html ?? '', 'text/html').body.textContent.trim();
}
