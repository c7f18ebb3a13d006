import type { Formula, Product } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { arrow, call, list, number, object, quote, statement } from "./code.ts";
import { conditionCode, formulaCode, type Leaves } from "./formula-code.ts";
import { roundingCode } from "./rounding-code.ts";
import { formulasIn, indicesOf, sidesOf, windowsOf } from "../../model/formulas.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

type Average = Extract<Formula, { op: "average" }>;

/** What a final settlement reads: indices averaged over days, indices of one value, a determination. */
export type FinalFields = {
  readonly averaged: readonly string[];
  readonly single: readonly string[];
  /** Of each index the sets of days it is averaged over, where there are several. */
  readonly sets?: Readonly<Record<string, readonly number[]>>;
  /** True where a print may be missing, and another line is tried. */
  readonly unpublished: boolean;
  /** True where it chooses by condition: lines that do not hold are told with why. */
  readonly choices: boolean;
  /** True where it is the settlement price of the last trading day, or made of it. */
  readonly settlement: boolean;
  readonly determination: boolean;
};

/** The formulas outside averages. */
function outside(formula: Formula): Formula[] {
  if (formula.op === "average") return [formula];
  if ("left" in formula) return [formula, ...outside(formula.left), ...outside(formula.right)];
  if (formula.op === "first") return [formula, ...formula.options.flatMap(outside)];
  if (formula.op === "case")
    return [
      formula,
      ...formula.arms.flatMap(({ when, price }) => [...sidesOf(when).flatMap(outside), ...outside(price)]),
      ...outside(formula.otherwise),
    ];
  return formula.op === "round" ? [formula, ...outside(formula.of)] : [formula];
}

/** What the formula of a final settlement reads. */
export function finalFields(product: Product): FinalFields {
  const formulas = outside(product.finalSettlement.price);
  const averages = formulas.filter((one): one is Average => one.op === "average");
  const averaged = [...new Set(averages.flatMap(({ of }) => indicesOf(of)))];
  const windows = windowsOf(product.finalSettlement.price).map(({ text }) => text);
  const sets = averaged.map((index): [string, number[]] => {
    const over = averages.filter(({ of }) => indicesOf(of).includes(index));
    return [index, [...new Set(over.map((one) => windows.indexOf(one.over.text)))].sort((a, b) => a - b)];
  });
  return {
    averaged,
    ...(windows.length > 1 ? { sets: Object.fromEntries(sets) } : {}),
    unpublished: formulasIn(product.finalSettlement.price).some(({ op }) => op === "first"),
    choices: formulasIn(product.finalSettlement.price).some(({ op }) => op === "case"),
    single: [...new Set(formulas.flatMap((one) => (one.op === "index" ? [one.index] : [])))],
    settlement: formulas.some(({ op }) => op === "settlement"),
    determination: formulas.some(({ op }) => op === "determination"),
  };
}

/** The function `finalSettlement`. */
export function finalCode(product: Product, spec: SpecText): Section {
  const { finalSettlement: final, price } = product;
  const fields = finalFields(product);
  const windows = windowsOf(final.price).map(({ text }) => text);
  const reads = object({
    averaged: list(fields.averaged.map(quote)),
    sets: fields.sets && object(mapped(fields.sets), false),
    single: list(fields.single.map(quote)),
    unpublished: fields.unpublished ? "true" : undefined,
    choices: fields.choices ? "true" : undefined,
    determination: String(fields.determination),
    signed: String(price.signed),
    increment: number(final.round.increment),
    settlement: fields.settlement ? number(product.dailySettlement.round.increment) : undefined,
  });
  const text = [
    statement("const finalReads = ", reads),
    "",
    `// ${spec.cite(final.round.clause)}`,
    statement("const finalRound = ", roundingCode(final.round)),
    "",
    `/** The final settlement price of one month (${spec.where(final.clause)}). */`,
    "export function finalSettlement(input) {",
    "  const final = readFinal(input, finalReads);",
    "",
    `  // ${spec.cite(final.price.clause)}`,
    statement(
      "const price = ",
      formulaCode(final.price, (leaf) => leafCode(leaf, windows)),
      2,
    ),
    "  return settleFinal(final, price, finalRound);",
    "}",
  ].join("\n");
  return { text, trace: [{ at: "#finalSettlement", clauses: clausesIn([final, price]) }] };
}

const mapped = (sets: Readonly<Record<string, readonly number[]>>): Record<string, Code> =>
  Object.fromEntries(Object.entries(sets).map(([index, places]) => [index, list(places.map(String))]));

/** The first of several lines, each with its words for the reason why it was passed over. */
function firstCode({ options }: Extract<Formula, { op: "first" }>, leaves: Leaves, names: FormulaText): Code {
  const lines = options.map((one) =>
    object({ text: quote(names(one)), clause: quote(one.clause), price: arrow("()", formulaCode(one, leaves)) }),
  );
  return call("firstLine", "final", list(lines, true));
}

/** The choice by condition, each line with its words. */
function caseCode({ arms, otherwise }: Extract<Formula, { op: "case" }>, leaves: Leaves): Code {
  const lines = arms.map(({ text, clause, when, price }) =>
    object({
      text: quote(oneLine(`when ${text}`)),
      clause: quote(clause),
      when: arrow("()", conditionCode(when, leaves)),
      price: arrow("()", formulaCode(price, leaves)),
    }),
  );
  return call("chosenBy", "final", list(lines, true), arrow("()", formulaCode(otherwise, leaves)));
}

type FormulaText = (formula: Formula) => string;

/** What a line is called where it is passed over. */
const lineText: FormulaText = (formula) => {
  const names = [...new Set(indicesOf(formula))];
  if (formula.op === "determination") return `determination by ${formula.by} under ${formula.under}`;
  return names.length === 0 ? "settlement" : names.join(" and ");
};

function leafCode(leaf: Formula, windows: readonly string[]): Code {
  switch (leaf.op) {
    case "first":
      return firstCode(leaf, (one) => leafCode(one, windows), lineText);
    case "case":
      return caseCode(leaf, (one) => leafCode(one, windows));
    case "average": {
      const daily = formulaCode(leaf.of, dailyLeaf);
      const said = oneLine(`average over ${leaf.over.text}`);
      if (leaf.over.kind !== "days" && leaf.over.kind !== "interval")
        return notYet("an average over a clock window", leaf.clause);
      const set = windows.length > 1 ? [String(windows.indexOf(leaf.over.text))] : [];
      return call(
        "averageOverDays",
        "final",
        { kind: "arrow", open: "(day) =>", items: [daily], close: "", tall: false },
        quote(said),
        quote(leaf.clause),
        ...set,
      );
    }
    case "index":
      return call("valueOf", "final", quote(leaf.index), quote(leaf.clause));
    case "settlement":
      return call("ownSettlement", "final", quote(leaf.clause));
    case "determination":
      return call(
        "determinedFinal",
        "final",
        object({ by: quote(leaf.by), under: quote(leaf.under) }, false),
        quote(leaf.clause),
      );
    default:
      return notYet(`\`${leaf.op}\` in a final settlement`, leaf.clause);
  }
}

function dailyLeaf(leaf: Formula): Code {
  if (leaf.op === "first") return firstCode(leaf, dailyLeaf, lineText);
  if (leaf.op === "case") return caseCode(leaf, dailyLeaf);
  if (leaf.op !== "index") return notYet(`\`${leaf.op}\` inside an average`, leaf.clause);
  return call("printOf", "final", quote(leaf.index), "day");
}
