import type { Conversation } from 'rx-intercom';
import type { State } from './state.ts';
import { nameState } from './tally.ts';
import { capitalize, formatDuration, formatTime } from './words.ts';

/** The conversations that were updated last. */
export function Latest({ latest }: Pick<State['tally'], 'latest'>) {
  return (
    <section class="card" aria-labelledby="latest-title">
      <div class="card-head">
        <h2 id="latest-title">Last updated</h2>
        <p class="muted">The latest 20. Times are UTC.</p>
      </div>
      {latest.length === 0 ? (
        <p class="muted nothing">Nothing has arrived yet.</p>
      ) : (
        <table class="latest" aria-labelledby="latest-title">
          <thead>
            <tr>
              <th scope="col">Contact</th>
              <th scope="col">State</th>
              <th scope="col">Message</th>
              <th scope="col" class="number">
                First reply
              </th>
              <th scope="col" class="number">
                Updated
              </th>
            </tr>
          </thead>
          <tbody>
            {latest.map((conversation) => (
              <LatestRow key={conversation.id} {...conversation} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function LatestRow({ source, state, statistics, updated_at }: Conversation) {
  const reply = statistics?.time_to_admin_reply ?? null;
  return (
    <tr>
      <th scope="row" dir="auto">
        {source.author.name ?? 'Visitor'}
      </th>
      <td>
        <span class={`state ${nameState(state)}`}>{capitalize(state)}</span>
      </td>
      <td class="message" dir="auto">
        {readText(source.body) || 'No text'}
      </td>
      <td class="number" data-label="First reply">
        {reply === null ? '–' : formatDuration(reply)}
      </td>
      <td class="number">{formatTime(updated_at)}</td>
    </tr>
  );
}

/** The text of a message, whose HTML is never put into the page. */
function readText(html: string | null): string {
  return new DOMParser().parseFromString(html ?? '', 'text/html').body.textContent.trim();
}
