import type { LimitReport, Reportable } from "../../model/generated/limit-report.ts";
import { visible } from "../../diagnostic/visible.ts";
import { escapeHtml } from "../../emit/escape-html.ts";

/**
 * The reportable positions as FIXML position reports, one for each, which is the form that 17 CFR part 17, appendix C asks for from June 2026 on (89 FR 47439):
 * business day, account and owner, instrument, long and short at the end of the day. Who sends it to whom and when is the sender's to add; the Commission's own
 * schema was not at hand when this was written, so that its further fields and code lists stay unchecked.
 */
export function limitFixml({ date, reportable }: LimitReport): string {
  const reports = reportable.map((one, at) => reportOf(one, date, at + 1));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<FIXML xmlns="http://www.fixprotocol.org/FIXML-5-0-SP2" v="FIX.5.0SP2">',
    "  <Batch>",
    ...reports,
    "  </Batch>",
    "</FIXML>",
    "",
  ].join("\n");
}

function reportOf(
  { owner, account, product, month, series, long, short }: Reportable,
  date: string,
  number: number,
): string {
  const option = series === undefined ? undefined : / ([CP])(\S+)$/.exec(series);
  const instrument = attributes({
    Sym: product,
    ...(series === undefined ? {} : { ID: series }),
    SecTyp: option === undefined ? "FUT" : "OOF",
    // FIX MaturityMonthYear(200): 202702, 20270212 or 202702w2; other periods stand as the build names them.
    ...(month === undefined ? {} : { MMY: /^\d{4}-\d{2}(?:-\d{2})?$/.test(month) ? month.replaceAll("-", "") : month }),
    ...(option === undefined || option === null
      ? {}
      : { PutCall: option[1] === "C" ? "1" : "0", StrkPx: option[2] ?? "" }),
  });
  return [
    `    <PosRpt${attributes({ RptID: `${date}-${number}`, BizDt: date })}>`,
    // PartyRole(452): 24 customer account, 38 position account.
    `      <Pty${attributes({ ID: owner, R: "24" })}/>`,
    `      <Pty${attributes({ ID: account, R: "38" })}/>`,
    `      <Instrmt${instrument}/>`,
    // PosType(703): FIN is the quantity at the end of the day.
    `      <Qty${attributes({ Typ: "FIN", Long: String(long), Short: String(short) })}/>`,
    "    </PosRpt>",
  ].join("\n");
}

function attributes(all: Readonly<Record<string, string>>): string {
  return Object.entries(all)
    .map(([name, value]) => ` ${name}="${escapeHtml(visible(value))}"`)
    .join("");
}
