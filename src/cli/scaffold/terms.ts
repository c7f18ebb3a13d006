import type { Answers } from "./questions.ts";
import type { House } from "./house.ts";

/**
 * The texts of first products. What a designer has to decide stands there with a value. Prose behind `///` is true of the text as it stands, for a filing
 * prints it; what only tells the designer what to do stands behind `//`.
 */

export type Terms = { readonly answers: Answers; readonly house: House; readonly price: string };

export const said = (answers: Answers, key: string): string => answers[key] ?? "";

export function head({ house }: Terms): string {
  return `  venue:      ${house.venue}\n  clearing:   ${house.clearing}\n`;
}

export function classification(commodity: string): string {
  return `  // What it is in law, with the reason that the filing gives. Counsel confirms each line.
  classification {
    cea:   exempt-commodity, because "${commodity}"
    mifid: C10, because "${commodity}"
  }
`;
}

export function listing(answers: Answers): string {
  return `  listing {
    first:  ${said(answers, "first")}
    months: ${monthsOf(answers)}
    add:    1 business day after last-trading-day of expiring month
  }
`;
}

/** A number of months is that many one after another; anything else is a cycle as it stands. */
function monthsOf(answers: Answers): string {
  const months = said(answers, "months");
  return /^\d+$/.test(months) ? `${months} consecutive` : months;
}

export function sessions(answers: Answers, until = "18:00"): string {
  return `  sessions in ${said(answers, "zone")} on ${said(answers, "calendar")} {
    trade:      Mon..Fri 08:00 until ${until}
    settlement: at 17:00, at early close when earlier
  }
`;
}

export function dates(answers: Answers): string {
  return `  /// Trading in a month ends on its last business day; that day's price is known on the next.
  dates on ${said(answers, "calendar")} {
    last-trading-day:     last business day of contract month
    final-settlement-day: 1 business day after last-trading-day
    spot-period:          from 1st business day of contract month to last-trading-day
  }
`;
}

export function daily(newlyListed: string, after = ""): string {
  return `  /// The first line that can be had gives the day's price; the last one always can.
  daily-settlement {
    for all months {
      first of {
        vwap of trades over last 2 minutes  when volume >= 10 contracts
        midpoint of quotes                  when width <= 10 ticks
        previous settlement
      }
    }
    newly-listed: ${newlyListed}
    last-day:     final-settlement
    round:        nearest to tick.settlement, ties toward previous settlement
  }
${after}`;
}

export function limits(house: House): string {
  return `  // Levels are a first guess: a spot-month limit is at most a quarter of deliverable supply.
  limits {
    spot-month:   1_000 contracts from open of start of spot-period
    single-month: accountability 5_000 contracts
    all-months:   accountability 10_000 contracts
    reportable:   25 contracts
    aggregation:  under "${house.rule("limits")}"
  }
`;
}

export function last(house: House): string {
  return `${orders(house)}
  /// Proposed to the clearing house, which decides.
  margin { maintenance: 20%, proposed; initial: 110% of maintenance }
${participants(house)}`;
}

export function orders(house: House): string {
  return `  orders { matching: price-time, under "${house.rule("matching")}"; max: 500 contracts }
`;
}

export function participants(house: House): string {
  return `  participants { retail: not allowed; screening: under "${house.rule("admission")}" }
`;
}

export const prose =
  "// Who needs it, and what it lets them do: say so here behind three strokes, and the filing prints it.";

export function declared(keyword: string, { answers }: Terms, more = ""): string {
  return `${prose}\n${keyword} ${said(answers, "name")} "${said(answers, "title")}"${more} {\n`;
}

export function underlying(terms: Terms): string {
  const { answers, price } = terms;
  return `${head(terms)}  underlying: ${said(answers, "index")}
  contract:   month
  size:       ${said(answers, "size")}
  price:      ${price}
  tick { outright: ${said(answers, "tick")}; settlement: ${said(answers, "settlement-tick")} }
`;
}

export const COMMODITY = "a service or good that is dealt in for future delivery";
