import type { Condition, Formula, Product, Tier, TierGroup } from "../../model/model.ts";
import { add, compare, divide, fromInteger, multiply, parse, roundTo, subtract } from "../../runtime/exact.ts";
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
      const period = (group.months === "lead" ? world.lead : world.periods.at(-1)) as string;
      const own = group.months === "spot" || group.months === "expiring" ? { [group.months]: true } : undefined;
      const target: Target = { period, own: own ?? {} };
      return [
        ...(own === undefined ? [] : [make(`${group.text}, and nothing happened`, world.day({ [period]: own }))]),
        ...group.tiers.flatMap((tier) => tierVectors(world, tier, target, make)),
        ...fallVectors(world, group, target, make),
      ];
    }),
    ...tieVectors(world, make),
    ...boundVectors(world, make),
    ...(newlyListed.length > 0
      ? [
          make("every month is newly listed", world.day(quiet)),
          make("the last month is newly listed", world.day({ [world.periods.at(-1) as string]: { previous: null } })),
          ...(world.lead === undefined
            ? []
            : [make("the lead month is newly listed", world.day({ [world.lead]: { previous: null } }))]),
        ]
      : []),
    ...(indices.length > 0
      ? [
          make(
            "no index was published",
            world.day({}, { indices: Object.fromEntries(indices.map((id) => [id, null])) }),
          ),
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

/** The month that a tier is tried for, and what makes it one of its group. */
type Target = { readonly period: string; readonly own: JsonObject };

/** A tier with its condition below, at and above each bound; one without a condition with what it observes. */
function tierVectors(world: DailyWorld, tier: Tier, target: Target, make: Make): Vector[] {
  const bounds = tier.when ? boundsIn(tier.when) : [];
  const vectors = bounds.flatMap(({ observe, bound }) =>
    (["below", "at", "above"] as const).map((where) => {
      const market = marketAt(world, observe, bound, where);
      return make(`${tier.id}: ${observe.what} ${where} ${bound}`, placed(world, observe, target, market));
    }),
  );
  const seen = formulasIn(tier.price).find((one) => one.op === "observe");
  if (seen?.of === "spread-trades") {
    const market = marketAt(world, seen, "9", "at");
    const deals = (price: number): JsonObject[] => market.map((one) => ({ ...one, price: world.spread(price) }));
    const other = otherLeg(world, seen, target.period);
    const day = (spreads: JsonObject) => world.day({ [target.period]: target.own }, spreads);
    vectors.push(
      make(
        `${tier.id}: the spread with the other month as its second leg`,
        day(world.spreads(target.period, market, false, other)),
      ),
      make(`${tier.id}: a spread above any price`, day(world.spreads(target.period, deals(1_000_000), true, other))),
    );
    if (seen.against === "nearer") {
      const legs = world.periods.filter((period) => period < target.period);
      const all = legs.flatMap(
        (leg, at) => world.spreads(target.period, deals(at * 3 - 2), true, leg)["spreads"] as JsonObject[],
      );
      vectors.push(make(`${tier.id}: spreads with every nearer month`, day({ spreads: all })));
    }
  }
  vectors.push(...wholeVectors(world, tier, target, make));
  if (bounds.length > 0 || !seen) return vectors;
  return [
    ...vectors,
    make(`${tier.id}: something to observe`, placed(world, seen, target, marketAt(world, seen, "4", "at"))),
  ];
}

/** A line that reads trades and quotes both, with all of them there: as many trades as its bounds ask for, and a quote two ticks wide. */
function wholeVectors(world: DailyWorld, tier: Tier, { period, own }: Target, make: Make): Vector[] {
  const read = [...formulasIn(tier.price), ...(tier.when === undefined ? [] : formulasIn(tier.when))];
  const seen = read.filter((one) => one.op === "observe" && one.of !== "spread-trades") as Observe[];
  const kinds = [...new Set(seen.map(({ of, month }) => `${of} ${month}`))];
  if (kinds.length < 2) return [];
  const bounds = boundsIn(tier.when);
  const months: Record<string, JsonObject> = { [period]: own };
  for (const one of seen) {
    const bound = bounds.find(({ observe }) => observe.of === one.of && one.of === "trades")?.bound ?? "4";
    const where = one.month === "lead" ? (world.lead as string) : period;
    const market = marketAt(world, one.of === "quotes" ? { ...one, what: "midpoint" } : one, bound, "above");
    months[where] = { ...months[where], [one.of]: market };
  }
  return [make(`${tier.id}: all it reads is there`, world.day(months))];
}

/** Another month that falls by more than this one is worth, where a line goes by how much it changed. */
function fallVectors(world: DailyWorld, group: TierGroup, { period, own }: Target, make: Make): Vector[] {
  const change = group.tiers.flatMap(({ price }) => formulasIn(price)).find((one) => one.op === "change");
  const trades = world.product.dailySettlement.groups
    .flatMap(({ tiers }) => tiers)
    .find(({ price }) => price.op === "observe" && price.of === "trades");
  if (change === undefined || trades?.price.op !== "observe") return [];
  const other = change.month === "lead" ? world.lead : world.periods[world.periods.indexOf(period) - 1];
  if (other === undefined || other === period) return [];
  const market = marketAt(world, trades.price, boundsIn(trades.when)[0]?.bound ?? "4", "above");
  const months = {
    [other]: { previous: world.price(400), trades: market },
    [period]: { ...own, previous: world.tick("outright") },
  };
  return [make(`${group.text}: another month falls by more than this one is worth`, world.day(months))];
}

type Bound = { readonly observe: Observe; readonly bound: string };

function boundsIn(condition: Condition | undefined): Bound[] {
  if (condition === undefined) return [];
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
  const size = roundTo(parse(bound), fromInteger(1), "down").n + step;
  if (size <= 0n) return [];
  const price = (ticks: number): string => (of === "trades" ? world.price(ticks) : world.spread(ticks));
  const length = window?.kind === "trailing" ? window.milliseconds : 60_000;
  const end = (window?.kind === "trailing" ? window.before : undefined) ?? 0;
  // The first trade stands at the very start of the window; the ones outside it must not count.
  const single = [["1", length, 5]];
  const inside =
    what === "count"
      ? // One after another: of two trades at one time none would be the last.
        Array.from({ length: Number(size) }, (_, at) => ["2", length - at, at])
      : size === 1n
        ? single
        : [
            [String(size - 1n), length, 5],
            ["1", 1, 8],
          ];
  const outside = [
    ["1000", length + 1, 90],
    ["1000", 0, 90],
  ];
  return [...inside, ...outside].map(([lots, before, ticks]) => ({
    time: world.before(end + (before as number)),
    price: price(ticks as number),
    size: lots as string,
  }));
}

/** A day with a market put where a tier looks for it. */
function placed(world: DailyWorld, seen: Observe, { period, own }: Target, market: readonly JsonObject[]): JsonObject {
  if (seen.of === "spread-trades")
    return world.day({ [period]: own }, world.spreads(period, market, true, otherLeg(world, seen, period)));
  const where = seen.month === "lead" ? (world.lead as string) : period;
  return world.day({ [period]: own, [where]: { ...(where === period ? own : {}), [seen.of]: market } });
}

/** The other leg of a spread: the lead month, or the month next before. */
function otherLeg(world: DailyWorld, { against = "lead" }: Observe, period: string): string {
  const before = world.periods[world.periods.indexOf(period) - 1];
  return against === "lead" ? (world.lead as string) : (before as string);
}

/** Prices halfway between two settlement ticks: with the previous settlement below, above and at them, and without one. */
function tieVectors(world: DailyWorld, make: Make): Vector[] {
  const { product } = world;
  const tier = product.dailySettlement.groups
    .flatMap(({ tiers }) => tiers)
    .find(({ price }) =>
      formulasIn(price).some((one) => one.op === "observe" && one.what === "vwap" && one.of === "trades"),
    );
  if (!tier || (tier.price.op !== "observe" && world.product.finalSettlement.bounds === undefined)) return [];
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

/** Trades of a structured contract below its floor and above its cap: its settlement prices lie between them. */
function boundVectors(world: DailyWorld, make: Make): Vector[] {
  const { bounds } = world.product.finalSettlement;
  const tier = world.product.dailySettlement.groups
    .flatMap(({ tiers }) => tiers)
    .find(({ price }) => formulasIn(price).some((one) => one.op === "observe" && one.of === "trades"));
  const period = world.lead ?? world.periods.at(-1);
  if (bounds === undefined || tier === undefined || period === undefined) return [];
  const size = roundTo(parse(boundsIn(tier.when)[0]?.bound ?? "1"), fromInteger(1), "up").n;
  const ticks = multiply(parse(world.tick("outright")), fromInteger(10));
  const at = (price: string) =>
    world.day({ [period]: { trades: [{ time: world.before(1000), price, size: String(size) }] } });
  const below = subtract(parse(bounds.floor), ticks);
  // A price below zero is no price where prices are not signed.
  const least = compare(below, fromInteger(0)) >= 0 || world.product.price.signed;
  return [
    ...(least ? [make("trades below the floor", at(text(below)))] : []),
    make("trades above the cap", at(text(add(parse(bounds.cap), ticks)))),
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
          refused(
            "a trade twice",
            world.day({
              [first]: {
                trades: [
                  { ...trade, id: "T1" },
                  { ...trade, id: "T1" },
                ],
              },
            }),
            "duplicate",
          ),
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
