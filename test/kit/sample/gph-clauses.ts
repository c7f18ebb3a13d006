import type { Clause } from "../../../src/model/model.ts";
import { locate } from "./locate.ts";

const PATH = "gpu/h100.tenor";
const TEXT = `import "std/calendars/us.tenor"
import "../indices/h100-rental.tenor"
import "../venue.tenor"
import "sources.tenor"

/// Providers of rented accelerators sell capacity months ahead; buyers budget by the hour. Neither can lock
/// the price today [H100-METHOD].
future GPH "H100 GPU-Hour Futures" {
  venue:       XDEX
  clearing:    XDCC
  underlying:  H100_RENTAL
  contract:    month
  size:        1_000 GPU_hour of H100_SXM
  price:       USD / GPU_hour of H100_SXM
  /// A tick of a tenth of a cent is one dollar a contract.
  tick {
    outright:        0.001
    calendar-spread: 0.0005
    settlement:      0.0001
  }
  classification {
    cea:   exempt-commodity, because "capacity is a service dealt in for future delivery"
    cfi:   FCSCSX, because "a cash-settled standardised commodity future"
    mifid: C10, because "an exotic derivative on a service"
  }
  listing {
    first:  2027-01-11
    months: 3 consecutive, then 1 of [Mar, Jun, Sep, Dec]
    add:    1 business day after last-trading-day of expiring month
  }
  dates on US_EXCHANGE {
    last-trading-day:     last business day of contract month
    final-settlement-day: 1 business day after last-trading-day
    spot-period:          from 1st business day of contract month to last-trading-day
    lead-month:           nearest month until 1st business day of it
  }
  sessions in America/Chicago on US_EXCHANGE {
    trade:       Sun..Thu 17:00 until 16:00 next day
    last-close:  on last-trading-day at 10:00
    settlement:  at 14:30, at early close when earlier
  }
  daily-settlement {
    for lead month {
      first of {
        vwap of trades over last 2 minutes          when volume >= 10 contracts
        midpoint of quotes                          when width <= 5 ticks
        previous settlement
      }
    }
    for other months, nearest first {
      first of {
        lead month - vwap of calendar-spread of [lead month, this month] over last 2 minutes   when volume >= 5 contracts
        previous settlement + change of lead month
      }
    }
    newly-listed: settlement of nearest month listed before, else H100_RENTAL
    last-day:     final-settlement
    round:        nearest to tick.settlement, ties toward previous settlement
  }
  final-settlement cash {
    price: average of H100_RENTAL over business days of contract month on US_EXCHANGE
    round: half-away to tick.settlement
  }
  limits {
    basis:          25% of SUPPLY.lowest-month / size, round down to 1 contract
    spot-month:     2_000 contracts from open of start of spot-period,
                    1_000 contracts from close of 5 business days before last-trading-day
    single-month:   accountability 5_000 contracts
    all-months:     accountability 10_000 contracts
    reportable:     25 contracts
    aggregate:      MGPH at 1/10
    exemptions:     bona-fide-hedge, spread
  }
  price-limits {
    band:  [7%, 13%, 20%] of previous settlement, round toward previous settlement to tick.outright
    halt:  2 minutes at 7%, 2 minutes at 13%, stop at 20%
  }
  orders {
    max: 500 contracts
    block { min: 50 contracts; report: within 15 minutes }
  }
  margin { maintenance: 20%, proposed; initial: 110% of maintenance; inter-month: 4% }
  participants {
    retail:     allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"
    screening:  under "Rule 513"
  }
}
/// The price has moved by two thirds in a year [H100-METHOD], and no contract lets a buyer fix it.
filing GPH_402 "Listing of GPH by certification" for GPH {
  form:         "40.2"
  date:         2027-01-06
  listing-date: 2027-01-11
  contact:      "Jordan Example (fictional), General Counsel"
  email:        "filings@xdex.example"
  certified-by: "Jordan Example (fictional)"
  consulted:    ["Example Cloud Buyers Forum (fictional)", "Example Provider Association (fictional)"]
}
`;

const SOURCES_PATH = "gpu/sources.tenor";
const SOURCES_TEXT = `source H100-METHOD "Methodology of the H100 Rental Index (fictional)" {
  publisher: "GPU Exchange Index Services (fictional)"
  date:      2026-11-02
  where:     "https://gpux.example/h100-method"
}
source SUPPLY "Rentable H100 hours by month (fictional)" {
  publisher: "GPU Exchange Index Services (fictional)"
  date:      2026-12-01
  where:     "https://gpux.example/supply"
  lowest-month: 8_000_000 GPU_hour of H100_SXM
}
`;

const at = (path: string, words: string): [string, string] => [`GPH/${path}`, words];

export const gphClauses: readonly Clause[] = [
  ...locate(PATH, TEXT, [
    at(
      "narrative/1",
      "/// Providers of rented accelerators sell capacity months ahead; buyers budget by the hour. Neither can lock\n/// the price today [H100-METHOD].",
    ),
    ["GPH", `future GPH "H100 GPU-Hour Futures" {`],
    at("venue", "venue:       XDEX"),
    at("clearing", "clearing:    XDCC"),
    at("underlying", "underlying:  H100_RENTAL"),
    at("contract", "contract:    month"),
    at("size", "size:        1_000 GPU_hour of H100_SXM"),
    at("price", "price:       USD / GPU_hour of H100_SXM"),
    at("tick/narrative/1", "/// A tick of a tenth of a cent is one dollar a contract."),
    at("tick", "tick {"),
    at("tick/outright", "outright:        0.001"),
    at("tick/calendar-spread", "calendar-spread: 0.0005"),
    at("tick/settlement", "settlement:      0.0001"),
    at("classification", "classification {"),
    at("classification/cea", `cea:   exempt-commodity, because "capacity is a service dealt in for future delivery"`),
    at("classification/cfi", `cfi:   FCSCSX, because "a cash-settled standardised commodity future"`),
    at("classification/mifid", `mifid: C10, because "an exotic derivative on a service"`),
    at("listing", "listing {"),
    at("listing/first", "first:  2027-01-11"),
    at("listing/months", "months: 3 consecutive, then 1 of [Mar, Jun, Sep, Dec]"),
    at("listing/add", "add:    1 business day after last-trading-day of expiring month"),
    at("dates", "dates on US_EXCHANGE {"),
    at("dates/last-trading-day", "last-trading-day:     last business day of contract month"),
    at("dates/final-settlement-day", "final-settlement-day: 1 business day after last-trading-day"),
    at("dates/spot-period", "spot-period:          from 1st business day of contract month to last-trading-day"),
    at("dates/lead-month", "lead-month:           nearest month until 1st business day of it"),
    at("sessions", "sessions in America/Chicago on US_EXCHANGE {"),
    at("sessions/trade", "trade:       Sun..Thu 17:00 until 16:00 next day"),
    at("sessions/last-close", "last-close:  on last-trading-day at 10:00"),
    at("sessions/settlement", "settlement:  at 14:30, at early close when earlier"),
    at("daily-settlement", "daily-settlement {"),
    at("daily-settlement/lead-month", "for lead month {"),
    at("daily-settlement/lead-month/1", "vwap of trades over last 2 minutes          when volume >= 10 contracts"),
    at("daily-settlement/lead-month/2", "midpoint of quotes                          when width <= 5 ticks"),
    at("daily-settlement/lead-month/3", "previous settlement"),
    at("daily-settlement/other-months", "for other months, nearest first {"),
    at(
      "daily-settlement/other-months/1",
      "lead month - vwap of calendar-spread of [lead month, this month] over last 2 minutes   when volume >= 5 contracts",
    ),
    at("daily-settlement/other-months/2", "previous settlement + change of lead month"),
    at("daily-settlement/newly-listed", "newly-listed: settlement of nearest month listed before, else H100_RENTAL"),
    at("daily-settlement/last-day", "last-day:     final-settlement"),
    at("daily-settlement/round", "round:        nearest to tick.settlement, ties toward previous settlement"),
    at("final-settlement", "final-settlement cash {"),
    at("final-settlement/price", "price: average of H100_RENTAL over business days of contract month on US_EXCHANGE"),
    at("final-settlement/round", "round: half-away to tick.settlement"),
    at("limits", "limits {"),
    at("limits/basis", "basis:          25% of SUPPLY.lowest-month / size, round down to 1 contract"),
    at(
      "limits/spot-month",
      "spot-month:     2_000 contracts from open of start of spot-period,\n                    1_000 contracts from close of 5 business days before last-trading-day",
    ),
    at("limits/single-month", "single-month:   accountability 5_000 contracts"),
    at("limits/all-months", "all-months:     accountability 10_000 contracts"),
    at("limits/reportable", "reportable:     25 contracts"),
    at("limits/aggregate", "aggregate:      MGPH at 1/10"),
    at("limits/exemptions", "exemptions:     bona-fide-hedge, spread"),
    at("price-limits", "price-limits {"),
    at(
      "price-limits/band",
      "band:  [7%, 13%, 20%] of previous settlement, round toward previous settlement to tick.outright",
    ),
    at("price-limits/halt", "halt:  2 minutes at 7%, 2 minutes at 13%, stop at 20%"),
    at("orders", "orders {"),
    at("orders/max", "max: 500 contracts"),
    at("orders/block", "block {"),
    at("margin", "margin {"),
    at("margin/maintenance", "maintenance: 20%, proposed"),
    at("margin/initial", "initial: 110% of maintenance"),
    at("margin/inter-month", "inter-month: 4%"),
    at("participants", "participants {"),
    at("participants/retail", `retail:     allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`),
    at("participants/screening", `screening:  under "Rule 513"`),
    [
      "GPH_402/narrative/1",
      "/// The price has moved by two thirds in a year [H100-METHOD], and no contract lets a buyer fix it.",
    ],
    ["GPH_402", `filing GPH_402 "Listing of GPH by certification" for GPH {`],
    ["GPH_402/form", `form:         "40.2"`],
    ["GPH_402/date", "date:         2027-01-06"],
    ["GPH_402/listing-date", "listing-date: 2027-01-11"],
    ["GPH_402/contact", `contact:      "Jordan Example (fictional), General Counsel"`],
    ["GPH_402/email", `email:        "filings@xdex.example"`],
    ["GPH_402/certified-by", `certified-by: "Jordan Example (fictional)"`],
    [
      "GPH_402/consulted",
      `consulted:    ["Example Cloud Buyers Forum (fictional)", "Example Provider Association (fictional)"]`,
    ],
  ]),
  ...locate(SOURCES_PATH, SOURCES_TEXT, [
    ["H100-METHOD", `source H100-METHOD "Methodology of the H100 Rental Index (fictional)" {`],
    ["H100-METHOD/publisher", `publisher: "GPU Exchange Index Services (fictional)"`],
    ["H100-METHOD/date", "date:      2026-11-02"],
    ["H100-METHOD/where", `where:     "https://gpux.example/h100-method"`],
    ["SUPPLY", `source SUPPLY "Rentable H100 hours by month (fictional)" {`],
    ["SUPPLY/publisher", `publisher: "GPU Exchange Index Services (fictional)"`],
    ["SUPPLY/date", "date:      2026-12-01"],
    ["SUPPLY/where", `where:     "https://gpux.example/supply"`],
    ["SUPPLY/lowest-month", "lowest-month: 8_000_000 GPU_hour of H100_SXM"],
  ]),
];
