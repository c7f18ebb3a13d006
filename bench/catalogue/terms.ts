import { type Draft, form, oneForm } from "./world.ts";

/** Clauses that a product states itself or takes from a profile, by section. */
export function sharedSections(
  draft: Draft,
  rules: readonly string[],
): Record<"price-limits" | "margin" | "participants", string[]> {
  const { random } = draft;
  const levels = random.some([3, 5, 7, 10, 13, 15, 20, 25, 30], random.from(1, 4));
  const halts = random.chance(75)
    ? [
        `    halt: ${levels
          .map((one, at) =>
            at === levels.length - 1 && random.chance(60)
              ? form(draft, "stop at a level", `stop at ${one}%`)
              : `${random.pick([2, 5, 10])} minutes at ${one}%`,
          )
          .join(", ")}`,
      ]
    : [];
  const rule = random.pick(rules);
  return {
    "price-limits": [
      form(draft, "price limits", "  price-limits {"),
      `    band: [${levels.map((one) => `${one}%`).join(", ")}] of previous settlement, round ${random.pick(["toward previous settlement", "down", "half-even"])} to tick.outright`,
      ...halts.map((one) => form(draft, "halts", one)),
      "  }",
    ],
    margin: [
      form(draft, "margin", "  margin {"),
      `    maintenance: ${random.from(3, 30)}%${random.chance(60) ? form(draft, "proposed", ", proposed") : ""}`,
      ...(random.chance(80)
        ? [form(draft, "share of another term", `    initial: ${random.from(105, 140)}% of maintenance`)]
        : []),
      ...(random.chance(60) ? [form(draft, "margin between months", `    inter-month: ${random.from(1, 9)}%`)] : []),
      "  }",
    ],
    participants: [
      form(draft, "participants", "  participants {"),
      `    retail: ${oneForm(draft, {
        "not allowed": "not allowed",
        "allowed in places": `allowed in [${random.some(["US", "GB", "SG", "DE"], random.from(1, 3)).join(", ")}]`,
        "leverage and suitability": `allowed in [US], leverage at most ${random.from(34, 50)} to 1, suitability under "${rule}"`,
      })}`,
      ...(random.chance(50) ? [`    professional: ${random.pick(["not allowed", "allowed in [US, GB]"])}`] : []),
      ...(random.chance(60) ? [form(draft, "screening under a rule", `    screening: under "${rule}"`)] : []),
      "  }",
    ],
  };
}

/**
 * The daily settlement: one waterfall for all months, or one for the lead month and one for the others. A contract that ends `at` its own
 * settlement price says nothing else of its last day.
 */
export function dailySettlement(
  draft: Draft,
  index: string,
  lead: boolean,
  at: "settlement" | "another price" | "between bounds",
): string[] {
  const { random } = draft;
  const own = (): string[] => {
    const lines = [
      form(
        draft,
        "vwap over a time",
        `        vwap of trades over last ${random.from(1, 30)} minutes  when volume >= ${random.from(1, 50)} contracts`,
      ),
      form(draft, "last trade", "        last of trades  when volume >= 1 contracts"),
      form(
        draft,
        "midpoint",
        `        midpoint of quotes  when width <= ${random.from(2, 12)} ticks${random.chance(30) ? form(draft, "two conditions", ` and volume >= ${random.from(1, 5)} contracts`) : ""}`,
      ),
    ];
    const end = oneForm(draft, {
      "previous settlement": "        previous settlement",
      "index value": `        ${index}`,
    });
    return [...random.some(lines, random.from(0, 3)), end];
  };
  // A change alone might lead below zero, where no price is; between a floor and a cap it always is one.
  const changed = (): string[] =>
    random.chance(50)
      ? [form(draft, "change of the lead month", "        previous settlement + change of lead month")]
      : [];
  const last = (before: readonly string[]): string[] =>
    at === "between bounds" && before.length > 0
      ? [...before]
      : [...before, form(draft, "previous settlement", "        previous settlement")];
  const far = (): string[] => [
    ...random.some(
      [
        form(
          draft,
          "spread to the lead month",
          `        lead month - vwap of calendar-spread of [lead month, this month] over last ${random.from(1, 10)} minutes  when volume >= ${random.from(1, 9)} contracts`,
        ),
        "        midpoint of quotes  when width <= 9 ticks",
      ],
      random.from(0, 2),
    ),
    ...last(changed()),
  ];
  const group = (head: string, lines: readonly string[]): string[] =>
    random.chance(60)
      ? [`    for ${head} {`, form(draft, "first of", "      first of {"), ...lines, "      }", "    }"]
      : [`    for ${head} {`, ...lines.map((one) => one.slice(2)), "    }"];
  return [
    form(draft, "daily settlement", "  daily-settlement {"),
    ...(lead && random.chance(70)
      ? [
          ...group(form(draft, "for the lead month", "lead month"), own()),
          ...group(
            random.chance(50) ? "other months" : form(draft, "nearest first", "other months, nearest first"),
            far(),
          ),
        ]
      : group(form(draft, "for all months", "all months"), own())),
    `    newly-listed: ${oneForm(draft, { "nearest month, else index": `settlement of nearest month listed before, else ${index}`, "index of a new month": index })}`,
    ...(at !== "settlement" && random.chance(80) ? [form(draft, "last day", "    last-day: final-settlement")] : []),
    `    round: ${oneForm(draft, { "nearest, ties toward": "nearest to tick.settlement, ties toward previous settlement", "half-even": "half-even to tick.settlement", "half-away": "half-away to tick.settlement" })}`,
    "  }",
  ];
}

/** The limits, with steps by date, accountability and what they rest on. */
export function limits(draft: Draft, basis: string | undefined): string[] {
  const { random } = draft;
  const level = random.from(2, 60) * 50;
  const step = "close of 1 business day before last-trading-day";
  const some = [
    `    reportable: ${random.from(1, 100)} contracts`,
    form(draft, "referenced contract", '    referenced: no, because "none has this underlying"'),
    form(
      draft,
      "exemptions",
      `    exemptions: ${random.some(["bona-fide-hedge", "spread", "risk-management"], random.from(1, 3)).join(", ")}`,
    ),
    form(draft, "aggregation", '    aggregation: under "Rule 559"'),
  ];
  return [
    form(draft, "limits", "  limits {"),
    ...(basis === undefined
      ? []
      : [form(draft, "basis of a limit", `    basis: 25% of ${basis} / size, round down to 1 contract`)]),
    `    spot-month: ${oneForm(draft, {
      "one level": `${level} contracts from open of start of spot-period`,
      "level in two steps": `${level} contracts from open of start of spot-period, ${level / 2} contracts from ${step}`,
    })}`,
    ...(random.chance(80)
      ? [
          `    single-month: ${oneForm(draft, { accountability: `accountability ${level * 2} contracts`, "limit of any month": `${level * 2} contracts` })}`,
        ]
      : []),
    ...(random.chance(70)
      ? [
          `    all-months: ${oneForm(draft, { accountability: `accountability ${level * 4} contracts`, "limit of all months": `${level * 4} contracts` })}`,
        ]
      : []),
    ...random.some(some, random.from(0, 4)),
    "  }",
  ];
}

/** What the order book takes, and trades outside it. */
export function orders(draft: Draft, rules: readonly string[]): string[] {
  const { random } = draft;
  const rule = random.pick(rules);
  const some = [
    form(draft, "matching", '    matching: price-time, under "Rule 519"'),
    `    max: ${random.from(1, 40) * 50} contracts`,
    form(draft, "no-cancellation range", `    no-cancellation: within ${random.from(5, 60)} ticks, under "${rule}"`),
    form(
      draft,
      "block trades",
      `    block { min: ${random.from(5, 100)} contracts${random.chance(70) ? form(draft, "amount of time", `; report: within ${random.from(1, 30)} minutes`) : ""} }`,
    ),
  ];
  return [form(draft, "orders", "  orders {"), ...random.some(some, random.from(1, 4)), "  }"];
}
