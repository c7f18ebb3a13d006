/**
 * The kinds of value a field can have, one phrase rule each, with the words a message has for it and an example. A new field is one
 * catalogue line naming one of these.
 */
export const kinds = {
  expr: { says: "a quantity, a name or a formula", example: "25% of SUPPLY.lowest-month / size" },
  list: { says: "a list of quantities", example: "3 sources, 20 trades, 6 parts" },
  date: { says: "a rule for a day", example: "last business day of contract month" },
  period: { says: "a rule for a month", example: "nearest month until 1st business day of it" },
  interval: { says: "a stretch of days", example: "from 1st business day of contract month to last-trading-day" },
  window: { says: "a window", example: "15:00 until 16:00 in 12 parts" },
  session: { says: "a session", example: "Sun..Thu 17:00 until 16:00 next day" },
  moment: { says: "a moment", example: "at 14:30" },
  cycle: { says: "a listing cycle", example: "12 consecutive, then 4 of [Mar, Jun, Sep, Dec]" },
  names: { says: "a name, or several behind commas", example: "bona-fide-hedge, spread" },
  text: { says: "a text in quotes", example: '"Rule 512"' },
  fact: { says: "a text in quotes, a list of texts or a word", example: '"three firms were asked in October"' },
  rounding: { says: "a rounding", example: "half-away to 0.0001" },
  holiday: { says: "the day of a holiday", example: "Jan 1, observed Mon if Sun" },
  halts: { says: "a list of halts", example: "2 minutes at 7%, stop at 20%" },
  legs: { says: "legs with their signs", example: "+1 GPH[near] -1 GPH[far]" },
  members: { says: "sets of members", example: "model in [A, B], provider in [X, Y]" },
  tier: { says: "a line of a waterfall", example: "vwap of trades over last 2 minutes when volume >= 10 contracts" },
  screen: { says: "a screen", example: "drop trade when price deviates more than 25% from median of part" },
  inputs: { says: "an input and where it is from", example: "trades from [ALPHA, BETA]" },
  exactness: { says: "an exactness", example: "exact to 0.0001 USD" },
  clauses: { says: "words and quantities behind commas", example: "allowed in [US], leverage at most 5 to 1" },
} as const;

export type ValueKind = keyof typeof kinds;

/** What a message says of a value: its kind, and the field's own example where it has one. */
export function saysOf(kind: ValueKind, example?: string): { readonly says: string; readonly example: string } {
  return { says: kinds[kind].says, example: example ?? kinds[kind].example };
}
