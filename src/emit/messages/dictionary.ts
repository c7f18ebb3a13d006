/** The types of fields that are used here, as FIX 5.0 SP2 names them. */
export type FixType =
  | "AMT"
  | "BOOLEAN"
  | "CHAR"
  | "CURRENCY"
  | "EXCHANGE"
  | "FLOAT"
  | "INT"
  | "LOCALMKTDATE"
  | "MONTHYEAR"
  | "PRICE"
  | "QTY"
  | "STRING"
  | "TZTIMEONLY"
  | "UTCTIMESTAMP";

export type FixEntry = { readonly tag: number; readonly type: FixType; readonly values?: readonly string[] };

const of = (tag: number, type: FixType, values?: string): FixEntry =>
  values === undefined ? { tag, type } : { tag, type, values: values.split(" ") };

/**
 * The part of the public FIX 5.0 SP2 data dictionary that is used here, transcribed: the tag of each field, its type and, where the dictionary closes
 * the list, the values used here. Not the whole of any list. The official schema of the standard's owner was not at hand.
 */
export const FIELDS = {
  Symbol: of(55, "STRING"),
  SecurityID: of(48, "STRING"),
  SecurityIDSource: of(22, "STRING", "4 8"),
  SecurityGroup: of(1151, "STRING"),
  SecurityExchange: of(207, "EXCHANGE"),
  CFICode: of(461, "STRING"),
  SecurityType: of(167, "STRING", "FUT OOF MLEG"),
  SecurityDesc: of(107, "STRING"),
  FinancialInstrumentShortName: of(2737, "STRING"),
  MaturityMonthYear: of(200, "MONTHYEAR"),
  MaturityDate: of(541, "LOCALMKTDATE"),
  MaturityTime: of(1079, "TZTIMEONLY"),
  InstrmtAssignmentMethod: of(1049, "CHAR", "P R"),
  ContractMultiplier: of(231, "FLOAT"),
  MinPriceIncrement: of(969, "FLOAT"),
  MinPriceIncrementAmount: of(1146, "AMT"),
  UnitOfMeasure: of(996, "STRING"),
  UnitOfMeasureQty: of(1147, "QTY"),
  PriceQuoteCurrency: of(1524, "CURRENCY"),
  PriceQuoteMethod: of(1196, "STRING", "STD"),
  SettlMethod: of(1193, "STRING", "C P"),
  ExerciseStyle: of(1194, "INT", "0 1"),
  ValuationMethod: of(1197, "STRING", "FUT EQTY"),
  CapPrice: of(1199, "PRICE"),
  FloorPrice: of(1200, "PRICE"),
  PutOrCall: of(201, "INT", "0 1"),
  StrikePrice: of(202, "PRICE"),
  StrikeCurrency: of(947, "CURRENCY"),
  PositionLimit: of(970, "INT"),
  NTPositionLimit: of(971, "INT"),
  Currency: of(15, "CURRENCY"),
  EventType: of(865, "INT", "5 6 7 13 14 23 24 99"),
  EventDate: of(866, "LOCALMKTDATE"),
  EventTime: of(1145, "UTCTIMESTAMP"),
  EventText: of(868, "STRING"),
  UnderlyingSymbol: of(311, "STRING"),
  UnderlyingSecurityID: of(309, "STRING"),
  UnderlyingSecurityIDSource: of(305, "STRING", "8"),
  UnderlyingSecurityType: of(310, "STRING", "FUT INDEX"),
  UnderlyingMaturityDate: of(542, "LOCALMKTDATE"),
  LegSymbol: of(600, "STRING"),
  LegSecurityID: of(602, "STRING"),
  LegSecurityIDSource: of(603, "STRING", "8"),
  LegSecurityType: of(609, "STRING", "FUT"),
  LegMaturityDate: of(611, "LOCALMKTDATE"),
  LegRatioQty: of(623, "FLOAT"),
  LegSide: of(624, "CHAR", "1 2"),
  TickIncrement: of(1208, "PRICE"),
  StartTickPriceRange: of(1206, "PRICE"),
  EndTickPriceRange: of(1207, "PRICE"),
  TickRuleType: of(1209, "INT", "0 2 5"),
  SettlPriceIncrement: of(1830, "PRICE"),
  LotType: of(1093, "CHAR", "2 3"),
  MinLotSize: of(1231, "QTY"),
  MinTradeVol: of(562, "QTY"),
  MaxTradeVol: of(1140, "QTY"),
  PriceLimitType: of(1306, "INT", "2"),
  LowLimitPrice: of(1148, "PRICE"),
  HighLimitPrice: of(1149, "PRICE"),
  TradingCurrency: of(1245, "CURRENCY"),
  MultilegModel: of(1377, "INT", "0"),
  MatchAlgorithm: of(1142, "STRING"),
  SecurityListID: of(1465, "STRING"),
  TotNoRelatedSym: of(393, "INT"),
  MarketID: of(1301, "EXCHANGE"),
  LastFragment: of(893, "BOOLEAN", "Y"),
  SecurityAltID: of(455, "STRING"),
  SecurityAltIDSource: of(456, "STRING", "4"),
} as const satisfies { readonly [name: string]: FixEntry };

export type FixField = keyof typeof FIELDS;

/** Repeating groups by the field that counts their entries. */
export const GROUPS = {
  NoSecurityAltID: 454,
  NoEvents: 864,
  NoUnderlyings: 711,
  NoLegs: 555,
  NoMarketSegments: 1310,
  NoTickRules: 1205,
  NoLotTypeRules: 1234,
  NoTradingSessionRules: 1309,
  NoMatchRules: 1235,
  NoRelatedSym: 146,
} as const;

export type FixGroup = keyof typeof GROUPS;
