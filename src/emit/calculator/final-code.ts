import type { Formula, Product } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Declaration } from "./code.ts";
import { arrow, call, constant, count, flag, list, map, number, object, text as literal, texts } from "./code.ts";
import { conditionCode, formulaCode, type Leaves } from "./formula-code.ts";
import { roundingCode } from "./rounding-code.ts";
import {
  contractName,
  contractsOf,
  formulasIn,
  indicesOf,
  isOverDays,
  sidesOf,
  windowsOf,
} from "../../model/formulas.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";
import { notYet, oneLine } from "./spec-text.ts";

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
  /** The settlements of other contracts, each once. */
  readonly contracts: ReturnType<typeof contractsOf>;
  readonly determination: boolean;
};

/** The formulas outside averages. */
function outside(formula: Formula): Formula[] {
  if (isOverDays(formula)) return [formula];
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
  const averages = formulas.filter(isOverDays);
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
    contracts: contractsOf(product.finalSettlement.price),
    determination: formulas.some(({ op }) => op === "determination"),
  };
}

/** The function `finalSettlement`. */
export function finalCode(product: Product, spec: SpecText): Section {
  const { finalSettlement: final, price } = product;
  const fields = finalFields(product);
  const windows = windowsOf(final.price).map(({ text }) => text);
  const reads = object("FinalReads", {
    averaged: texts(fields.averaged),
    sets: fields.sets && map(mapped(fields.sets), false),
    single: texts(fields.single),
    unpublished: fields.unpublished ? flag(true) : undefined,
    choices: fields.choices ? flag(true) : undefined,
    contracts:
      fields.contracts.length === 0
        ? undefined
        : list(
            fields.contracts.map((one) =>
              object("ContractRead", { name: literal(contractName(one)), signed: flag(one.signed) }, false),
            ),
          ),
    determination: flag(fields.determination),
    signed: flag(price.signed),
    increment: number(final.round.increment),
    settlement: fields.settlement ? number(product.dailySettlement.round.increment) : undefined,
  });
  const parts: Declaration[] = [
    constant("finalReads", reads),
    constant("finalRound", roundingCode(final.round), [spec.cite(final.round.clause)]),
    {
      kind: "function",
      name: "finalSettlement",
      exported: true,
      parameters: ["input"],
      doc: `The final settlement price of one month (${spec.where(final.clause)}).`,
      body: [
        { op: "const", name: "final", code: call("readFinal", "input", "finalReads") },
        {
          op: "const",
          name: "price",
          code: formulaCode(final.price, (leaf) => leafCode(leaf, windows)),
          comment: spec.cite(final.price.clause),
        },
        { op: "return", name: "", code: call("settleFinal", "final", "price", "finalRound") },
      ],
    },
  ];
  return { parts, trace: [{ at: "#finalSettlement", clauses: clausesIn([final, price]) }] };
}

const mapped = (sets: Readonly<Record<string, readonly number[]>>): Record<string, Code> =>
  Object.fromEntries(Object.entries(sets).map(([index, places]) => [index, list(places.map(count))]));

/** The first of several lines, each with its words for the reason why it was passed over. */
function firstCode({ options }: Extract<Formula, { op: "first" }>, leaves: Leaves, names: FormulaText): Code {
  const lines = options.map((one) =>
    object("FinalLine", {
      text: literal(names(one)),
      clause: literal(one.clause),
      price: arrow(undefined, formulaCode(one, leaves)),
    }),
  );
  return call("firstLine", "final", list(lines, true));
}

/** The choice by condition, each line with its words. */
function caseCode({ arms, otherwise }: Extract<Formula, { op: "case" }>, leaves: Leaves): Code {
  const lines = arms.map(({ text, clause, when, price }) =>
    object("ChosenLine", {
      text: literal(oneLine(`when ${text}`)),
      clause: literal(clause),
      when: arrow(undefined, conditionCode(when, leaves)),
      price: arrow(undefined, formulaCode(price, leaves)),
    }),
  );
  return call("chosenBy", "final", list(lines, true), arrow(undefined, formulaCode(otherwise, leaves)));
}

type FormulaText = (formula: Formula) => string;

/** What a line is called where it is passed over. */
const lineText: FormulaText = (formula) => {
  const names = [...new Set(indicesOf(formula))];
  if (formula.op === "determination") return `determination by ${formula.by} under ${formula.under}`;
  const others = contractsOf(formula).map((one) => `${contractName(one)}.settlement`);
  if (others.length > 0) return [...names, ...others].join(" and ");
  return names.length === 0 ? "settlement" : names.join(" and ");
};

function leafCode(leaf: Formula, windows: readonly string[]): Code {
  switch (leaf.op) {
    case "first":
      return firstCode(leaf, (one) => leafCode(one, windows), lineText);
    case "case":
      return caseCode(leaf, (one) => leafCode(one, windows));
    case "average":
    case "lowest":
    case "highest": {
      const daily = formulaCode(leaf.of, dailyLeaf);
      const said = oneLine(`${leaf.op} over ${leaf.over.text}`);
      if (leaf.over.kind !== "days" && leaf.over.kind !== "interval")
        return notYet("an average over a clock window", leaf.clause);
      const set = windows.length > 1 ? [count(windows.indexOf(leaf.over.text))] : [];
      return call(`${leaf.op}OverDays`, "final", arrow("day", daily), literal(said), literal(leaf.clause), ...set);
    }
    case "index":
      return call("valueOf", "final", literal(leaf.index), literal(leaf.clause));
    case "settlement":
      return call("ownSettlement", "final", literal(leaf.clause));
    case "contract-settlement":
      return call("contractSettlement", "final", literal(contractName(leaf)), literal(leaf.clause));
    case "determination":
      return call(
        "determinedFinal",
        "final",
        object("Wanted", { by: literal(leaf.by), under: literal(leaf.under) }, false),
        literal(leaf.clause),
      );
    default:
      return notYet(`\`${leaf.op}\` in a final settlement`, leaf.clause);
  }
}

function dailyLeaf(leaf: Formula): Code {
  if (leaf.op === "first") return firstCode(leaf, dailyLeaf, lineText);
  if (leaf.op === "case") return caseCode(leaf, dailyLeaf);
  if (leaf.op !== "index") return notYet(`\`${leaf.op}\` inside an average`, leaf.clause);
  return call("printOf", "final", literal(leaf.index), "day");
}
