import { sessions } from "./future.ts";
import { orders, sharedSections } from "./terms.ts";
import { type Draft, form, type Future, prose, type Spec, written } from "./world.ts";

type Legs = {
  readonly on: string;
  /** Contract months that one combination needs. */
  readonly months: number;
  readonly legs: string;
  readonly price: string;
  readonly at: string;
};
type Pair = {
  readonly second: Future;
  /** Contracts bought of the first and sold of the second. */
  readonly lots: readonly [number, number];
  /** Units of the second for each of the first, in lowest terms. */
  readonly ratio: { readonly n: number; readonly d: number };
};

/** A spread between months of one future of the catalogue, or between two futures whose prices are of one currency. */
export function spreadSpec(draft: Draft): Spec {
  const { random, world } = draft;
  const futures = world.futures.filter((one) => one.near >= 4);
  const first = random.pick(futures);
  const pair = random.chance(50) ? pairOf(draft, first, futures) : undefined;
  return pair === undefined
    ? spread(draft, [first], monthsOf(draft, first))
    : spread(draft, [first, pair.second], productsOf(draft, first, pair));
}

function spread(draft: Draft, on: readonly Future[], legs: Legs): Spec {
  const { random, id } = draft;
  const [{ index, venue, calendar }] = on as readonly [Future];
  for (const one of on) draft.imports.add(one.path).add(one.index.grade.path);
  draft.imports.add(venue.path).add(calendar.path);
  const sections = sharedSections(draft, venue.rules);
  const own = (["margin", "participants"] as const).filter(() => random.chance(40));
  // The futures list a month more than the spread at least, so that its legs are there before it and after; and the spread one more than
  // its legs, so that some combination of months is listed between the last day of one and the day the next is added.
  const near = random.from(legs.months + 1, Math.min(...on.map((one) => one.near)) - 1);
  const ends = on.map((one) => `${one.id}.last-trading-day`);
  const last = ends.length === 1 ? ends[0]! : `(earlier of ${ends.join(", ")})`;
  const lines = [
    ...prose(draft, 80),
    `spread ${id} "Spread ${id}"${legs.on} {`,
    `  venue: ${venue.venue}`,
    `  clearing: ${venue.house}`,
    ...(random.chance(40) ? [`  chapter: ${random.from(100, 999)}`] : []),
    "  contract: month",
    `  legs: ${legs.legs}`,
    `  price: ${legs.price}, signed`,
    ...prose(draft, 30, "  "),
    `  tick { outright: ${index.currency === "JPY" ? "0.1" : random.pick(["0.01", "0.05"])} }`,
    `  leg-prices: ${legs.at}`,
    ...(random.chance(50)
      ? ["  classification {", '    cea: exempt-commodity, because "each leg has the commodity of its future"', "  }"]
      : []),
    ...prose(draft, 30, "  "),
    "  listing {",
    `    first: 2027-11-${random.from(11, 26)}`,
    `    months: ${near} consecutive`,
    `    add: ${random.from(3, 5)} business days after last-trading-day of expiring month`,
    "  }",
    ...prose(draft, 30, "  "),
    `  dates on ${calendar.id} { last-trading-day: ${random.from(1, 5)} business days before ${last} }`,
    ...sessions(draft, calendar.id, index),
    ...own.flatMap((one) => [...prose(draft, 20, "  "), ...sections[one]]),
    ...(random.chance(60) ? orders(draft, venue.rules) : []),
    "}",
  ];
  return written(draft, lines);
}

/** Two months of one future against each other, or three; the far one, counted once, is what the price leaves, so that it lies on its tick. */
function monthsOf(draft: Draft, { id, index, near }: Future): Legs {
  const { random } = draft;
  form(draft, "spread between months", "");
  const three = random.chance(35) && near >= 5;
  const sides = random.pick(["+-", "-+"]);
  const legs = three
    ? form(draft, "butterfly", `${sides[0]}1 ${id}[near] ${sides[1]}2 ${id}[middle] ${sides[0]}1 ${id}[far]`)
    : form(draft, "two months", `${sides[0]}1 ${id}[near] ${sides[1]}1 ${id}[far]`);
  return {
    on: ` on ${id}`,
    months: three ? 3 : 2,
    legs,
    price: `${index.currency} / ${index.grade.unit} of ${index.grade.id}`,
    at: `near leg at settlement${three ? ", middle leg at settlement" : ""}`,
  };
}

/** Contracts of another future that stand in the proportion of a decimal ratio to those of the first, where there is one. */
function pairOf(draft: Draft, first: Future, futures: readonly Future[]): Pair | undefined {
  const { random } = draft;
  const others = futures.filter(
    (one) =>
      one.id !== first.id && one.index.currency === first.index.currency && one.index.grade.id !== first.index.grade.id,
  );
  if (others.length === 0) return undefined;
  const second = random.pick(others);
  // Sizes of the catalogue have no prime factors but two and five, and so has the ratio.
  const fits = [1, 2, 4, 5].flatMap((bought) =>
    [1, 2, 4, 5].flatMap((sold) => {
      const n = sold * second.size;
      const d = bought * first.size;
      const by = divisor(n, d);
      return n <= 10 * d && d <= 10 * n
        ? [{ second, lots: [bought, sold] as const, ratio: { n: n / by, d: d / by } }]
        : [];
    }),
  );
  return fits.length === 0 ? undefined : random.pick(fits);
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** The first future less so many times the second, booked at its settlement taken to a step that many times of which is a tick of the first. */
function productsOf(draft: Draft, first: Future, { second, lots, ratio }: Pair): Legs {
  form(draft, "spread between products", "");
  const [one, other] = [first.index.grade, second.index.grade];
  const step = first.index.currency === "JPY" ? String(ratio.d / 10) : String(ratio.d / 100);
  return {
    on: "",
    legs: `+${lots[0]} ${first.id}[month] -${lots[1]} ${second.id}[month]`,
    price: `${first.id} - ${ratio.n / ratio.d} (${other.unit} of ${other.id}) / (${one.unit} of ${one.id}) * ${second.id}`,
    months: 2,
    at: `${second.id} leg at settlement${ratio.d === 1 ? "" : form(draft, "settlement of a leg rounded", `, round half-even to ${step}`)}`,
  };
}
