import { dailyPrices, type DailyPrices, inSpot } from "./daily.ts";
import type { Desk } from "./desk.ts";
import { type Finals, finalSettlements } from "./final.ts";
import type { FinalSettlement } from "../runtime/final.ts";
import { type ListedMonth, type MonthsOfDay, tradeDayOf } from "./months.ts";
import { type Prints, referencePrices } from "./reference.ts";

/** One text of a product on the day: its desk, all listed months with its own trade day, and the reference prices it reads. */
export type Version = { readonly desk: Desk; readonly of: MonthsOfDay; readonly prints: Prints };

/** What one text of a product reads on the day; `of` are the listed months of all its texts. */
export function versionOfDay(desk: Desk, of: MonthsOfDay): Version {
  return { desk, of: { ...of, trade: tradeDayOf(desk) ?? of.trade }, prints: referencePrices(desk) };
}

/** The text by which a month trades. */
export function versionOf(versions: readonly Version[], month: string): Version | undefined {
  return versions.find(({ desk }) => desk.output.engine.months.some(({ period }) => period === month));
}

/**
 * The settlement of every listed month, each by the text it trades by on the day. Where there are several texts, months whose group stands
 * before that of the lead month in their own text are settled first, then the lead month and then the others, nearest first, so that a line that reads another month's settlement reads the one that month has by its own text.
 */
export function pricesOfVersions(
  { problems }: Desk,
  of: MonthsOfDay,
  versions: readonly Version[],
): DailyPrices | undefined {
  const before = problems.length;
  const finals = finalsOf(versions);
  if (problems.length > before) return undefined;
  const [only, ...more] = versions;
  if (only !== undefined && more.length === 0) {
    const found = dailyPrices(only.desk, only.of, only.prints, finals);
    return found && { ...found, determined: found.determined || finals.determined };
  }
  const periods = of.months.map(({ month }) => month.period);
  const first = new Set(of.months.filter((one) => isBeforeLead(versions, of, one)).map(({ month }) => month.period));
  const ordered = [
    ...periods.filter((one) => first.has(one)),
    ...periods.filter((one) => one === of.lead),
    ...periods.filter((one) => !first.has(one) && one !== of.lead),
  ];
  const settled = new Map<string, string>();
  const made: DailyPrices[] = [];
  for (const period of ordered) {
    const version = versionOf(versions, period);
    const found = version && dailyPrices(version.desk, version.of, version.prints, finals, { period, settled });
    if (found === undefined) continue;
    made.push(found);
    for (const one of found.months) settled.set(one.month, one.settlement);
  }
  if (problems.length > before) return undefined;
  return {
    months: made.flatMap(({ months }) => months).sort((a, b) => (a.month < b.month ? -1 : 1)),
    determined: finals.determined || made.some(({ determined }) => determined),
  };
}

/** Whether a month is settled before the lead month: its group stands before that of the lead month in the text it trades by. */
function isBeforeLead(versions: readonly Version[], of: MonthsOfDay, one: ListedMonth): boolean {
  const version = versionOf(versions, one.month.period);
  const lead = of.months.find(({ month }) => month.period === of.lead);
  if (version === undefined || lead === undefined || lead === one) return false;
  const groups = version.desk.output.inputs.daily?.groups ?? [];
  return placeOf(groups, version, one, of.lead) < placeOf(groups, version, lead, of.lead);
}

/** Where the group of a month stands: what is said of its last day goes before what is said of its spot period, and that before the rest. */
function placeOf(
  groups: readonly string[],
  { desk }: Version,
  { month, last }: ListedMonth,
  lead: string | undefined,
): number {
  const names = [
    ...(last ? ["expiring"] : []),
    ...(inSpot(month, desk.day.date) ? ["spot"] : []),
    ...(month.period === lead ? ["lead"] : []),
    ...["other", "all"],
  ];
  return groups.indexOf(names.find((name) => groups.includes(name)) ?? "all");
}

/** The final settlements of the months that end on the day, each by its own text. */
function finalsOf(versions: readonly Version[]): Finals {
  const prices: [string, FinalSettlement][] = [];
  let determined = false;
  for (const { desk, of, prints } of versions) {
    const own = new Set(desk.output.engine.months.map(({ period }) => period));
    const found = finalSettlements(
      desk,
      { ...of, months: of.months.filter(({ month }) => own.has(month.period)) },
      prints,
    );
    prices.push(...found.prices);
    determined ||= found.determined;
  }
  return { prices: new Map(prices), determined };
}
