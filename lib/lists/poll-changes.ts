import {
  concat,
  concatMap,
  defer,
  distinct,
  from,
  map,
  of,
  takeWhile,
  type Observable,
} from 'rxjs';
import { NO_REQUEST, type RequestContext } from '../errors/error-context.ts';
import type { Row } from '../paging/delivered.ts';
import { deliver, nextPass, type Position } from '../paging/position.ts';
import { pageEvent, type PassPage } from './pass-page.ts';
import { readPass, type ReadPassConfig } from './read-pass.ts';

/** Where polling stands. */
export interface PollState {
  readonly position: Position;
  /** A first poll without a beginning only finds where to begin. */
  readonly isFirst: boolean;
}

/** A step of a poll. */
export interface PollStep<Item> {
  /** The changed row; `null` in other steps. */
  readonly item: Item | null;
  /** The request the poll waits for, or waited for last. */
  readonly context: RequestContext;
  /** Where polling stands when this item is delivered. */
  readonly state: PollState;
  /** Whether the poll has read a page. */
  readonly hasRead: boolean;
}

/**
 * Reads the list down to what is known, and emits what has changed, oldest change first. The rest of
 * a first reading of the list may be long, and is emitted page by page.
 *
 * @returns errors: those of {@link readPass}
 */
export function pollChanges<Item extends Row>(
  state: PollState,
  config: ReadPassConfig<Item>,
): Observable<PollStep<Item>> {
  const { position, isFirst } = state;
  const { reporter } = config.client;
  const isPageByPage = position.pass === 0 && !isFirst;

  return defer(() => {
    const pages: PassPage<Item>[] = [];
    let step: PollStep<Item> = { item: null, context: NO_REQUEST, state, hasRead: false };

    const reach = (item: Item | null, reached: Position): PollStep<Item> => {
      step = { ...step, item, state: { position: reached, isFirst: false } };
      return step;
    };

    /** Emits the changes of the pages, and at last the position behind them. */
    const emitChanges = (): Observable<PollStep<Item>> => {
      const read = pages.splice(0);
      for (const page of read) reporter.emit(pageEvent(page, isFirst ? 0 : page.fresh.length));
      const changed = isFirst ? [] : read.flatMap(({ fresh }) => fresh).reverse();
      const after = read.at(-1)?.after.position ?? position;
      const behind = isFirst && after.pass === 0 ? nextPass(after, config.lookBack) : after;
      return concat(
        // A row that was read twice was dated ahead, and corrected since: the version read later is right.
        from(changed).pipe(
          distinct(({ id }) => id),
          map((item) => reach(item, deliver(step.state.position, [item]))),
        ),
        defer(() => of(reach(null, behind))),
      );
    };

    const read$ = readPass({ position, wanted: Infinity }, config).pipe(
      takeWhile(
        ({ page }) => page === null || !isFirst || reachesBack(page, config.lookBack),
        true,
      ),
      concatMap(({ context, page }) => {
        step = { ...step, item: null, context, hasRead: step.hasRead || page !== null };
        if (page === null) return of(step);
        pages.push(page);
        return isPageByPage ? emitChanges() : of(step);
      }),
    );
    return isPageByPage ? read$ : concat(read$, defer(emitChanges));
  });
}

/** Whether the page after this one has rows that the next poll reads again. */
function reachesBack<Item extends Row>(
  { listed, after: { position } }: PassPage<Item>,
  lookBack: number,
): boolean {
  const last = listed.items.at(-1)?.updated_at ?? Infinity;
  return position.pass === 0 && last >= (nextPass(position, lookBack).since ?? -Infinity);
}
