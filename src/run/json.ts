import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { pointerTo } from "../emit/json.ts";
import { type Source, span, type Span } from "../text/source.ts";

/** JSON with the place of every value in it, by JSON pointer (RFC 6901); the whole is at the empty pointer. */
export type PlacedJson = { readonly value: unknown; readonly places: ReadonlyMap<string, Span> };

export type JsonRead =
  { readonly kind: "json"; readonly json: PlacedJson } | { readonly kind: "refused"; readonly diagnostic: Diagnostic };

/** Deeper than any of our files, and far from the end of the stack. */
const DEEPEST = 32;

type Reading = {
  readonly source: Source;
  readonly places: Map<string, Span>;
  at: number;
  problem: Diagnostic | undefined;
};

/**
 * Reads JSON (RFC 8259) strictly. Beside what is no JSON, a key that stands twice in one object is refused: which of the two
 * was meant, nobody can know.
 */
export function readJson(source: Source): JsonRead {
  const reading: Reading = { source, places: new Map(), at: 0, problem: undefined };
  const value = readValue(reading, "", 0);
  skipSpace(reading);
  if (reading.problem === undefined && reading.at < source.text.length) fail(reading, "something stands after its end");
  return reading.problem === undefined
    ? { kind: "json", json: { value, places: reading.places } }
    : { kind: "refused", diagnostic: reading.problem };
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /[A-Za-z_]+/y;

function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.source.text)?.[0];
  if (found !== undefined) reading.at += found.length;
  return found;
}

function skipSpace(reading: Reading): void {
  take(reading, SPACE);
}

/** True when `character` stands here; it is passed then. */
function passed(reading: Reading, character: string): boolean {
  skipSpace(reading);
  if (reading.source.text[reading.at] !== character) return false;
  reading.at += 1;
  return true;
}

function fail(reading: Reading, reason: string): undefined {
  const { source, at } = reading;
  reading.problem ??= diagnostic("input-not-json", span(source, at, Math.min(at + 1, source.text.length)), { reason });
  return undefined;
}

function readValue(reading: Reading, pointer: string, depth: number): unknown {
  if (depth > DEEPEST) return fail(reading, `it is nested deeper than ${DEEPEST} levels`);
  skipSpace(reading);
  const start = reading.at;
  const value = readAny(reading, pointer, depth);
  reading.places.set(pointer, span(reading.source, start, reading.at));
  return value;
}

function readAny(reading: Reading, pointer: string, depth: number): unknown {
  if (passed(reading, "{")) return readObject(reading, pointer, depth);
  if (passed(reading, "[")) return readList(reading, pointer, depth);
  if (reading.source.text[reading.at] === '"') return readString(reading);
  const number = take(reading, NUMBER);
  if (number !== undefined) return Number(number);
  const start = reading.at;
  const word = take(reading, WORD);
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  reading.at = start;
  return fail(reading, start >= reading.source.text.length ? "it ends in the middle" : "a value is expected here");
}

function readString(reading: Reading): string | undefined {
  const { text } = reading.source;
  const start = reading.at;
  reading.at += 1;
  while (text[reading.at] !== '"') {
    const code = text.charCodeAt(reading.at);
    // Past the end the code is no number, and no comparison with it holds.
    if (!(code >= 0x20)) return fail(reading, "a text has no closing quote on its line");
    if (text[reading.at] !== "\\") reading.at += 1;
    else if (take(reading, ESCAPE) === undefined) return fail(reading, "`\\` stands for no character here");
  }
  reading.at += 1;
  return JSON.parse(text.slice(start, reading.at)) as string;
}

function readList(reading: Reading, pointer: string, depth: number): unknown[] {
  const items: unknown[] = [];
  if (passed(reading, "]")) return items;
  while (reading.problem === undefined) {
    items.push(readValue(reading, pointerTo(pointer, items.length), depth + 1));
    if (passed(reading, "]")) break;
    if (!passed(reading, ",")) fail(reading, "`,` or `]` is expected here");
  }
  return items;
}

function readObject(reading: Reading, pointer: string, depth: number): unknown {
  const fields = new Map<string, unknown>();
  if (passed(reading, "}")) return {};
  while (reading.problem === undefined) {
    skipSpace(reading);
    const start = reading.at;
    const key =
      reading.source.text[start] === '"' ? readString(reading) : fail(reading, "a key in quotes is expected here");
    if (key === undefined) break;
    if (fields.has(key)) {
      reading.problem ??= diagnostic("input-key-twice", span(reading.source, start, reading.at), { key });
      break;
    }
    if (!passed(reading, ":")) {
      fail(reading, "`:` is expected here");
      break;
    }
    fields.set(key, readValue(reading, pointerTo(pointer, key), depth + 1));
    if (passed(reading, "}")) break;
    if (!passed(reading, ",")) fail(reading, "`,` or `}` is expected here");
  }
  // Own properties whatever they are called: `__proto__` is a key like any other.
  return Object.fromEntries(fields);
}
