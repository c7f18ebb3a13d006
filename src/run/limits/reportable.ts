import type { Reportable } from "../../model/generated/limit-report.ts";
import { clauseIn } from "./clause.ts";
import type { Held, LimitOutput } from "./terms.ts";

/**
 * The open positions of each owner that has one at or above the reportable level of a product in one contract month on one side: then all its positions in
 * that product are reported (17 CFR 15.00, 17.00). Nothing is offset and no delta is taken: a report counts contracts, in multiples where the product
 * says so, rounded down.
 */
export function reportablePositions({ table, trace }: LimitOutput, rows: readonly Held[]): Reportable[] {
  const { reportable, reportedIn, product } = table;
  if (reportable === undefined) return [];
  const own = rows.filter((one) => one.product === product.id);
  const sides = new Map<string, { long: number; short: number }>();
  for (const { owner, period, series, lots } of own) {
    const key = `${owner}\n${period ?? ""}\n${series ?? ""}`;
    const sum = sides.get(key) ?? { long: 0, short: 0 };
    sides.set(key, { long: sum.long + Math.max(lots, 0), short: sum.short + Math.max(-lots, 0) });
  }
  const owners = new Set(
    [...sides].flatMap(([key, { long, short }]) =>
      long >= reportable.contracts || short >= reportable.contracts ? [key.slice(0, key.indexOf("\n"))] : [],
    ),
  );
  const each = reportedIn?.contracts ?? 1;
  const clause = clauseIn(trace, reportable.clause);
  return own
    .filter(({ owner, lots }) => owners.has(owner) && lots !== 0)
    .map(({ owner, account, period, series, lots }): Reportable => ({
      owner,
      account,
      product: product.id,
      ...(period === undefined ? {} : { month: period }),
      ...(series === undefined ? {} : { series }),
      long: Math.floor(Math.max(lots, 0) / each),
      short: Math.floor(Math.max(-lots, 0) / each),
      in: each,
      level: reportable.contracts,
      clause,
    }))
    .sort(byOwner);
}

function byOwner(a: Reportable, b: Reportable): number {
  const [one, other] = [a, b].map(({ owner, month = "", series = "", account }) =>
    [owner, month, series, account].join("\n"),
  );
  return (one as string) < (other as string) ? -1 : 1;
}
