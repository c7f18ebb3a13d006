import type { ExerciseDay, OptionPayment, SeriesDay } from "../model/generated/settlement.ts";
import type { Amount } from "../runtime/book.ts";
import { add, parse, toFixed } from "../runtime/exact.ts";
import type { Exercised } from "../runtime/option-exercise.ts";
import type { Step } from "../runtime/pool.ts";
import { call } from "./calculator.ts";
import { clauseOf, noteRefusal, type Origin } from "./desk.ts";
import { instructionsOf, type OptionDesk, positionsOf, type Series } from "./option-desk.ts";

/** What comes of a series that ends or that somebody exercises on the day; undefined where neither is so, and after a refusal. */
export function exerciseOfSeries(desk: OptionDesk, series: Series, mark: SeriesDay): ExerciseDay | undefined {
  const positions = positionsOf(desk).filter(({ row }) => row.series === series.code);
  const instructions = instructionsOf(desk).filter(({ row }) => row.series === series.code);
  if (instructions.length === 0 && (!series.expires || positions.length === 0)) return undefined;
  const { day, output } = desk;
  const input = {
    series: series.code,
    date: day.date,
    expires: series.expires,
    right: series.right,
    strike: series.strike,
    price: mark.futureSettlement,
    positions: positions.map(({ row: { account, lots } }) => ({ account, lots: String(lots) })),
    deadline: deadlineOf(desk),
    instructions: instructions.map(({ row: { account, action, lots, time } }) => ({
      ...{ account, action, time },
      lots: String(lots),
    })),
  };
  type Answer = {
    readonly exercised: string;
    readonly accounts: readonly Exercised[];
    readonly steps: readonly Step[];
  };
  const found = call<Answer>(output.calculator, "exercise", input);
  if (found.kind === "refused") {
    const origins: Origin[] = [
      [/^instructions\[(\d+)\]\.(\w+)/, ([, at, field]) => day.book.place(`${instructions[Number(at)]?.at}/${field}`)],
      [/^positions/, () => positions[0] && day.book.place(positions[0].at)],
      [/^instructions/, () => instructions[0] && day.book.place(instructions[0].at)],
    ];
    return noteRefusal(desk, `the exercise of ${series.code}`, found.refusal, origins);
  }
  const held = new Map(positions.map(({ row }) => [row.account, row]));
  return {
    series: series.code,
    expires: series.expires,
    exercised: found.value.exercised,
    accounts: found.value.accounts.map(({ account, exercised, abandoned, assigned, future, amount }) => ({
      ...{ account, owner: held.get(account)?.owner ?? "", lots: String(held.get(account)?.lots ?? 0) },
      ...{ exercised, abandoned, assigned, future, amount: amount.amount },
    })),
    steps: found.value.steps.map((one) => ({ ...one, clause: clauseOf(desk, one.clause) })),
  };
}

/** Until when instructions count on the day. */
export function deadlineOf({ day, output }: OptionDesk): string {
  const found = output.option.sessions.schedule.find(({ tradeDate }) => tradeDate === day.date)?.contrary;
  if (found === undefined) throw new Error(`${day.date} is not in the schedule of ${output.option.product.id}`);
  return found;
}

/**
 * What positions of a margined series receive: the change of its mark for contracts that go on, and the way to zero for those that
 * end, whose worth the exercise pays. A series that was not marked before has nothing to change from, which is noted.
 */
export function variationOfSeries(
  desk: OptionDesk,
  mark: SeriesDay,
  exercise: ExerciseDay | undefined,
): OptionPayment[] {
  if (desk.output.option.premium.payment !== "futures-style") return [];
  return positionsOf(desk).flatMap(({ at, row }) => {
    if (row.series !== mark.series) return [];
    const own = exercise?.accounts.find(({ account }) => account === row.account);
    const gone = exercise === undefined || own === undefined ? 0n : BigInt(own.exercised) - BigInt(own.assigned);
    const ended = exercise?.expires === true ? BigInt(row.lots) : gone;
    const parts = [
      { lots: BigInt(row.lots) - ended, settlement: mark.settlement },
      { lots: ended, settlement: toFixed(parse("0"), mark.settlement.split(".")[1]?.length ?? 0) },
    ];
    return parts.flatMap(({ lots, settlement }) =>
      lots === 0n ? [] : (paymentOf(desk, mark, row, at, String(lots), settlement) ?? []),
    );
  });
}

function paymentOf(
  desk: OptionDesk,
  mark: SeriesDay,
  { account, owner }: { readonly account: string; readonly owner: string },
  at: string,
  lots: string,
  settlement: string,
): OptionPayment | undefined {
  const { series, previous } = mark;
  const origins: Origin[] = [[/^/, () => desk.day.book.place(at)]];
  const what = `the payment of ${account} in ${series}`;
  if (previous === undefined) {
    const expected = `a mark of ${series} on ${desk.day.market.data.previous.date}`;
    return noteRefusal(desk, what, { code: "no-previous", place: "", expected, found: "nothing" }, origins);
  }
  const found = call<Amount>(desk.output.calculator, "variationMargin", { lots, previous, settlement });
  if (found.kind === "refused") return noteRefusal(desk, what, found.refusal, origins);
  return { account, owner, series, lots, previous, settlement, amount: found.value.amount };
}

/** The sum of amounts with as many decimals as the longest. */
export function totalOf(amounts: readonly { readonly amount: string }[]): string {
  const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  return toFixed(
    amounts.reduce((sum, { amount }) => add(sum, parse(amount)), parse("0")),
    decimals,
  );
}
