import type { Conversation } from 'rx-intercom';
import { Card, COLORS } from './card.tsx';
import { nameState, type Tally } from './tally.ts';
import { capitalize, formatDuration, formatTime } from './words.ts';

/** The conversations that were updated last. */
export function Latest({ latest }: Tally) {
  return (
    <Card title="Last updated" aside="The latest 20. Times are UTC.">
      {latest.length === 0 ? (
        <p class="py-4 muted">Nothing has arrived yet.</p>
      ) : (
        <table class="latest w-full" aria-labelledby="last-updated">
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
              <Row key={conversation.id} {...conversation} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Row({ source, state, statistics, updated_at }: Conversation) {
  const reply = statistics?.time_to_admin_reply ?? null;
  return (
    <tr>
      <th scope="row" dir="auto" class="font-[550] whitespace-nowrap">
        {source.author.name ?? 'Visitor'}
      </th>
      <td class="text-sm whitespace-nowrap">
        <span class={`me-1.5 inline-block size-2 rounded-full ${COLORS[nameState(state)]}`} />
        {capitalize(state)}
      </td>
      <td dir="auto" class="truncate text-muted max-sm:basis-full sm:w-3/5 sm:max-w-0">
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
