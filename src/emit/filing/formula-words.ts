import { ruleName } from "../../model/declared-rules.ts";
import type { Condition, DayOfMonth, Fallback, Formula, Rounding, Window } from "../../model/generated/model.ts";
import { ordinal } from "../../value/day.ts";
import type { OverDays } from "../../model/formulas.ts";
import type { DateNames } from "./date-words.ts";
import { quantity, shortQuantity } from "./units.ts";
import { clock, duration, list, spaced } from "./words.ts";

/** What the words of a formula need to know besides the formula. */
export type FormulaNames = DateNames & {
  readonly index: (id: string) => string;
  /** A body that determines a price, by the name the model holds: an organisation's title, or the name as words. */
  readonly body: (name: string) => string;
  /** The day of a value that is read once, such as ` on the last trading day`; without it a value is of the day spoken of. */
  readonly once?: string;
  /** What stands in the place of all months together, of a contract that has none. */
  readonly allMonths?: string;
};

const STATISTICS = {
  median: "median",
  mean: "arithmetic mean",
  "volume-weighted-median": "volume-weighted median",
  "volume-weighted-mean": "volume-weighted mean",
  "weighted-mean": "weighted mean",
  "trimmed-mean": "trimmed mean",
  "time-weighted-mean": "time-weighted mean",
  last: "latest",
  "compounded-rate": "compounded rate",
} as const;

/** `volume-weighted median`, as a reader says it. */
export function statisticWords(statistic: keyof typeof STATISTICS): string {
  return STATISTICS[statistic];
}

/** A window as English prose that fits behind a price: `in the last 2 minutes before the settlement time`. `zone` follows a clock. */
export function windowWords(window: Window, names: FormulaNames, zone = ""): string {
  switch (window.kind) {
    case "clock": {
      const parts = window.parts > 1 ? `, divided into ${window.parts} equal parts` : "";
      return `from ${clock(window.from)} until ${clock(window.until)}${zone}${parts}`;
    }
    case "trailing":
      return window.before === undefined
        ? `in the last ${trailing(window.milliseconds)} before the daily settlement time`
        : `in the ${trailing(window.milliseconds)} that end ${duration(window.before)} before the daily settlement time`;
    case "days":
      return `each ${daysWords(window.days, window.calendar, names)} of the contract ${names.period}`;
    case "interval":
      return `each ${daysWords(window.days, window.calendar, names)} of the ${spaced(window.name)}`;
  }
}

/** `2 minutes`, but `minute` for one: `in the last minute`. */
const trailing = (milliseconds: number): string => duration(milliseconds).replace(/^1 (\w+)$/, "$1");

function daysWords(
  days: "business" | "calendar" | "weekday",
  calendar: string | undefined,
  names: FormulaNames,
): string {
  const day =
    days === "business" ? "business day" : days === "calendar" ? "calendar day" : "weekday (Monday to Friday)";
  return calendar === undefined ? day : `${day} (calendar “${names.calendar(calendar)}”)`;
}

const contract = (month: "this" | "lead", names: FormulaNames): string =>
  month === "lead" ? "the lead month" : `the contract ${names.period}`;

type Observe = Extract<Formula, { op: "observe" }>;

function observed(formula: Observe, names: FormulaNames): string {
  const where =
    formula.of === "spread-trades"
      ? `calendar spread trades between ${otherLeg(formula, names)} and the contract ${names.period}`
      : `${formula.of} in ${contract(formula.month, names)}`;
  const when = formula.window === undefined ? "" : ` ${windowWords(formula.window, names)}`;
  switch (formula.what) {
    case "vwap":
      return `the volume-weighted average price of ${where}${when}`;
    case "midpoint":
      return `the midpoint between the best bid and the best offer in ${contract(formula.month, names)}${when}`;
    case "last":
      return `the price of the last of the ${where}${when}`;
    case "volume":
      return `the volume of ${where}${when}`;
    case "width":
      return `the difference between the best bid and the best offer in ${contract(formula.month, names)}${when}`;
    case "count":
      return `the number of ${where}${when}`;
    case "bid":
      return `the best bid in ${contract(formula.month, names)}${when}`;
    case "ask":
      return `the best offer in ${contract(formula.month, names)}${when}`;
    case "implied":
      return `the average of the prices that its calendar spreads imply, each being the settlement price of a nearer contract ${names.period} of the same day less the volume-weighted average price of the spread trades between the two${when}, weighted by the volume of these trades divided by the number of ${names.period}s between the two`;
  }
}

function otherLeg({ against = "lead" }: Observe, names: FormulaNames): string {
  if (against === "lead") return "the lead month";
  return against === "nearer" ? `each nearer contract ${names.period}` : before(names);
}

/** The contract month listed next before the one spoken of. */
const before = (names: FormulaNames): string => `the nearest contract ${names.period} listed before it`;

function dayWords({ date, month }: DayOfMonth, names: FormulaNames): string {
  if (date === "trade-date") return "the day";
  const whose = { this: "", lead: " of the lead month", "nearest-listed-before": ` of ${before(names)}` }[month];
  return `the ${spaced(date)}${whose}`;
}

const JOINED = { add: "plus", subtract: "minus", multiply: "multiplied by", divide: "divided by" } as const;

/** A price or quantity as English prose, every figure with its unit; an inner calculation stands in parentheses. */
export function formulaWords(formula: Formula, names: FormulaNames): string {
  const say = (one: Formula): string => {
    const text = formulaWords(one, names);
    return one.op in JOINED ? `(${text})` : text;
  };
  switch (formula.op) {
    case "number":
      return quantity(formula.value, formula.unit);
    case "observe":
      return observed(formula, names);
    case "previous-settlement":
      return `the previous settlement price of ${contract(formula.month, names)}`;
    case "settlement":
      if (formula.month === "this") return "the settlement price of the contract on its last trading day";
      return formula.month === "lead"
        ? "the settlement price of the lead month of the same day"
        : `the settlement price, on the same day, of the nearest contract ${names.period} listed before it`;
    case "contract-settlement":
      return `the settlement price of ${otherContract(formula, names)}${names.once ?? ""}`;
    case "change": {
      const whose = formula.month === "lead" ? "the lead month" : before(names);
      return `the change in the settlement price of ${whose} since the previous business day`;
    }
    case "days":
      return `the number of calendar days from ${dayWords(formula.start, names)} until ${dayWords(formula.end, names)}`;
    case "index":
      return `the value of the ${names.index(formula.index)}${names.once ?? ""}`;
    case "average":
    case "lowest":
    case "highest":
      return overDaysWords(formula, names);
    case "first":
      return `the first of these that can be had: ${formula.options.map((one, at) => `(${at + 1}) ${formulaWords(one, names)}`).join("; ")}`;
    case "case": {
      const lines = formula.arms.map(
        ({ when, price }, at) => `(${at + 1}) ${formulaWords(price, names)}, where ${formulaCondition(when, names)}`,
      );
      return `the first of these that applies: ${lines.join("; ")}; (${lines.length + 1}) otherwise ${formulaWords(formula.otherwise, names)}`;
    }
    case "final-settlement":
      return "the final settlement price";
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
      return `${say(formula.left)} ${JOINED[formula.op]} ${say(formula.right)}`;
    case "minimum":
    case "maximum":
      return `the ${formula.op === "minimum" ? "lower" : "higher"} of ${say(formula.left)} and ${say(formula.right)}`;
    case "round":
      return `${formulaWords(formula.of, names)}, ${roundingWords(formula.rounding, formula.unit)}`;
    case "determination":
      return `the price determined by ${names.body(formula.by)} under ${ruleName(formula.under)}`;
  }
}

function otherContract(
  { product, place }: Extract<Formula, { op: "contract-settlement" }>,
  names: FormulaNames,
): string {
  if (place === undefined) return `the ${names.product(product)} contract of the same ${names.period}`;
  return `the ${place === 1 ? "nearest" : `${ordinal(place)} nearest`} ${names.product(product)} contract that trades then`;
}

const OVER_DAYS = { average: "arithmetic mean", lowest: "lowest", highest: "highest" } as const;

function overDaysWords(formula: OverDays, given: FormulaNames): string {
  const { once: _once, ...names } = given;
  const window = windowWords(formula.over, names);
  const over = formula.over.kind === "days" || formula.over.kind === "interval" ? `for ${window}` : window;
  const of =
    formula.of.op === "index" ? `the values of the ${names.index(formula.of.index)}` : formulaWords(formula.of, names);
  return `the ${OVER_DAYS[formula.op]} of ${of} ${over}`;
}

const NEAREST = {
  "half-even": "an exact half going to the even multiple",
  "half-away": "an exact half going away from zero",
  "half-up": "an exact half going up",
  "half-down": "an exact half going down",
  "nearest-ties-toward": "an exact half going toward the previous settlement price",
} as const;

const DIRECTED = {
  up: "up",
  down: "down",
  away: "away from zero",
  "toward-zero": "toward zero",
  toward: "toward the previous settlement price",
} as const;

/** A rounding as English prose: `rounded to the nearest multiple of USD 0.0001, an exact half going away from zero`. */
export function roundingWords(rounding: Rounding, unit: string): string {
  const increment = shortQuantity(rounding.increment, unit);
  const mode = rounding.mode;
  if (mode in NEAREST)
    return `rounded to the nearest multiple of ${increment}, ${NEAREST[mode as keyof typeof NEAREST]}`;
  return `rounded ${DIRECTED[mode as keyof typeof DIRECTED]} to a multiple of ${increment}`;
}

const COMPARED = {
  "<": "is less than",
  "<=": "is not more than",
  ">": "is more than",
  ">=": "is at least",
  "=": "is exactly",
  "!=": "is not",
} as const;

/** A condition as English prose that fits behind `if`: `the volume of trades … is at least 10 contracts`. */
export function formulaCondition(condition: Condition, names: FormulaNames): string {
  switch (condition.op) {
    case "compare":
      return `${formulaWords(condition.left, names)} ${COMPARED[condition.comparison]} ${formulaWords(condition.right, names)}`;
    case "and":
    case "or":
      return list(
        condition.operands.map((one) => {
          const text = formulaCondition(one, names);
          return one.op === "and" || one.op === "or" ? `(${text})` : text;
        }),
        condition.op,
      );
    case "not":
      return `it is not the case that ${formulaCondition(condition.operand, names)}`;
    case "is":
      return `the ${spaced(condition.attribute)} is ${list(condition.values, "or")}`;
    case "fails":
      return "the quorum is not met";
  }
}

/** One rung of an index's fallback as a full sentence. */
export function fallbackWords(fallback: Fallback, names: FormulaNames): string {
  switch (fallback.kind) {
    case "substitute": {
      const when = fallback.when === undefined ? "" : ` when ${formulaCondition(fallback.when, names)}`;
      return `The value is calculated from ${spaced(fallback.use)} in place of ${spaced(fallback.inPlaceOf)}${when}.`;
    }
    case "previous":
      return `The last value published is used again, for ${fallback.atMost === 1 ? "one publication" : `at most ${fallback.atMost} publications in a row`}.`;
    case "formula":
      return `The value is ${formulaWords(fallback.formula, names)}.`;
    case "determination":
      return `The value is determined by ${names.body(fallback.by)} under ${ruleName(fallback.under)}.`;
  }
}
