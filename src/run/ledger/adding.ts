import { type Contract, WORD } from "./contracts.ts";
import type { Words } from "./dialect.ts";
import { quoted } from "./sql.ts";

/** What rows of positions are added up for: the day, the contracts they are in, the products that only calculators settle, and whether a list says the accounts. */
export type Adding = {
  readonly date: string;
  readonly contracts: readonly Contract[];
  readonly others: readonly string[];
  readonly accounts: boolean;
};

/**
 * The query that adds up the rows of `from` (account, owner, of, product, month, series, lots) by account, product and kind: `units` is what an account receives, `n` the rows it has,
 * `distinct_contracts` how many contracts they are in, `bad` how many are at fault by themselves. Whether a row stands twice is told by counting: the contracts of an
 * account are as many as its rows where none does. All rows of an account have to be in `from`; rows of other accounts need not be.
 */
export function heldQuery(words: Words, { date, contracts, others, accounts }: Adding, from: string): string {
  const count = Math.max(1, ...contracts.map(({ place }) => Math.floor(place / WORD) + 1));
  const marks = Array.from({ length: count }, (_, at) =>
    count === 1 ? "bit_or(c.bit)" : `bit_or(CASE WHEN c.word = ${at} THEN c.bit ELSE 0 END)`,
  );
  const owner = accounts ? "" : " OR coalesce(b.owner, '') = ''";
  return `SELECT b.account AS account, min(b.owner) AS owner, max(b.owner) AS other, c.product AS product, c.currency AS currency, c.kind AS kind, c.decimals AS decimals,
      sum(${words.asWide("b.lots")} * c.units) AS units, count(*) AS n, ${marks.map(words.bits).join(" + ")} AS distinct_contracts,
      count(*) FILTER (WHERE b.lots IS NULL OR b.of IS DISTINCT FROM ${quoted(date)} OR b.series IS NOT NULL OR c.state = 'new'${owner}) AS bad
    FROM ${from} b LEFT JOIN contract c ON b.product = c.product AND b.month = c.month ${inFutures(others)}
    GROUP BY b.account, c.product, c.currency, c.kind, c.decimals`;
}

/** How many rows that `held` was added up of are at fault, accounts of several owners among them. */
export function faultCount(): string {
  return `SELECT coalesce(sum(bad), 0) + count(*) FILTER (WHERE account IS NULL OR account = '' OR product IS NULL) +
      count(*) FILTER (WHERE n <> distinct_contracts) +
      (SELECT count(*) FROM (SELECT account FROM held GROUP BY account HAVING min(owner) <> max(other)) o) FROM held`;
}

/** The query of the lots held long and short in every contract month over the rows of `from`. */
export function openInterestQuery(words: Words, others: readonly string[], from: string): string {
  const side = (which: string): string => words.summed(`${which}(b.lots, 0)`);
  return `SELECT b.product AS product, b.month AS month, ${side("greatest")} AS held_long, -${side("least")} AS held_short
    FROM ${from} b ${inFutures(others)} GROUP BY b.product, b.month ORDER BY b.product, b.month`;
}

function inFutures(others: readonly string[]): string {
  return others.length === 0 ? "" : `WHERE b.product IS NULL OR b.product NOT IN (${others.map(quoted).join(", ")})`;
}
