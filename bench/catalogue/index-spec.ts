import { SHIPPED } from "./shared.ts";
import { type Calendar, type Draft, form, oneForm, prose, type Spec, written } from "./world.ts";

/** Zones with the time of publication, the last hour in which a window may begin, and the hour by UTC at which the price is there at the latest. */
const PLACES = [
  { zone: "Europe/London", at: "16:30", hour: 15, known: 16.5 },
  { zone: "America/New_York", at: "11:30", hour: 10, known: 16.5 },
  { zone: "America/Chicago", at: "11:30", hour: 10, known: 17.5 },
  { zone: "Asia/Singapore", at: "16:30", hour: 15, known: 8.5 },
  { zone: "Asia/Tokyo", at: "13:30", hour: 12, known: 4.5 },
  { zone: "Europe/Paris", at: "16:30", hour: 15, known: 15.5 },
  { zone: "UTC", at: "16:30", hour: 15, known: 16.5 },
] as const;
const CURRENCIES = ["USD", "USD", "USD", "EUR", "GBP", "JPY", "SGD", "CHF"] as const;

/** A calendar to publish or count on, shipped or of the catalogue. */
export function anyCalendar(draft: Draft): Calendar {
  return calendarOf(draft, draft.world.calendars);
}

/** A calendar of contracts: no contract of the catalogue trades on a Saturday, so none may end on one. */
export function contractCalendar(draft: Draft): Calendar {
  return calendarOf(
    draft,
    draft.world.calendars.filter((one) => one.saturdays !== true),
  );
}

function calendarOf(draft: Draft, own: readonly Calendar[]): Calendar {
  const { random } = draft;
  const calendar = own.length > 0 && random.chance(35) ? random.pick(own) : random.pick(SHIPPED);
  draft.imports.add(calendar.path);
  return calendar;
}

/** A reference price: by parts of a window, by provider, or by member and provider. */
export function indexSpec(draft: Draft): Spec {
  const { random, id, world } = draft;
  const venue = random.pick(world.venues);
  const grade = random.pick(world.grades);
  draft.imports.add(venue.path).add(grade.path);
  const place = random.pick(PLACES);
  const calendar = anyCalendar(draft);
  const currency = random.pick(CURRENCIES);
  const signed = random.chance(10);
  const firms = random.some(venue.firms, random.from(2, venue.firms.length));
  const shape = random.pick(["parts", "parts", "providers", "models"] as const);
  const list = `[${firms.join(", ")}]`;
  const least = currency === "JPY" ? "0.01" : random.pick(["0.0001", "0.001", "0.01"]);
  const round = oneForm(draft, {
    "half-even": `half-even to ${least}`,
    "half-up": `half-up to ${least}`,
    "half-away": `half-away to ${least}`,
    "round down": `down to ${least}`,
  });
  const window = random.from(9, place.hour);
  const offers = shape === "parts" && random.chance(60);
  const where = random.chance(45)
    ? form(
        draft,
        "condition on inputs",
        ` where ${random
          .some(["kind", "region", "gpu", "term"], random.from(1, 3))
          .map((one) => `${one} is "${one}-${random.from(1, 9)}"`)
          .join(" and ")}`,
      )
    : "";
  const what = shape === "parts" ? "trades" : "listings";
  const statistic = random.pick(["volume-weighted median", "volume-weighted mean", "median", "mean"]);
  const screens = [
    form(
      draft,
      "screen of trades",
      `    drop trade   when price deviates more than ${random.from(5, 40)}% from median of part`,
    ),
    form(
      draft,
      "screen of sources",
      `    drop source  when median deviates more than ${random.from(5, 30)}% from median of sources`,
    ),
    form(
      draft,
      "cap of a source",
      `    cap source   at ${random.from(Math.ceil(100 / firms.length), 60)}% of volume, excess pro rata until none exceeds`,
    ),
  ];
  const kept = shape === "parts" ? random.some(screens, random.from(0, 3)) : [];
  const others = world.indices
    .filter((one) => one.grade.id === grade.id && one.currency === currency && one.known <= place.known && !one.signed)
    .slice(0, 3);
  const other = others.length > 0 && random.chance(50) ? random.pick(others) : undefined;
  if (other !== undefined) draft.imports.add(other.path);
  const principles = random.some(
    Array.from({ length: 19 }, (_, at) => at + 1),
    random.pick([0, 0, 1, 2, 4, 7, 11]),
  );
  const parts = shape === "parts" && random.chance(70) ? ` in ${random.pick([4, 6, 10, 12, 30])} parts` : "";
  const grouped = shape === "parts" ? "part" : "provider";
  const lines = [
    ...prose(draft, 70),
    form(draft, "index", `index ${id} "Index ${id}" in ${place.zone} on ${calendar.id} {`),
    ...(random.chance(80) ? [form(draft, "administrator", `  administrator: ${random.pick(venue.firms)}`)] : []),
    ...(random.chance(60) ? [form(draft, "licence", `  licence: until 20${random.from(45, 60)}-12-31`)] : []),
    `  price: ${currency} / ${grade.unit} of ${grade.id}${signed ? form(draft, "signed price", ", signed") : ""}`,
    ...(random.chance(85)
      ? [form(draft, "publication", `  publish: ${random.pick(["daily ", "at "])}${place.at}`)]
      : []),
    ...prose(draft, 30, "  "),
    form(draft, "inputs", "  inputs {"),
    `    ${what} from ${list}${where}`,
    ...(offers ? [form(draft, "second input", `    offers from ${list}`)] : []),
    "  }",
    ...(shape === "models"
      ? [
          form(
            draft,
            "members",
            `  members: model in [${Array.from({ length: random.from(2, 9) }, (_, at) => `M_${at + 1}`).join(", ")}], provider in ${list}`,
          ),
        ]
      : []),
    ...(shape === "parts"
      ? [
          form(
            draft,
            parts === "" ? "window" : "window in parts",
            `  window: ${window}:00 until ${window + 1}:00${parts}`.replace(": 9:", ": 09:"),
          ),
        ]
      : []),
    ...(kept.length === 0 ? [] : ["  screen {", ...kept, "  }"]),
    ...(shape === "parts"
      ? [
          form(draft, `part: ${statistic}`, `  part: ${statistic} of price`),
          form(draft, "empty part", "  empty-part: leave out"),
        ]
      : [
          ...(shape === "providers" || random.chance(20)
            ? [
                form(
                  draft,
                  "step for each provider",
                  `  for each provider { price: ${random.pick(["median", "mean"])} of price }`,
                ),
              ]
            : []),
          ...(shape === "models"
            ? [
                form(draft, "step for each model", "  for each model {"),
                `    price: median over providers${random.chance(70) ? form(draft, "least of a step", ` when >= ${random.from(2, Math.min(3, firms.length))} providers`) : ""}`,
                "  }",
                oneForm(draft, {
                  "equal weights": "  weights: equal",
                  "capped weights": `  weights: equal, cap ${random.from(2, 3)} * equal share, excess pro rata until none exceeds`,
                }),
              ]
            : []),
        ]),
    `  value: ${shape === "models" ? "weighted mean of models" : `${random.pick(["mean", "median"])} ${random.chance(50) ? "of" : "over"} ${grouped}s`}, round ${round}`,
    form(
      draft,
      "quorum",
      `  quorum: ${random.some(shape === "parts" ? [`${random.from(2, Math.min(3, firms.length))} sources`, `${random.from(5, 30)} trades`, ...(parts === "" ? [] : [`${random.from(2, 4)} parts`])] : ["2 providers", "3 listings"], random.from(1, 2)).join(", ")}`,
    ),
    ...prose(draft, 30, "  "),
    form(draft, "fallback", "  fallback {"),
    ...(offers && random.chance(70)
      ? [form(draft, "offers in place of trades", "    offers in place of trades when quorum fails")]
      : []),
    ...(random.chance(75)
      ? [form(draft, "previous value", `    previous value for at most ${random.from(1, 5)} publications`)]
      : []),
    ...(other === undefined
      ? []
      : [
          form(
            draft,
            "another index",
            random.chance(50)
              ? `    ${other.id}`
              : `    ${other.id} * 0.${random.from(60, 99)}, round half-even to ${least}`,
          ),
        ]),
    form(draft, "determination", `    determination by ${venue.venue} under "${random.pick(venue.rules)}"`),
    "  }",
    ...(random.chance(60)
      ? [
          form(
            draft,
            "restatement",
            `  restate: until 17:30${random.chance(40) ? ", never after final-settlement-day" : ""}`,
          ),
        ]
      : []),
    ...(principles.length === 0
      ? []
      : [
          form(draft, "principles", "  governance iosco {"),
          ...principles.map((one) =>
            random.chance(85)
              ? `    principle-${one}: "It is met, and the page of the administrator says how."`
              : form(draft, "unmet principle", `    principle-${one}: unmet, because "nobody has audited it yet"`),
          ),
          "  }",
        ]),
    "}",
  ];
  world.indices.push({ id, path: draft.path, lines, grade, currency, signed, calendar, known: place.known });
  return written(draft, lines);
}
