import { directCalculator } from "../../emit/calculator/direct.ts";
import { moneyWords, shortQuantity, unitWords } from "../../emit/filing/units.ts";
import { capital, spaced, thousands } from "../../emit/filing/words.ts";
import { multiply, parse, roundTo, toFixed } from "../../runtime/exact.ts";
import type { ContractModel, Money } from "../../model/model.ts";
import { el, type Piece, table } from "../piece.ts";
import { finalPriceOf } from "./level.ts";

/** Shares of a price at which the notional is shown. */
const SHARES = ["0.5", "0.75", "1", "1.25", "1.5"];

/** What a tick is worth and what a contract is worth at a few prices, by the calculator itself. */
export function money(model: ContractModel): Piece[] {
  const { product, option, spread, perpetual } = model;
  const own = product ?? option ?? spread ?? perpetual;
  if (own === undefined) return [el("p", { is: "none" }, "An index has no ticks: contracts on it have.")];
  const unit = option?.premium.unit ?? (product ?? spread ?? perpetual)?.price.unit ?? "";
  const rows = own.ticks.map((tick) => [
    capital(spaced(tick.role)),
    shortQuantity(tick.increment, unit),
    moneyWords(tick.value.amount, tick.value.currency),
  ]);
  const clauses = own.ticks.map((tick) => [tick.clause, own.size.clause]);
  return [
    el("p", {}, `Prices are quoted in ${unitWords(unit)}.`),
    table("What one tick is worth in one contract", ["Kind of price", "Tick", "Worth"], rows, clauses),
    ...notional(model),
  ];
}

function notional(model: ContractModel): Piece[] {
  const { product } = model;
  const price = finalPriceOf(model);
  if (product === undefined || price === undefined || product.flow !== undefined) return [];
  const calculator = directCalculator(model);
  const { increment } = product.finalSettlement.round;
  const decimals = increment.split(".")[1]?.length ?? 0;
  const rows = SHARES.map((share) => {
    const at = toFixed(roundTo(multiply(parse(price), parse(share)), parse(increment), "half-away"), decimals);
    const worth = calculator["settlementValue"]?.(at, "1") as Money;
    return [thousands(at), moneyWords(worth.amount, worth.currency)];
  });
  return [
    table("What one contract is worth", [`Price, ${unitWords(product.price.unit)}`, "Notional"], rows, [
      ...rows.map(() => [product.size.clause, product.price.clause]),
    ]),
  ];
}
