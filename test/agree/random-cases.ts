import { fc } from "../kit/property.ts";
import type { ContractModel, Index, Product, Rounding } from "../../src/model/model.ts";
import { type Calculator, load, outcome } from "../emit/calculator/load.ts";
import { h100Rental, h200Rental } from "../kit/sample/h100-index.ts";
import { tokenBasket } from "../kit/sample/itk-index.ts";
import { sampleGph, sampleItk } from "../kit/sample-model.ts";
import { indexDays, marketDays } from "./markets.ts";
import { variants } from "./variants.ts";

/** One call and what JavaScript comes to, or refuses it with. */
export type Held = {
  readonly name: string;
  readonly function: string;
  readonly arguments: readonly unknown[];
  readonly expected: { readonly returns: unknown } | { readonly refused: string };
};

/** A model and calls of its calculator: random days, and the same days spoiled in one place each. */
export type RandomCase = { readonly name: string; readonly model: ContractModel; readonly vectors: readonly Held[] };

const DAYS = 40;

const withIndex = (model: ContractModel, index: Index): ContractModel => {
  const { product: _, ...rest } = model;
  return { ...rest, kind: "index", indices: [index] };
};

const TOKEN_COLUMNS = {
  tier: ["on-demand", "on-demand", "spot"],
  model: ["ALDER", "BIRCH", "CEDAR", "ELM", "FIR"],
};

const indices: readonly {
  readonly name: string;
  readonly model: ContractModel;
  readonly index: Index;
  readonly kinds: readonly string[];
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}[] = [
  { name: "H100_RENTAL", model: sampleGph, index: h100Rental, kinds: ["trade", "offer"] },
  { name: "H200_RENTAL", model: sampleGph, index: h200Rental, kinds: ["trade"] },
  { name: "TOKEN_BASKET", model: sampleItk, index: tokenBasket, kinds: ["listing"], columns: TOKEN_COLUMNS },
  ...variants,
];

const MODES: readonly Rounding["mode"][] = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
];

/** The product with another daily rounding, and prices that may be below zero. */
const rounded = (model: ContractModel, mode: Rounding["mode"], signed: boolean): ContractModel => {
  const product = model.product as Product;
  const { clause } = product.dailySettlement.round;
  return {
    ...model,
    product: {
      ...product,
      price: { ...product.price, signed },
      dailySettlement: { ...product.dailySettlement, round: { mode, increment: "0.0001", clause } },
    },
  };
};

/** What a value of an input is spoiled to. */
const SPOILED: readonly unknown[] = [null, "", "-1", "1e3", "0", "0.00001", "2027-02-30", 7, true, [], {}, "elsewhere"];

/** The input with one value of it replaced, or taken away where `by` is the last. */
function spoiled(input: unknown, at: number, by: number): unknown {
  const copy = structuredClone(input);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, name]);
      walk(inner);
    }
  };
  walk(copy);
  const [holder, name] = places[at % places.length] ?? [];
  if (holder === undefined || name === undefined) return copy;
  if (by < SPOILED.length) holder[name] = SPOILED[by];
  else if (Array.isArray(holder)) holder.pop();
  else delete holder[name];
  return copy;
}

const spots = fc.tuple(fc.nat(1000), fc.nat(SPOILED.length));

function heldOf(calculator: Calculator, name: string, called: string, args: readonly unknown[]): Held {
  const found = outcome(() => calculator[called]?.(...args));
  const expected = "refused" in found ? { refused: found.refused } : { returns: found.returns };
  return { name, function: called, arguments: args, expected };
}

async function ofDays(
  name: string,
  model: ContractModel,
  called: string,
  days: fc.Arbitrary<unknown>,
): Promise<RandomCase> {
  const calculator = await load(model);
  const given = fc.sample(fc.tuple(days, spots), DAYS);
  const vectors = given.flatMap(([day, [at, by]], i) => [
    heldOf(calculator, `${name}, day ${i}`, called, [day]),
    heldOf(calculator, `${name}, day ${i} spoiled`, called, [spoiled(day, at, by)]),
  ]);
  return { name: `${name} on random days`, model, vectors };
}

const price = fc.integer({ min: -20_000, max: 60_000 }).map((units) => {
  const digits = String(Math.abs(units)).padStart(5, "0");
  return `${units < 0 ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
});

/** Prices on and between ticks, ties and values below zero, in every mode; positions and bands. */
async function ofPrices(model: ContractModel): Promise<RandomCase> {
  const calculator = await load(model);
  const product = model.product as Product;
  const roles = [...product.ticks.map(({ role }) => role), "none"];
  const modes = [...MODES, "nearest", "toward", "sideways"];
  const lots = fc.integer({ min: -5000, max: 5000 }).map(String);
  const given = fc.tuple(price, price, lots, fc.constantFrom(...roles), fc.constantFrom(...modes), fc.boolean());
  const days = ["2027-02-01", "2027-02-02", "2027-02-03"];
  const vectors = fc.sample(given, 300).flatMap(([one, other, held, role, mode, leans], i) => {
    const index = product.underlying.index;
    const prints = { [index]: Object.fromEntries(days.map((day, at) => [day, at === 0 ? one : other])) };
    const calls: [string, unknown[]][] = [
      ["ticks", [one, role]],
      ["roundToTick", leans ? [one, role, mode, other] : [one, role, mode]],
      ["settlementValue", [one, held]],
      ["variationMargin", [{ lots: held, previous: one, settlement: other }]],
      ["collateral", [{ lots: held, price: one }]],
      ["priceBands", [one]],
      ["finalSettlement", [{ period: "2027-02", days, prints }]],
    ];
    return calls
      .filter(([name]) => name in calculator)
      .map(([name, args]) => heldOf(calculator, `${name} ${i}`, name, args));
  });
  // Ties on either side of zero, to even and to odd, in every mode: chance alone would seldom draw them.
  const ties = ["1.2345", "1.2355", "-1.2345", "-1.2355", "0.0005", "-0.0005"].flatMap((one) =>
    modes.map((mode) => heldOf(calculator, `${one}, ${mode}`, "roundToTick", [one, "outright", mode, "1.0000"])),
  );
  const signed = product.price.signed ? ", signed" : "";
  return { name: `${product.id} at random prices${signed}`, model, vectors: [...vectors, ...ties] };
}

/** Members that are numbers, names and both, in several orders: what calculators write of them is in one order everywhere. */
async function ofKeys(): Promise<RandomCase> {
  const keys = ["10", "1a", "9", "010", "a", "009", "\u{1f600}", "\uff21"];
  const members = tokenBasket.members.map((one) => (one.of === "model" ? { ...one, members: keys } : one));
  const model = withIndex(sampleItk, { ...tokenBasket, members });
  const calculator = await load(model);
  const sources = tokenBasket.inputs[0]?.from ?? [];
  const vectors = keys.map((first, at) => {
    const observations = [...keys.slice(at), ...keys.slice(0, at)].flatMap((key, place) =>
      sources.map((source) => ({
        source,
        price: `2.${place + keys.indexOf(key)}`,
        attributes: { tier: "on-demand", model: key },
      })),
    );
    return heldOf(calculator, `beginning with ${first}`, "referencePrice", [
      { date: "2027-02-02", observations, previous: null, determination: null },
    ]);
  });
  return { name: "TOKEN_BASKET of numbers and names", model, vectors };
}

/** Numbers of many digits: languages without whole numbers of any size bring their own arithmetic. */
async function ofLongNumbers(): Promise<RandomCase> {
  const calculator = await load(sampleGph);
  const digits = fc.stringMatching(/^[1-9][0-9]{0,90}$/);
  const decimals = fc.stringMatching(/^[0-9]{1,60}$/);
  const drawn = fc.sample(fc.tuple(digits, decimals, digits, fc.constantFrom(...MODES)), 60);
  const vectors = drawn.flatMap(([whole, rest, lots, mode], i) => {
    const position = { lots: `-${lots}`, previous: `${whole}.0005`, settlement: `${lots}.001` };
    return [
      heldOf(calculator, `long price ${i}`, "roundToTick", [`${whole}.${rest}`, "settlement", mode]),
      heldOf(calculator, `long price ${i} off its tick`, "ticks", [`${whole}.${rest}`, "outright"]),
      heldOf(calculator, `long bands ${i}`, "priceBands", [`${whole}.5`]),
      heldOf(calculator, `long position ${i}`, "variationMargin", [position]),
    ];
  });
  // So many steps of 0.0001 less 10^-34 of one: the quotient is one less than its first digits to the base 2^32 promise.
  const short = [4294967291n, 3000000019n, 2147483659n].map((steps) => {
    const digits = String(steps * 10n ** 34n - 1n);
    const price = `${digits.slice(0, -38)}.${digits.slice(-38)}`;
    return heldOf(calculator, `a little less than ${steps} steps`, "roundToTick", [price, "settlement", "up"]);
  });
  const longest = ["7".repeat(1000), "7".repeat(1001)].map((one) =>
    heldOf(calculator, `${one.length} digits`, "ticks", [one, "outright"]),
  );
  return { name: "GPH of long numbers", model: sampleGph, vectors: [...vectors, ...short, ...longest] };
}

/** Averages that lie half-way between two prices, on either side of zero, from even and from odd ones: chance alone seldom draws them. */
async function ofTies(mode: Rounding["mode"]): Promise<RandomCase> {
  const model = rounded(sampleGph, mode, true);
  const calculator = await load(model);
  const vectors = [-2345, -2344, 2344, 2345].map((units) => {
    // One lot in twenty, a tick of 0.001 further: 0.00005, half of what is rounded to, and one more of it where the price is odd.
    const [more, fewer] = units % 2 === 0 ? ["19", "1"] : ["17", "3"];
    const trades = [
      { time: "2027-02-02T20:29:00.000Z", price: `${units / 1000}`, size: more },
      { time: "2027-02-02T20:29:30.000Z", price: `${(units + 1) / 1000}`, size: fewer },
    ];
    const month = { period: "2027-02", previous: null, trades, quotes: [], finalSettlement: null };
    const day = {
      date: "2027-02-02",
      settlementTime: "2027-02-02T20:30:00.000Z",
      lead: "2027-02",
      months: [month],
      spreads: [],
      indices: { [model.product?.underlying.index as string]: null },
    };
    return heldOf(calculator, `a tie above ${units} thousandths, ${mode}`, "dailySettlement", [day]);
  });
  return { name: `GPH at ties rounded ${mode}`, model, vectors };
}

/** A determination that the spec asks for, by the body it names and by another one. */
async function ofDeterminations(): Promise<RandomCase> {
  const calculator = await load(sampleGph);
  const vectors = ["exchange", "XDEX", "anybody"].flatMap((by) =>
    ["Rule 901", "Rule 1"].map((rule) => {
      const input = {
        date: "2027-02-02",
        window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T16:00:00Z" },
        observations: [],
        previous: null,
        indices: { H200_RENTAL: null },
        determination: { by, rule, value: "2.3456", signature: "signed" },
      };
      return heldOf(calculator, `determined by ${by} under ${rule}`, "referencePrice", [input]);
    }),
  );
  return { name: "GPH, determined", model: sampleGph, vectors };
}

/** Every case, with the seed of the run. */
export async function randomCases(): Promise<RandomCase[]> {
  return [
    await ofDeterminations(),
    await ofKeys(),
    await ofLongNumbers(),
    ...(await Promise.all(
      indices.map(({ name, model, index, kinds, columns = {} }) =>
        ofDays(name, withIndex(model, index), "referencePrice", indexDays(index, kinds, columns)),
      ),
    )),
    ...(await Promise.all(
      [sampleGph, sampleItk].map((model) =>
        ofDays(
          model.product?.id as string,
          model,
          "dailySettlement",
          marketDays(model, model === sampleGph ? 3 : 2, model === sampleGph),
        ),
      ),
    )),
    ...(await Promise.all(
      MODES.map((mode, at) =>
        ofDays(
          `GPH rounded ${mode}`,
          rounded(sampleGph, mode, at % 2 === 0),
          "dailySettlement",
          marketDays(sampleGph, 3, true),
        ),
      ),
    )),
    ...(await Promise.all(MODES.map(ofTies))),
    await ofPrices(sampleGph),
    await ofPrices(sampleItk),
    await ofPrices(rounded(sampleGph, "half-even", true)),
  ];
}
