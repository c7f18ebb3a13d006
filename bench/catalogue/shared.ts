import { type Draft, form, prose, type Spec, written } from "./world.ts";

const COUNTRIES = ["US", "GB", "DE", "SG", "JP", "NL", "FR", "CH"] as const;

/** A venue with its clearing house and the firms whose prices its indices read; all fictional. */
export function venueSpec(draft: Draft): Spec {
  const { random, id } = draft;
  const rules = random.some(
    [402, 418, 501, 512, 513, 519, 526, 559, 588, 589, 813, 901, 902, 950, 977],
    random.from(9, 15),
  );
  for (const needed of [512, 519, 559, 901]) if (!rules.includes(needed)) rules.push(needed);
  const firms = Array.from({ length: random.from(4, 9) }, (_, at) => `${id}_P${at + 1}`);
  const facts = (name: string, count: number): string[] =>
    random
      .some(
        [
          `legal-name: "${name}, Limited (fictional)"`,
          `registered: "under a fictional act"`,
          `mic: "${id.slice(0, 4)}"`,
          `country: ${random.pick(COUNTRIES)}`,
          `address: "${random.from(1, 99)} Example Street"`,
          `website: "https://${id.toLowerCase()}.example"`,
          `rulebook: "https://${id.toLowerCase()}.example/rules"`,
          `contact: "a fictional person"`,
          `regulator: "a fictional authority"`,
        ],
        count,
      )
      .map((one) => `  ${one}`);
  const lines = [
    ...prose(draft, 50),
    form(draft, "venue", `venue ${id} "Example Exchange ${id}" {`),
    ...facts(`Example Exchange ${id}`, random.from(3, 9)),
    form(draft, "rules", "  rules {"),
    ...rules.sort((a, b) => a - b).map((one) => `    "Rule ${one}": "What rule ${one} says"`),
    "  }",
    "}",
    "",
    form(draft, "clearing house", `clearing-house ${id}_CLEAR "Example Clearing ${id}" {`),
    ...facts(`Example Clearing ${id}`, random.from(2, 8)),
    "}",
    ...firms.flatMap((firm) => [
      "",
      ...prose(draft, 20),
      form(draft, "organisation", `organisation ${firm} "Firm ${firm}" {`),
      ...facts(`Firm ${firm}`, random.from(1, 4)),
      `  role: "provider of prices"`,
      "}",
    ]),
  ];
  draft.world.venues.push({
    path: draft.path,
    venue: id,
    house: `${id}_CLEAR`,
    firms,
    rules: rules.map((one) => `Rule ${one}`),
  });
  return written(draft, lines);
}

/** A document that is cited, now and then with columns and a figure in the unit of a grade. */
export function sourceSpec(draft: Draft): Spec {
  const { random, id, world } = draft;
  const date = `20${random.from(19, 26)}-0${random.from(1, 9)}-${random.from(10, 28)}`;
  const facts = random.some(
    [
      `title: "Study ${id}"`,
      `author: "a fictional author"`,
      `publisher: "a fictional publisher"`,
      `date: ${date}`,
      `version: "${random.from(1, 9)}.${random.from(0, 9)}"`,
      `where: "https://example.org/${id.toLowerCase()}"`,
      `commit: "${random.from(100_000, 999_999)}"`,
      `licence: "free for any use"`,
    ],
    random.from(2, 8),
  );
  const columns = random.some(
    [
      "month: month",
      "day: date",
      "amount: number",
      "note: text",
      "seller: text",
      "hours: number",
      "price: USD",
      "length: day",
    ],
    random.from(0, 8),
  );
  const grade = world.grades.length > 0 && random.chance(65) ? random.pick(world.grades) : undefined;
  if (grade !== undefined) draft.imports.add(grade.path);
  const figures = grade === undefined ? 0 : random.from(1, 4);
  const lines = [
    ...prose({ ...draft, world: { ...world, sources: [] } }, 60),
    form(draft, "source", `source ${id} "Study ${id} (fictional)" {`),
    ...facts.map((one) => `  ${one}`),
    ...(columns.length === 0
      ? []
      : [form(draft, "columns", "  columns {"), ...columns.map((one) => `    ${one}`), "  }"]),
    ...(grade === undefined
      ? []
      : [
          form(draft, "figures", "  figures {"),
          ...Array.from(
            { length: figures },
            (_, at) => `    figure-${at + 1}: ${random.from(200, 900)}_000_000 ${grade.unit} of ${grade.id}`,
          ),
          "  }",
        ]),
    "}",
  ];
  world.sources.push({ id, path: draft.path, ...(grade === undefined ? {} : { figure: { name: "figure-1", grade } }) });
  return written(draft, lines);
}

/** Base units, multiples and compounds. */
export function unitSpec(draft: Draft): Spec {
  const { random, id } = draft;
  const lines: string[] = [];
  const count = random.from(2, 9);
  for (let at = 1; at <= count; at++) {
    lines.push(...prose({ ...draft, world: { ...draft.world, sources: [] } }, 30));
    lines.push(
      form(draft, "base unit", `unit ${id}_${at} "unit ${id} ${at}" measures measure-${id.toLowerCase()}-${at}`),
    );
    if (random.chance(60))
      lines.push(form(draft, "multiple of a unit", `unit ${id}_${at}k "thousand of ${id} ${at}" = 1_000 ${id}_${at}`));
    if (random.chance(40))
      lines.push(
        form(
          draft,
          "compound unit",
          `unit ${id}_${at}h "${id} ${at} hour" = ${random.pick(["1", "0.5", "24"])} ${id}_${at} * 1 hour`,
        ),
      );
  }
  return written(draft, lines);
}

const QUALITIES = ["model", "form", "memory", "tenancy", "commitment", "region", "vintage"] as const;

/** What one unit of an underlying is. */
export function gradeSpec(draft: Draft): Spec {
  const { random, id } = draft;
  const unit = random.pick(["GPU_hour", "Mtoken", "MWh", "GB", "PH_s"]);
  const where = random.some(QUALITIES, random.from(1, 6)).map((one) => {
    const text = `"${one}-${random.from(1, 9)}"`;
    return random.chance(70) ? `${one} is ${text}` : `${one} is [${text}, "other"]`;
  });
  const facts = random.some(
    [
      `excluded: "taxes and extras"`,
      `location: "at par between regions"`,
      `quality: "good delivery"`,
      `review: ${random.pick(["yearly", "quarterly"])}, effective ${random.from(30, 180)} days after notice`,
    ],
    random.from(0, 4),
  );
  const lines = [
    ...prose(draft, 60),
    form(draft, "grade", `grade ${id} "Grade ${id}" {`),
    `  unit: ${unit}`,
    form(draft, "eligibility", `  eligible: thing where ${where.join(` ${random.pick(["and", "and", "or"])} `)}`),
    ...facts.map((one) => form(draft, one.startsWith("review") ? "review of a grade" : "terms of a grade", `  ${one}`)),
    ...(random.chance(50)
      ? [
          form(
            draft,
            "withdrawal of a grade",
            `  withdrawn { ${random.some(["replace: none", `notice: ${random.from(30, 180)} days`, "weight: pro-rata"], random.from(1, 3)).join("; ")} }`,
          ),
        ]
      : []),
    ...(unit === "Mtoken" && random.chance(60)
      ? [
          form(draft, "conversions", "  one {"),
          ...random
            .some(["input_token", "cached_token", "output_token"], random.from(1, 3))
            .map((one) => `    ${one}: 0.${random.from(10, 99)} token of ${id}`),
          "  }",
        ]
      : []),
    "}",
  ];
  draft.world.grades.push({ id, path: draft.path, unit });
  return written(draft, lines);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** A calendar of its own, derived from a shipped one, or joined from two. */
export function calendarSpec(draft: Draft): Spec {
  const { random, id, world } = draft;
  const shipped = SHIPPED.filter((one) => one.id !== "LON_US");
  const base = random.pick(shipped);
  const kind = random.below(10);
  if (kind < 7 || kind > 8) draft.forms.add("calendar");
  const holidays = Array.from({ length: random.from(2, 11) }, (_, at) => {
    const month = random.pick(MONTHS);
    const rule = random.pick([
      () => form(draft, "fixed holiday", `${month} ${random.from(1, 28)}`),
      () =>
        form(
          draft,
          "holiday moved from weekends",
          `${month} ${random.from(1, 28)}, observed Fri if Sat, observed Mon if Sun`,
        ),
      () => form(draft, "holiday moved from Sunday", `${month} ${random.from(1, 28)}, observed Mon if Sun`),
      () =>
        form(
          draft,
          "weekday of a month",
          `${random.pick(["1st", "2nd", "3rd", "4th", "last"])} ${random.pick(["Mon", "Thu", "Fri"])} of ${month}`,
        ),
      () => form(draft, "days from Easter", `Easter ${random.pick(["- 2 days", "+ 1 day", "+ 39 days", "+ 50 days"])}`),
      () => form(draft, "holiday since a year", `${month} ${random.from(1, 28)} from ${random.from(2021, 2026)}`),
    ])();
    return `    "Holiday ${at + 1}": ${rule}`;
  });
  const closed = Array.from({ length: random.from(0, 3) }, (_, at) =>
    form(
      draft,
      "closed once",
      `  closed "Closure ${at + 1}" { date: 2026-0${at + 2}-1${at}; announced: 2025-12-1${at} }`,
    ),
  );
  const block = [
    form(draft, "holidays", "  holidays {"),
    ...holidays,
    "  }",
    ...closed,
    ...(random.chance(40)
      ? [
          form(
            draft,
            "early closes",
            `  early-closes in ${random.pick(["America/New_York", "Europe/London", "Asia/Singapore"])} {`,
          ),
          "    close: 13:00",
          ...random
            .some(["Dec 24", "Dec 31", "Jul 3", "1 day after 4th Thu of Nov"], random.from(1, 4))
            .map((one, at) => `    "Early ${at + 1}": ${one}`),
          "  }",
        ]
      : []),
  ];
  const saturdays = kind < 7 && random.chance(15);
  world.calendars.push({ id, path: draft.path, saturdays });
  if (kind < 7) {
    return written(draft, [
      ...prose(draft, 60),
      `calendar ${id} "Days of ${id}" ${random.from(2015, 2024)}..${random.from(2038, 2045)} {`,
      saturdays ? form(draft, "weekend of its own", "  weekend: Sun") : "  weekend: Sat, Sun",
      ...block,
      "}",
    ]);
  }
  draft.imports.add(base.path);
  return written(draft, [
    ...prose(draft, 60),
    form(draft, "derived calendar", `calendar ${id} "Days of ${id}" from ${base.id} {`),
    ...(random.chance(30) ? ["  weekend: Sat, Sun"] : []),
    ...block,
    "}",
  ]);
}

/** The shipped calendars that are sure about the years the catalogue lists. */
export const SHIPPED = [
  { id: "US_EXCHANGE", path: "std/calendars/us.tenor" },
  { id: "US_EQUITY", path: "std/calendars/us.tenor" },
  { id: "ENGLAND", path: "std/calendars/england.tenor" },
  { id: "ICE_EUROPE", path: "std/calendars/ice-europe.tenor" },
  { id: "EUREX", path: "std/calendars/eurex.tenor" },
  { id: "TARGET2", path: "std/calendars/target2.tenor" },
  { id: "TORONTO", path: "std/calendars/canada.tenor" },
  { id: "US_BANK", path: "std/calendars/us-banks.tenor" },
  { id: "LON_US", path: "std/calendars/london-us.tenor" },
  { id: "WEEKDAYS", path: "std/calendars/common.tenor" },
] as const;
