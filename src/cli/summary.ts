import type { SettlementDay } from "../model/generated/settlement.ts";
import {
  counted,
  grouped,
  type Ink,
  isZero,
  quiet,
  right,
  signed,
  type TableCell,
  tableLines,
  wrapped,
} from "../run/table.ts";
import { verdict } from "../run/report.ts";
import { parseDay, sayDay } from "../value/day.ts";
import type { Comparison, Listings } from "./published.ts";

/** What a run of everything made and found, for its summary. */
export type Made = {
  readonly version: string;
  readonly out: string;
  readonly specs: number;
  readonly files: readonly string[];
  readonly products: readonly { readonly id: string; readonly title: string; readonly months: number }[];
  readonly indices: number;
  /** References to contracts of other exchanges. */
  readonly references: number;
  readonly listings: Listings;
  readonly compared: readonly Comparison[];
  readonly day: SettlementDay | undefined;
  /** The command that shows the settled day in full. */
  readonly again: string;
};

/** The whole as a person reads it, at most 100 characters wide; without a settled day that part is left to the findings shown before. */
export function summaryText(made: Made, ink: Ink): string {
  const parts = [
    head(made, ink),
    published(made, ink),
    ...(made.day ? [settled(made, made.day, ink)] : []),
    files(made, ink),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const WIDTH = 92;

function head({ version, specs, products, indices, references, files: all, out }: Made, ink: Ink): string[] {
  return [
    ink("title", `Tenor ${version}`),
    "",
    ...wrapped(
      `${counted(specs, "spec")} compiled: ${counted(products.length, "contract")} and ` +
        `${counted(indices, "published index", "indices of their own")}, ` +
        (references === 0 ? "" : `${counted(references, "reference")} to contracts of other exchanges, `) +
        `${counted(all.length, "file")} in ${out}/`,
      WIDTH,
    ).map((line) => `  ${line}`),
  ];
}

function published({ compared, listings }: Made, ink: Ink): string[] {
  const series = [...new Set(compared.map((one) => one.series))];
  const cell = (gpu: string, name: string): TableCell[] => {
    const one = compared.find((found) => found.gpu === gpu && found.series === name);
    if (one === undefined) return ["", "", ""];
    return [right(one.ours, one.agrees ? "name" : "bad"), right(one.published, "quiet"), one.agrees ? good : bad];
  };
  const rows = [...new Set(compared.map((one) => one.gpu))].map((gpu): TableCell[] => [
    gpu,
    ...series.flatMap((name) => cell(gpu, name)),
  ]);
  const heads: TableCell[] = ["", ...series.flatMap(() => [right("ours", "quiet"), right("publ.", "quiet"), ""])];
  const lines = tableLines([heads, ...rows], ink);
  // Colours take no columns.
  const [ruler = ""] = tableLines([heads, ...rows]);
  const agreed = compared.filter(({ agrees }) => agrees).length;
  const all = agreed === compared.length;
  const sellers = Object.keys(listings.providers).length;
  return [
    ink("title", `A published index, computed again by generated calculators · ${dayWords(listings.date)}`),
    "",
    ...wrapped(
      `USD per GPU-hour: the median over sellers of each seller's median, from ${counted(listings.rows.length, "listing")} of ` +
        `${counted(sellers, "seller")}, beside what ${listings.origin.repository.replace("https://", "")} published.`,
      WIDTH,
    ).map((line) => `  ${line}`),
    "",
    ink("quiet", seriesLine(ruler, series)),
    ...lines,
    "",
    `  ${ink(all ? "good" : "bad", `${agreed} of ${compared.length} agree to the cent.`)}`,
  ];
}

const good: TableCell = { text: "✓", ink: "good" };
const bad: TableCell = { text: "✗", ink: "bad" };

/** The names of the series, each ending over the second column of its pair. */
function seriesLine(ruler: string, series: readonly string[]): string {
  let line = "";
  let from = 0;
  for (const name of series) {
    const end = ruler.indexOf("publ.", from) + "publ.".length;
    line = `${line.padEnd(end - name.length)}${name}`;
    from = end;
  }
  return line;
}

function settled({ again }: Made, day: SettlementDay, ink: Ink): string[] {
  return day.products.flatMap((product) => {
    const { references, months, lead, currency, unit } = product;
    const shown = months.slice(0, SHOWN_MONTHS);
    const prices = [
      ...references.map((one): TableCell[] => [
        one.index,
        right(one.value, "name"),
        right(signed(one.change ?? "0")),
        quiet(`reference price, ${counted(one.used, "trade")} used, ${one.dropped.length} left out`),
      ]),
      ...shown.map((one): TableCell[] => [
        `${product.product} ${one.month}`,
        right(one.settlement, "name"),
        right(signed(one.change ?? "0")),
        quiet(one.month === lead ? "settlement of the lead month" : "settlement"),
      ]),
    ];
    const accounts = day.accounts
      .filter((one) => one.currency === currency)
      .map((one): TableCell[] => [one.account, one.owner, right(signed(one.amount))]);
    const total = day.totals.find((one) => one.currency === currency);
    const amount = total?.amount ?? "0";
    const zero = isZero(amount);
    return [
      ink("title", `A settlement day of ${product.product} · ${dayWords(day.date)}`),
      "",
      `  ${ink("quiet", `prices in ${unit}`)}`,
      ...tableLines(prices, ink),
      `  ${ink("quiet", `and ${months.length - shown.length} later months`)}`,
      "",
      `  ${ink("quiet", `variation margin of a fictional book in ${currency}`)}`,
      ...tableLines([...accounts, ["sum", "", right(grouped(amount), zero ? "good" : "bad")]], ink),
      "",
      `  ${verdict(total?.balanced === true, zero, ink)}`,
      "",
      `  ${ink("quiet", "every price step by step, with the line of the spec that says so:")}`,
      ...again.split("\n").map((line) => `  ${line}`),
    ];
  });
}

const SHOWN_MONTHS = 3;

function files({ out, products, files: all }: Made, ink: Ink): string[] {
  const [first, ...others] = products;
  if (first === undefined) return [];
  const filesBelow = (id: string) => String(all.filter((file) => file.startsWith(`${id}/`)).length);
  const widest = Math.max(...others.map(({ id }) => filesBelow(id).length));
  const letter = all.find((file) => file.endsWith("/letter.html")) ?? all[0] ?? "manifest.json";
  return [
    ink("title", "What was made"),
    "",
    ...tableLines(
      [
        [first.id, quiet(first.title)],
        ...filesOf(first, all).map(([file, what]): TableCell[] => [`  ${out}/${file}`, quiet(what)]),
        [`${out}/manifest.json`, quiet("the hash of every file and every source")],
      ],
      ink,
    ),
    "",
    ...(others.length === 0 ? [] : [`  ${ink("quiet", "the same of every other product:")}`]),
    ...tableLines(
      others.map((one): TableCell[] => [
        `${out}/${one.id}/`,
        quiet(one.title),
        quiet(
          `${filesBelow(one.id).padStart(widest)} files${one.months === 0 ? "" : `, ${counted(one.months, "contract month")}`}`,
        ),
      ]),
      ink,
    ),
    "",
    `  Open this first: ${ink("name", `${out}/${letter}`)}`,
  ];
}

/** The files of one product that a reader opens, each with what it is for. */
function filesOf({ id, months }: Made["products"][number], all: readonly string[]): (readonly [string, string])[] {
  const below = (name: string) => all.find((file) => file.startsWith(`${id}/`) && file.endsWith(name));
  const rows: (readonly [string | undefined, string])[] = [
    [below("/engine.json"), `what an exchange engine loads: ${counted(months, "contract month")}`],
    [below("/option.json"), `what an engine loads: ${counted(months, "contract month")}`],
    [below("/perpetual.json"), "what an engine loads: the mark and the funding"],
    [below("/spread.json"), `what an engine loads, from ${counted(months, "contract month")}`],
    [below("/series.json"), "every series listed at first"],
    [below("/instruments.json"), "every date of every month, and how it came about"],
    [all.find((file) => new RegExp(`^${id}/calculator/(?!runtime)[^/]+\\.js$`).test(file)), "settlement calculator"],
    [below("/vectors.json"), "what any calculator of it must answer"],
    [below("/letter.html"), "certification of the contract"],
    [below("/rulebook.html"), "its chapter of the rulebook"],
    [below("/trace.json"), "every value and sentence back to its line of the spec"],
  ];
  return rows.flatMap(([file, what]) => (file === undefined ? [] : [[file, what] as const]));
}

function dayWords(date: string): string {
  const day = parseDay(date);
  return day === undefined ? date : sayDay(day);
}
