import { monthDates } from "./dates.ts";
import { grouped } from "./future.ts";
import { SHIPPED } from "./shared.ts";
import { type Draft, form, oneForm, prose, type Spec, written } from "./world.ts";

/** Facts about a contract of another exchange, now and then with what is derived from it and an option on it. */
export function referenceSpec(draft: Draft): Spec {
  const { random, world, id } = draft;
  const venue = random.pick(world.venues);
  const grade = random.pick(world.grades);
  const calendar = random.pick(SHIPPED);
  const other = random.pick(SHIPPED);
  draft.imports.add(venue.path).add(grade.path).add(calendar.path);
  const facts = `${id}_FACTS`;
  const currency = random.pick(["USD", "EUR", "GBP", "SGD"]);
  const dates = monthDates(draft, calendar.id, other.id);
  if (dates.lines.join("\n").includes(` on ${other.id}\n`)) draft.imports.add(other.path);
  const size = random.pick([100, 500, 1_000]);
  const option = random.chance(35);
  const lines = [
    form(draft, "facts of another exchange", `source ${facts} "What ${venue.venue} publishes (fictional)" {`),
    `  date: 2026-0${random.from(1, 9)}-${random.from(10, 28)}`,
    ...(random.chance(60) ? [`  where: "https://${id.toLowerCase()}.example"`] : []),
    ...(random.chance(30) ? [`  publisher: "a fictional publisher"`] : []),
    "}",
    "",
    ...prose(draft, 70),
    form(draft, "reference", `future ${id} "Reference ${id}" {`),
    `  venue: ${venue.venue}`,
    `  restates: ${facts}`,
    ...(random.chance(50) ? [form(draft, "code of a reference", `  code: ${id}`)] : []),
    "  contract: month",
    `  size: ${grouped(size)} ${grade.unit} of ${grade.id}`,
    `  price: ${currency} / ${grade.unit} of ${grade.id}${random.chance(30) ? ", signed" : ""}`,
    `  tick { outright: 0.01${random.chance(50) ? "; settlement: 0.01" : ""} }`,
    ...(random.chance(50)
      ? [
          form(
            draft,
            "months of a reference",
            `  listing { months: [${random.pick(["Mar, Jun, Sep, Dec", "Jan, Apr, Jul, Oct", "Jun, Dec"])}] }`,
          ),
        ]
      : []),
    ...prose(draft, 30, "  "),
    ...dates.lines.filter((one) => !/lead-month|spot-period/.test(one)),
    `  final-settlement ${oneForm(draft, { "reference in cash": "cash", "reference delivered": "delivery" })} {}`,
    "}",
    ...(random.chance(40)
      ? [
          "",
          ...prose(draft, 50),
          form(draft, "reference derived", `future ${id}_MINI "Small ${id}" from ${id} {`),
          `  size: ${size / 10} ${grade.unit} of ${grade.id}`,
          "}",
        ]
      : []),
    ...(option
      ? [
          "",
          ...prose(draft, 50),
          form(draft, "reference option", `option ${id}_OPTION "Option on ${id}" on ${id} {`),
          `  venue: ${venue.venue}`,
          `  restates: ${facts}`,
          "  contract: month",
          `  dates on ${calendar.id} { last-trading-day: ${random.from(1, 9)} business days before ${id}.last-trading-day }`,
          "}",
        ]
      : []),
  ];
  return written(draft, lines);
}
