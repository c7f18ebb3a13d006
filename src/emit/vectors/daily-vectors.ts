import type { Condition, Formula, Product, Tier } from "../../model/model.ts";
import { add, divide, fromInteger, multiply, parse, roundTo, show } from "../../runtime/exact.ts";
import { dailyFields } from "../calculator/daily-code.ts";
import { formulasIn } from "../../model/formulas.ts";
import type { DailyWorld } from "./daily-world.ts";
import { dailyWorld } from "./daily-world.ts";
import { interpretDaily } from "./interpret-settlement.ts";
import type { JsonObject } from "./read.ts";
import { listOf } from "./read.ts";
import type { Vector } from "./vector.ts";
import { refusedVector, text, vectorOf } from "./vector.ts";

type Observe = Extract<Formula, { op: "observe" }>;

/** Vectors of the daily settlement: each tier, each condition below, at and above its bound, ties, new and last days, refusals. */
export function dailyVectors(product: Product): Vector[] {
  const world = dailyWorld(product);
  const make: Make = (name, input) =>
    vectorOf(
      `${product.id}: ${name}`,
      "dailySettlement",
      [input],
      () => ({ date: input["date"] as string, months: interpretDaily(product, input) }),
      ({ months }) => [...new Set(months.map(({ tier }) => tier))],
    );
  const quiet = Object.fromEntries(world.periods.map((period) => [period, { previous: null }]));
  const { newlyListed, lastDay } = product.dailySettlement;
  const { indices } = dailyFields(product.dailySettlement);
  return [
    make("nothing happened", world.day()),
    ...product.dailySettlement.groups.flatMap((group) => {
      const target = group.months === "lead" ? world.lead : world.periods.at(-1);
      return group.tiers.flatMap((tier) => tierVectors(world, tier, target as string, make));
    }),
    ...tieVectors(world, make),
    ...(newlyListed.length > 0
      ? [
          make("every month is newly listed", world.day(quiet)),
          make("the last month is newly listed", world.day({ [world.periods.at(-1) as string]: { previous: null } })),
        ]
      : []),
    ...(indices.length > 0 && newlyListed.length > 0
      ? [
          make(
            "newly listed, and no index",
            world.day(quiet, { indices: Object.fromEntries(indices.map((name) => [name, null])) }),
          ),
        ]
      : []),
    ...(lastDay
      ? [
          make(
            "the first month's last day",
            world.day({ [world.periods[0] as string]: { finalSettlement: world.price(3) } }),
          ),
        ]
      : []),
    ...refusals(world),
  ];
}

type Make = (name: string, input: JsonObject) => Vector;

/** A tier with its condition below, at and above each bound; one without a condition with what it observes. */
function tierVectors(world: DailyWorld, tier: Tier, period: string, make: Make): Vector[] {
  const bounds = tier.when ? boundsIn(tier.when) : [];
  const vectors = bounds.flatMap(({ observe, bound }) =>
    (["below", "at", "above"] as const).map((where) => {
      const market = marketAt(world, observe, bound, where);
      return make(`${tier.id}: ${observe.what} ${where} ${bound}`, market && placed(world, observe, period, market));
    }),
  );
  const seen = formulasIn(tier.price).find((one) => one.op === "observe");
  if (seen?.of === "spread-trades") {
    const market = marketAt(world, seen, "9", "at");
    const turned = world.day({}, world.spreads(period, market, false));
    vectors.push(make(`${tier.id}: the spread with the lead month as its second leg`, turned));
  }
  if (bounds.length > 0 || !seen) return vectors;
  return [make(`${tier.id}: something to observe`, placed(world, seen, period, marketAt(world, seen, "4", "at")))];
}

type Bound = { readonly observe: Observe; readonly bound: string };

function boundsIn(condition: Condition): Bound[] {
  if (condition.op === "and" || condition.op === "or") return condition.operands.flatMap(boundsIn);
  if (condition.op === "not") return boundsIn(condition.operand);
  if (condition.op !== "compare" || condition.left.op !== "observe" || condition.right.op !== "number") return [];
  return [{ observe: condition.left, bound: condition.right.value }];
}

/** Trades of a volume, or a quote of a width, below, at or above a bound. */
function marketAt(
  world: DailyWorld,
  { what, of, window }: Observe,
  bound: string,
  where: "below" | "at" | "above",
): JsonObject[] {
  const step = { below: -1n, at: 0n, above: 1n }[where];
  if (of === "quotes") {
    const ticks = roundTo(divide(parse(bound), parse(world.tick("outright"))), fromInteger(1), "down").n;
    const width = what === "width" ? ticks + step : 2n;
    if (width < 0n) return [];
    return [{ time: world.before(60_000), bid: world.price(4), ask: world.price(4n + width) }];
  }
  const size = what === "count" ? parse(bound).n + step : roundTo(parse(bound), fromInteger(1), "down").n + step;
  if (size <= 0n) return [];
  const price = (ticks: number): string =>
    of === "trades" ? world.price(ticks) : show(multiply(fromInteger(ticks), parse(world.tick("calendar-spread"))));
  const length = window?.kind === "trailing" ? window.milliseconds : 60_000;
  // The first trade stands at the very start of the window; the ones outside it must not count.
  const inside =
    size === 1n
      ? [["1", length, 5]]
      : [
          [String(size - 1n), length, 5],
          ["1", 1, 8],
        ];
  const outside = [
    ["1000", length + 1, 90],
    ["1000", 0, 90],
  ];
  return [...inside, ...outside].map(([lots, before, ticks]) => ({
    time: world.before(before as number),
    price: price(ticks as number),
    size: lots as string,
  }));
}

/** A day with a market put where a tier looks for it. */
function placed(world: DailyWorld, { of, month }: Observe, period: string, market: readonly JsonObject[]): JsonObject {
  const where = month === "lead" ? (world.lead as string) : period;
  return of === "spread-trades"
    ? world.day({}, world.spreads(period, market))
    : world.day({ [where]: { [of]: market } });
}

/** Prices halfway between two settlement ticks: with the previous settlement below, above and at them, and without one. */
function tieVectors(world: DailyWorld, make: Make): Vector[] {
  const { product } = world;
  const tier = product.dailySettlement.groups
    .flatMap(({ tiers }) => tiers)
    .find(({ price }) => price.op === "observe" && price.what === "vwap" && price.of === "trades");
  if (!tier || tier.price.op !== "observe") return [];
  const period = world.lead ?? world.periods.at(-1);
  if (period === undefined) return [];
  const outright = parse(world.tick("outright"));
  const steps = divide(outright, parse(product.dailySettlement.round.increment));
  if (steps.d !== 1n) return [];
  const bound = tier.when ? (boundsIn(tier.when)[0]?.bound ?? "1") : "1";
  const lots = roundTo(parse(bound), fromInteger(1), "up").n;
  // One part in twice the steps lies half a settlement tick above the lower price.
  const trades = [
    [String((2n * steps.n - 1n) * lots), 0],
    [String(lots), 1],
  ].map(([size, ticks]) => ({ time: world.before(1000), price: world.price(ticks as number), size: size as string }));
  const tie = add(parse(world.price()), divide(outright, multiply(fromInteger(2), steps)));
  const grid = parse(product.dailySettlement.round.increment);
  const near = (mode: "up" | "down"): string => text(roundTo(tie, grid, mode));
  const day = (previous: string | null): JsonObject => world.day({ [period]: { trades, previous } });
  return [
    make("a tie, the previous settlement far below", day(world.price(-40))),
    make("a tie, the previous settlement far above", day(world.price(40))),
    make("a tie, the previous settlement the tick below", day(near("down"))),
    make("a tie, the previous settlement the tick above", day(near("up"))),
    make("a tie on the day a month is listed", day(null)),
  ];
}

/** Inputs that are wrong by construction. */
function refusals(world: DailyWorld): Vector[] {
  const { product, periods } = world;
  const [first] = periods as [string];
  const reads = dailyFields(product.dailySettlement);
  const refused = (name: string, wrong: JsonObject, code: string): Vector =>
    refusedVector(`${product.id}: ${name}`, "dailySettlement", [wrong], code);
  const right = world.day();
  const { months: _, ...bare } = right;
  const trade = { time: world.before(1000), price: world.price(), size: "1" };
  const traded = (fields: JsonObject): JsonObject => world.day({ [first]: { trades: [{ ...trade, ...fields }] } });
  const half = text(divide(parse(world.tick("outright")), fromInteger(2)));
  return [
    refused("no months", bare, "missing-input"),
    refused("a field it does not read", { ...right, note: "x" }, "unknown-field"),
    refused(
      "a month twice",
      { ...right, months: [...listOf(right["months"]), listOf(right["months"])[0] as JsonObject] },
      "duplicate",
    ),
    ...(reads.lead ? [refused("a lead month that is not listed", { ...right, lead: "2099-12" }, "unknown-month")] : []),
    ...(reads.month.includes("trades")
      ? [
          refused("a trade off its tick", traded({ price: half }), "off-tick"),
          refused("a trade of half a contract", traded({ size: "0.5" }), "not-an-integer"),
          refused("a trade of no contract", traded({ size: "0" }), "size-not-positive"),
          ...(product.price.signed
            ? []
            : [refused("a trade below zero", traded({ price: `-${world.tick("outright")}` }), "negative-price")]),
        ]
      : []),
    ...(reads.month.includes("quotes")
      ? [
          refused(
            "a bid above the offer",
            world.day({
              [first]: { quotes: [{ time: world.before(1000), bid: world.price(1), ask: world.price(0) }] },
            }),
            "crossed-quote",
          ),
        ]
      : []),
  ];
}
