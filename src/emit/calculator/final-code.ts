import type { Formula, Product } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { call, list, number, object, quote, statement } from "./code.ts";
import { roundingCode } from "./daily-code.ts";
import { formulaCode } from "./formula-code.ts";
import { indicesOf } from "../../model/formulas.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

type Average = Extract<Formula, { op: "average" }>;

/** What a final settlement reads: indices averaged over days, indices of one value, a determination. */
export type FinalFields = {
  readonly averaged: readonly string[];
  readonly single: readonly string[];
  /** True where it is the settlement price of the last trading day, or made of it. */
  readonly settlement: boolean;
  readonly determination: boolean;
};

/** The formulas outside averages. */
function outside(formula: Formula): Formula[] {
  if (formula.op === "average") return [formula];
  if ("left" in formula) return [formula, ...outside(formula.left), ...outside(formula.right)];
  return formula.op === "round" ? [formula, ...outside(formula.of)] : [formula];
}

/** What the formula of a final settlement reads. */
export function finalFields(product: Product): FinalFields {
  const formulas = outside(product.finalSettlement.price);
  const averages = formulas.filter((one): one is Average => one.op === "average");
  if (new Set(averages.map(({ over }) => over.text)).size > 1) {
    return notYet("averages over two sets of days", product.finalSettlement.clause);
  }
  return {
    averaged: [...new Set(averages.flatMap(({ of }) => indicesOf(of)))],
    single: [...new Set(formulas.flatMap((one) => (one.op === "index" ? [one.index] : [])))],
    settlement: formulas.some(({ op }) => op === "settlement"),
    determination: formulas.some(({ op }) => op === "determination"),
  };
}

/** The function `finalSettlement`. */
export function finalCode(product: Product, spec: SpecText): Section {
  const { finalSettlement: final, price } = product;
  const fields = finalFields(product);
  const reads = object({
    averaged: list(fields.averaged.map(quote)),
    single: list(fields.single.map(quote)),
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
    statement("const price = ", formulaCode(final.price, leafCode), 2),
    "  return settleFinal(final, price, finalRound);",
    "}",
  ].join("\n");
  return { text, trace: [{ at: "#finalSettlement", clauses: clausesIn([final, price]) }] };
}

function leafCode(leaf: Formula): Code {
  switch (leaf.op) {
    case "average": {
      const daily = formulaCode(leaf.of, dailyLeaf);
      const said = oneLine(`average over ${leaf.over.text}`);
      if (leaf.over.kind !== "days" && leaf.over.kind !== "interval")
        return notYet("an average over a clock window", leaf.clause);
      return call(
        "averageOverDays",
        "final",
        { kind: "arrow", open: "(day) =>", items: [daily], close: "", tall: false },
        quote(said),
        quote(leaf.clause),
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
  if (leaf.op !== "index") return notYet(`\`${leaf.op}\` inside an average`, leaf.clause);
  return call("printOf", "final", quote(leaf.index), "day");
}
