import { importPath } from "../../resolve/lookup.ts";
import type { Known } from "./known.ts";

/** Texts that are to be written, by their path. */
export type Texts = ReadonlyMap<string, string>;

/** The exchange, clearing house and rules that a first product stands on: those of the folder, or a fictional house that is begun with it. */
export type House = {
  readonly venue: string;
  readonly clearing: string;
  /** The rule of the rulebook for a subject. */
  readonly rule: (subject: Subject) => string;
  /** Files that were not there. */
  readonly texts: Texts;
  /** Where a name is declared, for an import. */
  readonly pathOf: (name: string) => string | undefined;
};

const SUBJECTS = {
  settlement: ["Rule 1", "Settlement prices and determinations", /settle|determin/i],
  matching: ["Rule 2", "Order book and matching", /match|order book/i],
  limits: ["Rule 3", "Position limits and aggregation", /limit|aggregat/i],
  admission: ["Rule 4", "Admission and screening of participants", /screen|admission/i],
} as const;

export type Subject = keyof typeof SUBJECTS;

const HOUSE = "house.tenor";

const TEXT = `/// Every firm here is fictional until its own name is put in. The rulebook exists only as far as the rules named here.
venue XDEX "Example Derivatives Exchange" {
  legal-name: "Example Derivatives Exchange, LLC (fictional)"
  registered: "a contract market designated under the Commodity Exchange Act (fictional)"
  mic:        "XDEX"
  country:    US
  address:    "1 Example Plaza, Chicago, Illinois"
  website:    "https://xdex.example"

  rules {
${Object.values(SUBJECTS)
  .map(([rule, about]) => `    "${rule}": "${about}"`)
  .join("\n")}
  }
}

clearing-house XDCC "Example Derivatives Clearing Corporation" {
  legal-name: "Example Derivatives Clearing Corporation (fictional)"
  registered: "a derivatives clearing organization registered under the Commodity Exchange Act (fictional)"
}
`;

/** The house of a folder. */
export function houseOf(known: Known): House {
  const venue = known.names("venue")[0];
  const clearing = known.names("clearing-house")[0];
  if (venue === undefined || clearing === undefined)
    return {
      venue: "XDEX",
      clearing: "XDCC",
      rule: (subject) => SUBJECTS[subject][0],
      texts: new Map([[HOUSE, TEXT]]),
      pathOf: (name) => (name === "XDEX" || name === "XDCC" ? HOUSE : known.find(name)?.path),
    };
  const block = venue.declaration.block?.items.find((one) => one.kind === "section" && one.keyword.text === "rules");
  const rules = (block?.kind === "section" ? block.block.items : []).flatMap((one) => {
    const about = one.kind === "field" && one.value?.content.kind === "text-value" ? one.value.content.text.value : "";
    return one.kind === "field" ? [{ name: one.key.text, about }] : [];
  });
  return {
    venue: venue.name,
    clearing: clearing.name,
    rule: (subject) =>
      (rules.find((one) => SUBJECTS[subject][2].test(one.about)) ?? rules[0])?.name ?? SUBJECTS[subject][0],
    texts: new Map(),
    pathOf: (name) => known.find(name)?.path,
  };
}

/** The imports that a file at `path` needs for names that it uses, each file once, the library first. */
export function importsFor(
  path: string,
  names: readonly string[],
  pathOf: (name: string) => string | undefined,
): string {
  const files = [...new Set(names.flatMap((name) => pathOf(name) ?? []))].filter(
    (one) => one !== path && one !== PRELUDE,
  );
  const inLibrary = (one: string) => (one.startsWith("std/") ? 0 : 1);
  const sorted = files.sort((a, b) => inLibrary(a) - inLibrary(b) || (a < b ? -1 : 1));
  return sorted.map((one) => `import "${importPath(path, one)}"\n`).join("");
}

const PRELUDE = "std/units.tenor";

/** Names that an answer may hold: `USD / GPU_hour of H100_SXM` has three. */
export function namesIn(text: string): readonly string[] {
  return text.match(/[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/g) ?? [];
}
