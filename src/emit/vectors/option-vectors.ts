import type { Option } from "../../model/model.ts";
import {
  absolute,
  add,
  compare,
  divide,
  multiply,
  parse,
  type Rational,
  roundTo,
  show,
  subtract,
  toFixed,
} from "../../runtime/exact.ts";
import { holdsAt } from "../../model/from-ast/option-strikes.ts";
import { blackOf } from "./interpret-black.ts";
import { interpretIntrinsic, interpretMark, interpretOptionMoney, interpretStrikes } from "./interpret-option.ts";
import type { Json, JsonObject } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

type Right = "call" | "put";

/** Vectors of an option: its ladder, money and marks, and what is refused. */
export function optionVectors(option: Option): Vector[] {
  const { future, strike } = dealt(option);
  return [
    ...ladder(option, future),
    ...(["call", "put"] as const).flatMap((right) => [
      ...intrinsics(option, right, strike, future),
      ...marks(option, right, strike, future),
    ]),
    ...premiums(option),
  ];
}

/** A price of the future, near the strike that the spec begins with, and the listed strike nearest to it: what the example of a filing shows is then a series that there is. */
export function dealt(option: Option): { readonly future: string; readonly strike: string } {
  const { id, strikes, futureTick } = option;
  const seed = seedOf(`${id} option`);
  const future = text(near(strikes.initial, seed, futureTick.settlement));
  const away = (strike: string): Rational => absolute(subtract(parse(strike), parse(future)));
  const [listed] = interpretStrikes(option, future).toSorted((a, b) => compare(away(a), away(b)));
  if (listed !== undefined) return { future, strike: listed };
  // So low a price has no strike near it: the first step does.
  const step = strikes.rungs[0]?.step ?? "0.01";
  return { future, strike: toFixed(parse(step), step.split(".")[1]?.length ?? 0) };
}

/** Up to a twentieth above the first strike, on the tick of settlement prices. */
function near(initial: string | undefined, seed: number, tick: string): Rational {
  if (initial === undefined) return basePrice(seed, tick);
  return roundTo(multiply(parse(initial), { n: 20_000n + BigInt(seed % 1000), d: 20_000n }), parse(tick), "up");
}

function ladder(option: Option, future: string): Vector[] {
  const { id, strikes } = option;
  const levels = strikes.rungs.flatMap(({ when }) => (when === undefined ? [] : [when.value]));
  const above = levels.map((level) => text(add(parse(level), parse(option.futureTick.settlement))));
  return [
    ...[...new Set([future, ...levels, ...above])].map((reference) =>
      vectorOf(
        `${id}: strikes around ${reference}`,
        "strikes",
        [reference],
        () => interpretStrikes(option, reference),
        () =>
          strikes.rungs.flatMap(({ when }, at) =>
            when === undefined || holdsAt(parse(reference), when) ? [`rung/${at + 1}`] : [],
          ),
      ),
    ),
    refusedVector(`${id}: strikes around no price`, "strikes", ["-1"], "negative-price"),
  ];
}

function intrinsics(option: Option, right: Right, strike: string, future: string): Vector[] {
  const { id, premium, futureTick } = option;
  const higher = text(add(parse(strike), multiply(parse(futureTick.settlement), parse("123"))));
  const lower = text(subtract(parse(strike), parse(futureTick.settlement)));
  return [future, higher, lower, strike].map((price) =>
    vectorOf(
      `${id}: intrinsic value of a ${right} at ${strike} when the future is at ${price}`,
      "intrinsic",
      [{ right, strike, price, lots: "-7" }],
      () => {
        const value = interpretIntrinsic(right, strike, price);
        return {
          value: show(value),
          amount: { amount: interpretOptionMoney(option, value, -7n), currency: premium.currency },
        };
      },
      ({ value }) => [`${value === "0" ? "worthless" : "in-the-money"}/${right}`],
    ),
  );
}

function premiums(option: Option): Vector[] {
  const { id, premium, premiumTicks, cabinet } = option;
  const prices = premiumTicks.map(({ increment, atMost }) =>
    atMost === undefined ? show(multiply(parse(increment), parse("1000"))) : show(parse(atMost)),
  );
  const all = [
    ...prices.map((price, at) => ({ price, branch: `tick/${at + 1}` })),
    ...(cabinet === undefined ? [] : [{ price: show(parse(cabinet.price)), branch: "cabinet" }]),
  ];
  const paid = (price: string, lots: bigint): string =>
    premium.payment === "futures-style"
      ? interpretOptionMoney(option, parse("0"), 1n)
      : interpretOptionMoney(option, parse(price), -lots);
  const made = all.flatMap(({ price, branch }) =>
    [3n, -11n].map((lots) =>
      vectorOf(
        `${id}: a premium of ${price} for ${lots}`,
        "premium",
        [{ lots: String(lots), premium: price }],
        () => ({ amount: paid(price, lots), currency: premium.currency }),
        () => [branch],
      ),
    ),
  );
  const between = show(multiply(parse(premiumTicks.at(-1)?.increment ?? "1"), parse("1000.5")));
  const refused = refusedVector(
    `${id}: a premium between two ticks`,
    "premium",
    [{ lots: "1", premium: between }],
    "off-tick",
  );
  return [...made, refused, ...variations(option)];
}

function variations(option: Option): Vector[] {
  const { id, premium, marks } = option;
  if (premium.payment !== "futures-style") return [];
  const step = parse(marks.round.increment);
  const [previous, settlement] = [parse("100"), parse("137")].map((count) => text(multiply(step, count)));
  if (previous === undefined || settlement === undefined) return [];
  return ["4", "-9"].map((lots) =>
    vectorOf(
      `${id}: variation of ${lots}`,
      "variationMargin",
      [{ lots, previous, settlement }],
      () => ({
        amount: interpretOptionMoney(option, subtract(parse(settlement), parse(previous)), BigInt(lots)),
        currency: premium.currency,
      }),
      () => ["variation"],
    ),
  );
}

function marks(option: Option, right: Right, strike: string, future: string): Vector[] {
  const { id, marks: terms } = option;
  const rated: JsonObject = terms.rate.kind === "stated" ? { rate: "0.0425" } : {};
  const rate = terms.rate.kind === "stated" ? "0.0425" : terms.rate.value;
  const base = { right, strike, future, ...rated };
  const stated = (days: string, volatility: string): Vector => {
    const given = { ...base, days, volatility };
    return vectorOf(
      `${id}: mark of a ${right} at ${strike}, ${days} days, volatility ${volatility}`,
      "mark",
      [given],
      () => interpretMark(option, given as unknown as Parameters<typeof interpretMark>[1]) as Json,
      () => [`stated/${right}`],
    );
  };
  // A premium near that of a known volatility, on its tick: what it implies is found by halving.
  const tick = option.premiumTicks.at(-1)?.increment ?? "1";
  const raw = blackOf(
    { right, strike, future, years: `45/${terms.year.days}`, rate, volatility: "0.6" },
    terms.decimals,
  );
  const premium = text(roundTo(parse(raw.price), parse(tick), "up"));
  const implied = vectorOf(
    `${id}: mark of a ${right} at ${strike} dealt at ${premium}`,
    "mark",
    [{ ...base, days: "45", premium }],
    () => {
      const volatility = searched(option, { right, strike, future, rate, premium });
      return { volatility };
    },
    () => [`implied/${right}`],
  );
  return [
    stated("1", "0.55"),
    stated("45", "0.8"),
    stated("365", "1.25"),
    implied,
    refusedVector(`${id}: mark at no volatility`, "mark", [{ ...base, days: "45", volatility: "0" }], "not-positive"),
    refusedVector(
      `${id}: mark on the day of expiry`,
      "mark",
      [{ ...base, days: "0", volatility: "0.5" }],
      "not-positive",
    ),
    refusedVector(`${id}: mark at neither`, "mark", [{ ...base, days: "45" }], "one-of-two"),
  ];
}

/** The volatility of so many decimals nearest to the one that makes the option cost the premium: by halving, with ten decimals more. */
function searched(
  option: Option,
  given: { right: Right; strike: string; future: string; rate: string; premium: string },
): string {
  const { decimals, year } = option.marks;
  const { right, strike, future, rate, premium } = given;
  let low = 0n;
  let high = 20n * 10n ** BigInt(decimals);
  const volatilityOf = (halves: bigint): string => `${halves}/${2n * 10n ** BigInt(decimals)}`;
  const below = (steps: bigint): boolean => {
    const asked = { right, strike, future, rate, years: `45/${year.days}`, volatility: volatilityOf(2n * steps + 1n) };
    return subtract(parse(blackOf(asked, decimals + 10).price), parse(premium)).n < 0n;
  };
  while (low < high) {
    const middle = (low + high) / 2n;
    if (below(middle)) low = middle + 1n;
    else high = middle;
  }
  return show(divide(parse(String(low)), { n: 10n ** BigInt(decimals), d: 1n }));
}
