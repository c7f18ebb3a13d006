import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Book } from "../../model/generated/book.ts";
import type { Deltas } from "../../model/generated/deltas.ts";
import type { LimitTable, MonthLevels } from "../../model/generated/limits.ts";
import type { Owners } from "../../model/generated/owners.ts";
import type { Trace } from "../../model/generated/trace.ts";
import type { Span } from "../../text/source.ts";
import type { InputFile } from "../input-file.ts";

/** A contract month's levels with the trace of the build that says them: months that an amendment made differ have their own. */
export type TracedMonth = { readonly month: MonthLevels; readonly trace: Trace };

/** What a build says of the limits of one product. */
export type LimitOutput = {
  readonly table: LimitTable;
  readonly trace: Trace;
  readonly months: readonly TracedMonth[];
  /** Where what it says is read: its limits.json. */
  readonly place: Span;
};

/** Everything that the positions of one day are held against limits with. */
export type LimitInput = {
  readonly date: string;
  /** The positions with which the day opens, or closes. */
  readonly edge: "open" | "close";
  readonly outputs: readonly LimitOutput[];
  /** The names of all products of the build, with limits or without. */
  readonly known: readonly string[];
  readonly book: InputFile<Book>;
  readonly owners?: InputFile<Owners>;
  readonly deltas?: InputFile<Deltas>;
};

/** A row of the book: what is held, and in which month of its own product; a perpetual has none. */
export type Held = {
  readonly account: string;
  readonly owner: string;
  readonly product: string;
  readonly period?: string;
  readonly lots: number;
  /** An option: its series and the contract month of the future it counts with. */
  readonly series?: string;
  readonly underlying?: { readonly product: string; readonly period: string };
  /** How many futures a lot long stands for: 1, or an option's delta at the close. */
  readonly delta: string;
  readonly place: Span;
};

/** The rows of a book in products with limits, or a finding for each that is none: unknown months, accounts with two owners, rows that stand twice. */
export function heldIn({ outputs, known, book, deltas }: LimitInput, problems: Diagnostic[]): Held[] {
  const byProduct = new Map(outputs.map((one) => [one.table.product.id, one]));
  const owners = new Map<string, { readonly owner: string; readonly place: Span }>();
  const seen = new Map<string, Span>();
  const rows: Held[] = [];
  const deltaOf = deltasBySeries(deltas, problems);
  const { positions, options = [], perpetuals = [] } = book.data;
  const optionsEnd = positions.length + options.length;
  // One by one, for a book has millions of rows, of which no second copy is made.
  for (let at = 0; at < optionsEnd + perpetuals.length; at += 1) {
    const position = positions[at];
    const option = options[at - positions.length];
    const perpetual = perpetuals[at - optionsEnd];
    const row = position ?? option ?? perpetual;
    if (row === undefined) continue;
    const { account, owner, product, lots } = row;
    const [month, series] = [position?.month, option?.series];
    const place = book.place(
      position !== undefined
        ? `/positions/${at}`
        : option !== undefined
          ? `/options/${at - positions.length}`
          : `/perpetuals/${at - optionsEnd}`,
    );
    const before = owners.get(account);
    if (before !== undefined && before.owner !== owner) {
      const related = [{ span: before.place, label: `has the owner ${before.owner}` }];
      const params = { account, first: before.owner, second: owner };
      problems.push(diagnostic("account-two-owners", place, params, { related }));
    } else owners.set(account, { owner, place });
    const output = byProduct.get(product);
    if (output === undefined) {
      if (!known.includes(product))
        problems.push(diagnostic("position-product-unknown", place, { product, known: known.join(", ") }));
      continue;
    }
    const what = series ?? month ?? "";
    const endless = output.table.product.kind === "perpetual";
    if (endless !== (perpetual !== undefined)) {
      const { kind } = output.table.product;
      const list = endless ? "perpetuals" : kind === "option" ? "options" : "positions";
      problems.push(diagnostic("position-of-another-kind", place, { product, kind, list }));
      continue;
    }
    const key = `${account}\n${product}\n${what}`;
    const twin = seen.get(key);
    if (twin !== undefined) {
      const related = [{ span: twin, label: "stands here first" }];
      problems.push(diagnostic("position-twice", place, { account, product, month: what }, { related }));
    } else seen.set(key, place);
    if (endless) {
      rows.push({ account, owner, product, lots, delta: "1", place });
      continue;
    }
    const code = series === undefined ? undefined : /^(\S+) [CP]\S+$/.exec(series)?.[1];
    // A month is looked for by what the row has: a future's period, or the code in front of a series.
    const found = output.months.find(({ month: one }) =>
      series === undefined ? one.period === month : one.code === code,
    );
    if (found === undefined) {
      const related = [{ span: output.place, label: "has the months" }];
      const months = output.months.map(({ month: one }) => (series === undefined ? one.period : one.code)).join(", ");
      problems.push(
        series === undefined
          ? diagnostic("month-not-listed", place, { product, month: what, known: months }, { related })
          : diagnostic("series-not-listed", place, { product, series: what, known: months }, { related }),
      );
      continue;
    }
    const { period, underlying } = found.month;
    const delta = series === undefined ? "1" : deltaOf.get(`${product}\n${series}`);
    if (delta === undefined) {
      problems.push(diagnostic("delta-missing", place, { series: what }));
      continue;
    }
    rows.push({
      ...{ account, owner, product, period, lots, delta, place },
      ...(series === undefined ? {} : { series }),
      ...(underlying === undefined ? {} : { underlying: { product: underlying.product, period: underlying.period } }),
    });
  }
  return rows;
}

/** The delta of each series; one that stands twice is a finding with both places. */
function deltasBySeries(file: InputFile<Deltas> | undefined, problems: Diagnostic[]): ReadonlyMap<string, string> {
  const found = new Map<string, { readonly delta: string; readonly at: number }>();
  (file?.data.deltas ?? []).forEach(({ product, series, delta }, at) => {
    const key = `${product}\n${series}`;
    const before = found.get(key);
    if (before === undefined || file === undefined) found.set(key, { delta, at });
    else {
      const related = [{ span: file.place(`/deltas/${before.at}`), label: "stands here first" }];
      problems.push(diagnostic("delta-twice", file.place(`/deltas/${at}`), { series }, { related }));
    }
  });
  return new Map([...found].map(([key, { delta }]) => [key, delta]));
}
