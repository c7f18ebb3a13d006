/**
 * A map that is nearly always asked for single keys: `get` answers them, and `whole` puts all entries together when somebody first walks
 * them. The two must agree.
 */
export function seldomWhole<V>(
  get: (key: string) => V | undefined,
  whole: () => ReadonlyMap<string, V>,
): ReadonlyMap<string, V> {
  let made: ReadonlyMap<string, V> | undefined;
  const all = (): ReadonlyMap<string, V> => (made ??= whole());
  return {
    get,
    has: (key) => get(key) !== undefined,
    get size() {
      return all().size;
    },
    keys: () => all().keys(),
    values: () => all().values(),
    entries: () => all().entries(),
    forEach: (each) => all().forEach(each),
    [Symbol.iterator]: () => all()[Symbol.iterator](),
  };
}
