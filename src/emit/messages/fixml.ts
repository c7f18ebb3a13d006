import { escapeXml } from "../escape-xml.ts";
import type { FixField, FixGroup } from "./dictionary.ts";
import type { Item } from "./item.ts";

/** What FIXML calls the fields of an instrument, an event, an underlying and a leg: the abbreviations of FIXML 5.0 SP2; those of the market's rules stand in the elements below. */
const ATTRIBUTES: { readonly [name in FixField]?: string } = {
  Symbol: "Sym",
  SecurityID: "ID",
  SecurityIDSource: "Src",
  SecurityGroup: "SecGrp",
  SecurityExchange: "Exch",
  CFICode: "CFI",
  SecurityType: "SecTyp",
  SecurityDesc: "Desc",
  MaturityMonthYear: "MMY",
  MaturityDate: "MatDt",
  MaturityTime: "MatTm",
  InstrmtAssignmentMethod: "AsgnMeth",
  ContractMultiplier: "Mult",
  MinPriceIncrement: "MinPxIncr",
  MinPriceIncrementAmount: "MinPxIncrAmt",
  UnitOfMeasure: "UOM",
  UnitOfMeasureQty: "UOMQty",
  PriceQuoteMethod: "PxQteMeth",
  SettlMethod: "SettlMeth",
  ExerciseStyle: "ExerStyle",
  ValuationMethod: "ValMeth",
  CapPrice: "CapPx",
  FloorPrice: "FlrPx",
  PutOrCall: "PutCall",
  StrikePrice: "StrkPx",
  StrikeCurrency: "StrkCcy",
  PositionLimit: "PosLmt",
  NTPositionLimit: "NTPosLmt",
  EventType: "EventTyp",
  EventDate: "Dt",
  EventTime: "Tm",
  EventText: "Txt",
  UnderlyingSymbol: "Sym",
  UnderlyingSecurityID: "ID",
  UnderlyingSecurityIDSource: "Src",
  UnderlyingSecurityType: "SecTyp",
  LegSymbol: "Sym",
  LegSecurityID: "ID",
  LegSecurityIDSource: "Src",
  LegSecurityType: "SecTyp",
  LegMaturityDate: "MatDt",
  LegRatioQty: "RatioQty",
  LegSide: "Side",
  SecurityAltID: "AltID",
  SecurityAltIDSource: "AltIDSrc",
  StartTickPriceRange: "StartTickPxRng",
  EndTickPriceRange: "EndTickPxRng",
  TickIncrement: "TickIncr",
  TickRuleType: "TickRuleTyp",
  SettlPriceIncrement: "SettlPxIncr",
  LotType: "LotTyp",
  MinLotSize: "MinLotSz",
  PriceLimitType: "PxLmtTyp",
  LowLimitPrice: "LowLmtPx",
  HighLimitPrice: "HiLmtPx",
  MinTradeVol: "MinTrdVol",
  MaxTradeVol: "MaxTrdVol",
  TradingCurrency: "TrdCcy",
  MultilegModel: "MlegModel",
  MatchAlgorithm: "MtchAlgo",
  SecurityListID: "ListID",
  TotNoRelatedSym: "TotNoReltdSym",
  MarketID: "MktID",
  LastFragment: "LastFragment",
};

/** Groups whose entries stand beside the instrument, by the element of each entry. */
const ELEMENTS: { readonly [name in FixGroup]?: string } = { NoUnderlyings: "Undly", NoLegs: "Leg" };

/** Said in the file: what it is checked against, and what not. */
const NOTICE =
  "FIXML 5.0 SP2. Names were checked against a transcribed part of the public dictionary; not validated against the official schema.";

/** One file of FIXML with a security definition for each instrument; days as `2027-02-26`, instants as `2027-02-26T16:00:00Z`, as XML writes them. */
export function fixmlOf(definitions: readonly (readonly Item[])[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- ${NOTICE} -->`,
    '<FIXML xmlns="http://www.fixprotocol.org/FIXML-5-0-SP2" v="FIX.5.0SP2">',
    "  <Batch>",
    ...definitions.flatMap(definition),
    "  </Batch>",
    "</FIXML>",
    "",
  ].join("\n");
}

function definition(items: readonly Item[]): string[] {
  return [
    `    <SecDef${currencyOf(items)}>`,
    ...instrument(items, "      "),
    ...around(items, "      "),
    ...entriesOf(items, "NoMarketSegments").flatMap((rules) => [
      "      <MktSegGrp>",
      ...rulesOf(rules, "        "),
      "      </MktSegGrp>",
    ]),
    "    </SecDef>",
  ];
}

/** The same instruments as one security list: rules of trading stand beside each instrument. */
export function fixmlList(list: readonly Item[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- ${NOTICE} -->`,
    '<FIXML xmlns="http://www.fixprotocol.org/FIXML-5-0-SP2" v="FIX.5.0SP2">',
    `  <SecList${attributes(list)}>`,
    ...entriesOf(list, "NoRelatedSym").flatMap((items) => [
      `    <SecL${currencyOf(items)}>`,
      ...instrument(items, "      "),
      ...rulesOf(items, "      "),
      ...around(items, "      "),
      "    </SecL>",
    ]),
    "  </SecList>",
    "</FIXML>",
    "",
  ].join("\n");
}

function entriesOf(items: readonly Item[], name: FixGroup): readonly (readonly Item[])[] {
  return items.flatMap((one) => ("entries" in one && one.name === name ? one.entries : []));
}

function currencyOf(items: readonly Item[]): string {
  const currency = items.find((one) => one.name === "Currency");
  return currency !== undefined && "value" in currency ? ` Ccy="${escapeXml(currency.value)}"` : "";
}

/** The instrument with its other numbers and its events. */
function instrument(items: readonly Item[], indent: string): string[] {
  const own = items.filter((one) => !MARKET.has(one.name));
  const inner = [
    ...entriesOf(items, "NoSecurityAltID").map((one) => `${indent}  <AID${attributes(one)}/>`),
    ...entriesOf(items, "NoEvents").map((one) => `${indent}  <Evnt${attributes(one)}/>`),
  ];
  return inner.length === 0
    ? [`${indent}<Instrmt${attributes(own)}/>`]
    : [`${indent}<Instrmt${attributes(own)}>`, ...inner, `${indent}</Instrmt>`];
}

/** Underlyings and legs. */
function around(items: readonly Item[], indent: string): string[] {
  return items.flatMap((one) => {
    const element = "entries" in one ? ELEMENTS[one.name] : undefined;
    return "entries" in one && element !== undefined
      ? one.entries.map((entry) => `${indent}<${element}${attributes(entry)}/>`)
      : [];
  });
}

const LIMITS: ReadonlySet<string> = new Set(["PriceLimitType", "LowLimitPrice", "HighLimitPrice"]);
const BASE: ReadonlySet<string> = new Set(["MinTradeVol", "MaxTradeVol", "TradingCurrency", "MultilegModel"]);

/** Fields of the market's rules, which are none of the instrument's. */
const MARKET: ReadonlySet<string> = new Set([...LIMITS, ...BASE]);

/** The market's rules: steps of prices, lots, how far prices may move, sizes of orders, and how orders of one price are served. */
function rulesOf(items: readonly Item[], indent: string): string[] {
  const limits = attributes(items.filter((one) => LIMITS.has(one.name)));
  const matching = entriesOf(items, "NoTradingSessionRules").flatMap((one) => entriesOf(one, "NoMatchRules"));
  return [
    `${indent}<SecTrdgRules>`,
    `${indent}  <BaseTrdgRules${attributes(items.filter((one) => BASE.has(one.name)))}>`,
    ...entriesOf(items, "NoTickRules").map((one) => `${indent}    <TickRules${attributes(one)}/>`),
    ...entriesOf(items, "NoLotTypeRules").map((one) => `${indent}    <LotTypeRules${attributes(one)}/>`),
    ...(limits === "" ? [] : [`${indent}    <PxLmts${limits}/>`]),
    `${indent}  </BaseTrdgRules>`,
    ...matching.flatMap((one) => [
      `${indent}  <TrdgSesRulesGrp>`,
      `${indent}    <TrdgSesRules>`,
      `${indent}      <MtchRules${attributes(one)}/>`,
      `${indent}    </TrdgSesRules>`,
      `${indent}  </TrdgSesRulesGrp>`,
    ]),
    `${indent}</SecTrdgRules>`,
  ];
}

function attributes(items: readonly Item[]): string {
  return items
    .flatMap((one) => {
      const name = "value" in one ? ATTRIBUTES[one.name] : undefined;
      return "value" in one && name !== undefined ? [` ${name}="${escapeXml(asXml(one.name, one.value))}"`] : [];
    })
    .join("");
}

/** Days and instants have hyphens and colons in XML. */
function asXml(name: FixField, value: string): string {
  if (name === "EventTime") return `${day(value.slice(0, 8))}T${value.slice(9)}Z`;
  return name === "EventDate" || name === "MaturityDate" || name === "LegMaturityDate" ? day(value) : value;
}

const day = (value: string): string => `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
