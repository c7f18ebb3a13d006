import type { Span } from "../text/source.ts";
import type { Expr, Name, Text } from "./nodes.ts";
import type { Clock, DateExpr, Interval, Moment, PeriodExpr, SessionTemplate, Window } from "./time-nodes.ts";

/** What may stand behind a key. */

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

/**
 * `12 consecutive`, `4 of [Mar, Jun, Sep, Dec]`, `3 of [W1, W2] by Fri`, `[Jun, Dec] within 72 months`, `consecutive through Dec of 5th year
 * after`, `2027-03, 2027-06` or `2027-01-15, 2027-01-22` (exact), each with `except [Aug]`, joined by `then` (further) or `and` (union).
 */
export type CycleGroup = {
  readonly kind: "cycle-group";
  readonly joined: "first" | "then" | "and";
  readonly count?: Expr;
  readonly pattern: "consecutive" | "months" | "exact";
  readonly months: readonly Name[];
  /** Months and days as they are written: periods that are listed by themselves. */
  readonly exact: readonly PeriodLiteral[];
  /** `by Fri`: the months are weeks, numbered by that weekday. */
  readonly by?: Name;
  readonly reach?: CycleReach;
  readonly except: readonly Name[];
  readonly span: Span;
};

/** A contract period by a month or a day as it is written. */
export type PeriodLiteral = {
  readonly kind: "month-literal" | "day-literal";
  readonly text: string;
  readonly span: Span;
};

/** How far a group without a number goes. `years` are those after the year of the nearest month; `rolled` the month past which it counts as over. */
export type CycleReach =
  | { readonly kind: "within"; readonly count: Expr; readonly unit: Name; readonly span: Span }
  | {
      readonly kind: "through";
      readonly month: Name;
      readonly years: number;
      readonly rolled?: Name;
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
  readonly readmit?: Expr;
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
  /** `proposed`, `signed`, `fixed when listed`, `provisional until announced in SCHEDULE`. */
  | { readonly kind: "flag"; readonly words: readonly Name[]; readonly source?: Name; readonly span: Span };

/** `half-away to 0.0001`, `nearest to tick.settlement, ties toward previous settlement`, `toward previous settlement to tick.outright`. */
export type Rounding = {
  readonly kind: "rounding";
  readonly mode: Name;
  /** For `toward X` and `nearest … ties toward X`. */
  readonly toward?: Expr;
  readonly to?: Expr;
  readonly span: Span;
};
