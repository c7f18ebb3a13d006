import type { Expr, ScreenValue } from "../../ast/nodes.ts";
import { sectionsOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text, valueIn } from "../../check/expression.ts";
import { ONE, show } from "../../runtime/exact.ts";
import { pure } from "../../value/unit.ts";
import type { Screen } from "../model.ts";
import { clauseOf, type Lowering, plainWords } from "./builder.ts";
import { spelt } from "./terms.ts";

/** The `screen` blocks in the order of their lines. */
export function screensOf(at: Lowering, env: Env): Screen[] {
  return sectionsOf(at.block, "screen").flatMap((section) =>
    statementsOf(section.block).flatMap((line) => {
      const node = line.value.content;
      return node.kind === "screen" ? (screenOf(node, env, clauseOf(at.context, line)) ?? []) : [];
    }),
  );
}

function screenOf(node: ScreenValue, env: Env, clause: string): Screen | undefined {
  const words = { text: plainWords(node), clause };
  if (node.action === "clamp") return report(env.context, "meaning-comes-later", node.span, { what: "clamp" });
  const subject = node.subject.text;
  if (node.action === "cap") {
    if (subject !== "source" && subject !== "provider")
      return report(env.context, "word-unknown", node.subject.span, {
        field: "cap",
        word: subject,
        known: "source, provider",
      });
    if (node.when !== undefined)
      return report(env.context, "phrase-not-here", node.when.span, { found: `when ${text(node.when)}` });
    const at = node.at && shareOf(node.at, env);
    if (node.at !== undefined && at === undefined) return undefined;
    if (at === undefined || node.excess !== "pro-rata-until-none-exceeds") {
      return report(env.context, "value-of-another-kind", node.span, {
        field: "cap",
        wanted:
          "a share and what becomes of the excess: `cap source at 40% of volume, excess pro rata until none exceeds`",
      });
    }
    return { action: "cap", subject, at: show(at), excess: node.excess, ...words };
  }
  if (node.at !== undefined || node.excess !== undefined || node.when?.kind !== "deviation") {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "drop",
      wanted: "a deviation: `when price deviates more than 25% from median of part`",
    });
  }
  const threshold = valueIn(node.when.threshold, pure, env);
  const of = spelt(node.when.value);
  const from = spelt(node.when.from);
  const known = subject === "trade" ? "price from median of part" : "median from median of sources";
  const fits =
    subject === "trade"
      ? of === "price" && from === "median of part"
      : subject === "source" && of === "median" && from === "median of sources";
  if (!fits)
    return report(env.context, "word-unknown", node.when.span, {
      field: `drop ${subject}`,
      word: `${of} from ${from}`,
      known,
    });
  if (threshold !== undefined && threshold.n <= 0n)
    return report(env.context, "not-above-zero", node.when.threshold.span, {
      what: "a deviation",
      value: show(threshold),
    });
  return threshold && { action: "drop", subject, of, threshold: show(threshold), from, ...words };
}

/** `40% of volume`: a share of the whole. */
function shareOf(node: Expr, env: Env): { n: bigint; d: bigint } | undefined {
  const share = node.kind === "of" && spelt(node.right) === "volume" ? node.left : node;
  const value = valueIn(share, pure, env);
  if (value !== undefined && (value.n <= 0n || value.n > value.d * ONE.n)) {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "cap",
      wanted: "a share of the volume above 0% and up to 100%",
    });
  }
  return value;
}
