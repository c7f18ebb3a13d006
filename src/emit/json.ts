/**
 * JSON text with the keys in the order they were built, two spaces a level and one line feed at the end: what
 * `JSON.stringify(JSON.parse(text), null, 2)` writes again. A fraction or a number past 2^53 is a bug and throws: a
 * float would travel as another number than the spec's.
 */
export function writeJson(value: object): string {
  return `${JSON.stringify(value, exact, 2)}\n`;
}

function exact(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new Error(`${key}: ${value} is no exact integer`);
  return value;
}

/** The JSON pointer (RFC 6901) of `key` below `pointer`. */
export function pointerTo(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
