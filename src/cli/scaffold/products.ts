import {
  classification,
  COMMODITY,
  daily,
  dates,
  declared,
  head,
  last,
  limits,
  listing,
  orders,
  participants,
  said,
  sessions,
  type Terms,
  underlying,
} from "./terms.ts";

export function futureText(terms: Terms): string {
  const { answers, house } = terms;
  const index = said(answers, "index");
  return `${declared("future", terms)}${underlying(terms)}
${classification(COMMODITY)}
${listing(answers)}
${dates(answers)}
${sessions(answers)}
${daily(`settlement of nearest month listed before, else ${index}`)}
  /// Each month settles to the average of its own days, so that no one print decides.
  final-settlement cash {
    price: average of ${index} over business days of contract month on ${said(answers, "calendar")}
    round: half-away to tick.settlement
  }

${limits(house)}
${last(house)}}
`;
}

export function structuredText(terms: Terms): string {
  const { answers, house, price } = terms;
  const index = said(answers, "index");
  const [low, high] = [said(answers, "floor"), said(answers, "cap")];
  const bounded = `settlement of nearest month listed before,\n                  else min(max(${index}, ${low} ${price}), ${high} ${price})`;
  return `${declared("structured", terms)}${underlying(terms)}
${classification(COMMODITY)}
  /// Neither side can lose more than the distance to its bound.
  payoff:     average of ${index} over business days of contract month on ${said(answers, "calendar")}
  floor:      ${low}
  cap:        ${high}

${listing(answers)}
${dates(answers)}
${sessions(answers)}
${daily(bounded)}
  final-settlement cash { round: half-away to tick.settlement }

${limits(house)}
${last(house)}}
`;
}

export function perpetualText(terms: Terms): string {
  const { answers, house, price } = terms;
  const index = said(answers, "index");
  return `${declared("perpetual", terms)}${head(terms)}  status:     pending, because "say here what the regulator has said so far"
  underlying: ${index}
  size:       ${said(answers, "size")}
  price:      ${price}
  tick { outright: ${said(answers, "tick")}; settlement: ${said(answers, "settlement-tick")} }

${classification(COMMODITY)}
  listing { first: ${said(answers, "first")} }
  sessions in UTC on EVERY_DAY {
    trade:      Mon..Sun 00:00 until 24:00
    settlement: at 16:00
  }

  /// No one of the three can move the mark alone: it is the one in the middle.
  mark:       median of [midpoint of quotes, last of trades, ${index}], round half-even to tick.settlement
  horizon:    at most 5 years

  /// The side that pulls the price away from the index pays the other.
  funding every 8 hours from 00:00 UTC {
    sample:         midpoint of quotes / ${index} - 1
    rate:           weighted mean of sample + max(min(0.01% - weighted mean of sample, 0.05%), -0.05%)
    clamp:          0.75%
    term:           8 hours
    pay:            longs to shorts at rate * ${index}, round half-even to tick.settlement
    missing-sample: leave out, at most 2 of 16, beyond that no payment
  }

${last(house)}}
`;
}

export function optionText(terms: Terms): string {
  const { answers, house, price } = terms;
  const future = said(answers, "future");
  const { style, end, pays } = answers["index"] === undefined ? beforeTheFuture(terms) : withTheFuture(terms);
  return `${declared("option", terms, ` on ${future}`)}${head(terms)}  contract:   month
  style:      ${style}
  underlying: nearest ${future} month with last-trading-day on or after ${end.on}
  premium:    ${price}
  paid:       up-front
  tick { outright: ${said(answers, "tick")}; settlement: ${said(answers, "tick")} }

${classification("an option on a future has the commodity of the future")}
${listing(answers)}
${end.dates}
${sessions(answers, "17:00")}
  strikes {
    ${said(answers, "strikes")} within 30% of ${future} settlement
    initial: ${said(answers, "initial")}
  }

  exercise {
    automatic:  in the money by >= ${said(answers, "tick")} against settlement
    contrary:   until 17:30
    assignment: random by SHA-256
    into:       ${pays}
  }

  marks {
    model:      black-76, carry 10 decimals
    rate:       by clearing-house, under "${house.rule("settlement")}"
    volatility: by clearing-house, under "${house.rule("settlement")}"
    year:       365
    round:      half-even to tick.settlement
  }

  limits {
    single-month:   accountability 5_000 contracts
    all-months:     accountability 10_000 contracts
    reportable:     25 contracts
    aggregate-into: ${future} at 1/1
    aggregation:    under "${house.rule("limits")}"
  }

${orders(house)}${participants(house)}}
`;
}

type OptionEnd = {
  readonly style: string;
  readonly pays: string;
  readonly end: { readonly on: string; readonly dates: string };
};

/** Exercised into the future, some days before its month begins. */
function beforeTheFuture({ answers }: Terms): OptionEnd {
  const dates = `  /// The option named after a month ends before that month begins.
  dates on ${said(answers, "calendar")} {
    last-trading-day: 3 business days before 1st business day of contract month
    expiry:           last-trading-day
  }
`;
  return { style: "american", pays: said(answers, "future"), end: { on: "1st business day of contract month", dates } };
}

/** Ended with the future, whose settlement of that day is what the index comes to: so it is an option on the index, paid in cash. */
function withTheFuture({ answers }: Terms): OptionEnd {
  const future = said(answers, "future");
  const dates = `  /// On this day the settlement of ${future} is its final one, which ${said(answers, "index")} decides: the option is on the index.
  dates on ${said(answers, "calendar")} {
    last-trading-day: ${future}.last-trading-day
    expiry:           ${future}.last-trading-day
  }
`;
  return { style: "european", pays: "cash", end: { on: "expiry", dates } };
}

export function indexText({ answers, house, price }: Terms): string {
  const name = said(answers, "name");
  const [hour = "16", minute = "30"] = (answers["publish"] ?? "16:30").split(":");
  const shifted = (hours: number) => `${String((Number(hour) + hours + 24) % 24).padStart(2, "0")}:${minute}`;
  return `/// Administrator and providers are fictional until their own names are put in.
organisation ${name}_ADMIN "Administrator" {
  legal-name: "Administrator (fictional)"
  lei:        "none, because the firm is fictional"
}
organisation ${name}_A "First Provider" { legal-name: "First Provider (fictional)" }
organisation ${name}_B "Second Provider" { legal-name: "Second Provider (fictional)" }
organisation ${name}_C "Third Provider" { legal-name: "Third Provider (fictional)" }

// What it measures, from what, and why nobody can surprise anybody with it: say so here behind three strokes.
index ${name} "${said(answers, "title")}" in ${answers["zone"] ?? "Europe/London"} on WEEKDAYS {
  administrator: ${name}_ADMIN
  licence:       until 2031-12-31
  version:       "1.0"
  price:         ${price}
  publish:       daily ${hour}:${minute}

  inputs {
    trades from [${name}_A, ${name}_B, ${name}_C]
  }
  window:        ${shifted(-2)} until ${shifted(-1)} in 12 parts
  screen {
    drop trade  when price deviates more than 25% from median of part
    cap source  at 50% of volume, excess pro rata until none exceeds
  }
  part:          volume-weighted median of price
  empty-part:    leave out
  value:         mean of parts, round half-away to 0.0001
  quorum:        2 sources, 10 trades, 6 parts

  /// Every path ends in a price or in a named decision.
  fallback {
    previous value for at most 2 publications
    determination by ${house.venue} under "${house.rule("settlement")}"
  }
  restate:       until ${shifted(1)}
}
`;
}
