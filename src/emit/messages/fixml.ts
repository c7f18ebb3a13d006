import { escapeXml } from "../escape-xml.ts";
import type { FixField, FixGroup } from "./dictionary.ts";
import type { Item } from "./item.ts";

/** What FIXML calls the fields of an instrument, an event, an underlying and a leg: the abbreviations of FIXML 5.0 SP2. Rules of the market are in the other files. */
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
  const events = items.flatMap((one) => ("entries" in one && one.name === "NoEvents" ? one.entries : []));
  const currency = items.find((one) => one.name === "Currency");
  const ccy = currency !== undefined && "value" in currency ? ` Ccy="${escapeXml(currency.value)}"` : "";
  return [
    `    <SecDef${ccy}>`,
    ...(events.length === 0
      ? [`      <Instrmt${attributes(items)}/>`]
      : [
          `      <Instrmt${attributes(items)}>`,
          ...events.map((event) => `        <Evnt${attributes(event)}/>`),
          "      </Instrmt>",
        ]),
    ...items.flatMap((one) => {
      const element = "entries" in one ? ELEMENTS[one.name] : undefined;
      return "entries" in one && element !== undefined
        ? one.entries.map((entry) => `      <${element}${attributes(entry)}/>`)
        : [];
    }),
    "    </SecDef>",
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
