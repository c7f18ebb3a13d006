import type { Source, Span } from "../text/source.ts";
import type { Clock, DateExpr, Interval, Moment, PeriodExpr, SessionTemplate, Window } from "./time-nodes.ts";

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

/** What stands behind a key, with what qualifies it after commas. */
export type Value = {
  readonly kind: "value";
  readonly content: Content;
  readonly modifiers: readonly Modifier[];
  readonly span: Span;
};

/** The value kinds of the field catalogue; one phrase rule each. */
export type Content =
  | { readonly kind: "expr-value"; readonly expr: Expr; readonly span: Span }
  /** `0.005, 0.0025 from 4 months before last-trading-day`; the first may have no `from`. */
  | { readonly kind: "dated-value"; readonly steps: readonly DatedStep[]; readonly span: Span }
  | { readonly kind: "case-value"; readonly arms: readonly CaseArm[]; readonly span: Span }
  | { readonly kind: "first-of-value"; readonly arms: readonly CaseArm[]; readonly span: Span }
  | { readonly kind: "date-value"; readonly date: DateExpr; readonly span: Span }
  /** `nearest month until 1st business day of it`. */
  | { readonly kind: "period-value"; readonly period: PeriodExpr; readonly span: Span }
  | { readonly kind: "interval-value"; readonly interval: Interval; readonly span: Span }
  | { readonly kind: "window-value"; readonly window: Window; readonly span: Span }
  | { readonly kind: "session-value"; readonly sessions: readonly SessionTemplate[]; readonly span: Span }
  | { readonly kind: "moment-value"; readonly moments: readonly Moment[]; readonly span: Span }
  | { readonly kind: "cycle-value"; readonly groups: readonly CycleGroup[]; readonly span: Span }
  | { readonly kind: "names-value"; readonly names: readonly Name[]; readonly span: Span }
  | { readonly kind: "text-value"; readonly text: Text; readonly span: Span }
  | { readonly kind: "rounding-value"; readonly rounding: Rounding; readonly span: Span }
  | HolidayValue
  | { readonly kind: "halts-value"; readonly halts: readonly Halt[]; readonly span: Span }
  | { readonly kind: "legs-value"; readonly legs: readonly Leg[]; readonly span: Span }
  /** `model in […], provider in […]`. */
  | { readonly kind: "members-value"; readonly sets: readonly MemberSet[]; readonly span: Span }
  /** `3 sources, 20 trades, 6 parts`; `7%, 13%`: a comma list of expressions. */
  | { readonly kind: "list-value"; readonly items: readonly Expr[]; readonly span: Span }
  | Tier
  | ScreenValue
  | InputsValue
  /** Comma-separated clauses of words, names, quantities, texts and lists, such as `allowed in [US], leverage at most 5 to 1`. */
  | { readonly kind: "clauses-value"; readonly clauses: readonly Clause[]; readonly span: Span };

/** `accountability 5_000 contracts` has the value `accountability` of `5_000 contracts`. */
export type DatedStep = { readonly value: Expr; readonly from?: Moment; readonly until?: Moment; readonly span: Span };
/** One line of `case { … }` or `first of { … }`; `otherwise` has no condition and says so. */
export type CaseArm = {
  readonly value: Value;
  readonly when?: Expr;
  readonly otherwise: boolean;
  readonly span: Span;
};

/** `12 consecutive`, `4 of [Mar, Jun, Sep, Dec]`, `2027-03, 2027-06` (exact), joined by `then` (further) or `and` (union). */
export type CycleGroup = {
  readonly kind: "cycle-group";
  readonly joined: "first" | "then" | "and";
  readonly count?: Expr;
  readonly pattern: "consecutive" | "months" | "exact";
  readonly months: readonly Name[];
  readonly exact: readonly PeriodExpr[];
  readonly span: Span;
};

/** `Jan 1, observed Mon if Sun`, `Easter - 2 days`, `Jun 19 from 2022`, `last Mon of May`, `[2027-02-08, 2028-01-27]`. */
export type HolidayValue = {
  readonly kind: "holiday-value";
  readonly date?: DateExpr;
  readonly dates: readonly DateExpr[];
  readonly from?: number;
  readonly until?: number;
  readonly observed: readonly Observed[];
  /** `4th Fri of Nov at 13:00`, of an early close. */
  readonly at?: Clock;
  readonly span: Span;
};

/** `observed Mon if Sun`: on that weekday; `observed next business day if Sat`: the first following day that is neither weekend nor holiday. */
export type Observed = { readonly to: Name | "next-business-day"; readonly ifDay: Name; readonly span: Span };

/** `2 minutes at 7%`, `stop at 20%`. */
export type Halt = { readonly duration: Expr | "stop"; readonly at: Expr; readonly span: Span };
/** `+1 GPH[near]`, `-2.5 Mtoken/GPU_hour * INFER`. */
export type Leg = { readonly sign: 1 | -1; readonly value: Expr; readonly span: Span };
export type MemberSet = { readonly of: Name; readonly members: readonly Name[] | Name; readonly span: Span };

/** One line of a waterfall: `X`, `X in place of Y`, `previous value for at most 2 publications`, `determination by B under "Rule"`. */
export type Tier = {
  readonly kind: "tier";
  readonly price: Expr | Determination;
  readonly inPlaceOf?: Name;
  readonly atMost?: Expr;
  readonly when?: Expr;
  readonly span: Span;
};

export type Determination = {
  readonly kind: "determination";
  readonly by: Name;
  readonly under?: Text;
  readonly span: Span;
};

/** `drop trade when …`, `drop source when …`, `cap source at 40% of volume, excess pro rata until none exceeds`, `clamp …`. */
export type ScreenValue = {
  readonly kind: "screen";
  readonly action: "drop" | "cap" | "clamp";
  readonly subject: Name;
  readonly at?: Expr;
  readonly when?: Expr;
  readonly excess?: "pro-rata-until-none-exceeds" | "pro-rata-once" | "drop";
  readonly span: Span;
};

/** `trades from [ALPHA, BETA]`, `listings from [A, B] where kind is "on-demand"`, `model where quality >= 1_200 on ARENA`. */
export type InputsValue = {
  readonly kind: "inputs";
  readonly what: Name;
  readonly from: readonly Name[];
  readonly when?: Expr;
  readonly span: Span;
};

export type Clause = { readonly kind: "clause"; readonly parts: readonly ClausePart[]; readonly span: Span };
/** A clause's parts in order; glue words such as `at`, `under`, `to` are names here. */
export type ClausePart = Expr | Moment;

export type Modifier =
  | { readonly kind: "because"; readonly text: Text; readonly span: Span }
  | { readonly kind: "round"; readonly rounding: Rounding; readonly span: Span }
  | { readonly kind: "carry"; readonly decimals: Expr; readonly span: Span }
  /** `exact to 0.001 USD`. */
  | { readonly kind: "exact-to"; readonly to: Expr; readonly span: Span }
  | { readonly kind: "under"; readonly rule: Text; readonly span: Span }
  /** `proposed`, `signed`, `fixed when listed`, `provisional until announced`, … : words of a closed vocabulary. */
  | { readonly kind: "flag"; readonly words: readonly Name[]; readonly span: Span };

/** `half-away to 0.0001`, `nearest to tick.settlement, ties toward previous settlement`, `toward previous settlement to tick.outright`. */
export type Rounding = {
  readonly kind: "rounding";
  readonly mode: Name;
  /** For `toward X` and `nearest … ties toward X`. */
  readonly toward?: Expr;
  readonly to?: Expr;
  readonly span: Span;
};

// ── expressions and conditions ──────────────────────────────────────────────────────────────────────────────────────────

/** A reference to a declared unit is one of that unit, so `USD / GPU_hour of H100_SXM` and `2.5 Mtoken/GPU_hour * INFER` are one grammar. */
export type Expr =
  | NumberLiteral
  | Quantity
  | Reference
  | Words
  | OfExpr
  | OverExpr
  | Binary
  | Negation
  | Call
  | ListExpr
  | Comparison
  | Logical
  | Deviation
  | NoteExpr
  | DateOperand
  | CaseExpr
  /** `kind is "on-demand"`, `consultations: ["…", "…"]`. */
  | Text;

/** The written decimal without underscores; the span has the text as written. */
export type NumberLiteral = { readonly kind: "number"; readonly text: string; readonly span: Span };
/** `1_000 GPU_hour of H100_SXM`, `25%`, `5 bp`, `0.70 (GPU_hour of H200_SXM)`, `10 contracts`, `2 minutes`. */
export type Quantity = {
  readonly kind: "quantity";
  readonly number: NumberLiteral;
  /** One unit term: a name, `%`, a graded name, or a group in parentheses; `/` behind it is an ordinary division. */
  readonly unit: Expr;
  readonly span: Span;
};
/** `H100_RENTAL`, `SUPPLY.lowest-month`, `GPH[near]`, `BUS[2].settlement`, `volume`. */
export type Reference = {
  readonly kind: "reference";
  readonly path: readonly Name[];
  /** Stands behind `path[0]`. */
  readonly index?: Expr;
  readonly span: Span;
};
/** Two or more words side by side from a closed vocabulary: `previous settlement`, `lead month`, `GPH settlement`, `quorum fails`. */
export type Words = { readonly kind: "words"; readonly words: readonly Name[]; readonly span: Span };
/** `vwap of trades`, `25% of X`, `GPU_hour of H100_SXM`, `median of part`: binds tighter than `*`. */
export type OfExpr = { readonly kind: "of"; readonly left: Expr; readonly right: Expr; readonly span: Span };
/** `average of X over business days of contract month on CAL`. */
export type OverExpr = { readonly kind: "over"; readonly value: Expr; readonly window: Window; readonly span: Span };
export type Binary = {
  readonly kind: "binary";
  readonly operator: "+" | "-" | "*" | "/";
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
};
export type Negation = { readonly kind: "negation"; readonly value: Expr; readonly span: Span };
export type Call = {
  readonly kind: "call";
  readonly name: Name;
  readonly arguments: readonly Expr[];
  readonly span: Span;
};
export type ListExpr = { readonly kind: "list"; readonly items: readonly Expr[]; readonly span: Span };
/**
 * `is` is `=`, `is not` is `!=`; a list on the right means one of its entries. In `when >= 3 providers` the left side is left to the
 * reader: it is a `Reference` to `count` of no width.
 */
export type Comparison = {
  readonly kind: "comparison";
  readonly operator: "<" | "<=" | ">" | ">=" | "=" | "!=";
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
};
export type Logical = {
  readonly kind: "logical";
  readonly operator: "and" | "or" | "not";
  readonly operands: readonly Expr[];
  readonly span: Span;
};
/** `price deviates more than 25% from median of part`. */
export type Deviation = {
  readonly kind: "deviation";
  readonly value: Expr;
  readonly threshold: Expr;
  readonly from: Expr;
  readonly span: Span;
};
/** A qualifier behind a value: `quality >= 1_200 on ARENA`, `public for 30 days`, `H100_RENTAL at 14:30`, `within 50% of GPH settlement`. */
export type NoteExpr = {
  readonly kind: "note";
  readonly value: Expr;
  readonly word: "on" | "for" | "at" | "in" | "within" | "against" | "by" | "under" | "per" | "before" | "after" | "to";
  readonly with: Expr | Moment | Text;
  readonly span: Span;
};
/** A date or month inside an expression: `contract month < 2016-03`, `days from A until B`. */
export type DateOperand = {
  readonly kind: "date-operand";
  readonly of: DateExpr | PeriodExpr | Interval;
  readonly span: Span;
};
/** `case { … }` or `first of { … }` inside an expression. */
export type CaseExpr = {
  readonly kind: "case" | "first-of";
  readonly arms: readonly CaseArm[];
  readonly span: Span;
};
