import { sessions } from "./future.ts";
import { orders, sharedSections } from "./terms.ts";
import { type Draft, form, type Future, oneForm, prose, type Spec, written } from "./world.ts";

/** An option on a future of the catalogue that lists months one after the other: each option month lies within the future's. */
export function optionSpec(draft: Draft): Spec {
  const { random, world, id } = draft;
  const future = random.pick(world.futures.filter((one) => one.near >= 3));
  const { index, venue, calendar } = future;
  draft.imports.add(venue.path).add(index.grade.path).add(future.path).add(calendar.path);
  const margined = random.chance(40);
  // With a first month of its own an option is listed two months further on; its future must have those months then.
  const ahead = future.near > 4 && random.chance(50) ? 2 : 0;
  const near = random.from(2, future.near - 1 - ahead);
  const before = random.from(1, 5);
  const sections = sharedSections(draft, venue.rules);
  const own = (["margin", "participants"] as const).filter(
    (one) => random.chance(40) && (one !== "margin" || margined),
  );
  const rule = random.pick(venue.rules);
  const lines = [
    ...prose(draft, 80),
    form(draft, "option", `option ${id} "Option ${id}" on ${future.id} {`),
    `  venue: ${venue.venue}`,
    `  clearing: ${venue.house}`,
    ...(random.chance(40) ? [`  chapter: ${random.from(100, 999)}`] : []),
    "  contract: month",
    `  style: ${oneForm(draft, { "american style": "american", "european style": "european" })}`,
    `  underlying: nearest ${future.id} month with last-trading-day on or after ${random.pick(["expiry", "last-trading-day"])}`,
    `  premium: ${index.currency} / ${index.grade.unit} of ${index.grade.id}`,
    `  paid: ${margined ? form(draft, "premium margined", "futures-style") : form(draft, "premium up-front", "up-front")}`,
    ...prose(draft, 30, "  "),
    ...ticks(draft, index.currency),
    ...(random.chance(50)
      ? ["  classification {", '    cea: exempt-commodity, because "an option has the commodity of its future"', "  }"]
      : []),
    ...prose(draft, 30, "  "),
    "  listing {",
    `    first: 2027-11-${random.from(11, 26)}`,
    ...(ahead === 0 ? [] : [form(draft, "first month of a listing", "    first-month: 2028-01")]),
    `    months: ${near} consecutive`,
    `    add: ${random.from(3, 5)} business days after last-trading-day of expiring month`,
    "  }",
    ...prose(draft, 30, "  "),
    form(draft, "dates of an option", `  dates on ${calendar.id} {`),
    `    last-trading-day: ${before} business days before ${future.id}.last-trading-day`,
    // The last day of the future may be a closed one, so that counting back to it and on again is a day too many.
    `    expiry: ${before > 1 && random.chance(50) ? form(draft, "expires after the last day", `${random.from(1, before - 1)} business days after last-trading-day`) : form(draft, "expires on the last day", "last-trading-day")}`,
    "  }",
    ...sessions(draft, calendar.id, index),
    ...prose(draft, 30, "  "),
    ...strikes(draft, future),
    ...prose(draft, 30, "  "),
    form(draft, "exercise", "  exercise {"),
    ...(random.chance(70)
      ? [
          form(
            draft,
            "automatic exercise",
            `    automatic: in the money by >= ${index.currency === "JPY" ? "1" : "0.01"} against settlement`,
          ),
        ]
      : []),
    `    contrary: until 17:30${random.chance(40) ? form(draft, "contrary by another clock", " Europe/London") : ""}`,
    `    assignment: ${oneForm(draft, { "assignment pro rata": "pro rata", "assignment by a draw": "random by SHA-256" })}`,
    `    into: ${oneForm(draft, { "into the future": future.id, "into cash": "cash" })}`,
    "  }",
    form(draft, "marks", "  marks {"),
    `    model: black-76, carry ${random.from(8, 14)} decimals`,
    `    rate: ${margined ? "0%" : oneForm(draft, { "rate of a body": `by clearing-house, under "${rule}"`, "rate stated": `${random.from(1, 5)}.25%` })}`,
    `    volatility: by ${random.pick(["clearing-house", "exchange"])}, under "${rule}"`,
    `    year: ${random.pick([360, 365])}`,
    `    round: ${random.pick(["half-even", "half-away", "down"])} to tick.settlement`,
    "  }",
    ...(random.chance(40)
      ? [form(draft, "cabinet trades", `  cabinet { price: ${index.currency === "JPY" ? "0.1" : "0.01"} }`)]
      : []),
    ...(random.chance(60) ? optionLimits(draft) : []),
    ...own.flatMap((one) => [...prose(draft, 20, "  "), ...sections[one]]),
    ...(random.chance(50) ? orders(draft, venue.rules) : []),
    "}",
  ];
  world.options.push({ id, path: draft.path, on: future.id, step: fineStep(future), calendar });
  return written(draft, lines);
}

function ticks(draft: Draft, currency: string): string[] {
  const fine = currency === "JPY" ? "0.1" : "0.01";
  const coarse = currency === "JPY" ? "1" : "0.05";
  return [
    "  tick {",
    `    outright: ${oneForm(draft, {
      "one premium tick": fine,
      "premium tick by level": `case { ${fine} when premium <= 5.00; ${coarse} otherwise }`,
      "three premium ticks": `case { ${fine} when premium <= 1.00; ${coarse} when premium <= 20.00; ${currency === "JPY" ? "5" : "0.25"} otherwise }`,
    })}`,
    `    settlement: ${fine}`,
    "  }",
  ];
}

function fineStep(future: Future): string {
  return future.index.currency === "JPY" ? "1" : "0.05";
}

function strikes(draft: Draft, future: Future): string[] {
  const { random } = draft;
  const fine = fineStep(future);
  const wide = future.index.currency === "JPY" ? "5" : "0.25";
  const near = random.from(10, 40);
  return [
    form(draft, "strikes", "  strikes {"),
    ...random.pick([
      () => [`    ${fine} within ${near}% of ${future.id} settlement`],
      () => [
        form(draft, "strikes by level", `    ${fine} within ${near}% of ${future.id} settlement when settlement <= 50`),
        `    ${wide} within ${near}% of ${future.id} settlement when settlement > 50`,
      ],
      () => [
        form(draft, "two ladders of strikes", `    ${fine} within ${near}% of ${future.id} settlement`),
        `    ${wide} within ${near + random.from(10, 40)}% of ${future.id} settlement`,
      ],
    ])(),
    ...(random.chance(70) ? [form(draft, "first strikes", `    initial: ${random.from(2, 90)}`)] : []),
    "  }",
  ];
}

function optionLimits(draft: Draft): string[] {
  const { random } = draft;
  const level = random.from(2, 60) * 50;
  const some = [
    `    single-month: accountability ${level * 2} contracts`,
    `    all-months: accountability ${level * 4} contracts`,
    `    reportable: ${random.from(1, 100)} contracts`,
    '    aggregation: under "Rule 559"',
    "    exemptions: bona-fide-hedge, spread",
  ];
  return [form(draft, "limits of an option", "  limits {"), ...random.some(some, random.from(1, 5)), "  }"];
}
