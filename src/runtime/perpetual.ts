// Perpetuals: the mark of positions, the rate of an interval of funding, and what each account pays or receives for it.
import type { Amount, TickGrid, Worth } from "./book.ts";
import { money } from "./book.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  max,
  min,
  multiply,
  negate,
  roundTo,
  show,
  toFixed,
  ZERO,
} from "./exact.ts";
import {
  inside,
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

/** Prices of the market by name: `midpoint`, `last`, `index`, `mark`, and `rate` where one is known. */
export type PerpetualReads = Readonly<Record<string, Rational>>;

/** What a formula of funding comes to. */
export type PerpetualFormula = (read: PerpetualReads) => Rational;

type Rounded = {
  readonly mode: RoundingMode;
  readonly grid: TickGrid;
  readonly text: string;
  readonly clause: string;
};

/** The terms of a perpetual as its calculator has them. */
export type PerpetualTerms = {
  readonly signed: boolean;
  readonly mark: {
    /** What must be given to value a position. */
    readonly reads: readonly string[];
    readonly of: readonly PerpetualFormula[];
    readonly round: Rounded;
    readonly clause: string;
  };
  readonly funding: {
    readonly samples: number;
    readonly most: number;
    readonly takePrevious: boolean;
    readonly sampleReads: readonly string[];
    readonly sample: PerpetualFormula;
    readonly rate: PerpetualFormula;
    readonly clamp: Rational;
    /** The share of the term of a rate that an interval is. */
    readonly share: Rational;
    readonly payReads: readonly string[];
    readonly amount: PerpetualFormula;
    readonly cap?: Rational;
    readonly round: Rounded;
    /** 1 where longs pay shorts what is above zero, -1 where shorts pay longs. */
    readonly longsPay: 1 | -1;
    readonly clauses: Readonly<Record<"sample" | "rate" | "clamp" | "term" | "cap" | "pay" | "missing", string>>;
  };
};

function readMarket(value: unknown, place: string, names: readonly string[], signed: boolean): PerpetualReads {
  const fields = readFields(value, place, names);
  return Object.fromEntries(names.map((name) => [name, readPrice(fields[name], inside(place, name), signed)]));
}

/** The price at which positions are valued: the median of what the spec names, rounded once: `{ value, steps }`. */
export function perpetualMark(
  terms: PerpetualTerms,
  input: unknown,
): { readonly value: string; readonly steps: readonly Step[] } {
  const { reads, of, round, clause } = terms.mark;
  const market = readMarket(input, "", reads, terms.signed);
  const values = of.map((formula) => formula(market)).sort(compare);
  const middle = values[(values.length - 1) / 2] as Rational;
  const value = roundTo(middle, round.grid.increment, round.mode);
  const steps = [
    ...values.map((one) => ({ text: "one of the prices", value: show(one), clause })),
    { text: "the one in the middle", value: show(middle), clause },
    { text: round.text, value: show(value), clause: round.clause },
  ];
  return { value: toFixed(value, round.grid.decimals), steps };
}

/** The rate of an interval and what is paid for each unit; `tier` is `rate`, or `none` where too many samples are missing. */
export type FundingRate = {
  readonly tier: "rate" | "clamped" | "none";
  readonly rate: string;
  readonly amount: string;
  readonly used: string;
  readonly missing: string;
  readonly steps: readonly Step[];
};

/**
 * The funding of one interval: samples of the market in their order, `null` for one that failed, and what `pay` reads at its end. The rate is held
 * within the clamp to both sides, an interval pays its share of the term, and what is paid for each unit is rounded once.
 */
export function fundingRateOf(terms: PerpetualTerms, input: unknown): FundingRate {
  const { funding, signed } = terms;
  const { clauses, round } = funding;
  const fields = readFields(input, "", ["samples", ...funding.payReads]);
  const market = Object.fromEntries(funding.payReads.map((name) => [name, readPrice(fields[name], name, signed)]));
  const given = readList(fields["samples"], "samples", (one, place) =>
    one === null ? undefined : funding.sample(readMarket(one, place, funding.sampleReads, signed)),
  );
  if (given.length !== funding.samples)
    refuseAt("samples", "wrong-length", `${funding.samples} samples`, `${given.length}`);
  const missing = given.filter((one) => one === undefined).length;
  const steps: Step[] = [{ text: "samples that failed", value: String(missing), clause: clauses.missing }];
  const counts = { used: String(given.length - missing), missing: String(missing) };
  if (missing > funding.most) {
    steps.push({ text: "more than may fail: no payment", value: "0", clause: clauses.missing });
    return { tier: "none", rate: "0", amount: toFixed(ZERO, round.grid.decimals), ...counts, steps };
  }
  const samples = readings(given, funding.takePrevious);
  const statistics = statisticsOf(samples);
  const plain = funding.rate(statistics);
  steps.push(
    { text: "mean of the samples", value: show(statistics["mean"] as Rational), clause: clauses.sample },
    { text: "rate", value: show(plain), clause: clauses.rate },
  );
  const rate = max(negate(funding.clamp), min(funding.clamp, plain));
  const clamped = compare(rate, plain) !== 0;
  if (clamped) steps.push({ text: "held within the clamp", value: show(rate), clause: clauses.clamp });
  const own = multiply(rate, funding.share);
  if (compare(own, rate) !== 0)
    steps.push({ text: "the interval's share of the term", value: show(own), clause: clauses.term });
  const whole = funding.amount({ ...market, rate: own });
  steps.push({ text: "for each unit", value: show(whole), clause: clauses.pay });
  const { cap } = funding;
  const held = cap === undefined ? whole : max(negate(cap), min(cap, whole));
  if (compare(held, whole) !== 0) steps.push({ text: "at most the cap", value: show(held), clause: clauses.cap });
  const amount = roundTo(held, round.grid.increment, round.mode);
  steps.push({ text: round.text, value: show(amount), clause: round.clause });
  const tier = clamped ? "clamped" : "rate";
  return { tier, rate: show(own), amount: toFixed(amount, round.grid.decimals), ...counts, steps };
}

/** The samples there are; where the spec says so a missing one is the one before it in the interval, if there is one. */
function readings(given: readonly (Rational | undefined)[], takePrevious: boolean): Rational[] {
  let last: Rational | undefined;
  return given.flatMap((one) => {
    last = one ?? (takePrevious ? last : undefined);
    return last === undefined ? [] : [last];
  });
}

/** Mean, median, and the mean in which the first sample counts once, the second twice and so on. */
function statisticsOf(samples: readonly Rational[]): PerpetualReads {
  const count = fromInteger(samples.length);
  const sorted = [...samples].sort(compare);
  const half = samples.length >> 1;
  const upper = sorted[half] as Rational;
  const lower = sorted[samples.length % 2 === 1 ? half : half - 1] as Rational;
  const rising = samples.reduce((sum, one, at) => add(sum, multiply(one, fromInteger(at + 1))), ZERO);
  return {
    mean: divide(samples.reduce(add, ZERO), count),
    median: divide(add(lower, upper), fromInteger(2)),
    "weighted-mean": divide(rising, fromInteger((samples.length * (samples.length + 1)) / 2)),
  };
}

/** What one account receives; below zero it pays. */
export type FundingPayment = { readonly account: string; readonly amount: Amount };

/**
 * What every account pays or receives for an interval: `amount` is what `fundingRate` gave for each unit, `positions` all open ones, bought lots above
 * zero. They add up to nothing, or are refused with `positions-unbalanced`; so do the payments.
 */
export function fundingPaymentsOf(
  terms: PerpetualTerms,
  worth: Worth,
  input: unknown,
): { readonly payments: readonly FundingPayment[]; readonly total: Amount } {
  const fields = readFields(input, "", ["amount", "positions"]);
  const amount = readAmount(terms, fields["amount"]);
  const positions = readList(fields["positions"], "positions", (one, place) => {
    const given = readFields(one, place, ["account", "lots"]);
    return {
      account: readText(given["account"], inside(place, "account")),
      lots: readWhole(given["lots"], inside(place, "lots")),
    };
  });
  requireDistinct(
    positions.map(({ account }) => account),
    "positions",
    "account",
  );
  const open = positions.reduce((sum, { lots }) => sum + lots, 0n);
  if (open !== 0n) refuseAt("positions", "positions-unbalanced", "as many bought as sold contracts", String(open));
  const paid = positions.map(({ account, lots }) => ({ account, amount: paymentOf(terms, worth, amount, lots) }));
  return {
    payments: paid.map((one) => ({ account: one.account, amount: money(worth, one.amount) })),
    total: money(
      worth,
      paid.reduce((sum, one) => add(sum, one.amount), ZERO),
    ),
  };
}

/** The same for a column of positions: entry i is what the position of `lots[i]` contracts receives. */
export function fundingColumns(
  terms: PerpetualTerms,
  worth: Worth,
  input: unknown,
): { readonly amounts: readonly string[] } {
  const fields = readFields(input, "", ["amount", "lots"]);
  const amount = readAmount(terms, fields["amount"]);
  const lots = readList(fields["lots"], "lots", readWhole);
  return { amounts: lots.map((one) => money(worth, paymentOf(terms, worth, amount, one)).amount) };
}

/** What is paid for each unit: a multiple of the step it is rounded to, or refused with `off-tick`. */
export function readAmount({ funding }: PerpetualTerms, value: unknown): Rational {
  const amount = readDecimal(value, "amount");
  const { increment } = funding.round.grid;
  if ((amount.n * increment.d) % (amount.d * increment.n) !== 0n)
    refuseAt("amount", "off-tick", `a multiple of ${show(increment)}`, show(amount));
  return amount;
}

function paymentOf({ funding }: PerpetualTerms, worth: Worth, amount: Rational, lots: bigint): Rational {
  return multiply(multiply(amount, worth.multiplier), fromInteger(-lots * BigInt(funding.longsPay)));
}
