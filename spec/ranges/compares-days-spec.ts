import { describe, expect, it, jest } from '@jest/globals';
import { of } from 'rxjs';
import { createDayCheck, type FindEdge } from '../../lib/ranges/compares-days.ts';

const MIDNIGHT = 1_700_006_400;
const NOON = MIDNIGHT + 43_200;

/** Rows at these times, compared by seconds or by days. */
function edges(times: readonly number[], unit: number): jest.Mock<FindEdge> {
  return jest.fn<FindEdge>((from, to, isLast) => {
    const day = (time: number): number => Math.floor(time / unit);
    const shown = times.filter(
      (time) => day(time) > day(from - 1) && (to === null || day(time) < day(to)),
    );
    return of((isLast ? shown.at(-1) : shown[0]) ?? null);
  });
}

function answer(check: ReturnType<typeof createDayCheck>, findEdge: FindEdge): boolean[] {
  const answers: boolean[] = [];
  check.ask(NOON, findEdge).subscribe((isDaily) => answers.push(isDaily));
  return answers;
}

describe('createDayCheck', () => {
  it.each([
    { unit: 1, isDaily: false },
    { unit: 86_400, isDaily: true },
  ])('should find out once that $unit s are compared', ({ unit, isDaily }) => {
    const findEdge = edges([NOON, NOON + 86_400], unit);
    const check = createDayCheck();
    expect(answer(check, findEdge)).toEqual([isDaily]);
    expect(answer(check, findEdge)).toEqual([isDaily]);
    expect(findEdge).toHaveBeenCalledTimes(2);
  });

  it('should ask about each day anew while no day has rows', () => {
    const check = createDayCheck();
    for (const times of [[], [MIDNIGHT], [MIDNIGHT + 86_400]]) {
      const findEdge = edges(times, 1);
      expect(answer(check, findEdge)).toEqual([false]);
      expect(findEdge).toHaveBeenCalledTimes(1);
    }
    expect(answer(check, edges([NOON], 86_400))).toEqual([true]);
  });

  it('should ask nothing when a query has shown the day where it begins', () => {
    const findEdge = edges([NOON], 86_400);
    const check = createDayCheck();
    check.learn();
    expect(answer(check, findEdge)).toEqual([false]);
    expect(findEdge).not.toHaveBeenCalled();
  });

  it('should keep what it has asked, whatever a query shows later', () => {
    const findEdge = edges([NOON], 86_400);
    const check = createDayCheck();
    answer(check, findEdge);
    check.learn();
    expect(answer(check, findEdge)).toEqual([true]);
  });
});
