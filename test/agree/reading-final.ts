import type { Condition, Formula, Product } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { average, less, minus, over, places, plus, read, round, times, write } from "./number.ts";

export type FinalInput = {
  readonly days?: readonly string[];
  readonly sets?: readonly (readonly string[])[];
  readonly prints?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly indices?: Readonly<Record<string, string | null>>;
  readonly settlement?: string;
  readonly contracts?: Readonly<Record<string, string | null>>;
  readonly determination?: { readonly value: string } | null;
};

/** What a formula reads that is not there: nothing may come of it, or another line is tried. */
type Worth = Fraction | "unpublished" | "missing-print" | "missing-settlement" | "determination-needed";

/** The final settlement price read from the model alone, or the reason why there is none. */
export function readFinal(product: Product, input: FinalInput): { readonly price: string } | { readonly none: string } {
  const { price, round: rule } = product.finalSettlement;
  const sets: string[] = [];
  collect(price, sets);
  const found = worth(price, input, sets, undefined, hasLines(price));
  if (typeof found === "string") return { none: found === "unpublished" ? "no-price" : found };
  if (!product.price.signed && found.top < 0n) return { none: "negative-price" };
  return { price: write(round(found, read(rule.increment), rule.mode), places(rule.increment)) };
}

/** The words of the sets of days, in the order in which they are first said. */
function collect(formula: Formula, sets: string[]): void {
  const days = formula.op === "average" || formula.op === "lowest" || formula.op === "highest";
  if (days && !sets.includes(formula.over.text)) sets.push(formula.over.text);
  for (const one of inner(formula)) collect(one, sets);
}

function inner(formula: Formula): readonly Formula[] {
  if (formula.op === "first") return formula.options;
  if (formula.op === "case")
    return [...formula.arms.flatMap(({ when, price }) => [...compared(when), price]), formula.otherwise];
  if ("of" in formula && typeof formula.of === "object") return [formula.of];
  return "left" in formula ? [formula.left, formula.right] : [];
}

function compared(condition: Condition): readonly Formula[] {
  if (condition.op === "compare") return [condition.left, condition.right];
  if (condition.op === "and" || condition.op === "or") return condition.operands.flatMap(compared);
  return condition.op === "not" ? compared(condition.operand) : [];
}

/** Whether a condition is so; what is missing where nobody can say. */
function so(condition: Condition, worthOf: (formula: Formula) => Worth): boolean | string {
  if (condition.op === "compare") {
    const [left, right] = [worthOf(condition.left), worthOf(condition.right)];
    if (typeof left === "string") return left;
    if (typeof right === "string") return right;
    const [below, above] = [less(left, right), less(right, left)];
    return {
      "<": below,
      "<=": !above,
      ">": above,
      ">=": !below,
      "=": !below && !above,
      "!=": below || above,
    }[condition.comparison];
  }
  if (condition.op === "not") {
    const inner = so(condition.operand, worthOf);
    return typeof inner === "string" ? inner : !inner;
  }
  if (condition.op !== "and" && condition.op !== "or") throw new Error(`no ${condition.op} in a final settlement`);
  const all = condition.operands.map((one) => so(one, worthOf));
  const [settles, other] = condition.op === "or" ? [true, false] : [false, true];
  if (all.includes(settles)) return settles;
  return all.find((one) => typeof one === "string") ?? other;
}

const hasLines = (formula: Formula): boolean => formula.op === "first" || inner(formula).some(hasLines);

function worth(
  formula: Formula,
  input: FinalInput,
  sets: readonly string[],
  day: string | undefined,
  lines: boolean,
): Worth {
  const again = (one: Formula, on = day): Worth => worth(one, input, sets, on, lines);
  switch (formula.op) {
    case "number":
      return read(formula.value);
    case "index": {
      const all = day === undefined ? input.indices : input.prints?.[formula.index];
      const value = all?.[day ?? formula.index];
      if (value === null && lines) return "unpublished";
      return value === undefined || value === null ? "missing-print" : read(value);
    }
    case "settlement":
      return read(input.settlement ?? "0");
    case "contract-settlement": {
      const name = formula.place ? `${formula.product}[${formula.place}]` : formula.product;
      const value = input.contracts?.[name];
      if (typeof value === "string") return read(value);
      return lines ? "unpublished" : "missing-settlement";
    }
    case "determination":
      return input.determination ? read(input.determination.value) : "determination-needed";
    case "average": {
      const days = input.sets?.[sets.indexOf(formula.over.text)] ?? input.days ?? [];
      const values = days.map((one) => again(formula.of, one));
      return values.find((one) => typeof one === "string") ?? average(values as Fraction[]);
    }
    case "lowest":
    case "highest": {
      const days = input.sets?.[sets.indexOf(formula.over.text)] ?? input.days ?? [];
      const values = days.map((one) => again(formula.of, one));
      const lacking = values.find((one) => typeof one === "string");
      if (lacking !== undefined) return lacking;
      return (values as Fraction[]).reduce((best, one) =>
        (formula.op === "lowest" ? less(one, best) : less(best, one)) ? one : best,
      );
    }
    case "case": {
      for (const { when, price } of formula.arms) {
        const holds = so(when, again);
        if (typeof holds === "string") return holds as Worth;
        if (holds) return again(price);
      }
      return again(formula.otherwise);
    }
    case "first": {
      for (const option of formula.options) {
        const found = again(option);
        if (found !== "unpublished") return found;
      }
      return "unpublished";
    }
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum": {
      const [left, right] = [again(formula.left), again(formula.right)];
      if (typeof left === "string") return left;
      if (typeof right === "string") return right;
      if (formula.op === "minimum" || formula.op === "maximum")
        return less(left, right) === (formula.op === "minimum") ? left : right;
      return { add: plus, subtract: minus, multiply: times, divide: over }[formula.op](left, right);
    }
    default:
      throw new Error(`the second reading has no ${formula.op} in a final settlement`);
  }
}
