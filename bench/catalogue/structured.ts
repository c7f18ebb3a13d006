import { listing, monthDates } from "./dates.ts";
import { sessions, terms } from "./future.ts";
import { contractCalendar } from "./index-spec.ts";
import { SHIPPED } from "./shared.ts";
import { dailySettlement, limits, orders, sharedSections } from "./terms.ts";
import { type Draft, form, oneForm, prose, type Spec, written } from "./world.ts";

/** A contract of months on an index of the catalogue that pays no less than a floor and no more than a cap, both on its tick. */
export function structuredSpec(draft: Draft): Spec {
  const { random, world, id } = draft;
  const venue = random.pick(world.venues);
  const index = random.pick(world.indices.filter((one) => !one.signed));
  draft.imports.add(venue.path).add(index.path).add(index.grade.path);
  const calendar = contractCalendar(draft);
  const other = random.pick(SHIPPED);
  const dates = monthDates(draft, calendar.id, other.id);
  if (dates.lines.join("\n").includes(` on ${other.id}\n`)) draft.imports.add(other.path);
  const lead = dates.lines.some((one) => one.includes("lead-month"));
  const sections = sharedSections(draft, venue.rules);
  const own = (["price-limits", "margin", "participants"] as const).filter(() => random.chance(50));
  const floor = random.from(1, 40);
  const unit = `${index.currency} / ${index.grade.unit} of ${index.grade.id}`;
  const days = (span: string) => `business days of ${span} on ${calendar.id}`;
  const lines = [
    ...prose(draft, 80),
    form(draft, "structured contract", `structured ${id} "Bounded ${id}" {`),
    ...terms(draft, venue, index, "month", random.pick([100, 500, 1_000, 2_500, 5_000])),
    ...prose(draft, 30, "  "),
    `  payoff: ${oneForm(draft, {
      "payoff by the month": `average of ${index.id} over ${days("contract month")}`,
      "payoff by an interval": `average of ${index.id} over ${days("spot-period")}`,
      "payoff of each observation bounded": `average of max(${index.id}, ${floor} ${unit}) over ${days("contract month")}`,
      "payoff of the last day": index.id,
      "payoff of a share": `${index.id} * ${random.pick(["2", "0.5"])}`,
    })}`,
    form(draft, "floor", `  floor: ${floor}`),
    form(draft, "cap", `  cap: ${floor + random.from(1, 60)}${random.pick(["", ".5"])}`),
    ...prose(draft, 30, "  "),
    ...listing(draft, "month", false),
    ...prose(draft, 30, "  "),
    ...dates.lines,
    ...sessions(draft, calendar.id, index),
    ...prose(draft, 30, "  "),
    ...dailySettlement(draft, index.id, lead, "between bounds"),
    ...prose(draft, 30, "  "),
    form(
      draft,
      "rounding of a bounded price",
      `  final-settlement cash { round: ${random.pick(["half-even", "half-away", "half-up", "down", "up"])} to tick.settlement }`,
    ),
    ...(random.chance(70) ? [...prose(draft, 30, "  "), ...limits(draft, undefined)] : []),
    ...own.flatMap((one) => [...prose(draft, 20, "  "), ...sections[one]]),
    ...(random.chance(60) ? orders(draft, venue.rules) : []),
    "}",
  ];
  return written(draft, lines);
}
