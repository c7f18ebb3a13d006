import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { FinalSettlement } from "../runtime/final.ts";
import { call } from "./calculator.ts";
import {
  type Desk,
  type ProductOutput,
  determinationOf,
  determinationOrigin,
  isDetermined,
  noteRefusal,
  type Origin,
} from "./desk.ts";
import type { ListedMonth, MonthsOfDay } from "./months.ts";
import type { Prints } from "./reference.ts";
import { printInForce, type RestatedStep } from "./restated.ts";

/** The final settlements of the months that end on the day, by period. */
export type Finals = {
  readonly prices: ReadonlyMap<string, FinalSettlement>;
  readonly determined: boolean;
};

/**
 * The final settlement of every month that ends on the day, from the prints of its averaging days: the earlier ones of the market
 * file, that of the day before, and today's, computed. What is refused is noted among the problems of the desk.
 */
export function finalSettlements(desk: Desk, of: MonthsOfDay, prints: Prints): Finals {
  const prices = new Map<string, FinalSettlement>();
  let determined = false;
  for (const month of of.months.filter(({ ends }) => ends)) {
    const found = settle(desk, month, prints);
    if (found === undefined) continue;
    prices.set(month.month.period, found);
    const given = determinationOf(desk, desk.output.engine.product.id, { period: found.period, settlement: "final" });
    determined ||= given !== undefined && isDetermined(desk, found.steps);
  }
  return { prices, determined };
}

function settle(desk: Desk, { month }: ListedMonth, prints: Prints): FinalSettlement | undefined {
  const { inputs, instruments, calculator, engine } = desk.output;
  const reads = inputs.final;
  if (reads === undefined) throw new Error(`the calculator of ${engine.product.id} settles no month finally`);
  // Its own settlement of the day is the final price: the months of the report have it.
  if (reads.settlement === true) return undefined;
  const { period } = month;
  const instrument = instruments.instruments.find((one) => one.period === period);
  const days = instrument?.averaging ?? [];
  const sets = instrument?.averagingSets;
  const daysOf = (id: string): readonly string[] => {
    const own = reads.sets?.[id];
    return own === undefined ? days : days.filter((day) => own.some((set) => sets?.[set]?.includes(day)));
  };
  const last = days.at(-1);
  // Its average goes on after trading has ended; the price is known on a later day.
  if (reads.averaged.length > 0 && last !== undefined && last > desk.day.date) return undefined;
  const restated: RestatedStep[] = [];
  const before = desk.problems.length;
  const input = {
    period,
    ...(reads.averaged.length > 0
      ? {
          ...(reads.sets === undefined ? { days } : { sets }),
          prints: Object.fromEntries(
            reads.averaged.map((id) => [id, printsOf(desk, id, daysOf(id), prints, month, restated)]),
          ),
        }
      : {}),
    ...(reads.single.length > 0
      ? { indices: Object.fromEntries(reads.single.map((id) => [id, prints.values.get(id) ?? null])) }
      : {}),
    ...(reads.contracts === undefined
      ? {}
      : { contracts: Object.fromEntries(reads.contracts.map((one) => [one.name, settlementOf(desk, one, period)])) }),
    ...(reads.determinations.length > 0
      ? { determination: determinationOf(desk, engine.product.id, { period, settlement: "final" }) ?? null }
      : {}),
  };
  // A restatement that was refused is told alone: the print it leaves out would be another finding for the same mistake.
  if (desk.problems.length > before) return undefined;
  const found = call<FinalSettlement>(calculator, "finalSettlement", input);
  if (found.kind === "given") return { ...found.value, steps: [...restated, ...found.value.steps] };
  const { market } = desk.day;
  const origins: readonly Origin[] = [
    [/^prints\.([^.]+)\.([\d-]+)$/, ([, id, day]) => market.place(`/prints/${id}/${day}`)],
    [/^contracts\.(\w+)/, ([, product]) => market.place(`/settlements/${product}`)],
    determinationOrigin(desk),
  ];
  const asked = { of: engine.product.id, month: period, settlement: "final" as const, decisions: reads.determinations };
  return noteRefusal(desk, `the final settlement of ${engine.product.id} ${period}`, found.refusal, origins, asked);
}

/** The products whose settlements a product's final prices read, by whatever text. */
export function contractsRead({ inputs, others = [] }: ProductOutput): string[] {
  const own = (inputs.final?.contracts ?? []).map(({ product }) => product);
  return [...new Set([...own, ...others.flatMap(contractsRead)])];
}

type ContractRead = { readonly product: string; readonly place?: number };

/** The settlement of another contract on the day: as settled here, else as the market file gives it; null where nobody has it. */
function settlementOf({ day, settled }: Desk, { product, place }: ContractRead, period: string): string | null {
  const made = settled?.get(product)?.months.map((one): [string, string] => [one.month, one.settlement]);
  const given = day.market.data.settlements?.[product];
  const prices = new Map(made ?? (given === undefined ? [] : Object.entries(given)));
  const month = place === undefined ? period : [...prices.keys()].sort()[place - 1];
  return (month === undefined ? undefined : prices.get(month)) ?? null;
}

/** The prints of an index on these days, as far as they are known; what was restated leaves its step in `restated`. */
function printsOf(
  desk: Desk,
  id: string,
  days: readonly string[],
  prints: Prints,
  month: ListedMonth["month"],
  restated: RestatedStep[],
): Readonly<Record<string, string | null>> {
  const { unpublished } = desk.output.inputs.final ?? {};
  const { date, market } = desk.day;
  const given = market.data.prints?.[id] ?? {};
  const before = market.data.previous.indices?.[id];
  const yesterday = typeof before === "string" ? before : before?.value;
  const today = prints.values.get(id);
  if (Object.hasOwn(given, date)) {
    desk.problems.push(diagnostic("index-computed-here", market.place(`/prints/${id}/${date}`), { index: id }));
  }
  return Object.fromEntries(
    days.flatMap((day) => {
      const value =
        day === date
          ? today
          : Object.hasOwn(given, day)
            ? printInForce(desk, id, day, given[day] ?? null, month, restated)
            : day === market.data.previous.date
              ? yesterday
              : undefined;
      // That there was none must be said, and only a settlement with another line has a use for it.
      return value === undefined || (value === null && unpublished !== true) ? [] : [[day, value]];
    }),
  );
}
