import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel, Index, Product, Rounding } from "../../src/model/model.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { load, outcome } from "../emit/calculator/load.ts";
import { h100Rental, h200Rental } from "../kit/sample/h100-index.ts";
import { tokenBasket } from "../kit/sample/itk-index.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";
import { indexDays, marketDays } from "./markets.ts";
import { type Variant, variants } from "./variants.ts";
import type { FinalInput, IndexDay, MarketDay } from "./reading.ts";
import { readDaily, readFinal, readIndex, readVariation } from "./reading.ts";

type Print = { readonly value: string; readonly tier: string };
type Months = {
  readonly months: readonly { readonly period: string; readonly price: string; readonly tier: string }[];
};

const RUNS = 200;

const TOKEN_COLUMNS = {
  tier: ["on-demand", "on-demand", "spot"],
  model: ["ALDER", "BIRCH", "CEDAR", "ELM", "FIR"],
};

/** A model of one index with its clauses. */
const withIndex = (model: ContractModel, index: Index): ContractModel => {
  const { product: _, ...rest } = model;
  return { ...rest, kind: "index", indices: [index] };
};

const indices: readonly Variant[] = [
  { name: "H100_RENTAL", model: sampleGph, index: h100Rental, kinds: ["trade", "offer"] },
  { name: "H200_RENTAL", model: sampleGph, index: h200Rental, kinds: ["trade"] },
  {
    name: "H100_RENTAL with three parts and no quorum",
    model: sampleGph,
    index: {
      ...h100Rental,
      window: { ...(h100Rental.window as Extract<Index["window"], { kind: "clock" }>), parts: 3 },
      quorum: [],
      value: {
        ...h100Rental.value,
        statistic: "median",
        round: { ...h100Rental.value.round, mode: "half-even", increment: "0.005" },
      },
    },
    kinds: ["trade", "offer"],
  },
  {
    name: "H100_RENTAL whose parts may not be empty, by volume",
    model: sampleGph,
    index: {
      ...h100Rental,
      window: { ...(h100Rental.window as Extract<Index["window"], { kind: "clock" }>), parts: 4 },
      quorum: [{ count: 2, of: "sources", clause: "H100_RENTAL/quorum" }],
      steps: h100Rental.steps.map(({ each, of, text, clause }) => ({
        each,
        of,
        text,
        clause,
        statistic: "volume-weighted-mean" as const,
      })),
      value: { ...h100Rental.value, statistic: "volume-weighted-mean" },
    },
    kinds: ["trade", "offer"],
  },
  {
    name: "TOKEN_BASKET",
    model: sampleItk,
    index: tokenBasket,
    kinds: ["listing"],
    columns: TOKEN_COLUMNS,
  },
  ...(["mean", "median"] as const).map((statistic) => ({
    name: `TOKEN_BASKET as a ${statistic} of weighted models`,
    model: sampleItk,
    index: { ...tokenBasket, value: { ...tokenBasket.value, statistic } },
    kinds: ["listing"],
    columns: TOKEN_COLUMNS,
  })),
];

for (const { name, model, index, kinds, columns = {}, runs = RUNS } of [...indices, ...variants]) {
  test(`${name}: the calculator and the second reading agree on random days`, async () => {
    const calculator = await load(withIndex(model, index));
    const tiers = new Map<string, number>();
    fc.assert(
      fc.property(indexDays(index, kinds, columns), (day: IndexDay) => {
        const found = outcome(() => calculator["referencePrice"]?.(day));
        const said = readIndex(index, day);
        if ("none" in said) return assert.is("refused" in found ? found.refused : "a value", said.none);
        if ("refused" in found) return assert.unreachable(`refused ${found.refused} at ${found.place ?? "-"}`);
        const { value, tier } = found.returns as Print;
        tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
        return assert.equal({ value, tier }, said);
      }),
      { numRuns: runs },
    );
    assert.ok((tiers.get("inputs") ?? 0) > runs / 20, `only ${tiers.get("inputs")} days had a computed value`);
  });

  test(`${name}: the order of the observations does not matter`, async () => {
    const calculator = await load(withIndex(model, index));
    fc.assert(
      fc.property(indexDays(index, kinds, columns), (day: IndexDay) => {
        const valueOf = (given: IndexDay): unknown => {
          const found = outcome(() => calculator["referencePrice"]?.(given));
          return "refused" in found ? found.refused : [(found.returns as Print).value, (found.returns as Print).tier];
        };
        assert.equal(valueOf({ ...day, observations: [...day.observations].reverse() }), valueOf(day));
      }),
      { numRuns: Math.min(60, runs / 3) },
    );
  });
}

const modes: readonly Rounding["mode"][] = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
];

/** The product with another daily rounding, coarse enough that ties are common. */
const rounding = (product: Product, mode: Rounding["mode"]): Product => ({
  ...product,
  dailySettlement: {
    ...product.dailySettlement,
    round: { mode, increment: "0.0001", clause: product.dailySettlement.round.clause },
  },
});

const products: readonly {
  readonly name: string;
  readonly model: ContractModel;
  readonly product: Product;
  readonly spreads: boolean;
  readonly places: number;
}[] = [
  { name: "GPH", model: sampleGph, product: sampleGph.product as Product, spreads: true, places: 3 },
  { name: "ITK", model: sampleItk, product: sampleItk.product as Product, spreads: false, places: 2 },
  ...modes.map((mode) => ({
    name: `GPH rounded ${mode}`,
    model: sampleGph,
    product: rounding(sampleGph.product as Product, mode),
    spreads: true,
    places: 3,
  })),
];

for (const { name, model, product, spreads, places } of products) {
  test(`${name}: the calculator and the second reading settle random days alike`, async () => {
    const calculator = await load({ ...model, product });
    const tiers = new Set<string>();
    fc.assert(
      fc.property(marketDays(model, places, spreads), (day: MarketDay) => {
        const found = outcome(() => calculator["dailySettlement"]?.(day));
        const said = readDaily(product, day);
        if ("none" in said) return assert.is("refused" in found ? found.refused : "prices", said.none);
        if ("refused" in found) return assert.unreachable(`refused ${found.refused} at ${found.place ?? "-"}`);
        const months = (found.returns as Months).months.map(({ period, price, tier }) => ({ period, price, tier }));
        for (const { tier } of months) tiers.add(tier);
        return assert.equal(months, said.months);
      }),
      { numRuns: RUNS },
    );
    const daily = product.dailySettlement;
    const all = [
      ...daily.groups.flatMap((group) => group.tiers),
      ...daily.newlyListed,
      ...(daily.lastDay ? [daily.lastDay] : []),
    ];
    assert.equal(
      all.map(({ id }) => id).filter((id) => !tiers.has(id)),
      [],
      "tiers no random day ended in",
    );
  });
}

test("final settlements and variation margins agree with the second reading", async () => {
  const calculator = await load(sampleGph);
  const product = sampleGph.product as Product;
  const price = fc
    .integer({ min: 0, max: 60_000 })
    .map((units) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, "0")}`);
  const lots = fc.integer({ min: -5000, max: 5000 }).map(String);
  fc.assert(
    fc.property(
      fc.array(price, { minLength: 1, maxLength: 23 }),
      price,
      price,
      lots,
      (values, previous, settlement, held) => {
        const days = values.map((_, at) => `2027-02-${String(at + 1).padStart(2, "0")}`);
        const prints = { H100_RENTAL: Object.fromEntries(days.map((day, at) => [day, values[at]])) };
        const final = calculator["finalSettlement"]?.({ period: "2027-02", days, prints }) as { price: string };
        assert.equal({ price: final.price }, readFinal(product, { days, prints } as FinalInput));
        const margin = calculator["variationMargin"]?.({ lots: held, previous, settlement });
        assert.equal(margin, { amount: readVariation(product, previous, settlement, held), currency: "USD" });
      },
    ),
    { numRuns: RUNS },
  );
});

for (const model of [sampleGph, sampleItk]) {
  test(`${model.product?.id}: the second reading agrees with every vector`, () => {
    let compared = 0;
    for (const { name, function: called, arguments: args, expected } of vectorsFile(model).vectors) {
      if ("refused" in expected) continue;
      const returns = expected.returns as unknown as Print & Months;
      const index = model.indices.find(({ id }) => name.startsWith(`${id}:`));
      if (index) {
        assert.equal(readIndex(index, args[0] as IndexDay), { value: returns.value, tier: returns.tier }, name);
      } else if (called === "dailySettlement") {
        assert.equal(readDaily(model.product as Product, args[0] as MarketDay), { months: returns.months }, name);
      } else continue;
      compared++;
    }
    assert.ok(compared > 20, `${compared} vectors compared`);
  });
}

test.run();
