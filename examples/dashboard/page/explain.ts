import type { IntercomError } from 'rx-intercom';

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
