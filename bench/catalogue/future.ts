import { deliveryTerms } from "./delivery.ts";
import { listing, monthDates, periodDates } from "./dates.ts";
import { contractCalendar } from "./index-spec.ts";
import { SHIPPED } from "./shared.ts";
import { dailySettlement, limits, orders, sharedSections } from "./terms.ts";
import {
  type Draft,
  form,
  type Future,
  type Index,
  oneForm,
  prose,
  type Source,
  type Spec,
  type Venue,
  written,
} from "./world.ts";

/** Zone, trading, settlement and last close, and the hour by UTC before which no settlement is measured. */
const SESSIONS = [
  ["America/Chicago", "Sun..Thu 17:00 until 16:00 next day", "14:30", "10:00", 19.5],
  ["America/New_York", "Mon..Fri 08:00 until 17:00", "16:00", "12:00", 20],
  ["Europe/London", "Mon..Fri 07:00 until 18:00", "16:30", "16:00", 15.5],
  ["Asia/Singapore", "Mon..Fri 08:30 until 18:15", "17:00", "11:00", 9],
  ["Asia/Tokyo", "Mon..Fri 08:45 until 15:15, Mon..Fri 16:30 until 23:30", "15:15", "15:00", 6.25],
  ["Europe/Paris", "Mon, Tue, Wed, Thu, Fri 09:00 until 17:30", "17:00", "13:00", 15],
] as const;

/** Settlements from this hour by UTC on are not before an early close of any market here. */
const EARLIEST_CLOSE = 5;

/** Rules every venue of the catalogue has: products of any of them may use a profile. */
const COMMON_RULES = ["Rule 512", "Rule 519", "Rule 559", "Rule 901"] as const;

/** Clauses several products share. */
export function profileSpec(draft: Draft): Spec {
  const { random, id, world } = draft;
  const sections = sharedSections(draft, COMMON_RULES);
  const has = random.some(["price-limits", "margin", "participants"] as const, random.from(1, 3));
  const lines = [
    ...prose(draft, 60),
    form(draft, "profile", `profile ${id} {`),
    ...has.flatMap((one) => [...prose(draft, 30, "  "), ...sections[one]]),
    ...(random.chance(50) ? orders(draft, COMMON_RULES) : []),
    "}",
  ];
  world.profiles.push({
    id,
    path: draft.path,
    has: new Set([...has, ...(lines.some((one) => one === "  orders {") ? ["orders"] : [])]),
  });
  return written(draft, lines);
}

/** A cash-settled future on an index of the catalogue, or one of another size derived from it. */
export function futureSpec(draft: Draft): Spec {
  const { random, world } = draft;
  const parents = world.futures.filter((one) => !one.derives);
  return parents.length > 20 && random.chance(5)
    ? derivedSpec(draft, random.pick(parents))
    : contractSpec(draft, "cash");
}

/** A future of contract months that ends in delivery of the grade its price is of, or of another in its place. */
export function deliveredSpec(draft: Draft): Spec {
  return contractSpec(draft, "delivery");
}

function contractSpec(draft: Draft, method: "cash" | "delivery"): Spec {
  const { random, world } = draft;
  const venue = random.pick(world.venues);
  const index = random.pick(world.indices.filter((one) => !one.signed));
  draft.imports.add(venue.path).add(index.path).add(index.grade.path);
  const profile = world.profiles.length > 0 && random.chance(25) ? random.pick(world.profiles) : undefined;
  if (profile !== undefined) draft.imports.add(profile.path);
  const calendar = contractCalendar(draft);
  const other = random.pick(SHIPPED);
  const period =
    method === "delivery" || random.chance(88) ? "month" : random.pick(["quarter", "week", "year"] as const);
  const dates = period === "month" ? monthDates(draft, calendar.id, other.id) : periodDates(draft, calendar.id, period);
  if (dates.lines.join("\n").includes(` on ${other.id}\n`)) draft.imports.add(other.path);
  const delivery = method === "delivery" ? deliveryTerms(draft, index, venue) : undefined;
  const lead = dates.lines.some((one) => one.includes("lead-month"));
  const sections = sharedSections(draft, venue.rules);
  const own = (["price-limits", "margin", "participants"] as const).filter(
    (one) => !profile?.has.has(one) && random.chance(65),
  );
  const source = sourceFor(draft, index);
  const size = random.pick([100, 500, 1_000, 2_500, 5_000, 10_000]);
  const months = listing(draft, period, method === "delivery");
  const lines = [
    ...prose(draft, 80),
    ...prose(draft, 30),
    form(
      draft,
      "future",
      `future ${draft.id} "Future ${draft.id}"${profile === undefined ? "" : form(draft, "uses a profile", ` uses ${profile.id}`)} {`,
    ),
    ...terms(draft, venue, index, period, size),
    ...prose(draft, 30, "  "),
    ...months,
    ...prose(draft, 30, "  "),
    ...(delivery === undefined ? dates.lines : [...dates.lines.slice(0, -1), ...delivery.dates, "  }"]),
    ...sessions(draft, calendar.id, index),
    ...prose(draft, 30, "  "),
    ...dailySettlement(draft, index.id, lead, delivery?.price === "settlement" ? "settlement" : "another price"),
    ...prose(draft, 30, "  "),
    ...(delivery?.lines ?? finalSettlement(draft, index, calendar.id, period)),
    ...(random.chance(80) ? [...prose(draft, 30, "  "), ...limits(draft, source)] : []),
    ...own.flatMap((one) => [...prose(draft, 20, "  "), ...sections[one]]),
    ...(profile?.has.has("orders") !== true && random.chance(60) ? orders(draft, venue.rules) : []),
    "}",
  ];
  world.futures.push({
    id: draft.id,
    path: draft.path,
    index,
    derives: profile !== undefined,
    monthly: period === "month",
    size,
    venue,
    calendar,
    near: period !== "month" ? 0 : Number(/(\d+) consecutive/.exec(months.join())?.[1] ?? 0),
    lines,
  });
  return written(draft, lines);
}

/** `future X from Y`: another size, and what scales with it said again. */
function derivedSpec(draft: Draft, parent: Future): Spec {
  const { random } = draft;
  draft.imports.add(parent.path).add(parent.index.grade.path);
  const size = random.pick([10_000, 20_000, 50_000, 100_000]);
  const lines = [
    ...prose(draft, 70),
    form(draft, "derived product", `future ${draft.id} "Future ${draft.id}" from ${parent.id} {`),
    `  size: ${grouped(size)} ${parent.index.grade.unit} of ${parent.index.grade.id}`,
    ...prose(draft, 30, "  "),
    ...limits(draft, undefined).slice(0, -1),
    form(draft, "counts towards another product", `    aggregate-into: ${parent.id} at ${size / parent.size}/1`),
    "  }",
    ...orders(draft, parent.venue.rules),
    ...(parent.monthly && random.chance(50) ? [...prose(draft, 30, "  "), ...listing(draft, "month", false)] : []),
    "}",
  ];
  draft.world.futures.push({
    id: draft.id,
    path: draft.path,
    index: parent.index,
    derives: true,
    monthly: parent.monthly,
    size,
    venue: parent.venue,
    calendar: parent.calendar,
    near: 0,
    lines,
  });
  return written(draft, lines);
}

/** `10_000`: thousands apart, as the language has them. */
export function grouped(size: number): string {
  return String(size).replace(/\B(?=(\d{3})+$)/g, "_");
}

function sourceFor(draft: Draft, index: Index): string | undefined {
  const fits = draft.world.sources.filter(
    (one): one is Source & { figure: NonNullable<Source["figure"]> } => one.figure?.grade.id === index.grade.id,
  );
  if (fits.length === 0 || !draft.random.chance(70)) return undefined;
  const source = draft.random.pick(fits);
  draft.imports.add(source.path);
  return `${source.id}.${source.figure.name}`;
}

/** What one contract is and how its price moves. */
export function terms(draft: Draft, venue: Venue, index: Index, period: string, size: number): string[] {
  const { random } = draft;
  const yen = index.currency === "JPY";
  const tick = yen ? "0.1" : random.pick(["0.01", "0.05", "0.25"]);
  const fine = yen ? "0.1" : "0.01";
  const named =
    period === "month" && random.chance(10) ? form(draft, "named by its end", ", named by end of month") : "";
  return [
    `  venue: ${venue.venue}`,
    `  clearing: ${venue.house}`,
    ...(random.chance(40) ? [form(draft, "chapter", `  chapter: ${random.from(100, 999)}`)] : []),
    `  underlying: ${index.id}`,
    `  contract: ${form(draft, `contract by ${period}`, period)}${named}`,
    `  size: ${grouped(size)} ${index.grade.unit} of ${index.grade.id}`,
    `  price: ${index.currency} / ${index.grade.unit} of ${index.grade.id}`,
    ...(random.chance(15)
      ? [form(draft, "exactness of a tick", `  tick-value: exact to ${yen ? "0.1" : "0.001"} ${index.currency}`)]
      : []),
    form(draft, "ticks", "  tick {"),
    `    outright: ${tick}`,
    ...(random.chance(50) ? [form(draft, "tick of spreads", `    calendar-spread: ${fine}`)] : []),
    `    settlement: ${fine}`,
    "  }",
    ...(random.chance(60)
      ? [
          form(draft, "classification", "  classification {"),
          ...random
            .some(
              [
                'cea: exempt-commodity, because "it is dealt in"',
                'cfi: FCSCSX, because "settled in cash"',
                'mifid: C10, because "an index of prices"',
              ],
              random.from(1, 3),
            )
            .map((one) => `    ${one}`),
          "  }",
        ]
      : []),
  ];
}

/** Sessions whose settlement is measured when the price of `index` is there. */
export function sessions(draft: Draft, calendar: string, index: Index): string[] {
  const { random } = draft;
  const [zone, trade, settlement, close] = random.pick(SESSIONS.filter((one) => one[4] >= index.known));
  const early = index.known < EARLIEST_CLOSE && random.chance(50);
  return [
    form(draft, "sessions", `  sessions in ${zone} on ${calendar} {`),
    `    trade: ${form(draft, `session ${zone}`, trade)}`,
    ...(random.chance(75) ? [form(draft, "last close", `    last-close: on last-trading-day at ${close}`)] : []),
    ...(random.chance(85)
      ? [
          `    settlement: at ${settlement}${early ? form(draft, "at early close when earlier", ", at early close when earlier") : ""}`,
        ]
      : []),
    "  }",
  ];
}

function finalSettlement(draft: Draft, index: Index, calendar: string, period: string): string[] {
  const price = oneForm(draft, {
    "average over the month": `average of ${index.id} over business days of contract ${period} on ${calendar}`,
    "average over an interval": `average of ${index.id} over business days of spot-period on ${calendar}`,
    "index of the last day": index.id,
    "scaled index": `${index.id} * ${draft.random.pick(["1", "2", "0.5"])}`,
    "largest of two": `max(${index.id}, average of ${index.id} over business days of spot-period on ${calendar})`,
  });
  const round = draft.random.pick(["half-even", "half-away", "half-up", "down", "up"]);
  return [
    form(draft, "final settlement in cash", "  final-settlement cash {"),
    ...(draft.random.chance(70)
      ? [`    price: ${price}`, `    round: ${round} to tick.settlement`]
      : [form(draft, "rounding beside the price", `    price: ${price}, round ${round} to tick.settlement`)]),
    "  }",
  ];
}
