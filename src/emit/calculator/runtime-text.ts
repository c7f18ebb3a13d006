import { runtimeParts } from "./generated/runtime-source.ts";

const EXPORTED = /^export (?:async )?(?:function\*?|const) ([\w$]+)/gm;

let exported: ReadonlyMap<string, string> | undefined;

/** The part of the runtime that exports each name. */
function exporters(): ReadonlyMap<string, string> {
  exported ??= new Map(
    runtimeParts.flatMap(({ name, text }) => [...text.matchAll(EXPORTED)].map(([, one = ""]) => [one, name] as const)),
  );
  return exported;
}

/** The names of the runtime that a calculator's code uses, in the order of the alphabet. */
export function runtimeNames(code: string): string[] {
  const bare = code.replace(/^\s*\/\/.*$/gm, "").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const used = new Set(bare.match(/(?<![.\w$])[A-Za-z_$][\w$]*(?![\w$]*:)/g));
  return [...exporters().keys()].filter((name) => used.has(name)).sort();
}

/** The parts of the runtime that these names need and no others, as one module: who audits a calculator reads nothing it does not run. */
export function runtimeText(names: readonly string[]): string {
  const own = new Set(names.map((name) => exporters().get(name)));
  const parts = runtimeParts.filter(({ name }) => own.has(name));
  const needed = new Set(parts.flatMap(({ name, needs }) => [name, ...needs]));
  const key = [...needed].sort().join(" ");
  const before = joined.get(key);
  if (before !== undefined) return before;
  const text = runtimeParts
    .filter(({ name }) => needed.has(name))
    .map((one) => one.text)
    .join("\n");
  joined.set(key, text);
  return text;
}

/** Runtimes by the parts they have: few, and contracts of one kind share theirs. */
const joined = new Map<string, string>();
