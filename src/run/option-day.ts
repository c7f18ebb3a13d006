import { diagnostic } from "../diagnostic/diagnostic.ts";
import type { ExerciseDay, OptionDay, OptionPayment, SeriesDay } from "../model/generated/settlement.ts";
import { expiryOf, type OptionDesk, positionsOf, seriesOfDay } from "./option-desk.ts";
import { deadlineOf, exerciseOfSeries, totalOf, variationOfSeries } from "./option-exercise.ts";
import { markOfSeries, noteTrades } from "./option-marks.ts";

/**
 * The options of one product on the day: the mark of every series, what is exercised and assigned, and what each position receives; undefined
 * where something was refused, which is then noted among the problems of the desk.
 */
export function optionDay(desk: OptionDesk): OptionDay | undefined {
  const { output, problems } = desk;
  const { option } = output;
  const before = problems.length;
  if (!isTraded(desk)) return undefined;
  noteTrades(desk);
  const all = seriesOfDay(desk);
  if (problems.length > before) return undefined;
  const series: SeriesDay[] = [];
  const exercises: ExerciseDay[] = [];
  const payments: OptionPayment[] = [];
  for (const one of all) {
    const mark = markOfSeries(desk, one);
    if (mark === undefined) continue;
    const exercise = exerciseOfSeries(desk, one, mark);
    series.push(mark);
    if (exercise !== undefined) exercises.push(exercise);
    payments.push(...variationOfSeries(desk, mark, exercise));
  }
  if (problems.length > before) return undefined;
  const held = positionsOf(desk).map(({ row }) => row);
  const net = (code: string): number =>
    held.filter((one) => one.series === code).reduce((sum, { lots }) => sum + lots, 0);
  return {
    product: option.product.id,
    title: option.product.title,
    currency: option.premium.currency,
    unit: option.premium.unit,
    asOf: option.asOf,
    on: option.product.on,
    payment: option.premium.payment,
    deadline: deadlineOf(desk),
    series,
    payments,
    exercises,
    balanced: all.every(({ code }) => net(code) === 0),
    total: totalOf([...payments, ...exercises.flatMap(({ accounts }) => accounts)]),
  };
}

/** Notes a date that is no trade date of the option, and a build whose months have ended since. */
function isTraded({ day, output, problems }: OptionDesk): boolean {
  const { product, sessions, months, asOf } = output.option;
  const { schedule } = sessions;
  const [from, to] = [schedule[0]?.tradeDate ?? asOf, schedule.at(-1)?.tradeDate ?? asOf];
  const params = { product: product.id, date: day.date, from, to };
  const ended = months.find((one) => expiryOf(one) < day.date);
  if (!schedule.some(({ tradeDate }) => tradeDate === day.date))
    problems.push(diagnostic("day-not-traded", day.market.place("/date"), params));
  else if (ended !== undefined)
    problems.push(
      diagnostic("build-out-of-date", day.market.place("/date"), {
        product: product.id,
        month: ended.period,
        last: expiryOf(ended),
        asOf,
      }),
    );
  else return true;
  return false;
}

/** What accounts receive of options: variation, and what exercises pay. */
export function optionAmounts({
  payments,
  exercises,
}: OptionDay): { readonly account: string; readonly owner: string; readonly amount: string }[] {
  return [...payments, ...exercises.flatMap(({ accounts }) => accounts)];
}
