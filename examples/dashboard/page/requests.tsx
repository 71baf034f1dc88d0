import { Card, Numbers } from './card.tsx';
import type { State } from './state.ts';
import { describePause, formatCount, formatWait } from './words.ts';

/** Half a circle, as long as its `pathLength` says. */
const ARC = { d: 'M 10 62 A 50 50 0 0 1 110 62', pathLength: 100 };

/** The rate limit: how many requests are free and used, how many wait, and why none is sent. */
export function Gauge({ status, budget, isWindowOver }: State) {
  const { limit, free, used, waiting, pause } = budget;
  const isKnown = limit !== null && free !== null && used !== null;
  const value = isKnown ? formatCount(free) : '–';
  const when = isWindowOver ? 'were free when the window ended' : 'are free in the window';
  const rest = isKnown ? `of ${formatCount(limit)} requests ${when}` : 'The limit is not known yet';
  const share = isKnown ? Math.min(1, free / Math.max(1, limit)) : 0;
  const stroke = isWindowOver || pause !== null ? 'stroke-strong' : 'stroke-accent';
  return (
    <Card title="Rate limit" class="text-center">
      <div
        role="meter"
        aria-label="Requests free"
        aria-valuemin={0}
        aria-valuemax={limit ?? 1}
        aria-valuenow={free ?? 0}
        aria-valuetext={isKnown ? `${value} ${rest}` : 'not known yet'}
      >
        <svg
          viewBox="0 0 120 70"
          class="mx-auto w-52 fill-none stroke-9"
          stroke-linecap="round"
          aria-hidden="true"
        >
          <path {...ARC} class="stroke-line" />
          {/* Of no length, it would still have round ends. */}
          {share > 0 && (
            <path
              {...ARC}
              class={`${stroke} motion-safe:transition-all`}
              stroke-dasharray={`${share * 100} 200`}
            />
          )}
        </svg>
        <p class="-mt-13 text-[2.5rem]/tight font-[650] tracking-tight tabular-nums">{value}</p>
      </div>
      <p class="mt-2 muted">{rest}</p>
      <div class="text-start">
        <Numbers
          of={{
            Used: isKnown ? formatCount(used) : '–',
            Waiting: formatCount(waiting),
            Paused: pause === null ? 'no' : formatWait(pause.duration),
          }}
        />
      </div>
      <p class="mt-2 muted">{sayWhy(status, budget)}</p>
    </Card>
  );
}

/** Why requests are sent, or are not. */
function sayWhy(status: State['status'], { pause, waiting }: State['budget']): string {
  if (pause !== null) return describePause(pause);
  if (waiting > 0) return 'Waiting for the next window.';
  if (status === 'streaming') return 'Requests are sent as pages are needed.';
  return status === 'idle' ? 'No request has been sent yet.' : 'No request is running.';
}

/** How many requests were sent, and the latest waits and retries. */
export function Log({ requests, retries, waited, log }: State) {
  return (
    <Card title="Requests">
      <Numbers
        of={{
          Sent: formatCount(requests),
          Retries: formatCount(retries),
          Waited: formatWait(waited),
        }}
      />
      <ol
        class="mt-3.5 grid gap-2 border-t border-line pt-3.5 text-sm tabular-nums"
        hidden={log.length === 0}
      >
        {log.map(({ kind, page, duration, reason }) => (
          <li class="grid grid-cols-[4.25rem_1fr_auto] gap-2">
            <span class="text-muted">Page {formatCount(page)}</span>
            <span>
              {kind === 'wait' ? 'Waits' : 'Retries in'} {formatWait(duration)}
            </span>
            <span class="text-muted">{reason}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
