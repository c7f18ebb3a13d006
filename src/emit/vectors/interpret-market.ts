import type { Formula } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, divide, fromInteger, negate, subtract } from "../../runtime/exact.ts";
import { periodsApart } from "../../runtime/market.ts";
import { sum, vwap } from "../../runtime/statistics.ts";
import type { Here } from "./interpret-settlement.ts";
import type { JsonObject } from "./read.ts";
import { exact, instantOf, listOf, periodOf } from "./read.ts";

type Observe = Extract<Formula, { op: "observe" }>;

/** What a line sees of the market of a month by the model itself, or `undefined` where there is nothing to see. */
export function observed(formula: Observe, month: JsonObject, here: Here): Rational | undefined {
  const { what, of, against = "lead" } = formula;
  const seen = inWindow(formula, here);
  if (of !== "spread-trades") return figureOf(what, listOf(month[of]).filter(seen));
  const rows = (other: string): JsonObject[] => spreadRows(other, periodOf(month), here).filter(seen);
  const before = here.months.filter((one) => periodOf(one) < periodOf(month));
  const nearer = before.map(periodOf).filter((one) => here.settled.has(one));
  if (what === "implied") return implied(nearer, periodOf(month), rows, here);
  if (against === "nearer") return figureOf(what, nearer.flatMap(rows));
  const other = against === "lead" ? (here.input["lead"] as string) : before.map(periodOf).at(-1);
  return figureOf(what, other === undefined ? [] : rows(other));
}

function inWindow({ window }: Observe, { input }: Here): (one: JsonObject) => boolean {
  const settled = instantOf(input["settlementTime"]);
  if (window?.kind !== "trailing") return (one) => instantOf(one["time"]) <= settled;
  const until = settled - BigInt(window.before ?? 0) * 1_000_000n;
  const from = until - BigInt(window.milliseconds) * 1_000_000n;
  return (one) => instantOf(one["time"]) >= from && instantOf(one["time"]) < until;
}

function implied(
  nearer: readonly string[],
  period: string,
  rows: (other: string) => JsonObject[],
  { settled }: Here,
): Rational | undefined {
  const parts = nearer.flatMap((other) => {
    const [spread, volume] = [figureOf("vwap", rows(other)), figureOf("volume", rows(other))];
    const from = settled.get(other);
    if (!spread || !volume || !from) return [];
    return [{ price: subtract(from, spread), size: divide(volume, fromInteger(periodsApart(other, period))) }];
  });
  return parts.length === 0 ? undefined : vwap(parts);
}

function figureOf(what: Observe["what"], rows: readonly JsonObject[]): Rational | undefined {
  const last = rows.reduce<JsonObject | undefined>(
    (so, one) => (so && instantOf(so["time"]) >= instantOf(one["time"]) ? so : one),
    undefined,
  );
  if (what === "volume") return sum(rows.map(({ size }) => exact(size)));
  if (what === "count") return fromInteger(rows.length);
  if (!last) return undefined;
  if (what === "last") return exact(last["price"]);
  if (what === "vwap") return vwap(rows.map(({ price, size }) => ({ price: exact(price), size: exact(size) })));
  const [bid, ask] = [last["bid"] ?? null, last["ask"] ?? null];
  if (what === "bid" || what === "ask") return last[what] === null ? undefined : exact(last[what]);
  if (bid === null || ask === null) return undefined;
  return what === "width" ? subtract(exact(ask), exact(bid)) : divide(add(exact(ask), exact(bid)), fromInteger(2));
}

/** The trades of the spread of two months, at the first less the second. */
function spreadRows(one: string, other: string, { input }: Here): JsonObject[] {
  return listOf(input["spreads"]).flatMap(({ legs, trades }) => {
    const [first, second] = legs as readonly string[];
    if (first === one && second === other) return [...listOf(trades)];
    if (second !== one || first !== other) return [];
    return listOf(trades).map((trade) => ({ ...trade, price: plain(negate(exact(trade["price"]))) }));
  });
}

const plain = ({ n, d }: Rational): string => `${n}/${d}`;
