import type { Month } from "../../model/generated/engine.ts";
import type { ProductDay } from "../../model/generated/settlement.ts";
import type { Amount } from "../../runtime/book.ts";
import { call } from "../calculator.ts";
import type { ProductOutput } from "../desk.ts";
import { endOf } from "../months.ts";
import type { Words } from "./dialect.ts";
import { quoted } from "./sql.ts";

/** What a contract month is on a day: it moves money, is listed on the day, waits for its final price, or its product does not trade. */
export type ContractState = "open" | "new" | "waiting" | "closed";

/** A contract month as the engine joins positions to it. `units` is what one lot receives, in units of 10^-decimals of the currency. */
export type Contract = {
  readonly product: string;
  readonly month: string;
  readonly state: ContractState;
  /** Its place among the contracts of its product, from 0. */
  readonly place: number;
  readonly currency: string;
  readonly kind: "variation" | "final";
  readonly units: bigint;
  readonly decimals: number;
  /** The day on which it has its final price. */
  readonly ends: string;
};

type TextOf = { readonly month: Month; readonly output: ProductOutput };

/** The months of a product by all its texts that are listed on the day and have not ended before it. */
export function listedOn(output: ProductOutput, date: string): TextOf[] {
  return [output, ...(output.others ?? [])]
    .flatMap((text) => text.engine.months.map((month): TextOf => ({ month, output: text })))
    .filter((one) => one.month.listed <= date && endOf(one, one.month) >= date)
    .sort((a, b) => (a.month.period < b.month.period ? -1 : 1));
}

/**
 * The contracts of a product on the day. What a lot receives is what the generated calculator says for one lot: a variation margin is proved to be exact, and so it is
 * that amount times the lots. `settled` is undefined on a day on which the product does not trade.
 */
export function contractsOf(output: ProductOutput, date: string, settled: ProductDay | undefined): Contract[] {
  const { engine } = output;
  const currency = engine.payment?.currency ?? engine.price.currency;
  const amounts = listedOn(output, date).map((text) => {
    const found = settled?.months.find(({ month }) => month === text.month.period);
    const amount = found?.previous === undefined ? "0" : amountOf(text, found.previous, found.settlement);
    const state: ContractState =
      settled === undefined
        ? "closed"
        : found === undefined
          ? "waiting"
          : found.previous === undefined
            ? "new"
            : "open";
    return { text, amount, state, final: found?.final === true };
  });
  const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  return amounts.map(({ text, amount, state, final }, place) => ({
    product: engine.product.id,
    month: text.month.period,
    state,
    place,
    currency,
    kind: final ? "final" : "variation",
    units: unitsOf(amount, decimals),
    decimals,
    ends: endOf(text, text.month),
  }));
}

function amountOf({ month, output }: TextOf, previous: string, settlement: string): string {
  const own = output.engine.size.per === undefined ? {} : { month: month.period };
  const found = call<Amount>(output.calculator, "variationMargin", { lots: "1", previous, settlement, ...own });
  if (found.kind === "refused")
    throw new Error(`one lot of ${month.code} from ${previous} to ${settlement}: ${found.refusal.code}`);
  return found.value.amount;
}

/** An exact decimal in units of 10^-decimals; one that is finer is our bug. */
export function unitsOf(amount: string, decimals: number): bigint {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (whole === "" || fraction.length > decimals) throw new Error(`${amount} is no amount of ${decimals} decimals`);
  const units = BigInt(whole + fraction.padEnd(decimals, "0"));
  return sign === "-" ? -units : units;
}

/** Units of 10^-decimals as an exact decimal. */
export function amountIn(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, "0");
  const sign = units < 0n ? "-" : "";
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Bits of a word that marks which contracts of its product an account holds. */
export const WORD = 62;

/** The rows of the table `contract` as SQL writes them. */
export function contractRows(contracts: readonly Contract[]): string[] {
  return contracts.map(
    ({ product, month, state, place, currency, kind, units, decimals }) =>
      `(${[product, month, state].map(quoted).join(", ")}, ${Math.floor(place / WORD)}, ${1n << BigInt(place % WORD)}, ${quoted(currency)}, ${quoted(kind)}, ${units}, ${decimals})`,
  );
}

/** The statements that make the table `contract`, which positions are joined to. */
export function contractTable(contracts: readonly Contract[], { text, wide }: Words): string[] {
  const rows = contractRows(contracts);
  return [
    `CREATE TEMP TABLE contract (product ${text}, month ${text}, state ${text}, word INTEGER, bit BIGINT, currency ${text}, kind ${text}, units ${wide}, decimals INTEGER)`,
    ...(rows.length === 0 ? [] : [`INSERT INTO contract VALUES ${rows.join(", ")}`]),
  ];
}
