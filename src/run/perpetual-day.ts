import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import type { PerpetualPosition } from "../model/generated/book.ts";
import type { PerpetualMarket } from "../model/generated/market.ts";
import type { FundingInterval, PerpetualDay, PerpetualPayment, Step } from "../model/generated/settlement.ts";
import type { Amount } from "../runtime/book.ts";
import { toFixed } from "../runtime/exact.ts";
import type { FundingPayment, FundingRate } from "../runtime/perpetual.ts";
import { call } from "./calculator.ts";
import { clauseOf, type DayInput, noteRefusal, type Origin, type PerpetualOutput } from "./desk.ts";
import { comparable } from "./instant.ts";
import { sumOf } from "./margin.ts";
import { listed } from "./observations.ts";
import { changeOf } from "./reference.ts";

type PerpetualDesk = { readonly day: DayInput; readonly output: PerpetualOutput; readonly problems: Diagnostic[] };

/** Positions in perpetuals that the build does not have. */
export function strangePerpetuals({ book, known }: DayInput): Diagnostic[] {
  const { perpetuals = [] } = known;
  return (book.data.perpetuals ?? []).flatMap(({ product }, at) => {
    if (perpetuals.includes(product)) return [];
    const near = didYouMean(suggest(product, perpetuals));
    const params = { product, known: listed(perpetuals) };
    const place = book.place(`/perpetuals/${at}/product`);
    return [diagnostic("position-product-unknown", place, params, near === undefined ? {} : { help: near })];
  });
}

/**
 * A perpetual on the day: its mark at the settlement time, the funding of every interval that ends on the day with what each account pays or receives,
 * and what the change of the mark comes to. Undefined where something was refused, which is then noted among the problems of the desk.
 */
export function perpetualDay(desk: PerpetualDesk): PerpetualDay | undefined {
  const { day, output, problems } = desk;
  const { product, price, asOf } = output.perpetual;
  const before = problems.length;
  const market = marketOf(desk);
  if (market === undefined) return undefined;
  const at = `/perpetuals/${product.id}`;
  const mark = asked<{ value: string; steps: readonly Raw[] }>(desk, "markPrice", market.mark, "the mark", [
    [/^(\w+)$/, ([, name]) => day.market.place(`${at}/mark/${name}`)],
    [/^/, () => day.market.place(`${at}/mark`)],
  ]);
  const positions = positionsOf(desk);
  const intervals = market.intervals.flatMap((one, place) => fundingOf(desk, one, `${at}/intervals/${place}`) ?? []);
  const previous = day.market.data.previous.settlements[product.id]?.["mark"];
  if (previous === undefined && product.listed < day.date) {
    const params = { product: product.id, month: "mark", previous: day.market.data.previous.date };
    problems.push(diagnostic("previous-missing", day.market.place("/previous/settlements"), params));
  }
  if (mark === undefined || problems.length > before) return undefined;
  const payments =
    previous === undefined ? [] : positions.flatMap((one) => variationOf(desk, one, previous, mark.value) ?? []);
  if (problems.length > before) return undefined;
  return {
    product: product.id,
    title: product.title,
    currency: price.currency,
    unit: price.unit,
    asOf,
    status: product.status,
    mark: mark.value,
    ...(previous === undefined ? {} : { previous, change: changeOf(mark.value, previous) }),
    steps: stepsOf(desk, mark.steps),
    intervals,
    payments,
    total: totalOf([...payments, ...intervals.flatMap((one) => one.payments)]),
  };
}

/** What accounts receive of a perpetual: the change of the mark, and funding. */
export function perpetualAmounts({ payments, intervals }: PerpetualDay): readonly PerpetualPayment[] {
  return [...payments, ...intervals.flatMap((one) => one.payments)];
}

function totalOf(amounts: readonly PerpetualPayment[]): string {
  const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split(".")[1]?.length ?? 0));
  return toFixed(sumOf(amounts), decimals);
}

type Held = { readonly row: PerpetualPosition; readonly at: string };

function positionsOf({ day, output }: PerpetualDesk): Held[] {
  return (day.book.data.perpetuals ?? []).flatMap((row, at) =>
    row.product === output.perpetual.product.id ? [{ row, at: `/perpetuals/${at}` }] : [],
  );
}

/** What the market says of the perpetual: a trade date of it, and just the intervals that end on that day, in their order; else a finding. */
function marketOf({ day, output, problems }: PerpetualDesk): PerpetualMarket | undefined {
  const { product, sessions, funding, asOf } = output.perpetual;
  const { schedule } = sessions;
  const trade = schedule.find(({ tradeDate }) => tradeDate === day.date);
  if (trade === undefined) {
    const [from, to] = [schedule[0]?.tradeDate ?? asOf, schedule.at(-1)?.tradeDate ?? asOf];
    const params = { product: product.id, date: day.date, from, to };
    problems.push(diagnostic("day-not-traded", day.market.place("/date"), params));
    return undefined;
  }
  const ends = trade.sessions.flatMap(({ open, close }) => endsWithin(open, close, funding.times));
  const found = day.market.data.perpetuals?.[product.id];
  const given = (found?.intervals ?? []).map(({ end }) => end);
  if (found !== undefined && given.map(comparable).join() === ends.map(comparable).join()) return found;
  const place = day.market.place(found === undefined ? "" : `/perpetuals/${product.id}/intervals`);
  const params = { product: product.id, wanted: ends.join(", "), found: given.join(", ") || "none" };
  problems.push(diagnostic("funding-intervals", place, params));
  return undefined;
}

/** The ends of intervals after the opening of a session and up to its close, which is theirs too. */
function endsWithin(open: string, close: string, times: readonly string[]): string[] {
  const day = 86_400_000;
  const [from, to] = [Date.parse(open), Date.parse(close)];
  const first = Math.floor(from / day) * day;
  const days = Array.from({ length: Math.floor((to - first) / day) + 1 }, (_, at) => first + at * day);
  return days
    .flatMap((start) => times.map((time) => start + Date.parse(`1970-01-01T${time}Z`)))
    .filter((end) => end > from && end <= to)
    .sort((a, b) => a - b)
    .map((end) => new Date(end).toISOString().replace(".000Z", "Z"));
}

function fundingOf(
  desk: PerpetualDesk,
  interval: PerpetualMarket["intervals"][number],
  at: string,
): FundingInterval | undefined {
  const { market, book } = desk.day;
  const { end, samples, prices } = interval;
  const what = `the funding until ${end}`;
  const rate = asked<FundingRate>(desk, "fundingRate", { samples, ...prices }, what, [
    [
      /^samples\[(\d+)\](?:\.(\w+))?/,
      ([, one, name]) => market.place([at, "samples", one, name].filter(Boolean).join("/")),
    ],
    [/^samples$/, () => market.place(`${at}/samples`)],
    [/^/, () => market.place(`${at}/prices`)],
  ]);
  if (rate === undefined) return undefined;
  const held = positionsOf(desk);
  const positions = held.map(({ row }) => ({ account: row.account, lots: String(row.lots) }));
  const paid = asked<{ payments: readonly FundingPayment[]; total: Amount }>(
    desk,
    "fundingPayments",
    { amount: rate.amount, positions },
    what,
    [
      [/^positions\[(\d+)\]/, ([, one]) => book.place(held[Number(one)]?.at ?? "/perpetuals")],
      [/^/, () => book.place("/perpetuals")],
    ],
  );
  if (paid === undefined) return undefined;
  const payments = paid.payments.map(({ account, amount }, one) => ({
    account,
    owner: held[one]?.row.owner ?? "",
    lots: positions[one]?.lots ?? "0",
    amount: amount.amount,
  }));
  const { tier, amount, used, missing } = rate;
  const told = { tier, rate: rate.rate, amount, used, missing };
  return { end, ...told, steps: stepsOf(desk, rate.steps), payments, total: paid.total.amount };
}

function variationOf(
  desk: PerpetualDesk,
  { row, at }: Held,
  previous: string,
  mark: string,
): PerpetualPayment | undefined {
  const { account, owner, product } = row;
  const lots = String(row.lots);
  const found = asked<Amount>(
    desk,
    "variationMargin",
    { lots, previous, settlement: mark },
    `the payment of ${account}`,
    [
      [/^previous$/, () => desk.day.market.place(`/previous/settlements/${product}/mark`)],
      [/^/, () => desk.day.book.place(at)],
    ],
  );
  return found && { account, owner, lots, amount: found.amount };
}

/** What a function of the calculator gives; undefined after a finding at the value it refused. */
function asked<T>(
  desk: PerpetualDesk,
  name: string,
  input: unknown,
  what: string,
  origins: readonly Origin[],
): T | undefined {
  const found = call<T>(desk.output.calculator, name, input);
  if (found.kind === "given") return found.value;
  return noteRefusal(desk, `${what} of ${desk.output.perpetual.product.id}`, found.refusal, origins);
}

type Raw = { readonly text: string; readonly value: string; readonly clause: string };

function stepsOf(desk: PerpetualDesk, steps: readonly Raw[]): Step[] {
  return steps.map(({ text, value, clause }) => ({ text, value, clause: clauseOf(desk, clause) }));
}
