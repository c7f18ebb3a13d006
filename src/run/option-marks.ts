import { diagnostic } from "../diagnostic/diagnostic.ts";
import { pointerTo } from "../emit/json.ts";
import type { OptionTrade, Stated } from "../model/generated/market.ts";
import type { SeriesDay } from "../model/generated/settlement.ts";
import type { Mark } from "../runtime/option-mark.ts";
import { toFixed, parse } from "../runtime/exact.ts";
import { parseDay } from "../value/day.ts";
import { call } from "./calculator.ts";
import { clauseOf, noteRefusal, type Origin } from "./desk.ts";
import { comparable } from "./instant.ts";
import { farOff, type Row } from "./observations.ts";
import { marketOf, type OptionDesk, previousOf, type Series } from "./option-desk.ts";
import { changeOf } from "./reference.ts";

/** The mark of a series on the day: by its last trade, else by the stated volatility; on its last day what it pays when exercised. */
export function markOfSeries(desk: OptionDesk, series: Series): SeriesDay | undefined {
  const { option } = desk.output;
  const { underlying } = series.month;
  const settled = desk.future.months.find(({ month }) => month === underlying.period)?.settlement;
  if (settled === undefined) throw new Error(`${underlying.code} is not settled`);
  const previous = previousOf(desk)[series.code];
  const head = {
    series: series.code,
    month: series.month.period,
    right: series.right,
    strike: series.strike,
    expiry: series.expiry,
    future: underlying.code,
    futureSettlement: settled,
  };
  const found = series.expires ? atExpiry(desk, series, settled) : byBlack(desk, series, settled);
  if (found === undefined) return undefined;
  const change = previous === undefined ? {} : { previous, change: changeOf(found.settlement, previous) };
  const clause = {
    expiry: option.exercise.clause,
    traded: option.marks.clause,
    stated: option.marks.volatility.clause,
  }[found.tier];
  return { ...head, ...found, ...change, clause: clauseOf(desk, clause) };
}

type Found = Omit<
  SeriesDay,
  | ("series" | "month" | "right" | "strike" | "expiry")
  | ("future" | "futureSettlement" | "previous" | "change" | "clause")
>;

/** A series ends: what is paid up-front is worth what it pays; what is margined is settled to zero, and exercise pays. */
function atExpiry(desk: OptionDesk, { right, strike }: Series, price: string): Found | undefined {
  const { option, calculator } = desk.output;
  const input = { right, strike, price, lots: "0" };
  const found = call<{ readonly value: string }>(calculator, "intrinsic", input);
  if (found.kind === "refused") return noteRefusal(desk, "what the option pays", found.refusal, []);
  const decimals = option.marks.round.split(".")[1]?.length ?? 0;
  const margined = option.premium.payment === "futures-style";
  const step = {
    text: `${right} at ${strike}, its future settled at ${price}: what it pays`,
    value: found.value.value,
    clause: clauseOf(desk, option.exercise.clause),
  };
  return {
    settlement: toFixed(parse(margined ? "0" : found.value.value), decimals),
    tier: "expiry",
    skipped: [],
    steps: [step],
  };
}

function byBlack(desk: OptionDesk, series: Series, future: string): Found | undefined {
  const { option, calculator } = desk.output;
  const { marks } = option;
  const market = marketOf(desk);
  const rate = rateOf(desk, series.code);
  if (rate === undefined) return undefined;
  const days = String((parseDay(series.expiry) ?? 0) - (parseDay(desk.day.date) ?? 0));
  const base = { right: series.right, strike: series.strike, future, days, ...rate };
  const traded = lastTrade(desk, series);
  const skipped: Found["skipped"] = [];
  if (traded !== undefined) {
    const found = call<Mark>(calculator, "mark", { ...base, premium: traded.row.price });
    if (found.kind === "given") return { ...marked(desk, found.value), tier: "traded", skipped };
    const origins: Origin[] = [[/^premium$/, () => desk.day.market.place(`${traded.at}/price`)]];
    if (found.refusal.code !== "no-volatility")
      return noteRefusal(desk, `the mark of ${series.code}`, found.refusal, origins);
    const reasons = [`no volatility makes it cost ${traded.row.price} while its future is at ${future}`];
    skipped.push({ clause: clauseOf(desk, marks.clause), reasons });
  } else {
    skipped.push({ clause: clauseOf(desk, marks.clause), reasons: [`${series.code} was not dealt`] });
  }
  const at = pointerTo(`${market.at}/volatilities`, series.code);
  const stated = market.of?.volatilities?.[series.code];
  const volatility = statedBy(desk, `the volatility of ${series.code}`, stated, marks.volatility, at);
  if (volatility === undefined) return undefined;
  const found = call<Mark>(calculator, "mark", { ...base, volatility });
  if (found.kind === "given") return { ...marked(desk, found.value), tier: "stated", skipped };
  const place: Origin[] = [
    [/^volatility$/, () => desk.day.market.place(`${at}/value`)],
    [/^rate$/, () => desk.day.market.place(`${market.at}/rate/value`)],
  ];
  return noteRefusal(desk, `the mark of ${series.code}`, found.refusal, place);
}

function marked(desk: OptionDesk, { steps, ...figures }: Mark): Omit<Found, "tier" | "skipped"> {
  return { ...figures, steps: steps.map((one) => ({ ...one, clause: clauseOf(desk, one.clause) })) };
}

/** The rate as the calculator asks for it: nothing where the spec has one. */
function rateOf(desk: OptionDesk, code: string): { readonly rate?: string } | undefined {
  const { rate } = desk.output.option.marks;
  if (rate.value !== undefined) return {};
  const { at, of } = marketOf(desk);
  const { by = "", under = "" } = rate;
  const found = statedBy(desk, `the rate for ${code}`, of?.rate, { by, under }, `${at}/rate`);
  return found === undefined ? undefined : { rate: found };
}

/** A figure as its body states it; one that is missing or of another body or rule is noted. */
function statedBy(
  desk: OptionDesk,
  what: string,
  stated: Stated | undefined,
  wanted: { readonly by: string; readonly under: string },
  at: string,
): string | undefined {
  if (stated?.by === wanted.by && stated.rule === wanted.under) return stated.value;
  const found = stated === undefined ? "nothing" : `one by ${stated.by} under ${stated.rule}`;
  const expected = `one stated by ${wanted.by} under ${wanted.under}`;
  const place = desk.day.market.place(stated === undefined ? marketOf(desk).at : at);
  const file = { value: stated?.value ?? "…", by: wanted.by, rule: wanted.under };
  const help = `in a JSON market state \`${written(at, file)}\`; nothing was settled`;
  desk.problems.push(
    diagnostic("input-refused", place, { what, expected, found }, { evidence: ["refused as not-stated"], help }),
  );
  return undefined;
}

/** A value as the file of a market has it, at its place from the outside: `"options": { "OGPH": { "rate": … } }`. */
function written(pointer: string, value: object): string {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const inside = JSON.stringify(value)
    .replace(/([,:{])"/g, '$1 "')
    .replace(/\}$/, " }");
  return keys.reduceRight((text, key, at) => (at === 0 ? `"${key}": ${text}` : `{ "${key}": ${text} }`), inside);
}

/** The last trade of the series up to the settlement time. Two prices in one instant are refused, a trade outside the sessions or of another source too. */
function lastTrade(desk: OptionDesk, { code }: Series): Row<OptionTrade> | undefined {
  const { schedule } = desk.output.option.sessions;
  const settled = schedule.find(({ tradeDate }) => tradeDate === desk.day.date)?.settlement;
  const until = comparable(settled ?? "9999-12-31T00:00:00Z");
  const trades = marketOf(desk).trades.filter(({ row }) => row.series === code && comparable(row.time) <= until);
  const last = trades.map(({ row }) => comparable(row.time)).reduce((a, b) => (b > a ? b : a), "");
  const found = trades.filter(({ row }) => comparable(row.time) === last);
  const other = found.find(({ row }) => row.price !== found[0]?.row.price);
  if (other !== undefined) {
    const refusal = {
      code: "ambiguous-trade",
      place: "",
      expected: "one last trade",
      found: "two prices in one instant",
    };
    return noteRefusal(desk, `the mark of ${code}`, refusal, [[/^/, () => desk.day.market.place(other.at)]]);
  }
  return found[0];
}

/** Notes trades that are of another venue, outside the sessions of the day or of no whole contracts. */
export function noteTrades(desk: OptionDesk): void {
  const { day, output, problems } = desk;
  const { venue, sessions, product } = output.option;
  const trade = sessions.schedule.find(({ tradeDate }) => tradeDate === day.date);
  const [open, close] = [trade?.sessions[0]?.open ?? "", trade?.sessions.at(-1)?.close ?? ""];
  for (const { at, row } of marketOf(desk).trades) {
    const time = comparable(row.time);
    if (time < comparable(open) || time >= comparable(close))
      problems.push(farOff(day, at, row.time, `the sessions of ${day.date}, ${open} until ${close}`));
    const refuse = (field: string, expected: string, found: string): void => {
      const origin: Origin = [/^/, () => day.market.place(`${at}/${field}`)];
      noteRefusal(desk, `a trade of ${product.id}`, { code: `bad-${field}`, place: field, expected, found }, [origin]);
    };
    if (row.source !== venue.id) refuse("source", venue.id, row.source);
    if (!/^[1-9][0-9]*$/.test(row.size)) refuse("size", "a whole number of contracts above zero", row.size);
  }
}
