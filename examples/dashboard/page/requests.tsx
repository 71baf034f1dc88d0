import type { LogEntry, State } from './state.ts';
import { describePause, formatCount, formatWait } from './words.ts';

/** Half a circle, as long as its `pathLength` says. */
const ARC = { d: 'M 10 62 A 50 50 0 0 1 110 62', pathLength: 100 };

/** How the budget stands: what is free and used, what waits for it, and why nothing may go. */
export function Gauge({ status, budget, isWindowOver }: State) {
  const { limit, free, used, waiting, pause } = budget;
  const isKnown = limit !== null && free !== null && used !== null;
  const value = isKnown ? formatCount(free) : '–';
  const when = isWindowOver ? 'were free when the window ended' : 'are free in the window';
  const rest = isKnown ? `of ${formatCount(limit)} requests ${when}` : 'Not told yet';
  const share = isKnown ? Math.min(1, free / Math.max(1, limit)) : 0;
  return (
    <section class="card" aria-labelledby="gauge-title">
      <h2 id="gauge-title">Rate limit</h2>
      <div
        class={isWindowOver || pause !== null ? 'gauge still' : 'gauge'}
        role="meter"
        aria-label="Requests free"
        aria-valuemin={0}
        aria-valuemax={limit ?? 1}
        aria-valuenow={free ?? 0}
        aria-valuetext={isKnown ? `${value} ${rest}` : 'not known yet'}
      >
        <svg viewBox="0 0 120 70" aria-hidden="true">
          <path {...ARC} class="track" />
          {/* Of no length, it would still have round ends. */}
          {share > 0 && <path {...ARC} class="arc" stroke-dasharray={`${share * 100} 200`} />}
        </svg>
      </div>
      <p class="gauge-value">{value}</p>
      <p class="muted gauge-note">{rest}</p>
      <Numbers
        of={{
          Used: isKnown ? formatCount(used) : '–',
          Waiting: formatCount(waiting),
          Paused: pause === null ? 'no' : formatWait(pause.duration),
        }}
      />
      <p class="muted gauge-why">{sayWhy(status, budget)}</p>
    </section>
  );
}

/** Why requests go, or do not. */
function sayWhy(status: State['status'], { pause, waiting }: State['budget']): string {
  if (pause !== null) return describePause(pause);
  if (waiting > 0) return 'Waiting for the next window.';
  if (status === 'streaming') return 'Requests may go.';
  return status === 'idle' ? 'Nothing has been asked yet.' : 'Nothing is asked now.';
}

/** What there was to do besides: waits for the rate limit, and requests made again. */
export function Log({ requests, retries, waited, log }: State) {
  return (
    <section class="card" aria-labelledby="log-title">
      <h2 id="log-title">On the way</h2>
      <Numbers
        of={{
          Requests: formatCount(requests),
          Retries: formatCount(retries),
          Waited: formatWait(waited),
        }}
      />
      <ol class="log" hidden={log.length === 0}>
        {log.map(({ kind, page, duration, reason }: LogEntry) => (
          <li>
            <span class="muted number">Page {formatCount(page)}</span>
            <span class="number">
              {kind === 'wait' ? 'Waits' : 'Asks again in'} {formatWait(duration)}
            </span>
            <span class="muted">{reason}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Numbers side by side, with their names. */
function Numbers({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return (
    <dl class="numbers">
      {Object.entries(of).map(([name, value]) => (
        <div key={name}>
          <dt class="muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
