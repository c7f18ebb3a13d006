import type { Comparison, Expr } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { constantOf, type Env, text, valueIn } from "../../check/expression.ts";
import type { Rational } from "../../runtime/exact.ts";
import type { Unit } from "../../value/unit.ts";
import type { Index, Screen } from "../model.ts";
import { millisecondsIn } from "./durations.ts";
import { spelt } from "./spelt.ts";

/** A price a rule states, in the unit of the index; a bare number is in it already. */
export function priceIn(node: Expr, unit: Unit, env: Env): Rational | undefined {
  const found = constantOf(node, env);
  if (found === undefined) return undefined;
  return found.unit.dimension.length === 0 && !text(node).includes("%") ? found.value : valueIn(node, unit, env);
}

/** `age > 30 minutes`, measured at the end of the window; `age > age of source + 12 hours`, behind the newest of its source. */
export function ageOf(
  node: Comparison,
  columns: ReadonlySet<string>,
  window: Index["window"],
  env: Env,
): Pick<Screen, "milliseconds" | "behind"> | undefined {
  const { right } = node;
  const sum = right.kind === "binary" && right.operator === "+" ? right : undefined;
  const newest = sum?.left.kind === "of" && spelt(sum.left.left) === "age" ? spelt(sum.left.right) : undefined;
  if (node.operator !== ">" || (sum !== undefined && newest === undefined))
    return report(
      env.context,
      "phrase-not-here",
      node.span,
      { found: text(node) },
      { help: "write `age > 30 minutes`" },
    );
  if (newest !== undefined && (!columns.has(newest) || newest === "part"))
    return report(env.context, "word-unknown", right.span, {
      field: "age of",
      word: newest,
      known: [...columns].filter((one) => one !== "part").join(", "),
    });
  if (window === undefined || (newest === undefined && window.kind !== "clock" && window.kind !== "trailing"))
    return report(
      env.context,
      "phrase-not-here",
      node.span,
      { found: text(node) },
      { help: "an age is measured at the end of a window: say `window:`" },
    );
  const milliseconds = millisecondsIn(sum === undefined ? right : sum.right, env, "an age");
  if (milliseconds === undefined) return undefined;
  return { milliseconds, ...(newest === undefined ? {} : { behind: newest }) };
}
