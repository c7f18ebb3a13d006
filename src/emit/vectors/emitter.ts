import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Vectors } from "../../model/generated/vectors.ts";
import { hasCalculator } from "../calculator/applies.ts";
import { calculatorFile, functionName } from "../calculator/names.ts";
import type { Emitter } from "../emitter.ts";
import { clausesBehindOption } from "../calculator/option-code.ts";
import { clausesBehindSpread } from "../calculator/spread-code.ts";
import { dayClauses } from "../option/origins.ts";
import { branchesOf } from "./branches.ts";
import { exerciseVectors } from "./exercise-vectors.ts";
import { optionVectors } from "./option-vectors.ts";
import { clausesBehindPerpetual } from "../calculator/perpetual-code.ts";
import { perpetualVectors } from "./perpetual-vectors.ts";
import { spreadVectors } from "./spread-vectors.ts";
import { bookVectors } from "./book-vectors.ts";
import { finalVectors } from "./final-vectors.ts";
import { deliveryVectors } from "./delivery-vectors.ts";
import { columnVectors } from "./column-vectors.ts";
import { dailyVectors } from "./daily-vectors.ts";
import { indexVectors } from "./index-vectors.ts";
import type { Vector } from "./vector.ts";

const FILE = "calculator/vectors.json";

/**
 * `calculator/vectors.json`: calls of the calculator with what each must come to, computed from the model by an
 * interpreter that shares nothing with the generated code but exact numbers.
 */
export const vectorsEmitter: Emitter = {
  name: "vectors",
  title: "conformance vectors: inputs, expected outputs and the branch each one takes",
  applies: hasCalculator,
  emit: (model) => {
    const content = vectorsFile(model);
    const branches = content.branches.map(({ clause }, at) => ({
      file: FILE,
      at: `/branches/${at}`,
      clauses: [clause],
    }));
    const vectors = content.vectors.map((one, at) => ({
      file: FILE,
      at: `/vectors/${at}`,
      clauses: clausesBehind(model, one.function),
    }));
    const columns = content.columns.map((one, at) => ({
      file: FILE,
      at: `/columns/${at}`,
      clauses: clausesBehind(model, one.function),
    }));
    return { artifacts: [{ path: FILE, content: written(content) }], trace: [...branches, ...vectors, ...columns] };
  },
};

/** The vectors made last: a model's own file and its filing both print them, one right after the other, and nobody else of a thousand models. */
let made: { readonly of: WeakRef<ContractModel>; readonly vectors: Vectors } | undefined;

/** The vectors of a model as data. */
export function vectorsFile(model: ContractModel): Vectors {
  if (made?.of.deref() !== model) made = { of: new WeakRef(model), vectors: vectorsDone(model) };
  return made.vectors;
}

function vectorsDone(model: ContractModel): Vectors {
  const vectors = vectorsOf(model);
  const ends = (called: string, tier: string): number =>
    vectors.filter((one) => one.function === called && one.branches.includes(tier)).length;
  return {
    format: "tenor-vectors/1",
    compiler: model.compiler,
    root: model.root,
    calculator: calculatorFile(model),
    branches: branchesOf(model).map((branch) => ({ ...branch, vectors: ends(branch.function, branch.tier) })),
    vectors: vectors as unknown as Vectors["vectors"],
    columns: columnVectors(model, vectors) as unknown as Vectors["columns"],
  };
}

function vectorsOf(model: ContractModel): Vector[] {
  const { indices, product, option, spread, perpetual } = model;
  if (option !== undefined) return [...optionVectors(option), ...exerciseVectors(option)];
  if (spread !== undefined) return spreadVectors(spread);
  const delivery = product?.finalSettlement.delivery;
  const delivered = product && delivery ? deliveryVectors(product, delivery) : [];
  const ofProduct = product
    ? [...dailyVectors(product), ...finalVectors(product), ...bookVectors(product), ...delivered]
    : [];
  const ofPerpetual = perpetual ? perpetualVectors(perpetual) : [];
  return [...indices.flatMap(indexVectors), ...ofProduct, ...ofPerpetual];
}

/** The clauses that a function's answers, and the inputs chosen to reach its ends, are made of. */
export function clausesBehind(model: ContractModel, name: string): string[] {
  const { indices, product, option, spread } = model;
  if (spread !== undefined) return clausesBehindSpread(spread);
  // What is dealt in vectors follows the ladder, the marks and the days of a real month.
  if (option !== undefined) {
    const { strikes, futureTick, marks, exercise } = option;
    const chosen = [...clausesIn([strikes, futureTick, marks, exercise]), ...dayClauses(model, option)];
    return [...new Set([...clausesBehindOption(option, name), ...chosen])];
  }
  const index = indices.find((one) => [functionName(one), `${functionName(one)}OfColumns`].includes(name));
  if (index) return clausesIn(index);
  if (model.perpetual) return clausesBehindPerpetual(model.perpetual, name);
  if (!product) return [];
  const { ticks, size, price, dailySettlement, finalSettlement, priceLimits, sessions } = product;
  const unit = [ticks, size, price];
  // The inputs lie on real days of listed months, so they move with the rules that give those days.
  const days = [...clausesOfListing(product), ...clausesOfRule(product, [product.dates, product.intervals])];
  const dated = [...days, ...clausesIn([product.dates, product.intervals, sessions])];
  if (name === "dailySettlement") return [...new Set([...clausesIn([dailySettlement, ...unit, indices]), ...dated])];
  if (name === "finalSettlement") return [...new Set([...clausesIn([finalSettlement, ...unit, indices]), ...dated])];
  const { delivery } = finalSettlement;
  const delivered = ["deliveryInvoice", "deliveryFailure"].includes(name) ? [delivery] : [];
  return clausesIn([...unit, priceLimits, dailySettlement.round, finalSettlement.round, ...delivered]);
}

/** JSON with one vector a line, so that a change of one shows as one. */
function written({ branches, vectors, columns, ...head }: Vectors): string {
  const lines = (items: readonly unknown[]): string => items.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  const opening = JSON.stringify(head, null, 2).slice(0, -2);
  return `${opening},\n  "branches": [\n${lines(branches)}\n  ],\n  "vectors": [\n${lines(vectors)}\n  ],\n  "columns": [\n${lines(columns)}\n  ]\n}\n`;
}
