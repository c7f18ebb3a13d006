import type { Option } from "../../model/model.ts";
import { add, divide, multiply, parse, roundTo, show, subtract, toFixed } from "../../runtime/exact.ts";
import { seriesCode } from "../option/config.ts";
import { blackOf } from "./interpret-black.ts";
import {
  interpretAssignment,
  interpretIntrinsic,
  interpretMark,
  interpretOptionMoney,
  interpretStrikes,
} from "./interpret-option.ts";
import type { Json, JsonObject } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

type Right = "call" | "put";

/** Vectors of an option: its ladder, money, exercise and marks, and what is refused. */
export function optionVectors(option: Option): Vector[] {
  const { id, strikes, futureTick } = option;
  const step = strikes.rungs[0]?.step ?? "0.01";
  const future = text(basePrice(seedOf(`${id} option`), futureTick.settlement));
  const at = toFixed(roundTo(parse(future), parse(step), "half-even"), step.split(".")[1]?.length ?? 0);
  return [
    ...ladder(option, future),
    ...(["call", "put"] as const).flatMap((right) => [
      ...intrinsics(option, right, at, future),
      ...marks(option, right, at, future),
      ...exercises(option, right, at),
    ]),
    ...premiums(option),
  ];
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
        () => ["strikes"],
      ),
    ),
    refusedVector(`${id}: strikes around no price`, "strikes", ["-1"], "negative-price"),
  ];
}

function intrinsics(option: Option, right: Right, strike: string, future: string): Vector[] {
  const { id, premium, futureTick } = option;
  const higher = text(add(parse(strike), multiply(parse(futureTick.settlement), parse("123"))));
  return [future, higher, strike].map((price) =>
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
      () => ["intrinsic"],
    ),
  );
}

function premiums(option: Option): Vector[] {
  const { id, premium, premiumTicks, cabinet } = option;
  const prices = premiumTicks.map(({ increment, atMost }) =>
    atMost === undefined ? show(multiply(parse(increment), parse("1000"))) : show(parse(atMost)),
  );
  const all = [...prices, ...(cabinet === undefined ? [] : [show(parse(cabinet.price))])];
  const paid = (price: string, lots: bigint): string =>
    premium.payment === "futures-style"
      ? interpretOptionMoney(option, parse("0"), 1n)
      : interpretOptionMoney(option, parse(price), -lots);
  const made = all.flatMap((price) =>
    [3n, -11n].map((lots) =>
      vectorOf(
        `${id}: a premium of ${price} for ${lots}`,
        "premium",
        [{ lots: String(lots), premium: price }],
        () => ({ amount: paid(price, lots), currency: premium.currency }),
        () => ["premium"],
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
      () => ["mark/stated"],
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
    () => ["mark/implied"],
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

const POSITIONS = [
  { account: "ASH", lots: 40 },
  { account: "BEECH", lots: 3 },
  { account: "ELM", lots: -25 },
  { account: "FIR", lots: -11 },
  { account: "OAK", lots: -7 },
] as const;

function exercises(option: Option, right: Right, strike: string): Vector[] {
  const { id, exercise, premium, futureTick, contracts } = option;
  const month = contracts[0]?.month;
  const series = seriesCode(month?.code ?? id, right, strike);
  const date = month?.dates.find(({ name }) => name === "expiry")?.date ?? "2027-03-29";
  const far = multiply(parse(futureTick.settlement), parse("2000"));
  const price = text(
    right === "call"
      ? add(parse(strike), far)
      : far.n < parse(strike).n
        ? subtract(parse(strike), far)
        : parse(futureTick.settlement),
  );
  const positions = POSITIONS.map(({ account, lots }) => ({ account, lots: String(lots) }));
  const base: JsonObject = { series, date, expires: true, right, strike, price, positions, instructions: [] };
  const outcome = (given: JsonObject, held: Readonly<Record<string, number>>): Json => {
    const all = Object.values(held).reduce((total, lots) => total + lots, 0);
    const sellers = POSITIONS.filter(({ lots }) => lots < 0).map(({ account, lots }) => ({ account, lots: -lots }));
    const assigned = interpretAssignment(option, sellers, all, `${id}|${series}|${date}`);
    const settled = given["price"] as string;
    const gain = subtract(parse(settled), parse(strike));
    const moved = right === "call" ? gain : multiply(gain, parse("-1"));
    const each = exercise.into.kind === "cash" ? interpretIntrinsic(right, strike, settled) : moved;
    return {
      exercised: String(all),
      accounts: POSITIONS.map(({ account }) => {
        const net = BigInt((held[account] ?? 0) - (assigned.get(account) ?? 0));
        return {
          account,
          assigned: String(assigned.get(account) ?? 0),
          future: exercise.into.kind === "future" ? String(right === "call" ? net : -net) : "0",
          amount: { amount: interpretOptionMoney(option, each, net), currency: premium.currency },
        };
      }),
    };
  };
  const make = (name: string, more: JsonObject, held: Readonly<Record<string, number>>): Vector => {
    const given = { ...base, ...more };
    return vectorOf(
      `${series}: ${name}`,
      "exercise",
      [given],
      () => outcome(given, held),
      () => ["exercise"],
    );
  };
  const instructed = (account: string, action: string, lots: string): JsonObject => ({
    instructions: [{ account, action, lots }],
  });
  const worthless = text(right === "call" ? parse(futureTick.settlement) : multiply(parse(strike), parse("2")));
  const all: Readonly<Record<string, number>> = exercise.automatic === undefined ? {} : { ASH: 40, BEECH: 3 };
  const less: Readonly<Record<string, number>> = exercise.automatic === undefined ? {} : { ASH: 21, BEECH: 3 };
  return [
    make("in the money at expiry", {}, all),
    ...(exercise.automatic === undefined ? [] : [make("nineteen given up", instructed("ASH", "abandon", "19"), less)]),
    make("worthless at expiry", { price: worthless }, {}),
    make("exercised against the market", { price: worthless, ...instructed("BEECH", "exercise", "2") }, { BEECH: 2 }),
    ...(option.style.value === "american"
      ? [make("exercised early", { expires: false, ...instructed("ASH", "exercise", "13") }, { ASH: 13 })]
      : [
          refusedVector(
            `${series}: exercised early`,
            "exercise",
            [{ ...base, expires: false, ...instructed("ASH", "exercise", "13") }],
            "not-expiry",
          ),
        ]),
    refusedVector(
      `${series}: more than is held`,
      "exercise",
      [{ ...base, ...instructed("ASH", "exercise", "41") }],
      "more-than-held",
    ),
    refusedVector(
      `${series}: more bought than sold`,
      "exercise",
      [{ ...base, positions: positions.slice(1) }],
      "unbalanced",
    ),
  ];
}
