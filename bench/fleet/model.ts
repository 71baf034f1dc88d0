/**
 * Processes that export workspaces, each workspace with a limit of its own, in virtual time. One
 * budget is shared by all processes, so no request is one too many.
 */
import { createAgenda, type Agenda } from '../limiter/agenda.ts';
import { createRandom } from '../limiter/random.ts';

/** What is exported, and by what. Times are in milliseconds. */
export interface Scene {
  /** How many conversations each workspace has. */
  readonly workspaces: readonly number[];
  /** Whether the messages are read too, with one request for each conversation. */
  readonly withMessages: boolean;
  /** Requests of a workspace in a window. */
  readonly limit: number;
  readonly processes: number;
  /** Requests that a process makes at once for each workspace. */
  readonly atOnce: number;
  /** How many workspaces are exported at once. */
  readonly workspacesAtOnce: number;
}

/** What came of it. */
export interface Outcome {
  /** How long it took. */
  readonly elapsed: number;
  readonly requests: number;
}

export const WINDOW = 10_000;
/** Conversations a page. */
export const PAGE = 150;
/** The CPU time that a request costs its process. */
export const CPU = 5;

/** A page takes a second, and 20 ms more for each row; each from half to one and a half of it. */
export const PAGE_TIME = 1_000 + 20 * PAGE;
export const MESSAGES_TIME = 500;

const SEED = 1;

/** Exports everything. */
export function play(scene: Scene): Outcome {
  const agenda = createAgenda(0);
  const random = createRandom(SEED);
  /** When each process has worked off what has come. */
  const busyUntil = new Array<number>(scene.processes).fill(0);
  const waiting = [...scene.workspaces];
  let outcome: Outcome = { elapsed: 0, requests: 0 };

  const next = (): void => {
    const conversations = waiting.shift();
    if (conversations === undefined) return;
    exportOne({ scene, conversations, agenda, random, busyUntil }, (requests) => {
      outcome = { elapsed: agenda.now(), requests: outcome.requests + requests };
      next();
    });
  };
  for (let index = 0; index < scene.workspacesAtOnce; index += 1) next();
  agenda.run(Infinity);
  return outcome;
}

interface Work {
  readonly scene: Scene;
  readonly conversations: number;
  readonly agenda: Agenda;
  readonly random: () => number;
  readonly busyUntil: number[];
}

/** @param onDone - called with the number of requests that it took */
function exportOne(
  { scene, conversations, agenda, random, busyUntil }: Work,
  onDone: (requests: number) => void,
): void {
  const { limit, processes, atOnce, withMessages } = scene;
  const pages = Math.ceil(conversations / PAGE);
  const requests = pages + (withMessages ? conversations : 0);
  /** The process of each request that may go. */
  const idle = Array.from({ length: processes * atOnce }, (_, index) => index % processes);
  let pagesLeft = pages;
  let rowsLeft = withMessages ? conversations : 0;
  let messagesLeft = 0;
  let window = -1;
  let granted = 0;
  let answered = 0;
  let isWaiting = false;

  const start = (): void => {
    const now = agenda.now();
    if (Math.floor(now / WINDOW) > window) {
      window = Math.floor(now / WINDOW);
      granted = limit;
    }
    while (idle.length > 0 && granted > 0 && pagesLeft + messagesLeft > 0) {
      const process = idle.pop() ?? 0;
      const isPage = pagesLeft > 0;
      granted -= 1;
      if (isPage) pagesLeft -= 1;
      else messagesLeft -= 1;
      agenda.after((isPage ? PAGE_TIME : MESSAGES_TIME) * (0.5 + random()), () => {
        compute(process, isPage);
      });
    }
    if (granted > 0 || isWaiting) return;
    isWaiting = true;
    agenda.after((window + 1) * WINDOW - now, () => {
      isWaiting = false;
      start();
    });
  };
  /** A process does one thing after the other. */
  const compute = (process: number, isPage: boolean): void => {
    const begin = Math.max(agenda.now(), busyUntil[process] ?? 0);
    busyUntil[process] = begin + CPU;
    if (begin === agenda.now()) finish(process, isPage);
    else {
      agenda.after(begin - agenda.now(), () => {
        finish(process, isPage);
      });
    }
  };
  const finish = (process: number, isPage: boolean): void => {
    const rows = isPage ? Math.min(PAGE, rowsLeft) : 0;
    rowsLeft -= rows;
    messagesLeft += rows;
    answered += 1;
    idle.push(process);
    if (answered === requests) onDone(answered);
    else start();
  };
  start();
}
