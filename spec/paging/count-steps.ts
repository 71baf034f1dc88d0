type Method = (this: unknown, ...values: unknown[]) => unknown;

/** The methods through which work on lists and maps goes; copying them goes through these too. */
const COUNTED: readonly (readonly [owner: object, name: string])[] = [
  [Map.prototype, 'set'],
  [Map.prototype, 'get'],
  [Map.prototype, 'has'],
  [Set.prototype, 'add'],
  [Set.prototype, 'has'],
  [Array.prototype, 'push'],
  [Object.getPrototypeOf([][Symbol.iterator]()) as object, 'next'],
  [Object.getPrototypeOf(new Map()[Symbol.iterator]()) as object, 'next'],
  [Object.getPrototypeOf(new Set()[Symbol.iterator]()) as object, 'next'],
];

/** The methods that take a step for each element of their list. */
const LONG = ['filter', 'map', 'flatMap', 'forEach', 'find', 'every', 'some', 'reduce'];

/** Runs the work, and counts the steps it takes over arrays and maps: a measure without a clock. */
export function countSteps(work: () => void): number {
  const counter = startCounting();
  try {
    work();
  } finally {
    counter.stop();
  }
  return counter.steps();
}

/** As {@link countSteps}, of work that ends later. What runs beside it counts too. */
export async function countStepsUntil(work: () => Promise<unknown>): Promise<number> {
  const counter = startCounting();
  try {
    await work();
  } finally {
    counter.stop();
  }
  return counter.steps();
}

function startCounting(): { readonly steps: () => number; readonly stop: () => void } {
  let steps = 0;
  const replace = (owner: object, name: string, cost: (value: unknown) => number): (() => void) => {
    const method = Reflect.get(owner, name) as Method;
    const counted: Method = function (...values) {
      steps += cost(this);
      return Reflect.apply(method, this, values);
    };
    Reflect.set(owner, name, counted);
    return () => {
      Reflect.set(owner, name, method);
    };
  };
  const restore = [
    ...COUNTED.map(([owner, name]) => replace(owner, name, () => 1)),
    ...LONG.map((name) =>
      replace(Array.prototype, name, (list) => (list as readonly unknown[]).length),
    ),
  ];
  const stop = (): void => {
    for (const undo of restore) undo();
  };
  return { steps: () => steps, stop };
}
