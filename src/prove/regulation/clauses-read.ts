/**
 * The value, which adds to `read` the clause of every object in it from which anything is read. Absent fields are read from the clause that
 * could have stated them, so that the clauses are all on which an answer rests.
 */
export function recordingClauses<T extends object>(value: T, read: Set<string>): T {
  const known = new WeakMap<object, object>();
  const record = <V>(one: V): V => {
    if (typeof one !== "object" || one === null) return one;
    const before = known.get(one);
    if (before !== undefined) return before as V;
    const own = "clause" in one && typeof one.clause === "string" ? one.clause : undefined;
    const watched = new Proxy(one, {
      get: (target, key) => {
        if (own !== undefined) read.add(own);
        return record(Reflect.get(target, key) as unknown);
      },
    });
    known.set(one, watched);
    return watched;
  };
  return record(value);
}
