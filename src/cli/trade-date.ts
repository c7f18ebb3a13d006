import { diagnostic, type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { tradeDateAt } from "../emit/calendar/trade-date.ts";
import { placeOf } from "../host/failure.ts";
import type { TradeDateAnswer } from "../model/generated/trade-date.ts";
import type { ContractModel } from "../model/model.ts";
import { formatDay, parseDay, sayDay } from "../value/day.ts";
import { DAY_MS, type Instant } from "../value/zone-time.ts";
import { columns } from "./columns.ts";

/** What is asked of the specs: their analysis as of a day, and the product among them, or what is wrong with the question. */
export type Asked = { readonly diagnostics: readonly Diagnostic[]; readonly model?: ContractModel };

/** The analysis of the specs as of one day, holding what is listed up to another. */
export type Ask = (asOf: string, until: string) => Asked;

/** How far ahead, in days, a trade date may lie. */
const AHEAD = 31;

/** How often the contract in force is looked up anew: each amendment may move the trade date once. */
const TURNS = 8;

/**
 * Where an instant lies in the trading of a product, by the contract in force on its own trade date: an amendment of the sessions holds from the open
 * of a trade date, which may begin on the evening before. Findings where the specs have errors or a calendar is not sure.
 */
export function askAt(
  text: string,
  instant: Instant,
  ask: Ask,
): { readonly diagnostics: readonly Diagnostic[]; readonly answer?: TradeDateAnswer } {
  let day = formatDay(Math.floor(instant / DAY_MS));
  for (let turn = 0; ; turn++) {
    const { model, diagnostics } = ask(day, formatDay((parseDay(day) ?? 0) + AHEAD));
    if (hasErrors(diagnostics) || model === undefined) return { diagnostics };
    const found = tradeDateAt(model, instant);
    if (!found.ok) {
      const params = { what: "the trade date", period: text, why: found.problem };
      return { diagnostics: [...diagnostics, diagnostic("date-unresolved", placeOf("--at"), params)] };
    }
    if (found.value.tradeDate === day || turn === TURNS) return { diagnostics, answer: found.value };
    day = found.value.tradeDate;
  }
}

/** The answer as a person reads it: the trade date, the reason in numbered steps, and the contracts of that day. */
export function sayTradeDate(answer: TradeDateAnswer): string {
  const { state, tradeDate, why, contracts } = answer;
  const day = parseDay(tradeDate);
  const said = day === undefined ? tradeDate : sayDay(day);
  const head =
    state === "closed" ? `closed; the next trade date is ${said}\n` : `${state}; the trade date is ${said}\n`;
  const steps = why.map((step, at) => `${String(at + 1).padStart(5)}  ${step}\n`).join("");
  if (contracts.length === 0) return `${head}${steps}\nno contract is listed on that date\n`;
  const rows = contracts.map((one) => [
    one.code,
    one.period,
    [one.state, ...(one.lead ? ["lead"] : []), ...(one.spot ? ["spot"] : [])].join(", "),
    one.listed,
    one.last,
  ]);
  return `${head}${steps}\n${columns(["code", "month", "state", "listed", "last"], rows).join("")}`;
}
