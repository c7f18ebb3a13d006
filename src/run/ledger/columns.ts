/** What the values of a column are. */
export type ColumnKind = "text" | "whole" | "decimal" | "instant" | "day";

export type Columns = {
  /** What the rows are together, in the words of a finding. */
  readonly what: string;
  readonly known: Readonly<Record<string, ColumnKind>>;
  readonly required: readonly string[];
  /** Columns beside the known ones are texts that the rows carry on. */
  readonly open: boolean;
};

/** The columns of a book: what an account holds from the settlement before to that of the day (`book-row.schema.json`). */
export const BOOK_COLUMNS: Columns = {
  what: "book",
  known: { date: "day", account: "text", owner: "text", product: "text", month: "text", series: "text", lots: "whole" },
  required: ["date", "account", "product", "lots"],
  open: false,
};

/** The columns of a market: trades, quotes, and the inputs of indices with columns of their own (`market-row.schema.json`). */
export const MARKET_COLUMNS: Columns = {
  what: "market",
  known: {
    ...{ time: "instant", day: "day", source: "text", kind: "text", product: "text", month: "text", far: "text" },
    ...{ series: "text", observable: "text", price: "decimal", size: "decimal", bid: "decimal", ask: "decimal" },
    id: "text",
  },
  required: ["source", "kind"],
  open: true,
};

/** The columns of a list of accounts (`account-row.schema.json`). */
export const ACCOUNT_COLUMNS: Columns = {
  what: "list of accounts",
  known: { account: "text", owner: "text" },
  required: ["account", "owner"],
  open: false,
};

/** The words for what a column wants. */
export const WANTED: Readonly<Record<ColumnKind, string>> = {
  text: "text",
  whole: "whole numbers",
  decimal: "exact decimals",
  instant: "instants in UTC",
  day: "days",
};
