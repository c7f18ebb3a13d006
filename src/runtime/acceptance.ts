// The acceptance of a calculator: its vectors, computed again on the machine that will run it.

type Vector = {
  readonly name: string;
  readonly function: string;
  readonly arguments: readonly unknown[];
  readonly expected: unknown;
};

type Functions = Readonly<Record<string, ((...given: readonly unknown[]) => unknown) | undefined>>;

/** `N vectors agree`, with how many are of functions that are not offered, or the first that does not agree. */
export function accepted(
  functions: Functions,
  { vectors, columns }: { readonly vectors: readonly Vector[]; readonly columns: readonly Vector[] },
): string {
  const all = [
    ...vectors,
    ...columns.map((one) => ({ ...one, arguments: one.arguments.map((given) => inColumns(given)) })),
  ];
  const offered = all.filter((one) => functions[one.function] !== undefined);
  for (const { name, function: called, arguments: args, expected } of offered) {
    const found = outcomeOf(() => functions[called]?.(...args));
    if (!hasAllOf(found, expected))
      return `${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
  }
  const left = all.length - offered.length;
  return `${offered.length} vectors agree${left === 0 ? "" : `, ${left} of functions not offered`}`;
}

/** The same with columns in the place of lists of numbers: of bytes where they are places of sources, else of 32 bits. */
function inColumns(given: unknown, name = ""): unknown {
  if (Array.isArray(given)) {
    if (given.length === 0 || given.some((one) => typeof one !== "number")) return given.map((one) => inColumns(one));
    return name === "source" ? Uint8Array.from(given) : Int32Array.from(given);
  }
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([field, one]) => [field, inColumns(one, field)]));
}

function outcomeOf(call: () => unknown): object {
  try {
    return { returns: call() };
  } catch (thrown) {
    const { kind, code } = thrown as { readonly kind?: unknown; readonly code?: unknown };
    return kind === "refused" ? { refused: code } : { failed: String(thrown) };
  }
}

/** True where `found` has all that `wanted` has: lists are equally long, and zero is not minus zero. */
function hasAllOf(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const items = ArrayBuffer.isView(found) ? [...(found as Float64Array)] : found;
    return (
      Array.isArray(items) &&
      items.length === wanted.length &&
      wanted.every((one, at) => hasAllOf((items as readonly unknown[])[at], one))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return Object.is(found, wanted);
  if (typeof found !== "object" || found === null) return false;
  return Object.entries(wanted).every(([name, one]) => hasAllOf((found as Record<string, unknown>)[name], one));
}
