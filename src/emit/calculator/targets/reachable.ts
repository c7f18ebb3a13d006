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
    for (const used of namesIn(part)) visit(used);
  };
  for (const name of names) visit(name);
  return parts.filter(({ name }) => needed.has(name));
}

/** The functions of a runtime twin and the fields of its records, as the twin's own text has them. */
export type TwinNames = {
  readonly functions: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
};

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
  for (const code of parts.flatMap(codesOf).flatMap(below)) {
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
  for (const code of parts.flatMap(codesOf).flatMap(below)) {
    if (typeof code === "string") continue;
    if (code.kind === "call" && !own.has(code.name)) calls.add(code.name);
    if (code.kind === "exact") calls.add(code.value.includes("/") ? "ratio" : "parse");
    if (code.kind === "record") records.add(code.of);
  }
  return { calls: [...calls], records: [...records] };
}

const codesOf = (one: Declaration): Code[] => (one.kind === "constant" ? [one.code] : one.body.map(({ code }) => code));

const namesIn = (one: Declaration): string[] =>
  codesOf(one)
    .flatMap(below)
    .flatMap((code) => (typeof code === "string" ? [code] : code.kind === "call" ? [code.name] : []));

/** A piece of code and all pieces inside it. */
function below(code: Code): Code[] {
  if (typeof code === "string") return [code];
  switch (code.kind) {
    case "call":
      return [code, ...code.items.flatMap(below)];
    case "list":
      return [code, ...code.items.flatMap((item) => below(item.code))];
    case "record":
    case "map":
      return [code, ...code.fields.flatMap(([, value]) => below(value))];
    case "arrow":
      return [code, ...below(code.body)];
    default:
      return [code];
  }
}
