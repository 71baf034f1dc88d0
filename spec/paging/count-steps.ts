type Method = (this: unknown, ...values: unknown[]) => unknown;

/** The methods through which work on lists and maps goes; copying them goes through these too. */
const COUNTED: readonly (readonly [owner: object, name: string])[] = [
  [Map.prototype, 'set'],
  [Map.prototype, 'get'],
  [Map.prototype, 'has'],
  [Array.prototype, 'push'],
  [Object.getPrototypeOf([][Symbol.iterator]()) as object, 'next'],
  [Object.getPrototypeOf(new Map()[Symbol.iterator]()) as object, 'next'],
];

/** Runs the work, and counts the steps it takes over arrays and maps: a measure without a clock. */
export function countSteps(work: () => void): number {
  let steps = 0;
  const restore = COUNTED.map(([owner, name]) => {
    const method = Reflect.get(owner, name) as Method;
    const counted: Method = function (...values) {
      steps += 1;
      return Reflect.apply(method, this, values);
    };
    Reflect.set(owner, name, counted);
    return () => {
      Reflect.set(owner, name, method);
    };
  });
  try {
    work();
  } finally {
    restore.forEach((undo) => {
      undo();
    });
  }
  return steps;
}
