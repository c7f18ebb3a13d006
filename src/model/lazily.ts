/**
 * `object` with the property `key`, worked out when it is first read and a plain property from then on: whoever only proves a model
 * never asks where its clauses stand or how its dates came about. `make` must give the same whenever it is called.
 */
export function lazily<T extends object, K extends string, V>(object: T, key: K, make: () => V): T & { [key in K]: V } {
  const as = { enumerable: true, configurable: true };
  Object.defineProperty(object, key, {
    ...as,
    get(this: object) {
      const value = make();
      Object.defineProperty(this, key, { ...as, writable: true, value });
      return value;
    },
  });
  return object as T & { [key in K]: V };
}

/** A copy of `object` in which what has not been worked out yet still is not. */
export function lazyCopy<T extends object>(object: T): T {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(object)) as T;
}
