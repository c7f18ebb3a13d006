import type { Source, Span } from "../text/source.ts";
import type { Expr } from "./expression-nodes.ts";
import type { DateExpr, Moment, PeriodExpr } from "./time-nodes.ts";
import type { Value } from "./value-nodes.ts";

export type * from "./expression-nodes.ts";
export type * from "./value-nodes.ts";

/**
 * The typed syntax tree. Plain tagged objects; every node has the span it was read from, and nothing else is known of it:
 * names are looked up by `resolve`, units and kinds by `check`. The tree is never written to after it was built.
 */

export type Name = { readonly kind: "name"; readonly text: string; readonly span: Span };
export type Text = { readonly kind: "text"; readonly value: string; readonly span: Span };

/** `// …`, kept for the formatter. */
export type Comment = { readonly kind: "comment"; readonly text: string; readonly span: Span };

/** One `///` paragraph block above a declaration, block or field: Markdown, with `[KEY]` citations. */
export type Doc = {
  readonly kind: "doc";
  readonly text: string;
  readonly citations: readonly Name[];
  readonly span: Span;
};

export type File = {
  readonly kind: "file";
  readonly source: Source;
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
  readonly span: Span;
};

export type Import = { readonly kind: "import"; readonly path: Text; readonly span: Span };

export type Keyword =
  | "unit"
  | "calendar"
  | "venue"
  | "clearing-house"
  | "organisation"
  | "source"
  | "grade"
  | "index"
  | "future"
  | "option"
  | "spread"
  | "perpetual"
  | "structured"
  | "profile"
  | "amendment"
  | "filing";

/** `future GPH "H100 GPU-Hour Futures" from X uses Y { … }`, `unit Mtoken = 1_000_000 token`, `calendar A = B and C`. */
export type Declaration = {
  readonly kind: "declaration";
  readonly keyword: Keyword;
  /** Where the keyword stands. */
  readonly keywordSpan: Span;
  readonly name: Name;
  readonly title?: Text;
  readonly head: readonly HeadClause[];
  /** What stands behind `=`. */
  readonly equals?: Expr;
  readonly block?: Block;
  readonly docs: readonly Doc[];
  readonly span: Span;
};

/** The clauses between a name or block keyword and its `{`. */
export type HeadClause =
  | { readonly kind: "head-from"; readonly name: Name; readonly span: Span }
  | { readonly kind: "head-uses"; readonly names: readonly Name[]; readonly span: Span }
  /** `on US_EXCHANGE` (a calendar), `option OGPH on GPH` (a product): `resolve` knows which. */
  | { readonly kind: "head-on"; readonly name: Name; readonly span: Span }
  /** `in America/Chicago`. */
  | { readonly kind: "head-zone"; readonly zone: Name; readonly span: Span }
  /** `amendment X to GPH`, `filing F for GPH` and `for contract months from 2027-12`. */
  | { readonly kind: "head-to"; readonly name: Name; readonly span: Span }
  | { readonly kind: "head-effective"; readonly date: DateExpr; readonly span: Span }
  | {
      readonly kind: "head-months";
      readonly from?: DateExpr | PeriodExpr;
      readonly until?: DateExpr | PeriodExpr;
      /** True for `to`, which has its last month in it; `until` has not. */
      readonly inclusive: boolean;
      readonly span: Span;
    }
  /** `calendar X 2000..2037`. */
  | { readonly kind: "head-years"; readonly first: number; readonly last: number; readonly span: Span }
  | { readonly kind: "head-measures"; readonly name: Name; readonly span: Span }
  /** `funding every 8 hours from 00:00 UTC`. */
  | { readonly kind: "head-every"; readonly interval: Expr; readonly from?: Moment; readonly span: Span }
  /** `for lead month`, `for other months, nearest first`, `for each model`, `final-settlement cash`, `series set at listing`. */
  | { readonly kind: "head-words"; readonly words: readonly Name[]; readonly span: Span }
  | { readonly kind: "head-text"; readonly text: Text; readonly span: Span };

export type Block = {
  readonly kind: "block";
  /** The catalogue's name of this kind of block, such as `future`, `tick`, `daily-settlement`. */
  readonly type: string;
  readonly items: readonly BlockItem[];
  readonly span: Span;
};

export type BlockItem = Field | Section | Statement | Let;

/** `key: value`, `"text": value` and `key: value { … }`. A field the catalogue does not know has no value: it was not read. */
export type Field = {
  readonly kind: "field";
  readonly key: Name;
  /** True for `"New Year's Day": …`. */
  readonly quoted: boolean;
  readonly value?: Value;
  readonly block?: Block;
  readonly docs: readonly Doc[];
  readonly span: Span;
};

/** `tick { … }`, `dates on US_EXCHANGE { … }`, `for lead month { … }`, `closed "Day of mourning" { … }`. */
export type Section = {
  readonly kind: "section";
  readonly keyword: Name;
  readonly head: readonly HeadClause[];
  readonly block: Block;
  readonly docs: readonly Doc[];
  /** Of a block joined from several: the one whose place and clause it has. */
  readonly origin?: Section;
  readonly span: Span;
};

/** A line of a waterfall, screen or input list: a value without a key. */
export type Statement = {
  readonly kind: "statement";
  readonly value: Value;
  readonly docs: readonly Doc[];
  readonly span: Span;
};

/** `let NAME = expr`, `observe P = …`, `event KO = …`. */
export type Let = {
  readonly kind: "let";
  readonly what: "let" | "observe" | "event";
  readonly name: Name;
  readonly value: Value;
  readonly docs: readonly Doc[];
  readonly span: Span;
};
