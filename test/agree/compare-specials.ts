import type { Perpetual, Spread } from "../../src/model/model.ts";
import { type Fraction, fraction, minus, places, read, times, total, write } from "./number.ts";
import { readFunding, readMark } from "./reading-perpetual.ts";
import { readLegs, readWorth } from "./reading-spread.ts";

type Says = { says: unknown } | { none: string };
type Prices = Readonly<Record<string, string>>;

const says = (value: unknown): Says => ({ says: value });
const known = (prices: Prices): Record<string, Fraction> =>
  Object.fromEntries(Object.entries(prices).flatMap(([name, one]) => (isPrice(one) ? [[name, read(one)]] : [])));
const isPrice = (one: unknown): one is string => typeof one === "string";
const column = (rows: readonly string[][], at: number): string[] => rows.map((one) => one[at] as string);

/** What the second reading says a call of a spread's calculator comes to. */
export function ofSpread(spread: Spread, name: string, given: unknown): Says | undefined {
  const { legs } = spread;
  const decimals = (at: number): number => places(legs[at]?.tick.increment ?? "");
  switch (name) {
    case "spreadPrice": {
      const { prices } = given as { prices: string[] };
      const value = total(legs.map((leg, at) => times(read(leg.weight), read(prices[at] as string))));
      return says({ value: exactly(value) });
    }
    case "legPrices": {
      const { price, lots, settlements } = given as { price: string; lots: string; settlements: string[] };
      const found = readLegs(spread, price, settlements);
      if (found === "negative-price") return { none: found };
      const rows = legs.map((leg, at) => ({
        lots: String(BigInt(leg.lots) * BigInt(lots)),
        price: write(found[at] as Fraction, decimals(at)),
      }));
      return says({ legs: rows });
    }
    case "legPricesInColumns": {
      const { price, settlements } = given as { price: string[]; settlements: string[][] };
      const rows = price.map((one, at) => readLegs(spread, one, column(settlements, at)));
      if (rows.includes("negative-price")) return { none: "negative-price" };
      const told = rows.map((row) => (row as Fraction[]).map((one, at) => write(one, decimals(at))));
      return says({ legs: legs.map((_, at) => column(told, at)) });
    }
    case "variationMargin":
      return ofVariation(spread, given as Parameters<typeof ofVariation>[1]);
    default:
      return undefined;
  }
}

function ofVariation(
  spread: Spread,
  { price, lots, before, settlements }: { price: string; lots: string; before: string[]; settlements: string[] },
): Says {
  const { amount: cent, currency } = spread.tickValueExactTo;
  const entry = readLegs(spread, price, before);
  if (entry === "negative-price") return { none: entry };
  const worth = (prices: readonly Fraction[]): Fraction => readWorth(spread, prices, BigInt(lots));
  const gained = minus(worth(settlements.map(read)), worth(entry));
  return says({ amount: { amount: write(gained, places(cent)), currency } });
}

/** What the second reading says a call of a perpetual's calculator comes to. */
export function ofPerpetual(perpetual: Perpetual, name: string, given: unknown): Says | undefined {
  const { amount: cent, currency } = perpetual.tickValueExactTo;
  const unit = read(perpetual.size.value);
  const paid = (amount: string, lots: string): string => {
    const whole = times(times(read(amount), unit), read(lots));
    return write(perpetual.funding.pay.by === "longs" ? minus(fraction(0n), whole) : whole, places(cent));
  };
  switch (name) {
    case "markPrice":
      return says({
        value: write(readMark(perpetual, known(given as Prices)), places(perpetual.mark.round.increment)),
      });
    case "fundingRate": {
      const { samples, ...market } = given as { samples: (Prices | null)[] };
      const found = readFunding(
        perpetual,
        samples.map((one) => (one === null ? null : known(one))),
        known(market),
      );
      return says({ tier: found.tier, amount: write(found.amount, places(perpetual.funding.pay.round.increment)) });
    }
    case "fundingPayments": {
      const { amount, positions } = given as { amount: string; positions: { account: string; lots: string }[] };
      const payments = positions.map(({ account, lots }) => ({
        account,
        amount: { amount: paid(amount, lots), currency },
      }));
      return says({ payments });
    }
    case "fundingInColumns": {
      const { amount, lots } = given as { amount: string; lots: string[] };
      return says({ amounts: lots.map((one) => paid(amount, one)) });
    }
    case "variationMargin": {
      const { lots, previous, settlement } = given as Record<"lots" | "previous" | "settlement", string>;
      const gained = times(times(minus(read(settlement), read(previous)), unit), read(lots));
      return says({ amount: write(gained, places(cent)), currency });
    }
    default:
      return undefined;
  }
}

/** A value with as many decimals as it needs and no more; a fraction where no number of them is enough. */
function exactly(value: Fraction): string {
  for (let decimals = 0; decimals <= 60; decimals++) {
    const scaled = times(value, fraction(10n ** BigInt(decimals)));
    if (scaled.bottom === 1n) return write(value, decimals);
  }
  return `${value.top}/${value.bottom}`;
}
