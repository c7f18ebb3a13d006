// Options on futures: ladders of strikes, premiums, exercise and assignment, and the marks of a day.
import type { Assigned, Seller } from "./assignment.ts";
import { assignedByLot, assignedProRata } from "./assignment.ts";
import type { Measure, Right } from "./black76.ts";
import { black76, impliedVolatility, intrinsicOf } from "./black76.ts";
import type { Amount, TickGrid, Worth } from "./book.ts";
import { money } from "./book.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import { add, compare, divide, fromInteger, multiply, ratio, roundTo, show, subtract, toFixed } from "./exact.ts";
import { holds } from "./figure.ts";
import type { Fields } from "./input.ts";
import {
  inside,
  readChoice,
  readCount,
  readDate,
  readDecimal,
  readFields,
  readList,
  readPrice,
  readText,
  readWhole,
  refuseAt,
  requireDistinct,
} from "./input.ts";
import type { Step } from "./pool.ts";

/** A step of strikes within a share of the reference price on either side. */
export type Rung = {
  readonly step: Rational;
  readonly within: Rational;
  /** The rung is there while the reference price compares so. */
  readonly when?: { readonly comparison: "<" | "<=" | ">" | ">="; readonly value: Rational };
};

/** A step of premiums up to `atMost`, of all higher ones without it. */
export type PremiumTick = { readonly increment: Rational; readonly atMost?: Rational };

/** The terms of an option as its calculator has them. */
export type OptionTerms = {
  readonly product: string;
  readonly style: "european" | "american";
  readonly rungs: readonly Rung[];
  readonly strikeClause: string;
  readonly strikeDecimals: number;
  readonly premiumTicks: readonly PremiumTick[];
  readonly cabinet?: Rational;
  readonly payment: "up-front" | "futures-style";
  /** The step of what the underlying settles to. */
  readonly underlying: Rational;
  readonly automatic?: Rational;
  readonly assignment: "pro-rata" | "random";
  readonly into: "future" | "cash";
  readonly exerciseClause: string;
  readonly assignmentClause: string;
  readonly marks: {
    readonly decimals: number;
    readonly year: bigint;
    /** The rate of the spec; absent where a body states it. */
    readonly rate?: Rational;
    readonly round: { readonly mode: RoundingMode; readonly grid: TickGrid };
    readonly clause: string;
  };
};

/**
 * The strikes around a reference price, lowest first: every multiple of each rung's step within its share of the price on either
 * side, both ends among them where they are multiples, and none at or below zero.
 */
export function strikesAround(terms: OptionTerms, reference: unknown): string[] {
  const price = readPrice(reference, "reference", false);
  const found = new Map<string, Rational>();
  for (const { step, within, when } of terms.rungs) {
    if (when !== undefined && holds(price, when.comparison, when.value, "") !== true) continue;
    const reach = multiply(price, within);
    const last = roundTo(add(price, reach), step, "down");
    let strike = roundTo(subtract(price, reach), step, "up");
    if (strike.n <= 0n) strike = step;
    for (; compare(strike, last) <= 0; strike = add(strike, step)) found.set(show(strike), strike);
  }
  return [...found.values()].sort(compare).map((strike) => toFixed(strike, terms.strikeDecimals));
}

/** What a call or a put pays when it is exercised at this price: a whole number of text, never below zero. */
export function intrinsicValue(terms: OptionTerms, worth: Worth, input: unknown): { value: string; amount: Amount } {
  const fields = readFields(input, "", ["right", "strike", "price", "lots"]);
  const { right, strike } = readSeries(fields, "");
  const price = readPrice(fields["price"], "price", false, terms.underlying);
  const value = intrinsicOf(right, price, strike);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  return { value: show(value), amount: money(worth, multiply(multiply(value, worth.multiplier), lots)) };
}

function readSeries(fields: Fields, place: string): { readonly right: Right; readonly strike: Rational } {
  const right = readChoice(fields["right"], inside(place, "right"), ["call", "put"], "unknown-right") as Right;
  const strike = readPrice(fields["strike"], inside(place, "strike"), false);
  if (strike.n === 0n) refuseAt(inside(place, "strike"), "not-positive", "a strike above zero", "0");
  return { right, strike };
}

/** A premium on the step that holds at it, or the cabinet price. */
function readPremium(terms: OptionTerms, value: unknown, place: string): Rational {
  const premium = readPrice(value, place, false);
  if (terms.cabinet !== undefined && compare(premium, terms.cabinet) === 0) return premium;
  const tick = terms.premiumTicks.find((one) => one.atMost === undefined || compare(premium, one.atMost) <= 0);
  if (tick === undefined || divide(premium, tick.increment).d !== 1n)
    refuseAt(place, "off-tick", `a multiple of ${tick ? show(tick.increment) : "a tick"}`, show(premium));
  return premium;
}

/**
 * What is paid when an option is dealt: the premium times the size, by the buyer to the seller, where premiums are paid up-front; nothing
 * where they are margined as futures are. Lots are signed: bought is above zero. The amount is what the account receives.
 */
export function premiumPayment(terms: OptionTerms, worth: Worth, input: unknown): Amount {
  const fields = readFields(input, "", ["lots", "premium"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const premium = readPremium(terms, fields["premium"], "premium");
  if (terms.payment === "futures-style") return money(worth, fromInteger(0));
  return money(worth, multiply(multiply(premium, worth.multiplier), multiply(lots, fromInteger(-1))));
}

/** What a margined position receives as its premium moves from `previous` to `settlement`; where premiums are paid up-front it is refused. */
export function premiumVariation(terms: OptionTerms, worth: Worth, input: unknown): Amount {
  if (terms.payment !== "futures-style")
    refuseAt("", "not-margined", "an option margined as a future is", "premiums paid up-front");
  const fields = readFields(input, "", ["lots", "previous", "settlement"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const { increment } = terms.marks.round.grid;
  const price = (name: string): Rational => readPrice(fields[name], name, false, increment);
  return money(worth, multiply(multiply(subtract(price("settlement"), price("previous")), worth.multiplier), lots));
}

type Instruction = { readonly account: string; readonly action: string; readonly lots: bigint };

/** One account after an exercise: contracts exercised and given up, or assigned, and what it receives. */
export type Exercised = {
  readonly account: string;
  readonly exercised: string;
  readonly abandoned: string;
  readonly assigned: string;
  /** Contracts of the future it gets, signed, dealt at the strike; 0 where the option ends in cash. */
  readonly future: string;
  readonly amount: Amount;
};

/**
 * The exercise of one series on one day. On the day of expiry each holder exercises what is in the money by at least what the spec says, less
 * what an instruction gives up; other contracts, and all of them on an earlier day, are exercised as instructed. The same number is assigned to sellers.
 * Into futures each contract becomes one at the strike, and `amount` is its variation to the settlement; in cash it is the intrinsic value. Refused:
 * `not-expiry` for an instruction before expiry of a European option, `more-than-held`, `unbalanced` where bought is not sold.
 */
export function exerciseSeries(
  terms: OptionTerms,
  worth: Worth,
  input: unknown,
): { readonly exercised: string; readonly accounts: readonly Exercised[]; readonly steps: readonly Step[] } {
  const fields = readFields(input, "", [
    "series",
    "date",
    "expires",
    "right",
    "strike",
    "price",
    "positions",
    "instructions",
  ]);
  const series = readText(fields["series"], "series");
  const date = readDate(fields["date"], "date");
  const expires =
    fields["expires"] === true ||
    (fields["expires"] === false
      ? false
      : refuseAt("expires", "not-a-choice", "true or false", String(fields["expires"])));
  const { right, strike } = readSeries(fields, "");
  const price = readPrice(fields["price"], "price", false, terms.underlying);
  const positions = readList(fields["positions"], "positions", readPosition);
  const instructions = readList(fields["instructions"], "instructions", readInstruction);
  requireDistinct(
    positions.map(({ account }) => account),
    "positions",
    "account",
  );
  requireDistinct(
    instructions.map(({ account, action }) => `${account} ${action}`),
    "instructions",
    "instruction",
  );
  if (positions.reduce((total, { lots }) => total + lots, 0n) !== 0n)
    refuseAt("positions", "unbalanced", "as many contracts bought as sold", "another number");
  if (!expires && terms.style === "european" && instructions.length > 0)
    refuseAt("instructions", "not-expiry", "an exercise on the day of expiry", date);
  const value = intrinsicOf(right, price, strike);
  const automatic = expires && terms.automatic !== undefined && compare(value, terms.automatic) >= 0;
  const held = new Map(positions.filter(({ lots }) => lots > 0n).map(({ account, lots }) => [account, lots]));
  instructions.forEach(({ account, lots }, at) => {
    if ((held.get(account) ?? 0n) < lots)
      refuseAt(`instructions[${at}].lots`, "more-than-held", `at most ${held.get(account) ?? 0n}`, String(lots));
  });
  const told = (account: string, action: string): bigint =>
    instructions.find((one) => one.account === account && one.action === action)?.lots ?? 0n;
  const exercised = new Map(
    [...held].map(([account, lots]) => [
      account,
      automatic ? lots - told(account, "abandon") : told(account, "exercise"),
    ]),
  );
  const all = [...exercised.values()].reduce((total, lots) => total + lots, 0n);
  const sellers: Seller[] = positions
    .filter(({ lots }) => lots < 0n)
    .map(({ account, lots }) => ({ account, lots: -lots }));
  const assigned = assign(terms, sellers, all, `${terms.product}|${series}|${date}`);
  const steps: Step[] = [
    {
      text: `${right} at ${show(strike)}, settled at ${show(price)}: intrinsic value`,
      value: show(value),
      clause: terms.exerciseClause,
    },
    {
      text: automatic ? "exercised automatically, less what was given up" : "exercised as instructed",
      value: String(all),
      clause: terms.exerciseClause,
    },
    {
      text: `assigned ${terms.assignment === "random" ? "by lot" : "pro rata"}`,
      value: String(all),
      clause: terms.assignmentClause,
    },
  ];
  const accounts = [...positions]
    .sort((a, b) => (a.account < b.account ? -1 : 1))
    .map(({ account, lots }): Exercised => {
      const own = lots > 0n ? (exercised.get(account) ?? 0n) : 0n;
      const given = assigned.find((one) => one.account === account)?.lots ?? 0n;
      const net = own - given;
      // A future dealt at the strike may lose; cash is never paid by who exercises.
      const moved = right === "call" ? subtract(price, strike) : subtract(strike, price);
      const gain = terms.into === "cash" ? value : moved;
      const each = multiply(gain, worth.multiplier);
      return {
        account,
        exercised: String(own),
        abandoned: String(lots > 0n && expires ? lots - own : 0n),
        assigned: String(given),
        future: terms.into === "future" ? String(right === "call" ? net : -net) : "0",
        amount: money(worth, multiply(each, fromInteger(net))),
      };
    });
  return { exercised: String(all), accounts, steps };
}

function assign(terms: OptionTerms, sellers: readonly Seller[], all: bigint, seed: string): readonly Assigned[] {
  return terms.assignment === "random" ? assignedByLot(sellers, all, seed) : assignedProRata(sellers, all);
}

function readPosition(value: unknown, place: string): Seller {
  const fields = readFields(value, place, ["account", "lots"]);
  return {
    account: readText(fields["account"], inside(place, "account")),
    lots: readWhole(fields["lots"], inside(place, "lots")),
  };
}

function readInstruction(value: unknown, place: string): Instruction {
  const fields = readFields(value, place, ["account", "action", "lots"]);
  return {
    account: readText(fields["account"], inside(place, "account")),
    action: readChoice(fields["action"], inside(place, "action"), ["exercise", "abandon"], "unknown-action"),
    lots: readCount(fields["lots"], inside(place, "lots")),
  };
}

/** The mark of a series: its settlement, the price it was rounded from, and what that price is sensitive to; each with the spec's decimals. */
export type Mark = {
  readonly settlement: string;
  readonly price: string;
  readonly volatility: string;
  readonly delta: string;
  readonly gamma: string;
  readonly vega: string;
  readonly theta: string;
  readonly rho: string;
  readonly steps: readonly Step[];
};

/**
 * The mark of a series by Black (1976): at a stated `volatility`, or at the one implied by a `premium`. `days` are the calendar days to expiry,
 * at least one; `rate` is stated unless the spec has one. Every number has the decimals the spec carries; the settlement is rounded from the price once.
 */
export function markOf(terms: OptionTerms, input: unknown): Mark {
  const { marks } = terms;
  const rated = marks.rate === undefined ? ["rate"] : [];
  const fields = readFields(input, "", ["right", "strike", "future", "days", ...rated], ["volatility", "premium"]);
  const { right, strike } = readSeries(fields, "");
  const future = readPrice(fields["future"], "future", false, terms.underlying);
  const days = readCount(fields["days"], "days");
  if (days === 0n) refuseAt("days", "not-positive", "at least one day to expiry", "0");
  const rate = marks.rate ?? readDecimal(fields["rate"], "rate");
  const at = { right, strike, future, rate, years: ratio(days, marks.year) };
  const stated = fields["volatility"];
  const premium = fields["premium"];
  if ((stated === undefined) === (premium === undefined))
    refuseAt("volatility", "one-of-two", "a volatility or a premium, and not both", "neither or both");
  const volatility =
    premium === undefined
      ? readPrice(stated, "volatility", false)
      : impliedVolatility(at, readPremium(terms, premium, "premium"), marks.decimals);
  if (volatility.n === 0n) refuseAt("volatility", "not-positive", "a volatility above zero", "0");
  const measure = (what: Measure): Rational => black76({ ...at, volatility }, what, marks.decimals);
  const price = measure("price");
  const { mode, grid } = marks.round;
  const settlement = toFixed(roundTo(price, grid.increment, mode), grid.decimals);
  const written = (value: Rational): string => toFixed(value, marks.decimals);
  const steps: Step[] = [
    {
      text: premium === undefined ? "volatility as stated" : "volatility implied by the premium",
      value: show(volatility),
      clause: marks.clause,
    },
    { text: "price by Black (1976)", value: written(price), clause: marks.clause },
    { text: "rounded to the settlement tick", value: settlement, clause: marks.clause },
  ];
  return {
    settlement,
    price: written(price),
    volatility: show(volatility),
    delta: written(measure("delta")),
    gamma: written(measure("gamma")),
    vega: written(measure("vega")),
    theta: written(measure("theta")),
    rho: written(measure("rho")),
    steps,
  };
}
