import type { Span } from "../text/source.ts";
import type { CaseArm, Name, Text } from "./nodes.ts";
import type { DateExpr, Interval, Moment, PeriodExpr, Window } from "./time-nodes.ts";

/** Expressions and conditions. */

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
