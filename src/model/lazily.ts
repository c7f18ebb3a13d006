let workedOut: (() => void)[] | undefined;

/** What `run` gives; what was worked out while it ran is forgotten after it, so that whoever goes through thousands of models keeps none of it. */
export function inPassing<T>(run: () => T): T {
  const before = workedOut;
  const own: (() => void)[] = [];
  workedOut = own;
  try {
    return run();
  } finally {
    workedOut = before;
    for (const forget of own) forget();
  }
}

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
      const own = Object.getOwnPropertyDescriptor(this, key);
      Object.defineProperty(this, key, { ...as, writable: true, value });
      if (own?.get !== undefined) workedOut?.push(() => Object.defineProperty(this, key, own));
      return value;
    },
  });
  return object as T & { [key in K]: V };
}

/** A copy of `object` in which what has not been worked out yet still is not. */
export function lazyCopy<T extends object>(object: T): T {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(object)) as T;
}
