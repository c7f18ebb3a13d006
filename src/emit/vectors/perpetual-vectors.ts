import type { Perpetual } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, fromInteger, multiply, parse, show, subtract, toFixed } from "../../runtime/exact.ts";
import { marketReads } from "../calculator/perpetual-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import type { Branch } from "./branches.ts";
import { interpretFunding, interpretFundingPayment, interpretMarkPrice, type Market } from "./interpret-perpetual.ts";
import type { JsonObject } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

/** Every way the functions of a perpetual can go. */
export function perpetualBranches({ mark, funding, size }: Perpetual): Branch[] {
  return [
    { function: "markPrice", tier: "mark", clause: mark.clause },
    { function: "fundingRate", tier: "funding/rate", clause: funding.rate.clause },
    { function: "fundingRate", tier: "funding/clamped", clause: funding.clamp.clause },
    { function: "fundingRate", tier: "funding/none", clause: funding.missing.clause },
    { function: "fundingPayments", tier: "payments", clause: funding.pay.clause },
    { function: "fundingInColumns", tier: "columns", clause: funding.pay.clause },
    { function: "variationMargin", tier: "money", clause: size.clause },
  ];
}

/** Vectors of a perpetual: its mark, intervals on both sides of zero, with samples missing, held by the clamp, and what is paid. */
export function perpetualVectors(perpetual: Perpetual): Vector[] {
  const index = basePrice(seedOf(`${perpetual.id} index`), perpetual.mark.round.increment);
  return [
    ...marks(perpetual, index),
    ...rates(perpetual, index),
    ...payments(perpetual),
    ...variations(perpetual, index),
  ];
}

const asText = (market: Market): JsonObject =>
  Object.fromEntries(Object.entries(market).map(([name, value]) => [name, text(value)]));

/** What of a market is asked for where `names` are. */
function asked(names: readonly string[], market: Market): Market {
  return Object.fromEntries(names.map((name) => [name, market[name] as Rational]));
}

function around(index: Rational, midpoint: string, last: string): Market {
  const shift = (by: string): Rational => add(index, multiply(index, parse(by)));
  return { midpoint: shift(midpoint), last: shift(last), index, mark: shift(midpoint) };
}

function marks(perpetual: Perpetual, index: Rational): Vector[] {
  const { id, mark } = perpetual;
  const reads = marketReads(...mark.of);
  const shapes: readonly (readonly [string, string])[] = [
    ["0.01", "0.02"],
    ["-0.01", "-0.03"],
    ["0.05", "-0.05"],
  ];
  return shapes.map(([midpoint, last]) => {
    const market = asked(reads, around(index, midpoint, last));
    return vectorOf(
      `${id}: mark with the midpoint ${midpoint} and the last trade ${last} from the index`,
      "markPrice",
      [asText(market)],
      () => ({ value: interpretMarkPrice(perpetual, market) }),
      () => ["mark"],
    );
  });
}

function rates(perpetual: Perpetual, index: Rational): Vector[] {
  const { id, funding } = perpetual;
  const { samples, missing } = funding;
  const names = marketReads(funding.sample.formula);
  const end = asked(marketReads(funding.pay.formula), around(index, "0.001", "0.001"));
  const make = (name: string, premiumOf: (at: number) => string | null): Vector => {
    const given = Array.from({ length: samples }, (_, at) => {
      const premium = premiumOf(at);
      return premium === null ? null : asked(names, around(index, premium, premium));
    });
    return vectorOf(
      `${id}: ${name}`,
      "fundingRate",
      [{ samples: given.map((one) => (one === null ? null : asText(one))), ...asText(end) }],
      () => {
        const { tier, rate, amount } = interpretFunding(perpetual, given, end);
        return { tier, rate: show(rate), amount };
      },
      ({ tier }) => [`funding/${tier}`],
    );
  };
  // The widest premiums are far outside any clamp; the narrow ones rise and fall around the index.
  const wave = (at: number): string => `${at % 3 === 0 ? "-" : ""}0.000${(at % 7) + 1}`;
  // Premiums unlike each other, in no order, mostly on one side of zero: near, between and beyond what holds a rate. No mean of them is their middle.
  const scales = ["0.0001", "0.0005", "0.002", "0.008", "0.03"];
  const uneven = (scale: string, sign: string, turn: number) => (at: number) => {
    const steps = ((at * at * 7 + at * 11 + turn * 5) % 23) - (at % 5 === 3 ? 6 : 0);
    return show(multiply(parse(scale), parse(`${steps < 0 ? (sign === "-" ? "" : "-") : sign}${Math.abs(steps)}`)));
  };
  const apart = scales.flatMap((scale, turn) =>
    ["", "-"].flatMap((sign) => {
      const premium = uneven(scale, sign, turn);
      const said = `samples unlike each other in steps of ${sign}${scale}`;
      const holes = (at: number) => (at % 3 === 2 && Math.floor(at / 3) < missing.most ? null : premium(at));
      return [make(said, premium), ...(missing.most === 0 ? [] : [make(`${said}, some missing between`, holes)])];
    }),
  );
  return [
    ...apart,
    make("samples close to the index", wave),
    make("every sample at the index", () => "0"),
    make("dear all through", () => "0.9"),
    make("cheap all through", () => "-0.9"),
    make("as many samples missing as may", (at) => (at < missing.most ? null : wave(at))),
    make("the last samples missing", (at) => (at >= samples - missing.most ? null : wave(at))),
    make("one sample more missing than may", (at) => (at <= missing.most ? null : wave(at))),
    refusedVector(`${id}: a sample too few`, "fundingRate", [{ samples: [], ...asText(end) }], "wrong-length"),
  ];
}

function payments(perpetual: Perpetual): Vector[] {
  const { id, funding, price } = perpetual;
  const step = parse(funding.pay.round.increment);
  const places = decimalsOf(funding.pay.round.increment);
  const lots = [7n, -12n, 5n];
  const made = ["13", "-29"].flatMap((steps): Vector[] => {
    const amount = multiply(step, parse(steps));
    const written = toFixed(amount, places);
    const amounts = lots.map((one) => interpretFundingPayment(perpetual, amount, one));
    const positions = lots.map((one, at) => ({ account: `ACCOUNT-${at + 1}`, lots: String(one) }));
    const zero = interpretFundingPayment(perpetual, fromInteger(0), 0n);
    return [
      vectorOf(
        `${id}: payments of ${written}`,
        "fundingPayments",
        [{ amount: written, positions }],
        () => ({
          payments: positions.map(({ account }, at) => ({
            account,
            amount: { amount: amounts[at] as string, currency: price.currency },
          })),
          total: { amount: zero, currency: price.currency },
        }),
        () => ["payments"],
      ),
      vectorOf(
        `${id}: a column of ${written}`,
        "fundingInColumns",
        [{ amount: written, lots: lots.map(String) }],
        () => ({ amounts }),
        () => ["columns"],
      ),
    ];
  });
  const alone = [{ account: "ACCOUNT-1", lots: "1" }];
  return [
    ...made,
    refusedVector(
      `${id}: more bought than sold`,
      "fundingPayments",
      [{ amount: toFixed(step, places), positions: alone }],
      "positions-unbalanced",
    ),
    refusedVector(
      `${id}: an amount between two steps`,
      "fundingInColumns",
      [{ amount: show(multiply(step, parse("0.5"))), lots: ["1"] }],
      "off-tick",
    ),
  ];
}

function variations(perpetual: Perpetual, index: Rational): Vector[] {
  const { id, mark, price, size, tickValueExactTo } = perpetual;
  const step = parse(mark.round.increment);
  const places = decimalsOf(mark.round.increment);
  const later = add(index, multiply(step, parse("37")));
  return [4n, -9n].map((lots) =>
    vectorOf(
      `${id}: variation of ${lots}`,
      "variationMargin",
      [{ lots: String(lots), previous: toFixed(index, places), settlement: toFixed(later, places) }],
      () => {
        const moved = multiply(multiply(subtract(later, index), parse(size.value)), fromInteger(lots));
        return { amount: toFixed(moved, decimalsOf(tickValueExactTo.amount)), currency: price.currency };
      },
      () => ["money"],
    ),
  );
}
