import { jest } from '@jest/globals';
import { map, of, type Observable } from 'rxjs';
import { paginate, type Step } from '../../lib/paging/paginate.ts';
import type { AfterFailure, Open } from '../../lib/paging/pull.ts';

export type Page = Iterator<string, undefined>;
type Result = IteratorResult<string, undefined>;

export const DONE: Result = { done: true, value: undefined };

export const reopen = (): AfterFailure => 'reopen';
/** A page of these letters. */
export function* page(letters: string): Generator<string, undefined> {
  for (const letter of letters) yield letter;
}

export function item(value: string): Result {
  return { done: false, value };
}

interface Listed extends Step<number> {
  readonly items: string;
}

/** Opens a list of these pages, loaded when they are wanted; each load may do something first. */
export function list(
  pages: readonly string[],
  beforeLoad: (number: number) => void = () => undefined,
) {
  const load = jest.fn((number: number): Observable<Listed> => {
    beforeLoad(number);
    return of({ items: pages[number] ?? '', next: number + 1 < pages.length ? number + 1 : null });
  });
  const open = jest.fn<Open<string>>((whenPageWanted, untilTaken) =>
    paginate<number, Listed>(0, load, whenPageWanted).pipe(
      map(({ items }) => page(items)),
      untilTaken,
    ),
  );
  return { load, open };
}

/** Makes so many calls at once. */
export function call(iterator: AsyncIterator<string, undefined>, count: number) {
  return Array.from({ length: count }, () => iterator.next());
}

/** The values of calls, `-` for the end, the message of an error, and `?` while a call waits. */
export function outcomes(calls: readonly Promise<Result>[]) {
  const outcome = async (result: Promise<Result>): Promise<string> => {
    try {
      return (await Promise.race([result, Promise.resolve(item('?'))])).value ?? '-';
    } catch (error) {
      return (error as Error).message;
    }
  };
  return Promise.all(calls.map(outcome));
}
