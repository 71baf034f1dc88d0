import { isIntercomError, type IntercomError } from 'rx-intercom';
import type { Conversation, StreamEvent } from 'rx-intercom';
import { nextBudget, UNKNOWN_BUDGET, type Budget } from '../../budget.ts';
import { addConversation, NO_TALLY, type Tally } from './tally.ts';

/** What the buttons say. */
export interface Command {
  readonly kind: 'start' | 'pause' | 'resume' | 'cancel';
}

/** All that can happen: a closed union. */
export type Action =
  | Command
  | StreamEvent
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  /** The walk stands, at the checkpoint of its error: paused when that is an `AbortError`. */
  | { readonly kind: 'stopped'; readonly error: IntercomError }
  /** The window of the latest response, or the pause of the limiter, is over. */
  | { readonly kind: 'window-end' | 'pause-end' };

export type Status = 'idle' | 'streaming' | 'paused' | 'failed' | 'cancelled' | 'complete';

/** A wait for the rate limit, or a request that has to be repeated. */
export interface LogEntry {
  readonly kind: 'wait' | 'retry';
  /** The page that it delayed. */
  readonly page: number;
  /** In milliseconds. */
  readonly duration: number;
  /** Why, in a word or two. */
  readonly reason: string;
}

/** All that the page shows. */
export interface State {
  readonly status: Status;
  readonly error: IntercomError | null;
  readonly tally: Tally;
  /** Conversations in all; `null` until a page says it. */
  readonly total: number | null;
  readonly pages: number;
  readonly requests: number;
  readonly retries: number;
  /** Milliseconds, for the rate limit. */
  readonly waited: number;
  readonly budget: Budget;
  /** Whether the window of the budget is over. */
  readonly isWindowOver: boolean;
  /** The latest ones, latest first. */
  readonly log: readonly LogEntry[];
}

export const INITIAL: State = {
  status: 'idle',
  error: null,
  tally: NO_TALLY,
  total: null,
  pages: 0,
  requests: 0,
  retries: 0,
  waited: 0,
  budget: UNKNOWN_BUDGET,
  isWindowOver: false,
  log: [],
};

const LOG_LENGTH = 6;

/** What the page shows after something has happened. */
export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'start': {
      const { isWindowOver } = state;
      return { ...INITIAL, status: 'streaming', budget: withoutWaits(state), isWindowOver };
    }
    case 'resume':
      return isStopped(state) ? { ...state, status: 'streaming', error: null } : state;
    case 'cancel':
      return isStopped(state) || state.status === 'streaming'
        ? { ...state, status: 'cancelled', error: null, budget: withoutWaits(state) }
        : state;
    case 'conversation':
      return { ...state, tally: addConversation(state.tally, action.conversation) };
    case 'stopped': {
      const stopped = { ...state, budget: withoutWaits(state) };
      return action.error.kind === 'abort'
        ? { ...stopped, status: 'paused' }
        : { ...stopped, status: 'failed', error: action.error };
    }
    case 'complete':
      return { ...state, status: 'complete' };
    case 'request':
      return { ...state, requests: state.requests + 1, budget: nextBudget(state.budget, action) };
    case 'response':
      return { ...state, budget: nextBudget(state.budget, action), isWindowOver: false };
    case 'page':
      return { ...state, pages: state.pages + 1, total: action.totalCount };
    case 'wait': {
      const { duration } = action;
      const log = note(state, { kind: 'wait', duration, reason: 'rate limit' });
      const budget = nextBudget(state.budget, action);
      return { ...state, waited: state.waited + duration, log, budget };
    }
    case 'retry': {
      const log = note(state, { kind: 'retry', duration: action.delay, reason: say(action.error) });
      return { ...state, retries: state.retries + 1, log };
    }
    case 'limiter-pause':
    case 'limiter-failure':
      return { ...state, budget: nextBudget(state.budget, action) };
    case 'pause-end':
      return { ...state, budget: { ...state.budget, pause: null } };
    case 'window-end':
      return { ...state, isWindowOver: true };
    case 'pause': // The walk hears the command too, and says when it has stopped.
    case 'pass':
      return state;
  }
}

function isStopped({ status }: State): boolean {
  return status === 'paused' || status === 'failed';
}

/** A stopped walk waits no more, but no event says so. */
function withoutWaits({ budget }: State): Budget {
  return { ...budget, waiting: 0 };
}

function note({ pages, log }: State, entry: Omit<LogEntry, 'page'>): State['log'] {
  return [{ ...entry, page: pages + 1 }, ...log].slice(0, LOG_LENGTH);
}

function say(error: unknown): string {
  if (!isIntercomError(error)) return String(error);
  return 'status' in error ? `status ${error.status}` : error.kind;
}
