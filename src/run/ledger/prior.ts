import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { pointerTo } from "../../emit/json.ts";
import type { Engine } from "../../host/engine.ts";
import type { Market, Previous } from "../../model/generated/market.ts";
import type { InputFile } from "../input-file.ts";
import { quoted } from "./sql.ts";

type Prices = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a ledger holds of the days before one: settlements, prints and the day each product goes on. */
export type Prior = {
  /** The last day booked before, by product, and the trade date that the build of that day had next. */
  readonly days: ReadonlyMap<string, { readonly last: string; readonly next: string | undefined }>;
  /** The settlements of that day of every month that had not ended on it, by product and month. */
  readonly settlements: Prices;
  /** Every print by index and day, and the last of each as the next one goes on from it. */
  readonly prints: Prices;
  readonly last: NonNullable<Previous["indices"]>;
};

/** Reads from the ledger what the day `date` goes on from. The batches in force, of each day the last one, are told apart once. */
export async function priorOf(engine: Engine, date: string): Promise<Prior> {
  await engine.run(`CREATE TEMP TABLE in_force AS SELECT b.id, b.date FROM batch b
    JOIN (SELECT max(seq) AS seq FROM batch WHERE date < ${quoted(date)} GROUP BY date) l ON b.seq = l.seq`);
  const days = await engine.rows(
    `SELECT p.product, b.date, p.next FROM settled p JOIN in_force b ON p.batch = b.id
     JOIN (SELECT q.product, max(c.date) AS date FROM settled q JOIN in_force c ON q.batch = c.id GROUP BY q.product) l ON l.product = p.product AND l.date = b.date
     ORDER BY p.product`,
  );
  const found = new Map(
    days.map(([product, last, next]) => [product ?? "", { last: last ?? "", next: next ?? undefined }]),
  );
  const prices = await engine.rows(
    `SELECT p.product, p.month, p.settlement, b.date FROM price p JOIN in_force b ON p.batch = b.id
     WHERE p.ends > b.date ORDER BY p.product, p.month, b.date`,
  );
  const settlements: Record<string, Record<string, string>> = {};
  const ended = await engine.rows(
    `SELECT DISTINCT product, month FROM price p JOIN in_force b ON p.batch = b.id WHERE p.ends <= b.date`,
  );
  const gone = new Set(ended.map(([product, month]) => `${product}\n${month}`));
  // Of each month the last settlement: one that waits for its final price has none of the days between.
  for (const [product = "", month = "", settlement] of prices)
    if (!gone.has(`${product}\n${month}`)) (settlements[product ?? ""] ??= {})[month ?? ""] = settlement ?? "";
  const printed = await engine.rows(
    `SELECT p.name, b.date, p.value, p.detail FROM print p JOIN in_force b ON p.batch = b.id ORDER BY p.name, b.date`,
  );
  const prints: Record<string, Record<string, string>> = {};
  const last: NonNullable<Previous["indices"]> = {};
  for (const [name, day, value, detail] of printed) {
    (prints[name ?? ""] ??= {})[day ?? ""] = value ?? "";
    last[name ?? ""] = JSON.parse(detail ?? "null") as NonNullable<Previous["indices"]>[string];
  }
  return { days: found, settlements, prints, last };
}

/** A day that no file is of: earlier prints are then looked for by their own days alone. */
const NO_DAY = "0001-01-01";

/**
 * What a market says of the days before: what the ledger has, and what a file states of products and indices that the ledger has not begun. A file that
 * states something else than the ledger is refused.
 */
export function before(
  file: InputFile<Market> | undefined,
  prior: Prior,
  problems: Diagnostic[],
): Pick<Market, "previous" | "prints"> {
  const { previous, prints = {} } = file?.data ?? {};
  const differs = (pointer: string, what: string, ledger: string | undefined, found: string): void => {
    if (file === undefined || ledger === found) return;
    problems.push(
      diagnostic("ledger-differs", file.place(pointer), { what, ledger: ledger ?? "nothing", file: found }),
    );
  };
  const settlements: Record<string, Record<string, string>> = {};
  for (const [product, months] of Object.entries(previous?.settlements ?? {})) {
    if (!prior.days.has(product)) settlements[product] = months;
    else
      for (const [month, price] of Object.entries(months)) {
        const at = pointerTo(pointerTo("/previous/settlements", product), month);
        differs(at, `the settlement of ${product} ${month}`, prior.settlements[product]?.[month], price);
      }
  }
  const indices: NonNullable<Previous["indices"]> = {};
  for (const [name, print] of Object.entries(previous?.indices ?? {})) {
    const own = prior.last[name];
    if (own === undefined) indices[name] = print;
    else differs(pointerTo("/previous/indices", name), `the print of ${name}`, valueOf(own), valueOf(print) ?? "null");
  }
  const earlier: NonNullable<Market["prints"]> = {};
  for (const [name, days] of Object.entries(prior.prints)) earlier[name] = { ...days };
  for (const [name, days] of Object.entries(prints))
    for (const [day, value] of Object.entries(days)) {
      const own = prior.prints[name]?.[day];
      const published = typeof value === "string" ? value : value?.published;
      if (own !== undefined)
        differs(pointerTo(pointerTo("/prints", name), day), `the print of ${name} on ${day}`, own, published ?? "null");
      // What is restated stands in the file: the ledger has what was published.
      if (own === undefined || typeof value === "object") (earlier[name] ??= {})[day] = value;
    }
  return {
    previous: {
      date: prior.days.size === 0 ? (previous?.date ?? NO_DAY) : NO_DAY,
      settlements: { ...settlements, ...prior.settlements },
      indices: { ...indices, ...prior.last },
    },
    ...(Object.keys(earlier).length === 0 ? {} : { prints: earlier }),
  };
}

function valueOf(print: NonNullable<Previous["indices"]>[string] | undefined): string | undefined {
  return typeof print === "string" ? print : (print?.value ?? undefined);
}
