import { useMemo } from 'preact/hooks';
import { Days, Replies } from './charts.tsx';
import { Latest } from './latest.tsx';
import { Gauge, Log } from './requests.tsx';
import type { Command, State, Status } from './state.ts';
import { STATES } from './tally.ts';
import { capitalize, explain, formatConversations, formatCount, formatShare } from './words.ts';

interface PageProps {
  readonly state: State;
  readonly send: (kind: Command['kind']) => void;
}

/** The whole page. */
export function Page({ state, send }: PageProps) {
  const { tally, status, error } = state;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the numbers
      </a>
      <header class="top">
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="9" />
          <path d="M8 17h4v7H8zm6-9h4v16h-4zm6 5h4v11h-4z" />
        </svg>
        <div class="title">
          <h1>Conversations</h1>
          <p class="muted">Streamed as they arrive. The token stays on the server.</p>
        </div>
        <Controls status={status} send={send} />
      </header>
      <main id="main" tabIndex={-1}>
        <Progress {...state} />
        <section class="card failure" role="alert" hidden={error === null}>
          {error && (
            <>
              <h2>{explain(error).title}</h2>
              <p>{explain(error).advice}</p>
              <p class="detail">{error.message}</p>
            </>
          )}
        </section>
        <Counts {...state} />
        <div class="columns">
          <Days {...state} />
          <Gauge {...state} />
          <Replies byReply={tally.byReply} />
          <Log {...state} />
        </div>
        {useMemo(
          () => (
            <Latest latest={tally.latest} />
          ),
          [tally.latest],
        )}
      </main>
    </>
  );
}

/** What the first button does, and whether the second one does anything. */
const BUTTONS: Readonly<Record<Status, readonly [Command['kind'], string, boolean]>> = {
  idle: ['start', 'Start', false],
  streaming: ['pause', 'Pause', true],
  paused: ['resume', 'Resume', true],
  failed: ['resume', 'Try again', true],
  cancelled: ['start', 'Start over', false],
  complete: ['start', 'Start over', false],
};

/** Buttons change rather than vanish or go out of use, so that the focus stays where it is. */
function Controls({ status, send }: { readonly status: Status } & Pick<PageProps, 'send'>) {
  const [command, label, isUnderWay] = BUTTONS[status];
  return (
    <div class="controls" role="group" aria-label="Stream">
      <button type="button" class="button primary" onClick={() => send(command)}>
        {label}
      </button>
      <button
        type="button"
        class="button"
        aria-disabled={!isUnderWay}
        aria-keyshortcuts="Escape"
        onClick={() => send('cancel')}
      >
        Cancel
      </button>
    </div>
  );
}

const WORDS: Readonly<Record<Status, string>> = {
  idle: 'Ready to start',
  streaming: 'Streaming',
  paused: 'Paused',
  failed: 'Stopped by a failure',
  cancelled: 'Cancelled',
  complete: 'Complete',
};

/** Says how it stands: in words, which are read out, and in numbers, which are not each time. */
function Progress({ status, tally: { count }, total }: State) {
  const share = total === null ? 0 : total === 0 ? 1 : Math.min(1, count / total);
  const all = total === null ? '' : `${formatConversations(total)} (${formatShare(share)})`;
  return (
    <section class="card progress" aria-label="Progress">
      <p class={`status ${status}`} role="status">
        {WORDS[status]}
      </p>
      <p class="muted number">
        {total === null ? formatConversations(count) : `${formatCount(count)} of ${all}`}
      </p>
      <progress aria-label="Conversations loaded" max={1} value={share} />
    </section>
  );
}

/** One tile for all, and one for each state. */
function Counts({ tally: { count, byState } }: State) {
  const tiles = [
    { name: 'loaded', value: count },
    // Of states that the API has added since, only when there are any.
    ...STATES.map((name) => ({ name, value: byState[name] })).filter(
      ({ name, value }) => name !== 'other' || value > 0,
    ),
  ];
  return (
    <section aria-labelledby="counts-title">
      <h2 id="counts-title" class="unseen">
        Conversations by state
      </h2>
      <dl id="counts" class="counts">
        {tiles.map(({ name, value }) => (
          <div key={name} class={`card tile ${name}`}>
            <dt>{capitalize(name)}</dt>
            <dd class="value">{formatCount(value)}</dd>
            <dd class="muted">{name !== 'loaded' && count > 0 && formatShare(value / count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
