import type { Citation } from "../../model/model.ts";
import { compare, divide, parse, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { factOf } from "./facts.ts";
import type { IndexedSubject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { gradeName, quantity, shortQuantity } from "./units.ts";
import { capital, count, percent, periodName, thousands } from "./words.ts";

/** The columns that the table of inputs has at least. */
export const INPUT_COLUMNS = [
  "trades_least",
  "providers_least",
  "top_1_percent",
  "top_3_percent",
  "top_5_percent",
] as const;

export type Table = NonNullable<Citation["table"]>;

/** The source that a fact names, with its table; undefined where it names none, or one without. */
export function tableOf({ filing, model }: Pick<IndexedSubject, "filing" | "model">, fact: string) {
  const found = factOf(filing.facts, fact);
  const source = model.sources.find((one) => one.id === found?.value.trim());
  return found === undefined || source?.table === undefined
    ? undefined
    : { source, table: source.table, clauses: [found.clause, source.table.clause, source.clause] };
}

/** How far prices move in a day: `99% of 500 days within 6.4%`. */
export function dailyMoveOf({ filing }: Pick<IndexedSubject, "filing">) {
  const found = factOf(filing.facts, "daily-move");
  const [, share, days, move] =
    /^(\d+(?:\.\d+)?)% of (\d+) days within (\d+(?:\.\d+)?)%/.exec(found?.value ?? "") ?? [];
  if (found === undefined || share === undefined || days === undefined || move === undefined) return undefined;
  return { share, days, move, clause: found.clause };
}

/** Rows of a table as documents print them: months by name, numbers with `,` between thousands; none where they are withheld. */
function tableView(source: Citation, table: Table, clauses: readonly string[], withheld: ReadonlySet<string>) {
  const { title } = source;
  return {
    withheld: withheld.has(source.id) ? term("withheld", ...clauses) : null,
    title: term(title, ...clauses),
    columns: table.columns.map(({ name, unit }) =>
      term(
        `${capital(
          withoutUnit(name, unit)
            .replaceAll("_", " ")
            .replace(/ percent$/, ", %")
            .replace(/\bgpu\b/, "GPU"),
        )}${unitOf(unit)}`,
        ...clauses,
      ),
    ),
    rows: (withheld.has(source.id) ? [] : table.rows).map((row) =>
      row.map((cell, at) => term(at === 0 ? periodName(cell) : thousands(cell), ...clauses)),
    ),
  };
}

/** The name of a column without the unit at its end, which is printed behind it: `committed_gpu_hours` in GPU_hour is `committed`. */
function withoutUnit(name: string, unit: string): string {
  const own = unit.replace(/ of .*$/, "").toLowerCase();
  const rest = name.replace(/s$/, "");
  return rest.endsWith(`_${own}`) ? rest.slice(0, -own.length - 1) : name;
}

const unitOf = (unit: string): string =>
  ["month", "number", "text"].includes(unit)
    ? ""
    : ` (${unit.replace(/ of ([A-Za-z0-9_]+)/, (_, grade: string) => ` of ${gradeName(grade)}`).replaceAll("_", "-")})`;

/** What the evidence of a filing comes to: counts of inputs, steps of cash prices, the customary trade, moves of a day. */
export function evidenceView(subject: IndexedSubject, withheld: ReadonlySet<string>) {
  const inputs = tableOf(subject, "inputs-table");
  if (inputs === undefined) throw new Error("a document is written without the table of inputs");
  const { product, filing } = subject;
  const fact = (name: string) => factOf(filing.facts, name)!;
  const outright = product.ticks.find((one) => one.role === "outright") ?? product.ticks[0]!;
  const [increment, trade] = [fact("cash-increment"), fact("customary-trade")];
  return {
    inputs: inputsView(inputs, withheld),
    tick: {
      own: term(shortQuantity(outright.increment, product.price.unit), outright.clause, product.price.clause),
      cash: term(shortQuantity(increment.value, product.price.unit), increment.clause, product.price.clause),
    },
    customary: {
      trade: term(quantity(trade.value, product.size.unit), trade.clause, product.size.clause),
      contracts: term(
        `${thousands(show(divide(numberOf(trade.value), numberOf(product.size.value))))} contracts`,
        trade.clause,
        product.size.clause,
      ),
    },
    dailyMove: moveView(subject),
  };
}

function inputsView(
  { source, table, clauses }: NonNullable<ReturnType<typeof tableOf>>,
  withheld: ReadonlySet<string>,
) {
  const place = (name: string) => table.columns.findIndex((one) => one.name === name);
  const on = (text: string): Term => term(text, ...clauses);
  const extreme = (name: string, sign: 1 | -1) =>
    table.rows.reduce((best, row) =>
      compare(parse(row[place(name)]!), parse(best[place(name)]!)) * sign > 0 ? row : best,
    );
  const least = extreme("trades_least", -1);
  const fewest = extreme("providers_least", -1);
  const top = (name: string): Term => on(`${extreme(name, 1)[place(name)]!}%`);
  const [first, last] = [table.rows[0]!, table.rows.at(-1)!];
  return {
    ...tableView(source, table, clauses, withheld),
    months: on(`${count(table.rows.length, "month")}, ${periodName(first[0]!)} to ${periodName(last[0]!)}`),
    least: { trades: on(thousands(least[place("trades_least")]!)), month: on(periodName(least[0]!)) },
    fewest: { providers: on(thousands(fewest[place("providers_least")]!)), month: on(periodName(fewest[0]!)) },
    top: { one: top("top_1_percent"), three: top("top_3_percent"), five: top("top_5_percent") },
  };
}

/** The first band of the price limits against the move of a day; nothing where there are no limits. */
function moveView(subject: IndexedSubject) {
  const priceLimits = "priceLimits" in subject.product ? subject.product.priceLimits : undefined;
  const move = dailyMoveOf(subject);
  if (priceLimits === undefined || move === undefined) return null;
  return {
    share: term(`${move.share}%`, move.clause),
    days: term(thousands(move.days), move.clause),
    move: term(`${move.move}%`, move.clause),
    band: term(percent(priceLimits.bands[0]!), priceLimits.clause),
  };
}

/** The tables behind the basis of the limits, each with the months it spans. */
export function supplyTables(sources: readonly Citation[], withheld: ReadonlySet<string>) {
  return sources.flatMap((source) => {
    const { table } = source;
    if (table === undefined || table.rows.length === 0) return [];
    const clauses = [table.clause, source.clause];
    const [first, last] = [table.rows[0]!, table.rows.at(-1)!];
    return [
      {
        ...tableView(source, table, clauses, withheld),
        months: term(
          `${count(table.rows.length, "month")}, ${periodName(first[0]!)} to ${periodName(last[0]!)}`,
          ...clauses,
        ),
      },
    ];
  });
}
