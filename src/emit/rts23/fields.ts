/** A field of the table of Regulation (EU) 2017/585: its number, its name, where ISO 20022 has it, and what decides its value here. */
export type FieldSpec = {
  readonly field: number;
  readonly name: string;
  readonly element: string;
  readonly rule: string;
};

const DEBT = "the instrument is no debt instrument";
const RATE = "the underlying is no interest rate";
const EXCHANGE = "the underlying is no exchange rate";
const of = (field: number, name: string, element: string, rule: string): FieldSpec => ({ field, name, element, rule });
const debt = (field: number, name: string, element: string) =>
  of(field, name, `DebtInstrmAttrbts/${element}`, `Empty: ${DEBT}.`);
const rate = (field: number, name: string, element: string) =>
  of(field, name, `DerivInstrmAttrbts/AsstClssSpcfcAttrbts/Intrst/${element}`, `Empty: ${RATE}.`);
const exchange = (field: number, name: string, element: string) =>
  of(field, name, `DerivInstrmAttrbts/AsstClssSpcfcAttrbts/FX/${element}`, `Empty: ${EXCHANGE}.`);
const general = (field: number, name: string, element: string, rule: string) =>
  of(field, name, `FinInstrmGnlAttrbts/${element}`, rule);
const venue = (field: number, name: string, element: string, rule: string) =>
  of(field, name, `TradgVnRltdAttrbts/${element}`, rule);
const derivative = (field: number, name: string, element: string, rule: string) =>
  of(field, name, `DerivInstrmAttrbts/${element}`, rule);
const commodity = (field: number, name: string, element: string, rule: string) =>
  derivative(field, name, `AsstClssSpcfcAttrbts/Cmmdty/${element}`, rule);
const INDEX = "UndrlygInstrm/Sngl/Indx/Nm";

/** All fields in their order (Regulation (EU) 2017/585, table 3 of the annex; elements of auth.017.001.02). */
export const RTS23_FIELDS: readonly FieldSpec[] = [
  general(
    1,
    "Instrument identification code",
    "Id",
    "The number the numbering agency gave, from the table that “isin” names.",
  ),
  general(
    2,
    "Instrument full name",
    "FullNm",
    "The title with the period of the contract, of an option with its strike too.",
  ),
  general(3, "Instrument classification", "ClssfctnTp", "The CFI that is stated, else the one its letters come to."),
  general(
    4,
    "Commodities or emission allowance derivative indicator",
    "CmmdtyDerivInd",
    "True of sections C(5), C(6), C(7) and C(10).",
  ),
  of(5, "Issuer or operator of the trading venue identifier", "Issr", "The LEI of the venue."),
  venue(6, "Trading venue", "Id", "The market identifier code of the venue."),
  general(7, "Financial instrument short name", "ShrtNm", "The short name that is stated, else venue, kind and code."),
  venue(
    8,
    "Request for admission to trading by issuer",
    "IssrReq",
    "False: the venue lists the contract, and no issuer asks for it.",
  ),
  venue(9, "Date of approval of the admission to trading", "AdmssnApprvlDtByIssr", "Empty: field 8 is false."),
  venue(10, "Date of request for admission to trading", "ReqForAdmssnDt", "Empty: field 8 is false."),
  venue(
    11,
    "Date of admission to trading or date of first trade",
    "FrstTradDt",
    "The instant at which its first session opens.",
  ),
  venue(12, "Termination date", "TermntnDt", "The instant at which its last session closes."),
  general(13, "Notional currency 1", "NtnlCcy", "The currency of the price."),
  debt(14, "Total issued nominal amount", "TtlIssdNmnlAmt"),
  debt(15, "Maturity date", "MtrtyDt"),
  debt(16, "Currency of nominal value", "TtlIssdNmnlAmt/@Ccy"),
  debt(17, "Nominal value per unit or minimum traded value", "NmnlValPerUnit"),
  debt(18, "Fixed rate", "IntrstRate/Fxd"),
  debt(19, "Identifier of the index or benchmark of a floating rate bond", "IntrstRate/Fltg/RefRate/ISIN"),
  debt(20, "Name of the index or benchmark of a floating rate bond", "IntrstRate/Fltg/RefRate/Indx"),
  debt(21, "Term of the index or benchmark of a floating rate bond", "IntrstRate/Fltg/Term"),
  debt(22, "Base point spread of the index or benchmark of a floating rate bond", "IntrstRate/Fltg/BsisPtSprd"),
  debt(23, "Seniority of the bond", "DebtSnrty"),
  derivative(24, "Expiry date", "XpryDt", "The last day of trading, of an option the day it expires."),
  derivative(25, "Price multiplier", "PricMltplr", "The units of the underlying that one contract stands for."),
  derivative(
    26,
    "Underlying instrument code",
    "UndrlygInstrm/Sngl/ISIN",
    "Of an option the number of its future; an index without a number is named in field 28.",
  ),
  derivative(
    27,
    "Underlying issuer",
    "UndrlygInstrm/Sngl/LEI",
    "Empty: the underlying is an index or a future and has no issuer.",
  ),
  derivative(
    28,
    "Underlying index name",
    `${INDEX}/RefRate/Nm`,
    "The title of the index in at most 25 characters, else its name in the specification.",
  ),
  derivative(29, "Term of the underlying index", `${INDEX}/Term`, "Empty: the index is a price and has no term."),
  derivative(30, "Option type", "OptnTp", "Of an option, whether it is a call or a put."),
  derivative(31, "Strike price", "StrkPric/Pric/MntryVal/Amt", "Of an option, its strike."),
  derivative(
    32,
    "Strike price currency",
    "StrkPric/Pric/MntryVal/Amt/@Ccy",
    "Of an option, the currency of its strike.",
  ),
  derivative(33, "Option exercise style", "OptnExrcStyle", "Of an option, its style."),
  derivative(
    34,
    "Delivery type",
    "DlvryTp",
    "Cash where it is settled in cash; physical where it is delivered or exercised into a future.",
  ),
  commodity(35, "Base product", "Pdct/OthrC10/…/BasePdct", "OTHC of section C(10)."),
  commodity(36, "Sub product", "Pdct/OthrC10/…/SubPdct", "Empty: none is listed under OTHC."),
  commodity(37, "Further sub product", "Pdct/OthrC10/…/AddtlSubPdct", "Empty: none is listed under OTHC."),
  commodity(38, "Transaction type", "TxTp", "FUTR of a future, OPTN of an option."),
  commodity(
    39,
    "Final price type",
    "FnlPricTp",
    "EXOF: the exchange works out and publishes the final settlement price.",
  ),
  rate(40, "Reference rate", "IntrstRate/RefRate"),
  rate(41, "Interest rate term of contract", "IntrstRate/Term"),
  rate(42, "Notional currency 2", "OthrNtnlCcy"),
  rate(43, "Fixed rate of leg 1", "FrstLegIntrstRate/Fxd"),
  rate(44, "Fixed rate of leg 2", "OthrLegIntrstRate/Fxd"),
  rate(45, "Floating rate of leg 2", "OthrLegIntrstRate/Fltg/RefRate"),
  rate(46, "Interest rate term of contract of leg 2", "OthrLegIntrstRate/Fltg/Term"),
  exchange(47, "Notional currency 2", "OthrNtnlCcy"),
  exchange(48, "FX type", "FxTp"),
];
