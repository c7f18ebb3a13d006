import { tierId } from "../calculator/index-tiers.ts";
import { functionName } from "../calculator/names.ts";
import type { ContractModel, Option, Product } from "../../model/model.ts";
import { perpetualBranches } from "./perpetual-vectors.ts";
import { spreadBranches } from "./spread-vectors.ts";
import { finalBranches } from "./interpret-final.ts";

/** One way a function of a calculator can go, by the clause that opens it. */
export type Branch = { readonly function: string; readonly tier: string; readonly clause: string };

/** Every way of every function of the calculator of a model: tiers of waterfalls, rungs, ticks, ways of exercise. */
export function branchesOf({ indices, product, option, spread, perpetual }: ContractModel): Branch[] {
  if (spread !== undefined) return spreadBranches(spread);
  if (option !== undefined) return optionBranches(option);
  const ofIndices = indices.flatMap((index): Branch[] => [
    { function: functionName(index), tier: tierId(undefined), clause: index.inputs[0]?.clause ?? index.clause },
    ...index.fallback.map(({ clause }, at) => ({ function: functionName(index), tier: tierId(at), clause })),
  ]);
  if (perpetual !== undefined) return [...ofIndices, ...perpetualBranches(perpetual)];
  return product === undefined ? ofIndices : [...ofIndices, ...productBranches(product)];
}

function productBranches(product: Product): Branch[] {
  const { dailySettlement, size, priceLimits, ticks } = product;
  const { groups, newlyListed, lastDay, round } = dailySettlement;
  const tiers = [...groups.flatMap((group) => group.tiers), ...newlyListed, ...(lastDay ? [lastDay] : [])];
  const settled = ticks.find(({ increment }) => increment === round.increment);
  return [
    ...tiers.map(({ id, clause }) => ({ function: "dailySettlement", tier: id, clause })),
    ...finalBranches(product).map((one) => ({ function: "finalSettlement", ...one })),
    ...["variationMargin", "settlementValue"].map((name) => ({ function: name, tier: "money", clause: size.clause })),
    ...(settled === undefined
      ? []
      : ["ticks", "roundToTick"].map((name) => ({ function: name, tier: "ticks", clause: settled.clause }))),
    ...(product.fullCollateral === undefined
      ? []
      : (["bought", "sold"] as const).map((side) => ({
          function: "collateral",
          tier: `collateral/${side}`,
          clause: product.fullCollateral?.clause ?? product.clause,
        }))),
    ...(priceLimits ? [{ function: "priceBands", tier: "price-bands", clause: priceLimits.clause }] : []),
    ...deliveryBranches(product),
  ];
}

/** Every grade at every place, and the failure of each side. */
function deliveryBranches({ finalSettlement: { delivery } }: Product): Branch[] {
  if (delivery === undefined) return [];
  const { grades, locations, failures } = delivery;
  return [
    ...grades.flatMap((grade) =>
      locations.map((place) => ({
        function: "deliveryInvoice",
        tier: `${grade.name}/${place.name}`,
        clause: grade.clause,
      })),
    ),
    ...failures.map(({ side, clause }) => ({ function: "deliveryFailure", tier: `failure/${side}`, clause })),
  ];
}

const RIGHTS = ["call", "put"] as const;

/** Every rung of the ladder, every step of premiums, and every way in which a right is worth something, ends or is marked. */
function optionBranches(option: Option): Branch[] {
  const { strikes, exercise, premium, premiumTicks, cabinet, marks, style } = option;
  const ways: readonly (readonly [string, string])[] = [
    ...(exercise.automatic === undefined
      ? []
      : ([
          ["automatic", exercise.automatic.clause],
          ["given-up", exercise.contrary.clause],
        ] as const)),
    ["instructed", exercise.contrary.clause],
    ["worthless", exercise.clause],
    ...(style.value === "american" ? ([["early", style.clause]] as const) : []),
  ];
  return [
    ...strikes.rungs.map(({ clause }, at) => ({ function: "strikes", tier: `rung/${at + 1}`, clause })),
    ...premiumTicks.map(({ clause }, at) => ({ function: "premium", tier: `tick/${at + 1}`, clause })),
    ...(cabinet === undefined ? [] : [{ function: "premium", tier: "cabinet", clause: cabinet.clause }]),
    ...(premium.payment === "futures-style"
      ? [{ function: "variationMargin", tier: "variation", clause: premium.paymentClause }]
      : []),
    ...RIGHTS.flatMap((right) => [
      { function: "intrinsic", tier: `in-the-money/${right}`, clause: exercise.clause },
      { function: "intrinsic", tier: `worthless/${right}`, clause: exercise.clause },
      ...ways.map(([way, clause]) => ({ function: "exercise", tier: `${way}/${right}`, clause })),
      { function: "mark", tier: `stated/${right}`, clause: marks.volatility.clause },
      { function: "mark", tier: `implied/${right}`, clause: marks.clause },
    ]),
  ];
}
