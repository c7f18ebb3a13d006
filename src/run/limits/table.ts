import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Grant } from "../../model/generated/owners.ts";
import { gcd, multiply, parse, type Rational } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import type { LimitSetup } from "../../runtime/limits.ts";
import { clauseIn } from "./clause.ts";
import { daysBetween } from "./days.ts";
import { type MonthNow, monthsNow, ratiosInto } from "./levels.ts";
import { holdersUnder, type Ownership } from "./owners.ts";
import type { Held, LimitInput, LimitOutput } from "./terms.ts";

/** One product's limits as numbers on one day, with what each number stands for. */
export type CheckedTable = {
  readonly output: LimitOutput;
  readonly months: readonly MonthNow[];
  readonly setup: LimitSetup;
  /** How many units one contract of the product is. */
  readonly scale: number;
  readonly persons: readonly string[];
  readonly accounts: readonly string[];
  /** The rows that count, each with its account and instrument by number. */
  readonly rows: readonly { readonly held: Held; readonly account: number; readonly instrument: number }[];
  readonly grants: readonly { readonly grant: Grant; readonly person: number; readonly slot: number }[];
};

type Counting = { readonly held: Held; readonly ratio: Rational; readonly period: string | undefined };

/** The table of `output` on the day of `input`, with the rows of `rows` that count towards it; undefined where nothing does. */
export function tableOf(
  input: LimitInput,
  output: LimitOutput,
  rows: readonly Held[],
  ownership: Ownership,
  problems: Diagnostic[],
): CheckedTable | undefined {
  const { id } = output.table.product;
  const ratios = ratiosInto(id, input.outputs);
  const ratioOf = new Map<string, Rational>();
  const counting = rows.flatMap((held): Counting[] => {
    const steps = ratios.get(held.product);
    if (steps === undefined) return [];
    const own = held.product === id || held.underlying === undefined;
    const key = `${held.product}\n${held.delta}`;
    let ratio = ratioOf.get(key);
    // Books have millions of rows and few products: what a lot counts for is worked out once for each of them and delta.
    if (ratio === undefined) {
      ratio = steps.reduce((product, one) => multiply(product, numberOf(one)), parse(held.delta));
      ratioOf.set(key, ratio);
    }
    return [{ held, ratio, period: own ? held.period : held.underlying.period }];
  });
  const months = monthsNow(output, input.date, input.edge);
  const scale = [...ratioOf.values()].reduce((least, { d }) => (least * d) / gcd(least, d), 1n);
  const unitsOf = new Map([...ratioOf.values()].map((ratio) => [ratio, Number((ratio.n * scale) / ratio.d)]));
  const slotOf = new Map(months.map(({ period }, slot) => [period, slot]));
  const holders = holdersUnder(output.table, ownership, input.date, problems, input.book.place("/date"));
  const accounts = numbered<string>();
  const persons = numbered<string>();
  const instruments = new Map<string, number>();
  const list: { slot: number; units: number }[] = [];
  const countedFor: number[][] = [];
  const placed = counting.map(({ held, ratio, period }) => {
    const units = unitsOf.get(ratio) ?? 0;
    const slot = period === undefined ? -1 : (slotOf.get(period) ?? -1);
    const key = `${slot} ${units}`;
    const instrument = instruments.get(key) ?? list.push({ slot, units }) - 1;
    instruments.set(key, instrument);
    const account = accounts.of(held.account);
    const group = ownership.groups.get(held.account);
    countedFor[account] ??= [
      ...holders(held.owner).map((holder) => persons.of(holder)),
      ...(group === undefined ? [] : [persons.of(`group ${group}`)]),
    ];
    return { held, account, instrument };
  });
  if (placed.length === 0) return undefined;
  const perContract = Number(scale);
  const grants = grantsOf(input, output, months, persons.known, problems);
  const starts = new Int32Array(countedFor.length + 1);
  countedFor.forEach((one, at) => (starts[at + 1] = (starts[at] as number) + one.length));
  const level = (one: { contracts: number } | undefined): number | undefined =>
    one === undefined ? undefined : one.contracts * perContract;
  const setup: LimitSetup = {
    eachSide: output.table.counting.value === "each-side",
    last: output.table.diminishing?.remainder === "last-days",
    slots: months.map(({ limit, accountability, gone, days }) => ({
      ...levelsOf(level(limit), level(accountability)),
      gone,
      days,
    })),
    total: levelsOf(level(lowest(output, "limit")), level(lowest(output, "accountability"))),
    instruments: list,
    persons: persons.names.length,
    starts,
    counted: Int32Array.from(countedFor.flat()),
    exemptions: grants.map(({ grant, person, slot }) => ({ person, slot, level: grant.contracts * perContract })),
  };
  return {
    ...{ output, months, setup, scale: perContract, rows: placed, grants },
    persons: persons.names,
    accounts: accounts.names,
  };
}

function levelsOf(limit: number | undefined, accountability: number | undefined) {
  return { ...(limit === undefined ? {} : { limit }), ...(accountability === undefined ? {} : { accountability }) };
}

function lowest({ table }: LimitOutput, type: "limit" | "accountability"): { contracts: number } | undefined {
  return table.allMonths.find((one) => one.type === type);
}

function numbered<T>() {
  const names: T[] = [];
  const known = new Map<T, number>();
  return {
    names,
    known,
    of: (name: T): number => {
      const before = known.get(name);
      if (before !== undefined) return before;
      known.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

/** The grants of the owners' file that lift limits of this product today; one that its terms do not allow, or that is past, is a finding. */
function grantsOf(
  { owners, date, book }: LimitInput,
  { table, months: all, trace, place: listing }: LimitOutput,
  months: readonly MonthNow[],
  persons: ReadonlyMap<string, number>,
  problems: Diagnostic[],
): CheckedTable["grants"] {
  return (owners?.data.exemptions ?? []).flatMap((grant, at) => {
    if (grant.product !== table.product.id) return [];
    const place = owners?.place(`/exemptions/${at}`);
    if (place === undefined) return [];
    const { owner, kind, scope, month, contracts, from, until } = grant;
    const terms = table.exemptions.find(({ name }) => name === kind);
    const beyond = (what: string, allowed: string): [] => {
      const clause = clauseIn(trace, terms?.clause ?? table.clause);
      const evidence = [`${clause.path}:${clause.line} says what is granted: ${clause.text}`];
      problems.push(diagnostic("exemption-beyond-terms", place, { owner, kind, what, allowed }, { evidence }));
      return [];
    };
    if (terms === undefined)
      return beyond("a kind of its own", table.exemptions.map(({ name }) => name).join(", ") || "none");
    if (terms.level !== undefined && contracts > terms.level.contracts)
      return beyond(`a level of ${contracts} contracts`, `${terms.level.contracts} at most`);
    if (terms.scopes !== undefined && !terms.scopes.values.includes(scope))
      return beyond(`the limit of ${scope}`, terms.scopes.values.join(", "));
    if (table.product.kind === "perpetual" && scope !== "all-months")
      return beyond(`the limit of ${scope}`, "all-months, which is the whole position of a perpetual");
    const days = daysBetween(from, until);
    if (days === undefined || days < 0)
      return beyond(`days from ${from} to ${until}`, "a last day that is not before the first");
    if (terms.lasts !== undefined && days + 1 > terms.lasts.days)
      return beyond(`${days + 1} days`, `${terms.lasts.days} at most`);
    if (terms.until !== undefined && until > terms.until.date)
      return beyond(`a last day of ${until}`, `${terms.until.date} at the latest`);
    if (month !== undefined && !all.some((one) => one.month.period === month)) {
      const known = all.map((one) => one.month.period).join(", ");
      problems.push(
        diagnostic(
          "month-not-listed",
          place,
          { product: table.product.id, month, known },
          { related: [{ span: listing, label: "has the months" }] },
        ),
      );
      return [];
    }
    if (until < date) {
      const related = [{ span: book.place("/date"), label: "the day of the book" }];
      problems.push(diagnostic("exemption-not-in-force", place, { owner, kind, until, date }, { related }));
      return [];
    }
    const person = persons.get(owner);
    if (from > date || person === undefined) return [];
    if (scope === "all-months") return [{ grant, person, slot: -1 }];
    return months.flatMap((one, slot) =>
      one.limit?.scope === scope && (month === undefined || one.period === month) ? [{ grant, person, slot }] : [],
    );
  });
}
