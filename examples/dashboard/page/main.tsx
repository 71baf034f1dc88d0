/** Shows the conversations of a workspace as they stream. */
import { render } from 'preact';
import { createRateLimiter } from 'rx-intercom';
import { animationFrameScheduler, Subject, throttleTime } from 'rxjs';
import { Page } from './page.tsx';
import type { Command } from './state.ts';
import { dashboard$ } from './walk.ts';

const options = {
  baseUrl: '/intercom',
  perPage: 50,
  // One for all walks: what one has used up, the next one knows of.
  rateLimiter: createRateLimiter(),
};

const command$ = new Subject<Command>();
const send = (kind: Command['kind']): void => {
  command$.next({ kind });
};

dashboard$(options, command$)
  // At once, and then once a frame at most.
  .pipe(throttleTime(0, animationFrameScheduler, { leading: true, trailing: true }))
  .subscribe((state) => {
    render(<Page state={state} send={send} />, document.body);
  });

/** Escape closes the table that has the focus, else it cancels. */
document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape') return;
  const table = target instanceof Element && target.closest('details[open]');
  if (!table) {
    send('cancel');
    return;
  }
  table.removeAttribute('open');
  table.querySelector('summary')?.focus();
});
