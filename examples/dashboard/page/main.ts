/** Shows the conversations of a workspace as they stream. */
import { createRateLimiter } from 'rx-intercom';
import { animationFrameScheduler, auditTime, distinctUntilChanged, map, share } from 'rxjs';
import { commandsOf, createControls } from './cards/controls.ts';
import { createCounts } from './cards/counts.ts';
import { createDays } from './cards/days.ts';
import { createFailure } from './cards/failure.ts';
import { createGauge } from './cards/gauge.ts';
import { createLatest } from './cards/latest.ts';
import { createLog } from './cards/log.ts';
import { showProgress, showStatus } from './cards/progress.ts';
import { createReplies } from './cards/replies.ts';
import { dashboard$ } from './dashboard.ts';
import { byId } from './dom.ts';
import type { State } from './state.ts';

const options = {
  baseUrl: '/intercom',
  perPage: 50,
  // One for all walks: what one has used up, the next one knows of.
  rateLimiter: createRateLimiter(),
};

const frame$ = dashboard$(options, commandsOf(byId('controls'))).pipe(
  auditTime(0, animationFrameScheduler),
  share(),
);

/** Renders a part of the state, when it has changed: the state is never mutated. */
function show<Part>(select: (state: State) => Part, render: (part: Part) => void): void {
  frame$.pipe(map(select), distinctUntilChanged()).subscribe(render);
}

show(({ status }) => status, showStatus);
show(({ status }) => status, createControls(byId('controls')));
show((state) => state, showProgress);
show(({ error }) => error, createFailure(byId('failure')));
show(({ tally }) => tally, createCounts(byId('counts')));
show(({ tally }) => tally.byDay, createDays(byId('days')));
show(({ tally }) => tally.byReply, createReplies(byId('replies')));
show(({ rateLimit }) => rateLimit, createGauge(byId('gauge')));
show((state) => state, createLog(byId('log')));
show(({ tally }) => tally.latest, createLatest(byId('latest')));
