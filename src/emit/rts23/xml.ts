import { escapeXml } from "../escape-xml.ts";
import type { Rts23Record } from "./record.ts";

/** Said in the file: what it was checked against, and what not. */
const NOTICE =
  "auth.017.001.02. Built from a transcribed list of its elements; not validated against the official schema, nor against the narrower one of any authority. " +
  "Records with an open field are left out: rts23.json says what each waits for.";

type Node = { readonly name: string; readonly attributes?: string; readonly of: string | readonly Node[] };

/**
 * The complete records as one message auth.017.001.02 of the venue `mic` for the day `asOf`: elements in the order of the schema, an element
 * without a value left out. Undefined where no record is complete, for the message has one at least.
 */
export function auth017(records: readonly Rts23Record[], asOf: string): string | undefined {
  const complete = records.filter(({ open }) => open.length === 0);
  const mic = complete[0]?.values.get(6)?.value;
  if (mic === undefined) return undefined;
  const message: Node = {
    name: "Document",
    attributes: ' xmlns="urn:iso:std:iso:20022:tech:xsd:auth.017.001.02"',
    of: [
      {
        name: "FinInstrmRptgRefDataRpt",
        of: [
          {
            name: "RptHdr",
            of: [node("RptgNtty", [node("MktIdCd", mic)]), node("RptgPrd", [node("Dt", asOf)])],
          },
          ...complete.map(recordNode),
        ],
      },
    ],
  };
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<!-- ${NOTICE} -->`, ...lines(message, ""), ""].join("\n");
}

function recordNode({ values }: Rts23Record): Node {
  const leaf = (field: number, name: string, attributes = ""): Node[] => {
    const value = values.get(field)?.value;
    return value === undefined ? [] : [{ name, attributes, of: value }];
  };
  const single = [...leaf(26, "ISIN"), ...some("Indx", some("Nm", some("RefRate", leaf(28, "Nm"))))];
  // Goods and services that are delivered and those that are not stand under different elements of section C(10).
  const delivery = values.get(34)?.value === "PHYS" ? "Dlvrbl" : "NonDlvrbl";
  const commodity = [
    ...some("Pdct", some("OthrC10", some(delivery, leaf(35, "BasePdct")))),
    ...leaf(38, "TxTp"),
    ...leaf(39, "FnlPricTp"),
  ];
  const currency = values.get(32)?.value ?? "";
  return node("RefData", [
    node("FinInstrmGnlAttrbts", [
      ...leaf(1, "Id"),
      ...leaf(2, "FullNm"),
      ...leaf(7, "ShrtNm"),
      ...leaf(3, "ClssfctnTp"),
      ...leaf(13, "NtnlCcy"),
      ...leaf(4, "CmmdtyDerivInd"),
    ]),
    ...leaf(5, "Issr"),
    node("TradgVnRltdAttrbts", [
      ...leaf(6, "Id"),
      ...leaf(8, "IssrReq"),
      ...leaf(11, "FrstTradDt"),
      ...leaf(12, "TermntnDt"),
    ]),
    node("DerivInstrmAttrbts", [
      ...leaf(24, "XpryDt"),
      ...leaf(25, "PricMltplr"),
      ...some("UndrlygInstrm", some("Sngl", single)),
      ...leaf(30, "OptnTp"),
      ...some("StrkPric", some("Pric", some("MntryVal", leaf(31, "Amt", ` Ccy="${escapeXml(currency)}"`)))),
      ...leaf(33, "OptnExrcStyle"),
      ...leaf(34, "DlvryTp"),
      ...some("AsstClssSpcfcAttrbts", some("Cmmdty", commodity)),
    ]),
  ]);
}

function node(name: string, of: Node["of"]): Node {
  return { name, of };
}

/** An element around others, or nothing where there are none. */
function some(name: string, of: readonly Node[]): Node[] {
  return of.length === 0 ? [] : [node(name, of)];
}

function lines({ name, attributes = "", of }: Node, indent: string): string[] {
  return typeof of === "string"
    ? [`${indent}<${name}${attributes}>${escapeXml(of)}</${name}>`]
    : [`${indent}<${name}${attributes}>`, ...of.flatMap((one) => lines(one, `${indent}  `)), `${indent}</${name}>`];
}
