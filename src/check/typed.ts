import type { Expr } from "../ast/nodes.ts";
import type { Rational } from "../runtime/exact.ts";
import type { Unit } from "../value/unit.ts";

/** What is measured at settlement: `vwap of trades`, `volume`, `width`. */
export type Observed = "vwap" | "midpoint" | "last" | "volume" | "width" | "count" | "bid" | "ask" | "implied";
export type ObservedOf = "trades" | "quotes" | "spread-trades";
/** The other leg of a spread: the lead month, the one listed next before, or in turn each nearer month that is settled. */
export type Against = "lead" | "nearest-listed-before" | "nearer";
/** A date of a contract month by its name, or `trade-date`: the day that is settled. */
export type DayOfMonth = { readonly date: string; readonly month: "this" | "lead" | "nearest-listed-before" };

/**
 * An expression whose units were proved to fit. `constant` is its value where the text alone tells it, in its own unit;
 * `node` is the text it was read from.
 */
export type Typed = {
  readonly unit: Unit;
  readonly constant?: Rational;
  readonly node: Expr;
  /** The clauses whose values went into a constant, such as the tick behind `5 ticks`. */
  readonly from?: readonly string[];
} & TypedShape;

export type TypedShape =
  | { readonly op: "constant"; readonly constant: Rational }
  | {
      readonly op: "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum";
      readonly left: Typed;
      readonly right: Typed;
    }
  | {
      readonly op: "observe";
      readonly what: Observed;
      readonly of: ObservedOf;
      readonly month: "this" | "lead";
      readonly against?: Against;
      readonly window?: TypedWindow;
    }
  | { readonly op: "previous-settlement"; readonly month: "this" | "lead" }
  | { readonly op: "settlement"; readonly month: "this" | "lead" | "nearest-listed-before" }
  | { readonly op: "change"; readonly month: "lead" | "nearest-listed-before" }
  | { readonly op: "days"; readonly start: DayOfMonth; readonly end: DayOfMonth }
  | { readonly op: "final-settlement" }
  | { readonly op: "index"; readonly index: string }
  | {
      readonly op: "contract-settlement";
      readonly product: string;
      readonly place?: number;
      readonly signed: boolean;
    }
  | { readonly op: "average" | "lowest" | "highest"; readonly of: Typed; readonly over: TypedWindow }
  | { readonly op: "first"; readonly options: readonly Typed[] }
  | {
      readonly op: "case";
      readonly arms: readonly { readonly when: TypedCondition; readonly price: Typed }[];
      readonly otherwise: Typed;
    };

export type TypedWindow = { readonly node: Expr | { readonly span: Expr["span"] } } & (
  | { readonly kind: "clock"; readonly from: string; readonly until: string; readonly parts: number }
  /** `before`: how long before the settlement time it ends. */
  | { readonly kind: "trailing"; readonly milliseconds: number; readonly before?: number }
  | { readonly kind: "days"; readonly days: "business" | "calendar" | "weekday"; readonly calendar?: string }
  | {
      readonly kind: "interval";
      readonly name: string;
      readonly days: "business" | "calendar";
      readonly calendar?: string;
    }
);

export type TypedCondition = { readonly node: Expr } & (
  | {
      readonly op: "compare";
      readonly comparison: "<" | "<=" | ">" | ">=" | "=" | "!=";
      readonly left: Typed;
      readonly right: Typed;
    }
  | { readonly op: "and" | "or"; readonly operands: readonly TypedCondition[] }
  | { readonly op: "not"; readonly operand: TypedCondition }
  | { readonly op: "is"; readonly attribute: string; readonly values: readonly string[] }
  | { readonly op: "fails"; readonly what: "quorum" }
);
