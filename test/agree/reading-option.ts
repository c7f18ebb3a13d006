import { createHash } from "node:crypto";
import type { Option } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { fraction, less, minus, over, places, plus, read, round, same, sorted, times, write } from "./number.ts";
import { type Answers, black } from "./reading-black.ts";

type Right = "call" | "put";
const NONE = fraction(0n);
const HALF = fraction(1n, 2n);

/** The strikes around a price, read from the ladder alone: every multiple of a step is held against the ends of its range. */
export function readStrikes({ strikes }: Option, reference: string): string[] {
  const price = read(reference);
  const found: Fraction[] = [];
  for (const { step, within, when } of strikes.rungs) {
    if (when !== undefined && !compares(price, when.comparison, read(when.value))) continue;
    const [low, high] = [
      times(price, minus(fraction(1n), read(within))),
      times(price, plus(fraction(1n), read(within))),
    ];
    for (let strike = read(step); !less(high, strike); strike = plus(strike, read(step)))
      if (!less(strike, low) && !found.some((one) => same(one, strike))) found.push(strike);
  }
  const decimals = Math.max(...strikes.rungs.map(({ step }) => places(step)));
  return sorted(found).map((strike) => write(strike, decimals));
}

function compares(a: Fraction, comparison: string, b: Fraction): boolean {
  if (same(a, b)) return comparison.endsWith("=");
  return less(a, b) === comparison.startsWith("<");
}

/** What a right is worth at a price. */
export function readIntrinsic(right: Right, strike: string, price: string): Fraction {
  const gain = right === "call" ? minus(read(price), read(strike)) : minus(read(strike), read(price));
  return less(gain, NONE) ? NONE : gain;
}

/** A price times the size of the future times lots, as money. */
export function readMoney(option: Option, price: Fraction, lots: Fraction): string {
  return write(times(times(price, read(option.size.value)), lots), places(option.tickValueExactTo.amount));
}

/** What an account receives for a deal; `off-tick` where no order could have been at that premium. */
export function readPremium(option: Option, given: { lots: string; premium: string }): string {
  const premium = read(given.premium);
  const isCabinet = option.cabinet !== undefined && same(premium, read(option.cabinet.price));
  const tick = option.premiumTicks.find(({ atMost }) => atMost === undefined || !less(read(atMost), premium));
  if (!isCabinet && (tick === undefined || over(premium, read(tick.increment)).bottom !== 1n)) return "off-tick";
  const paid = option.premium.payment === "up-front" ? minus(NONE, premium) : NONE;
  return readMoney(option, paid, read(given.lots));
}

/** What a margined position receives as its mark moves. */
export function readPremiumVariation(
  option: Option,
  given: { lots: string; previous: string; settlement: string },
): string {
  return readMoney(option, minus(read(given.settlement), read(given.previous)), read(given.lots));
}

export type MarkInput = {
  readonly right: Right;
  readonly strike: string;
  readonly future: string;
  readonly days: string;
  readonly rate?: string;
  readonly volatility?: string;
  readonly premium?: string;
};

/** The mark of a series with its sensitivities; nothing where no volatility up to 10,000 % gives the premium. */
export function readMark(option: Option, given: MarkInput): Record<string, string> | undefined {
  const { decimals, year, rate, round: rule } = option.marks;
  const unit = fraction(1n, 10n ** BigInt(decimals));
  const terms = {
    right: given.right,
    strike: read(given.strike),
    future: read(given.future),
    years: over(read(given.days), fraction(BigInt(year.days))),
    rate: read(rate.kind === "constant" ? rate.value : (given.rate as string)),
  };
  const at = (volatility: Fraction): Answers => black({ ...terms, volatility });
  const volatility =
    given.volatility === undefined ? implied(at, read(given.premium as string), unit) : read(given.volatility);
  if (volatility === undefined || same(volatility, NONE)) return undefined;
  const answers = at(volatility);
  const written = Object.entries(answers).map(([name, value]) => [
    name,
    write(round(value, unit, "half-even"), decimals),
  ]);
  const price = round(answers.price, unit, "half-even");
  const settlement = write(round(price, read(rule.increment), rule.mode), places(rule.increment));
  return {
    ...(Object.fromEntries(written) as Record<string, string>),
    settlement,
    volatility: plain(volatility, unit),
  };
}

/** Which multiple of the unit is nearest to the volatility that makes the price: the price grows with it, so halving finds it. */
function implied(at: (volatility: Fraction) => Answers, premium: Fraction, unit: Fraction): Fraction | undefined {
  const middle = (n: bigint): Fraction => times(plus(fraction(n), HALF), unit);
  let [low, high] = [0n, (100n * unit.bottom) / unit.top];
  if (less(at(middle(high)).price, premium)) return undefined;
  while (low < high) {
    const n = (low + high) / 2n;
    if (less(at(middle(n)).price, premium)) low = n + 1n;
    else high = n;
  }
  return times(fraction(low), unit);
}

/** The shortest decimal. */
function plain(value: Fraction, unit: Fraction): string {
  const text = write(value, String(unit.bottom).length - 1);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

type Held = { readonly account: string; readonly lots: string };
export type ExerciseInput = {
  readonly series: string;
  readonly date: string;
  readonly expires: boolean;
  readonly right: Right;
  readonly strike: string;
  readonly price: string;
  readonly positions: readonly Held[];
  readonly instructions: readonly (Held & { readonly action: string })[];
};

type Row = Readonly<Record<"account" | "exercised" | "assigned" | "future" | "amount", string>>;

/** The exercise of a series: who exercises what, who is assigned, and what each account gets. */
export function readExercise(option: Option, given: ExerciseInput): { exercised: string; accounts: Row[] } {
  const { automatic, into } = option.exercise;
  const value = readIntrinsic(given.right, given.strike, given.price);
  const unasked = given.expires && automatic !== undefined && !less(value, read(automatic.by));
  const told = (account: string, action: string): bigint =>
    BigInt(given.instructions.find((one) => one.account === account && one.action === action)?.lots ?? "0");
  const exercised = new Map<string, bigint>();
  for (const { account, lots } of given.positions) {
    if (BigInt(lots) <= 0n) continue;
    exercised.set(account, unasked ? BigInt(lots) - told(account, "abandon") : told(account, "exercise"));
  }
  const all = [...exercised.values()].reduce((sum, lots) => sum + lots, 0n);
  const sellers = given.positions
    .filter(({ lots }) => BigInt(lots) < 0n)
    .map(({ account, lots }) => ({ account, lots: -BigInt(lots) }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
  const assigned =
    option.exercise.assignment.method === "random"
      ? drawn(sellers, all, `${option.id}|${given.series}|${given.date}`)
      : shared(sellers, all);
  const moved = minus(read(given.price), read(given.strike));
  const paid = into.kind === "cash" ? value : given.right === "call" ? moved : minus(NONE, moved);
  const accounts = [...given.positions]
    .sort((a, b) => (a.account < b.account ? -1 : 1))
    .map(({ account }): Row => {
      const [own, others] = [exercised.get(account) ?? 0n, assigned.get(account) ?? 0n];
      const futures = into.kind === "cash" ? 0n : given.right === "call" ? own - others : others - own;
      return {
        account,
        exercised: String(own),
        assigned: String(others),
        future: String(futures),
        amount: readMoney(option, paid, fraction(own - others)),
      };
    });
  return { exercised: String(all), accounts };
}

type Seller = { readonly account: string; readonly lots: bigint };

/** The contracts laid in a row and drawn one after the other, as the manual says. */
function drawn(sellers: readonly Seller[], count: bigint, seed: string): Map<string, bigint> {
  const row = sellers.flatMap(({ account, lots }) => Array.from({ length: Number(lots) }, () => account));
  const found = new Map<string, bigint>();
  let number = 0;
  for (let j = 0; j < Number(count); j++) {
    const left = BigInt(row.length - j);
    const top = 2n ** 256n - (2n ** 256n % left);
    let draw: bigint;
    do {
      const hash = createHash("sha256").update(`${seed}|${number}`, "utf8").digest("hex");
      draw = BigInt(`0x${hash}`);
      number += 1;
    } while (draw >= top);
    const at = j + Number(draw % left);
    const account = row[at] as string;
    [row[at], row[j]] = [row[j] as string, account];
    found.set(account, (found.get(account) ?? 0n) + 1n);
  }
  return found;
}

/** Whole shares, then one each to those who lost most by the cut. */
function shared(sellers: readonly Seller[], count: bigint): Map<string, bigint> {
  const all = sellers.reduce((sum, { lots }) => sum + lots, 0n);
  const found = new Map<string, bigint>();
  if (all === 0n) return found;
  for (const { account, lots } of sellers) found.set(account, (count * lots) / all);
  const lost = ({ lots }: Seller): bigint => (count * lots) % all;
  const waiting = [...sellers].sort((a, b) => Number(lost(b) - lost(a)));
  for (let left = count - [...found.values()].reduce((sum, one) => sum + one, 0n); left > 0n; left--) {
    const next = waiting.shift() as Seller;
    found.set(next.account, (found.get(next.account) ?? 0n) + 1n);
  }
  return found;
}
