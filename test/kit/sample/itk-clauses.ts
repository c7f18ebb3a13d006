import type { Clause } from "../../../src/model/model.ts";
import { locate } from "./locate.ts";

const PATH = "tokens/itk.tenor";
const TEXT = `grade STD_TOKEN "Standard inference token" {
  unit:      token
  one { input_token: 0.25 token of STD_TOKEN; output_token: 1 token of STD_TOKEN }
  review:    quarterly, effective 30 days after notice
}
index TOKEN_BASKET "Inference Token Basket" in Europe/London on LON_US {
  administrator: GPUX
  price:      USD / Mtoken of STD_TOKEN
  publish:    daily 16:30
  inputs {
    listings from [PROVIDER_A, PROVIDER_B, PROVIDER_C, PROVIDER_D] where tier is on-demand
  }
  members:    model in [ALDER, BIRCH, CEDAR, ELM], provider in [PROVIDER_A, PROVIDER_B, PROVIDER_C, PROVIDER_D]
  for each provider { price: median of price }
  for each model { price: median over providers when >= 3 providers }
  weights:    equal, cap 2 * equal share, excess pro rata until none exceeds
  value:      weighted mean over models, round half-even to 0.0001
  quorum:     3 models
  fallback {
    previous value for at most 3 publications
    determination by exchange under "Rule 902"
  }
}
future ITK "Inference Token Futures" {
  venue:       XDEX
  clearing:    XDCC
  underlying:  TOKEN_BASKET
  contract:    month
  size:        100 Mtoken of STD_TOKEN
  price:       USD / Mtoken of STD_TOKEN
  tick {
    outright:        0.01
    settlement:      0.0001
  }
  listing {
    first:  2027-01-11
    months: [2027-02, 2027-03]
  }
  dates on LON_US {
    last-trading-day:     last business day of contract month
    final-settlement-day: 2 business days after last-trading-day
    averaging-period:     from 4 business days before last-trading-day to last-trading-day
  }
  sessions in Europe/London on LON_US {
    trade:       Mon..Fri 08:00 until 18:00
    last-close:  on last-trading-day at 16:00
    settlement:  at 17:00
  }
  daily-settlement {
    for all months {
      first of {
        vwap of trades over last 30 minutes         when volume >= 5 contracts
        midpoint of quotes                          when width <= 20 ticks
        previous settlement
      }
    }
    newly-listed: TOKEN_BASKET
    last-day:     final-settlement
    round:        half-even to tick.settlement
  }
  final-settlement cash {
    price: average of TOKEN_BASKET over business days of averaging-period on LON_US
    round: half-even to tick.settlement
  }
  orders { max: 200 contracts }
}
`;

const at = (path: string, words: string): [string, string] => [`ITK/${path}`, words];
const inIndex = (path: string, words: string): [string, string] => [`TOKEN_BASKET/${path}`, words];

export const itkClauses: readonly Clause[] = locate(PATH, TEXT, [
  ["STD_TOKEN", `grade STD_TOKEN "Standard inference token" {`],
  ["STD_TOKEN/unit", "unit:      token"],
  ["STD_TOKEN/one/1", "input_token: 0.25 token of STD_TOKEN"],
  ["STD_TOKEN/one/2", "output_token: 1 token of STD_TOKEN"],
  ["STD_TOKEN/review", "review:    quarterly, effective 30 days after notice"],
  ["TOKEN_BASKET", `index TOKEN_BASKET "Inference Token Basket" in Europe/London on LON_US {`],
  inIndex("administrator", "administrator: GPUX"),
  inIndex("price", "price:      USD / Mtoken of STD_TOKEN"),
  inIndex("publish", "publish:    daily 16:30"),
  inIndex("inputs/1", "listings from [PROVIDER_A, PROVIDER_B, PROVIDER_C, PROVIDER_D] where tier is on-demand"),
  inIndex(
    "members",
    "members:    model in [ALDER, BIRCH, CEDAR, ELM], provider in [PROVIDER_A, PROVIDER_B, PROVIDER_C, PROVIDER_D]",
  ),
  inIndex("for-each-provider", "for each provider {"),
  inIndex("for-each-model", "for each model {"),
  inIndex("weights", "weights:    equal, cap 2 * equal share, excess pro rata until none exceeds"),
  inIndex("value", "value:      weighted mean over models, round half-even to 0.0001"),
  inIndex("quorum", "quorum:     3 models"),
  inIndex("fallback/1", "previous value for at most 3 publications"),
  inIndex("fallback/2", `determination by exchange under "Rule 902"`),
  ["ITK", `future ITK "Inference Token Futures" {`],
  at("venue", "venue:       XDEX"),
  at("clearing", "clearing:    XDCC"),
  at("underlying", "underlying:  TOKEN_BASKET"),
  at("contract", "contract:    month"),
  at("size", "size:        100 Mtoken of STD_TOKEN"),
  at("price", "price:       USD / Mtoken of STD_TOKEN"),
  at("tick", "tick {"),
  at("tick/outright", "outright:        0.01"),
  at("tick/settlement", "settlement:      0.0001"),
  at("listing", "listing {"),
  at("listing/first", "first:  2027-01-11"),
  at("listing/months", "months: [2027-02, 2027-03]"),
  at("dates", "dates on LON_US {"),
  at("dates/last-trading-day", "last-trading-day:     last business day of contract month"),
  at("dates/final-settlement-day", "final-settlement-day: 2 business days after last-trading-day"),
  at(
    "dates/averaging-period",
    "averaging-period:     from 4 business days before last-trading-day to last-trading-day",
  ),
  at("sessions", "sessions in Europe/London on LON_US {"),
  at("sessions/trade", "trade:       Mon..Fri 08:00 until 18:00"),
  at("sessions/last-close", "last-close:  on last-trading-day at 16:00"),
  at("sessions/settlement", "settlement:  at 17:00"),
  at("daily-settlement", "daily-settlement {"),
  at("daily-settlement/all-months", "for all months {"),
  at("daily-settlement/all-months/1", "vwap of trades over last 30 minutes         when volume >= 5 contracts"),
  at("daily-settlement/all-months/2", "midpoint of quotes                          when width <= 20 ticks"),
  at("daily-settlement/all-months/3", "previous settlement"),
  at("daily-settlement/newly-listed", "newly-listed: TOKEN_BASKET"),
  at("daily-settlement/last-day", "last-day:     final-settlement"),
  at("daily-settlement/round", "round:        half-even to tick.settlement"),
  at("final-settlement", "final-settlement cash {"),
  at("final-settlement/price", "price: average of TOKEN_BASKET over business days of averaging-period on LON_US"),
  at("final-settlement/round", "round: half-even to tick.settlement"),
  at("orders", "orders {"),
  at("orders/max", "max: 200 contracts"),
]);
