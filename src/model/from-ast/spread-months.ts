import { sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { codeIn } from "./code.ts";
import { compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import { type Day, formatDay, parseDay } from "../../value/day.ts";
import { formatPeriod, parsePeriod } from "../../value/month.ts";
import type { Spread } from "../model.ts";
import { listedOf } from "./listed-months.ts";
import { contractMonths } from "./months.ts";
import { clausesOfEnd } from "./option-months.ts";
import { sessionsHold, type SessionMemory } from "./session-days.ts";
import type { LegRead } from "./spread-legs.ts";
import type { LoweredSpread } from "./spread.ts";

type Combination = Spread["contracts"][number]["combinations"][number];

/** The spread with the months listed on `asOf`, or on its first listing day, each with the combinations it is the first month of. */
export function withCombinations(
  lowered: LoweredSpread,
  world: DateWorld,
  memory: SessionMemory,
  asOf?: string,
): { spread: Spread; asOf: string } {
  const { spread, at, legs } = lowered;
  const date = asOf ?? spread.listing.first;
  const day = parseDay(date) as Day;
  const span = sectionOf(at.block, "listing")?.keyword.span ?? at.context.declaration.name.span;
  const months = contractMonths(
    {
      at,
      id: spread.id,
      namedBy: spread.contract.namedBy,
      world,
      product: lowered.productDates,
      dates: lowered.dates,
      listing: lowered.listing,
      span,
      ...(spread.sessions.lastClose === undefined ? {} : { lastClose: spread.sessions.lastClose }),
      said: new Set<string>(),
      rules: new Map(),
      spans: new Map(),
    },
    day,
  );
  const last = months.flatMap(({ dates }) => dates.map((one) => one.date)).reduce((a, b) => (b > a ? b : a), date);
  sessionsHold(at, lowered.sessions, world, memory, date, last);
  const names = [...new Set(legs.map(({ month }) => month))];
  const periods = months.map(({ period }) => parsePeriod(period)?.index ?? 0);
  const ends = new Map(legs.map((leg) => [leg, endOf(leg, world)]));
  const listed = new Map(legs.map((leg) => [leg, listedOf(leg, world, day)]));
  const unlisted = new Set<string>();
  const contracts = months.flatMap((month, place) => {
    const choices = lowered.strip
      ? [oneByOne(periods[place] ?? 0, names.length)]
      : laterOnes(periods, place, names.length);
    const combinations = choices.map((chosen): Combination => {
      const made = legs.map((leg, i) => {
        const index = chosen[names.indexOf(leg.month)] ?? 0;
        const { product } = leg.on;
        const code = codeIn(product.id, product.listing, lowered.productDates.period, index, product.contract.namedBy);
        const period = formatPeriod(lowered.productDates.period, index);
        if (listed.get(leg)?.has(period) === false) unlisted.add(`${i} ${code}`);
        return {
          product: product.id,
          period,
          code,
          lots: leg.lots,
          lastTradingDay: ends.get(leg)?.(index) ?? "",
          because: clausesOfEnd(leg.on),
          clause: spread.legs[i]?.clause ?? spread.clause,
        };
      });
      return {
        code:
          lowered.listing.term.code === undefined
            ? codeOfLegs(made)
            : ownCode(lowered, lowered.strip ? chosen.slice(0, 1) : chosen),
        legs: made,
      };
    });
    return combinations.length === 0 ? [] : [{ month, combinations }];
  });
  for (const one of [...unlisted].slice(0, 1)) {
    const [place = "0", leg = ""] = one.split(" ");
    const node = legs[Number(place)]?.node;
    if (node !== undefined) report(at.context, "leg-not-listed", node.span, { spread: spread.id, leg, date });
  }
  if (contracts.length === 0 && months.length > 0)
    report(at.context, "nothing-listed", span, { product: spread.id, date: formatDay(day) });
  return { spread: { ...spread, contracts }, asOf: date };
}

/** So many periods one after another: those of a strip, listed by its first month. */
function oneByOne(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => first + place);
}

/** Every choice of `count` listed months, the first of them at `place` and each later than the one before. */
function laterOnes(periods: readonly number[], place: number, count: number): number[][] {
  const first = periods[place];
  if (first === undefined) return [];
  if (count === 1) return [[first]];
  return periods.flatMap((period, next) =>
    period > first && next > place ? laterOnes(periods, next, count - 1).map((rest) => [first, ...rest]) : [],
  );
}

/** The spread's own code for its first month, and behind it the parts of the code for each further month: `GSG27-H27`. */
function ownCode({ spread, listing, productDates }: LoweredSpread, periods: readonly number[]): string {
  const { term } = listing;
  const further = { ...term, ...(term.code === undefined ? {} : { code: { ...term.code, root: "" } }) };
  return periods
    .map((one, at) => codeIn(spread.id, at === 0 ? term : further, productDates.period, one, spread.contract.namedBy))
    .join("-");
}

/** `GPHG27-GPHH27`, or with the contracts of each leg where they are not one and one. */
function codeOfLegs(legs: readonly { readonly code: string; readonly lots: number }[]): string {
  const [first, second] = legs;
  if (legs.length === 2 && first?.lots === 1 && second?.lots === -1) return `${first.code}-${second.code}`;
  return legs.map(({ code, lots }) => `${lots > 0 ? "+" : ""}${lots} ${code}`).join(" ");
}

/** The last trading day of a leg's product by period; undefined where it cannot be told, which has its own finding there. */
function endOf({ on }: LegRead, world: DateWorld): (period: number) => string | undefined {
  const rule = compileNamedDate(world, on.productDates, "last-trading-day");
  return (period) => {
    const found = rule.ok ? rule.value.resolve(period) : undefined;
    return found?.ok === true ? formatDay(found.value.day) : undefined;
  };
}
