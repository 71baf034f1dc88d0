import { describe, expect, it, jest } from '@jest/globals';
import { concatMap, map, Observable, of, Subject, takeUntil } from 'rxjs';
import { paginate } from '../../lib/paging/paginate.ts';
import { collect } from '../helpers/collect.ts';
import { pages, type Page } from './page.ts';
import { synchronous, type Numbered } from './synchronous.ts';

// 200,000 pages take a busy machine some seconds.
jest.setTimeout(30_000);

describe('paginate that is ended from inside', () => {
  it('should load no page more when the subscriber ends it in `next`', () => {
    const load = jest.fn(synchronous(100));
    const end$ = new Subject<void>();
    const { values, state } = collect(
      paginate<number, Numbered>(0, load).pipe(takeUntil(end$)),
      ({ number }) => {
        if (number === 2) end$.next();
      },
    );
    expect(values).toHaveLength(3);
    expect(state).toBe('complete');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it.each(['A', 'B'])('should leave no load open that ends it while it is made: %s', (ending) => {
    const end$ = new Subject<void>();
    let open = 0;
    const load = jest.fn((name: string) => {
      if (name === ending) end$.next();
      if (name === 'A' && ending !== 'A') return of(pages.a);
      return new Observable<Page>(() => {
        open += 1;
        return () => {
          open -= 1;
        };
      });
    });
    const result = collect(paginate<string, Page>('A', load).pipe(takeUntil(end$)));
    expect(result.state).toBe('complete');
    expect(load).toHaveBeenCalledTimes(ending === 'A' ? 1 : 2);
    expect(open).toBe(0);
  });

  it('should let a subscriber paginate from inside `next`', () => {
    const load = synchronous(4);
    const seen = collect(
      paginate<number, Numbered>(0, load).pipe(
        concatMap((outer) =>
          paginate<number, Numbered>(0, load).pipe(
            map((inner) => outer.number * 10 + inner.number),
          ),
        ),
      ),
    );
    expect(seen.values).toEqual(
      [0, 10, 20, 30].flatMap((tens) => [0, 1, 2, 3].map((n) => tens + n)),
    );
    expect(seen.state).toBe('complete');
  });
});

describe('the stack of paginate', () => {
  it.each<[string, (() => Observable<unknown>) | undefined]>([
    ['without a gate', undefined],
    ['behind an open gate', () => of(null)],
  ])('should stay flat for 200,000 pages that answer synchronously, %s', (_, whenPageWanted) => {
    let delivered = 0;
    let completed = false;
    paginate<number, Numbered>(0, synchronous(200_000), whenPageWanted).subscribe({
      next: ({ number }) => {
        if (number === delivered) delivered += 1;
      },
      complete: () => {
        completed = true;
      },
    });
    expect(delivered).toBe(200_000);
    expect(completed).toBe(true);
  });
});
