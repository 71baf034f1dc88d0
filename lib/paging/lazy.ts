/**
 * Makes a function that gives objects a property of this name, which is computed each time it is read.
 *
 * V8 keeps what the getter of an object literal closes over until a full garbage collection: with one
 * for each page, all pages stay in memory for that long. So all objects share one getter.
 */
export function lazy<Name extends string>(name: Name) {
  const compute: unique symbol = Symbol(name);
  const getter: PropertyDescriptor & ThisType<{ readonly [compute]: () => unknown }> = {
    enumerable: true,
    configurable: true,
    get() {
      return this[compute]();
    },
  };
  return <Base extends object, Value>(
    base: Base,
    value: () => Value,
  ): Base & Readonly<Record<Name, Value>> => {
    Object.defineProperty(base, compute, { value, configurable: true });
    return Object.defineProperty(base, name, getter) as Base & Readonly<Record<Name, Value>>;
  };
}
