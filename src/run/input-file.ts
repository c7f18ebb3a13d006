import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { visible } from "../diagnostic/visible.ts";
import isBook from "../model/generated/book.validate.js";
import type { Book } from "../model/generated/book.ts";
import isDeltas from "../model/generated/deltas.validate.js";
import type { Deltas } from "../model/generated/deltas.ts";
import isDetermination from "../model/generated/determination.validate.js";
import type { DeterminationFile } from "../model/generated/determination.ts";
import isMarket from "../model/generated/market.validate.js";
import type { Market } from "../model/generated/market.ts";
import isOwners from "../model/generated/owners.validate.js";
import type { Owners } from "../model/generated/owners.ts";
import { pointerTo } from "../emit/json.ts";
import { type Source, span, type Span } from "../text/source.ts";
import { type PlacedJson, readJson } from "./json.ts";

/** An input file of the right shape; `place` is where the value at a JSON pointer stands, or the nearest around it. */
export type InputFile<T> = { readonly source: Source; readonly data: T; readonly place: (pointer: string) => Span };

export type InputRead<T> =
  | { readonly kind: "read"; readonly file: InputFile<T> }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

type SchemaError = {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
};
type Validator<T> = { (data: unknown): data is T; errors: readonly SchemaError[] | null | undefined };

/** A book of positions, or everything that is wrong with its shape, each at its row. */
export function readBook(source: Source): InputRead<Book> {
  return read(source, isBook, () => true);
}

/** What was seen on a day, or everything that is wrong with its shape, each at its row. */
export function readMarket(source: Source): InputRead<Market> {
  return read(source, isMarket, meant);
}

/** What was seen on a day, put together from rows of tables and files: held against the same shape, each value at the place it came from. */
export function marketOf(file: InputFile<unknown>): InputRead<Market> {
  return ofShape(file, isMarket, meant);
}

/** A determination, or everything that is wrong with its shape. */
export function readDetermination(source: Source): InputRead<DeterminationFile> {
  return read(source, isDetermination, () => true);
}

/** Who owns whom and what was granted, or everything that is wrong with its shape. */
export function readOwners(source: Source): InputRead<Owners> {
  return read(source, isOwners, () => true, "tenor-owners/1");
}

/** The deltas of a day, or everything that is wrong with their shape. */
export function readDeltas(source: Source): InputRead<Deltas> {
  return read(source, isDeltas, () => true, "tenor-deltas/1");
}

function read<T>(
  source: Source,
  validate: Validator<T>,
  wanted: (error: SchemaError, json: unknown) => boolean,
  format?: string,
): InputRead<T> {
  const found = readJson(source);
  if (found.kind === "refused") return { kind: "refused", diagnostics: [found.diagnostic] };
  return ofShape({ source, data: found.json.value, place: placer(source, found.json) }, validate, wanted, format);
}

function ofShape<T>(
  { source, data: value, place }: InputFile<unknown>,
  validate: Validator<T>,
  wanted: (error: SchemaError, json: unknown) => boolean,
  format?: string,
): InputRead<T> {
  if (validate(value)) return { kind: "read", file: { source, data: value, place } };
  const errors = (validate.errors ?? []).filter((one) => wanted(one, value));
  const choices = errors.filter(({ keyword }) => keyword === "oneOf").map(({ instancePath }) => instancePath);
  const diagnostics = errors
    // What does not fit a choice is said once, not once for every thing it might have been.
    .filter((one) => one.keyword === "oneOf" || !choices.includes(one.instancePath))
    .map((one) => shapeDiagnostic(one, place, format));
  return { kind: "refused", diagnostics: once(diagnostics) };
}

function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ span: at, message }) => {
    const key = `${at.start} ${at.end} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function placer(source: Source, { places }: PlacedJson): (pointer: string) => Span {
  return (pointer) => {
    for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
      const found = places.get(at);
      if (found !== undefined) return found;
    }
    return places.get("") ?? span(source, 0, 0);
  };
}

const ROW = /^\/observations\/(\d+)(?:\/|$)/;

/** A row of a market is one of four things; only what it was meant to be is held against it. */
function meant({ instancePath, schemaPath }: SchemaError, json: unknown): boolean {
  const at = ROW.exec(instancePath)?.[1];
  if (at === undefined) return true;
  const row = (json as { observations?: readonly unknown[] }).observations?.[Number(at)];
  return schemaPath.startsWith(`#/$defs/${rowType(row)}/`);
}

function rowType(row: unknown): string {
  if (typeof row !== "object" || row === null || "observable" in row) return "IndexInput";
  const kind = "kind" in row ? row.kind : undefined;
  if (kind === "quote") return "Quote";
  return kind === "spread-trade" ? "SpreadTrade" : "Trade";
}

/** The patterns of our schemas in words. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\{1,6\}/, 'a delta from -1 to 1 as text, such as "0.4512"'],
  [/\\\.0\+/, 'a share from 0 to 1 as text, such as "0.25"'],
  [/T\\d/, "an instant in UTC, such as 2027-02-02T20:29:12.004Z"],
  [/\\\.\[0-9\]/, 'an exact decimal as text, such as "2.4315"'],
  [/W\\d/, "a contract period, such as 2027-03"],
  [/^\^\\d\{4\}-/, "a day, such as 2027-02-02"],
  [/\[1-9\]\[0-9\]\*/, "a whole number as text"],
];

const TYPES: Readonly<Record<string, string>> = {
  string: "a text in quotes",
  integer: "a whole number",
  object: "an object",
  array: "a list",
  null: "null",
};

function shapeDiagnostic(error: SchemaError, place: (pointer: string) => Span, format: string | undefined): Diagnostic {
  const { instancePath, keyword, params } = error;
  const where = (pointer: string): string => visible(pointer.slice(1)) || "the file";
  const say = (pointer: string, problem: string): Diagnostic =>
    diagnostic("input-malformed", place(pointer), { where: where(pointer), problem });
  switch (keyword) {
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return say(pointerTo(instancePath, name), "is no field that is read here");
    }
    case "required":
      if (params["missingProperty"] === "format" && format !== undefined)
        return say(instancePath, `has no \`format\`, which is \`"${format}"\` here`);
      return say(instancePath, `has no \`${String(params["missingProperty"])}\``);
    case "dependentRequired":
      return say(instancePath, `has \`${String(params["property"])}\` and so needs \`${String(params["deps"])}\``);
    case "pattern": {
      const form = FORMS.find(([pattern]) => pattern.test(String(params["pattern"])))?.[1];
      return say(instancePath, `must be ${form ?? "of another form"}`);
    }
    case "type": {
      const types = [params["type"]].flat().map((one) => TYPES[String(one)] ?? String(one));
      return say(instancePath, `must be ${types.join(" or ")}`);
    }
    case "enum":
      return say(instancePath, `must be ${(params["allowedValues"] as readonly unknown[]).map(String).join(" or ")}`);
    case "oneOf":
      return say(instancePath, 'must be an exact decimal as text, such as "2.4315", or null');
    case "minimum":
    case "maximum":
      return say(instancePath, `must be ${String(params["comparison"])} ${String(params["limit"])}`);
    case "minLength":
      return say(instancePath, "must not be empty");
    default:
      return say(instancePath, error.message ?? "is not as it must be");
  }
}
