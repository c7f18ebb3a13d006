import type { Classification, ContractModel, ContractMonth, Orders, PriceLimits } from "../../model/model.ts";
import { parse, show } from "../../runtime/exact.ts";
import { LAST_TRADING_DAY } from "../product.ts";
import { fixDay, fixInstant, field, group, type Item } from "./item.ts";

/** `8`: codes of contracts are the exchange's own. */
export const EXCHANGE_SYMBOL = "8";

/** What names an instrument: its code, its product and the market, by its code of ISO 10383 where the venue has one. */
export function identityOf(
  model: ContractModel,
  code: string,
  product: { readonly id: string; readonly venue: string; readonly venueClause: string },
  ...clauses: readonly string[]
): Item[] {
  const venue = model.organisations.find((one) => one.id === product.venue);
  const mic = venue?.facts.find((one) => one.name === "mic");
  const market = mic !== undefined && /^[A-Z0-9]{4}$/.test(mic.value) ? mic : undefined;
  return [
    ...field("Symbol", code, ...clauses),
    ...field("SecurityID", code, ...clauses),
    ...field("SecurityIDSource", EXCHANGE_SYMBOL, ...clauses),
    ...field("SecurityGroup", product.id, ...clauses),
    ...field("SecurityExchange", market?.value, product.venueClause, market?.clause ?? product.venueClause),
  ];
}

/** The classification by ISO 10962 and the short name by ISO 18774, where they are stated. */
export function classOf(classification: readonly Classification[], letter?: "C" | "P"): Item[] {
  const cfi = classification.find((one) => one.scheme === "cfi" && /^[A-Z]{6}$/.test(one.value));
  const fisn = classification.find((one) => one.scheme === "fisn" && one.value !== "none");
  // Of an option the second letter says call or put, and the spec states one code for both.
  const code = letter === undefined ? cfi?.value : cfi?.value.replace(/^O./, `O${letter}`);
  return [
    ...(cfi === undefined ? [] : field("CFICode", code, cfi.clause)),
    ...(fisn === undefined ? [] : field("FinancialInstrumentShortName", fisn.value, fisn.clause)),
  ];
}

/** When a contract begins to trade, ends and is paid, as days and, where it is said, as instants. */
export function eventsOf(month: ContractMonth, last: string, days: readonly string[], listing: string): Item[] {
  const { lastClose } = month;
  const on = (name: string) => month.intervals.find((one) => one.name === name);
  const spans = [
    { interval: on("delivery-days"), from: "13", to: "14" },
    { interval: on("notice-days"), from: "23", to: "24" },
  ];
  return group("NoEvents", [
    [...field("EventType", "5", listing), ...field("EventDate", fixDay(month.listed), listing, ...days)],
    [
      ...field("EventType", "7", ...days),
      ...field("EventDate", fixDay(last), ...days),
      ...(lastClose === undefined ? [] : field("EventTime", fixInstant(lastClose.utc), lastClose.clause, ...days)),
    ],
    ...spans.flatMap(({ interval, from, to }) =>
      interval === undefined
        ? []
        : [
            [
              ...field("EventType", from, ...days),
              ...field("EventDate", fixDay(interval.from), interval.clause, ...days),
            ],
            [...field("EventType", to, ...days), ...field("EventDate", fixDay(interval.to), interval.clause, ...days)],
          ],
    ),
    ...month.dates
      .filter(({ name }) => name !== LAST_TRADING_DAY)
      .map(({ name, date, clause }) => [
        ...field("EventType", "99", clause),
        ...field("EventDate", fixDay(date), clause, ...days),
        ...field("EventText", name, clause),
      ]),
  ]);
}

/** `202702` of a contract month; a week, a quarter or a year has no such name. */
export function monthYear(period: string): string | undefined {
  return /^\d{4}-\d{2}$/.test(period) ? period.replace("-", "") : undefined;
}

/** The market's rules for orders: steps of prices, least and largest sizes, blocks, and how orders of one price are served. */
export function rulesOf(
  ticks: readonly (readonly Item[])[],
  orders: Orders | undefined,
  currency: { readonly code: string; readonly clause: string },
  multileg?: string,
  limits?: PriceLimits,
): Item[] {
  const { block, max, matching, min } = orders ?? {};
  return group("NoMarketSegments", [
    [
      ...group("NoTickRules", ticks),
      ...group("NoLotTypeRules", [
        min === undefined
          ? []
          : [...field("LotType", "2", min.clause), ...field("MinLotSize", min.contracts, min.clause)],
        block === undefined
          ? []
          : [...field("LotType", "3", block.clause), ...field("MinLotSize", block.min, block.clause)],
      ]),
      ...(limits === undefined ? [] : furthest(limits)),
      ...(min === undefined ? [] : field("MinTradeVol", min.contracts, min.clause)),
      ...(max === undefined ? [] : field("MaxTradeVol", max.contracts, max.clause)),
      ...field("TradingCurrency", currency.code, currency.clause),
      ...(multileg === undefined ? [] : field("MultilegModel", "0", multileg)),
      ...(matching === undefined
        ? []
        : group("NoTradingSessionRules", [
            group("NoMatchRules", [field("MatchAlgorithm", matching.value, matching.clause)]),
          ])),
    ],
  ]);
}

/** How far prices may move at most, as a share of the previous settlement price; nearer bands pause trading and are no limit. */
function furthest({ bands, clause, referenceClause }: PriceLimits): Item[] {
  const last = bands.at(-1);
  if (last === undefined) return [];
  const share = show(parse(last));
  const clauses = [clause, ...(referenceClause === undefined ? [] : [referenceClause])];
  return [
    ...field("PriceLimitType", "2", ...clauses),
    ...field("LowLimitPrice", `-${share}`, ...clauses),
    ...field("HighLimitPrice", share, ...clauses),
  ];
}

/** The number the agency gave an instrument, beside the exchange's own code; nothing while there is none. */
export function numberOf(classification: readonly Classification[], code: string): Item[] {
  const stated = classification.find((one) => one.scheme === "isin");
  const isin = stated?.codes?.find((one) => one.code === code)?.isin;
  return stated === undefined || isin === undefined
    ? []
    : group("NoSecurityAltID", [
        [
          ...field("SecurityAltID", isin, stated.clause, stated.value),
          ...field("SecurityAltIDSource", "4", stated.clause),
        ],
      ]);
}

/** A step of prices: in trading, in trading as a spread, or of settlement prices. */
export function tickRule({
  role,
  increment,
  clause,
}: {
  readonly role: string;
  readonly increment: string;
  readonly clause: string;
}): Item[] {
  switch (role) {
    case "settlement":
      return field("SettlPriceIncrement", increment, clause);
    case "outright":
      return [...field("TickIncrement", increment, clause), ...field("TickRuleType", "0", clause)];
    case "calendar-spread":
      return [...field("TickIncrement", increment, clause), ...field("TickRuleType", "5", clause)];
    default:
      throw new Error(`a tick has no role ${role}`);
  }
}
