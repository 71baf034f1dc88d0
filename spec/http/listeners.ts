import { getEventListeners } from 'node:events';

/** How many listeners wait for an abort. */
export function listeners({ signal }: AbortController): number {
  return getEventListeners(signal, 'abort').length;
}
