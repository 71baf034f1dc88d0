import { useMemo } from 'preact/hooks';
import { CARD, COLORS, Mark } from './card.tsx';
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

const WIDTH = 'mx-auto max-w-304 px-[clamp(1rem,4vw,2rem)]';

/** The whole page. */
export function Page({ state, send }: PageProps) {
  const { tally, status } = state;
  return (
    <>
      <a class="absolute -top-16 left-4 z-1 rounded-lg bg-card px-4 py-2 focus:top-4" href="#main">
        Skip to the numbers
      </a>
      <header class={`${WIDTH} flex flex-wrap items-center gap-3.5 pt-7 pb-5`}>
        <svg class="w-10 fill-white" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="9" fill="#4f46e5" />
          <path d="M8 17h4v7H8zm6-9h4v16h-4zm6 5h4v11h-4z" />
        </svg>
        <div class="flex-[1_1_12rem]">
          <h1 class="text-[1.375rem]/tight font-[650] tracking-[-0.02em]">Conversations</h1>
          <p class="muted">Streamed as they arrive. The token stays on the server.</p>
        </div>
        <Controls status={status} send={send} />
      </header>
      <main id="main" tabIndex={-1} class={`${WIDTH} grid gap-4 pb-12 focus:outline-none`}>
        <Progress {...state} />
        <Failure {...state} />
        <Counts {...state} />
        <div class="grid gap-4 lg:grid-cols-3">
          <Days {...state} />
          <Gauge {...state} />
          <Replies {...state} />
          <Log {...state} />
        </div>
        {useMemo(
          () => (
            <Latest {...tally} />
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

const BUTTON =
  'min-h-11 min-w-24 cursor-pointer rounded-[0.625rem] border px-4.5 font-[550] max-sm:flex-1';
const CANCEL =
  'border-strong bg-card hover:bg-page aria-disabled:cursor-default aria-disabled:border-line ' +
  'aria-disabled:bg-transparent aria-disabled:text-muted';

/** Buttons change rather than vanish or go out of use, so that the focus stays where it is. */
function Controls({ status, send }: { readonly status: Status } & Pick<PageProps, 'send'>) {
  const [command, label, isUnderWay] = BUTTONS[status];
  return (
    <div class="flex gap-2 max-sm:w-full" role="group" aria-label="Stream">
      <button
        type="button"
        class={`${BUTTON} border-transparent bg-accent text-on-accent hover:bg-accent-strong`}
        onClick={() => send(command)}
      >
        {label}
      </button>
      <button
        type="button"
        class={`${BUTTON} ${CANCEL}`}
        aria-disabled={!isUnderWay}
        aria-keyshortcuts="Escape"
        onClick={() => send('cancel')}
      >
        Cancel
      </button>
    </div>
  );
}

/** A word for each status, and how its mark looks: a paused walk has no mark of a snoozed one. */
const STATUSES: Readonly<Record<Status, readonly [word: string, mark: string]>> = {
  idle: ['Ready to start', 'rounded-full bg-strong'],
  streaming: ['Streaming', 'rounded-full bg-accent motion-safe:animate-pulse'],
  paused: ['Paused', 'border-x-3 border-text'],
  failed: ['Stopped by a failure', 'rounded-full bg-danger'],
  cancelled: ['Cancelled', 'rounded-full bg-strong'],
  complete: ['Complete', 'rounded-full bg-accent'],
};

/** Says how it stands: in words, which are read out, and in numbers, which are not each time. */
function Progress({ status, tally: { count }, total }: State) {
  const [word, mark] = STATUSES[status];
  const share = total === null ? 0 : total === 0 ? 1 : Math.min(1, count / total);
  const all = total === null ? '' : `${formatConversations(total)} (${formatShare(share)})`;
  return (
    <section
      class={`${CARD} flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5`}
      aria-label="Progress"
    >
      <p class="font-semibold" role="status">
        <span class={`me-2 inline-block size-2.5 ${mark}`} />
        {word}
      </p>
      <p class="muted tabular-nums">
        {total === null ? formatConversations(count) : `${formatCount(count)} of ${all}`}
      </p>
      <progress class="h-2 w-full" aria-label="Conversations loaded" max={1} value={share} />
    </section>
  );
}

/** Says what went wrong; read out as soon as it does. */
function Failure({ error }: State) {
  const { title, advice } = error === null ? { title: '', advice: '' } : explain(error);
  return (
    <section
      class={`${CARD} grid gap-1 border-danger-line bg-danger-back`}
      role="alert"
      hidden={error === null}
    >
      <h2 class="font-semibold text-danger">{title}</h2>
      <p>{advice}</p>
      <p class="mt-1.5 muted wrap-anywhere">{error?.message}</p>
    </section>
  );
}

/** One tile for all, and one for each state. */
function Counts({ tally: { count, byState } }: State) {
  // Of states that the API has added since, only when there are any.
  const states = STATES.filter((name) => name !== 'other' || byState.other > 0);
  return (
    <section aria-labelledby="counts-title">
      <h2 id="counts-title" class="sr-only">
        Conversations by state
      </h2>
      <dl id="counts" class="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] gap-4">
        {(['loaded', ...states] as const).map((name) => (
          <div key={name} class={`${CARD} grid grid-cols-[1fr_auto] items-baseline gap-1`}>
            <dt class="col-span-2 muted">
              {name !== 'loaded' && <Mark color={COLORS[name]} />}
              {capitalize(name)}
            </dt>
            <dd class="text-[1.75rem]/tight font-[650] tracking-tight tabular-nums">
              {formatCount(name === 'loaded' ? count : byState[name])}
            </dd>
            <dd class="muted tabular-nums">
              {name !== 'loaded' && count > 0 && formatShare(byState[name] / count)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
