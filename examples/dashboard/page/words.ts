import type { IntercomError } from 'rx-intercom';
import type { Pause } from '../../budget.ts';

const count = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const seconds = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dateTime = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `3,000` */
export function formatCount(value: number): string {
  return count.format(value);
}

/** `3,000 conversations`, `1 conversation` */
export function formatConversations(value: number): string {
  return `${formatCount(value)} ${value === 1 ? 'conversation' : 'conversations'}`;
}

/** `42%`, of a share from 0 to 1. */
export function formatShare(value: number): string {
  return percent.format(value);
}

/** `1.4 s`, of milliseconds. */
export function formatWait(milliseconds: number): string {
  return `${seconds.format(milliseconds / 1000)} s`;
}

/** `Dec 24`, of days since 1970. */
export function formatDay(day: number): string {
  return date.format(day * 86_400_000);
}

/** `Dec 24, 14:05`, of unix seconds. */
export function formatTime(unixSeconds: number): string {
  return dateTime.format(unixSeconds * 1000);
}

/** `Closed`, of `closed`. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`, of seconds. */
export function formatDuration(value: number): string {
  if (value < 60) return `${value} s`;
  const minutes = Math.round(value / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Why no request is sent, for so long. */
export function describePause({ reason, duration }: Pause): string {
  const time = formatWait(duration);
  switch (reason) {
    case 'server':
      return `Paused for ${time}, as a 429 asked for.`;
    case 'backoff':
      return `Paused for ${time}, after a 429 that named no time.`;
    case 'failure':
      return `The limiter does not answer. It is asked again in ${time}.`;
  }
}

/** A failure in words. */
export interface Explanation {
  readonly title: string;
  readonly advice: string;
}

/** Says what has happened, and what to do. The compiler checks that no kind is forgotten. */
export function explain(error: IntercomError): Explanation {
  switch (error.kind) {
    case 'unauthorized':
      return {
        title: 'Intercom does not accept the token',
        advice:
          'The token stays on the server: set INTERCOM_ACCESS_TOKEN to a valid one there, and ' +
          'INTERCOM_REGION to where the workspace is hosted. Then start the server again.',
      };
    case 'forbidden':
      return {
        title: 'The token may not read conversations',
        advice: `Allow it to in Intercom's Developer Hub (code ${error.code}).`,
      };
    case 'rate-limit':
      return {
        title: 'Too many requests for now',
        advice: `Resume ${error.retryAt === null ? 'later' : `after ${time(error.retryAt)}`}.`,
      };
    case 'error-list':
      return {
        title: 'Intercom refused the request',
        advice: error.errors.map(({ code, message }) => message ?? code).join(' '),
      };
    case 'http':
      return {
        title: `The server answered with status ${error.status}`,
        advice: error.excerpt || 'Look at the output of the server.',
      };
    case 'network':
    case 'timeout':
      return {
        title: 'The server cannot be reached',
        advice: 'Check that it runs. Resuming goes on exactly where this stopped.',
      };
    case 'decode':
      return { title: 'The answer cannot be understood', advice: error.reason };
    case 'pagination-stalled':
      return {
        title: 'The list goes in a circle',
        advice: 'A page led back to one before it. Cancel, and start over.',
      };
    case 'list-order':
      return {
        title: 'The list is not in order',
        advice: `Conversation ${error.conversationId} is not where it belongs.`,
      };
    case 'incomplete-export':
      return {
        title: 'The export is not complete',
        advice: `${error.expected} conversations are there, ${error.found} were found.`,
      };
    case 'invalid-options':
      return { title: 'An option is not valid', advice: error.message };
    case 'abort':
      return { title: 'Stopped as asked', advice: 'Resume when you like.' };
  }
}

function time(date: Date): string {
  return date.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
