import type { Code, Declaration } from "../code.ts";
import type { Subject, Without } from "./target.ts";

/** The declarations that the offered functions of a calculator need, in their order: what is not offered leaves nothing behind. */
export function reachable({ sections }: Subject, without: readonly Without[]): Declaration[] {
  const left = new Set(without.map((one) => one.function));
  const parts = sections.flatMap((one) => one.parts);
  return neededBy(
    parts,
    parts.flatMap((one) => (one.kind === "function" && one.exported && !left.has(one.name) ? [one.name] : [])),
  );
}

function neededBy(parts: readonly Declaration[], names: readonly string[]): Declaration[] {
  const byName = new Map(parts.map((one) => [one.name, one]));
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const part = byName.get(name);
    if (part === undefined || needed.has(name)) return;
    needed.add(name);
    for (const used of insideOf(part).names) visit(used);
  };
  for (const name of names) visit(name);
  return parts.filter(({ name }) => needed.has(name));
}

/** The functions of a runtime twin and the fields of its records, as the twin's own text has them. */
export type TwinNames = {
  readonly functions: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
};

/** What a twin has, of whatever its printer knows of functions and of the fields of records. */
export function twinNames(
  functions: Iterable<string>,
  records: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): TwinNames {
  const fields = new Map([...records].map(([record, known]) => [record, new Set(known.keys())]));
  return { functions: new Set(functions), fields };
}

/**
 * What a function needs that the twin of a language does not have: a function of the runtime, or a field of a record. A target withholds
 * such a function, so that no language prints what it cannot run.
 */
export function lacking(
  { sections }: Subject,
  name: string,
  twin: TwinNames,
  called: (name: string) => string,
  fieldOf: (of: string, name: string) => string,
): string | undefined {
  const parts = neededBy(
    sections.flatMap((one) => one.parts),
    [name],
  );
  const own = new Set(parts.map((one) => one.name));
  for (const code of parts.flatMap((one) => insideOf(one).codes)) {
    if (typeof code === "string") continue;
    if (code.kind === "call" && !own.has(code.name) && !twin.functions.has(called(code.name))) return code.name;
    if (code.kind !== "record") continue;
    const known = twin.fields.get(code.of);
    const strange = code.fields.find(([field]) => known?.has(fieldOf(code.of, field)) !== true);
    if (strange !== undefined) return `${code.of}.${strange[0]}`;
  }
  return undefined;
}

/** What the declarations use of the runtime: functions, and the types of records. */
export function runtimeCalls(parts: readonly Declaration[]): {
  readonly calls: readonly string[];
  readonly records: readonly string[];
} {
  const own = new Set(parts.map(({ name }) => name));
  const calls = new Set<string>();
  const records = new Set<string>();
  for (const code of parts.flatMap((one) => insideOf(one).codes)) {
    if (typeof code === "string") continue;
    if (code.kind === "call" && !own.has(code.name)) calls.add(code.name);
    if (code.kind === "exact") calls.add(code.value.includes("/") ? "ratio" : "parse");
    if (code.kind === "record") records.add(code.of);
  }
  return { calls: [...calls], records: [...records] };
}

/** A declaration's pieces of code and the names in them, which every target asks for again. */
const known = new WeakMap<Declaration, { readonly codes: readonly Code[]; readonly names: readonly string[] }>();

function insideOf(one: Declaration): { readonly codes: readonly Code[]; readonly names: readonly string[] } {
  const before = known.get(one);
  if (before !== undefined) return before;
  const codes: Code[] = [];
  if (one.kind === "constant") gather(one.code, codes);
  else for (const { code } of one.body) gather(code, codes);
  const names = codes.flatMap((code) => (typeof code === "string" ? [code] : code.kind === "call" ? [code.name] : []));
  const made = { codes, names: [...new Set(names)] };
  known.set(one, made);
  return made;
}

/** Adds a piece of code and all pieces inside it. */
function gather(code: Code, into: Code[]): void {
  into.push(code);
  if (typeof code === "string") return;
  switch (code.kind) {
    case "call":
      return code.items.forEach((one) => gather(one, into));
    case "list":
      return code.items.forEach((item) => gather(item.code, into));
    case "record":
    case "map":
      return code.fields.forEach(([, value]) => gather(value, into));
    case "arrow":
      return gather(code.body, into);
    default:
      return undefined;
  }
}
