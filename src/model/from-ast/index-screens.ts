import type { Expr, ScreenValue } from "../../ast/nodes.ts";
import { sectionsOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text, valueIn } from "../../check/expression.ts";
import { ONE, type Rational, show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { GroupStep, Index, Screen } from "../model.ts";
import { clauseOf, type Lowering, plainWords } from "./builder.ts";
import { ageOf, priceIn } from "./index-measures.ts";
import { OBSERVED, plural } from "./index-words.ts";
import { spelt } from "./spelt.ts";

/** What the lines of a screen may speak of. */
export type Screened = {
  readonly env: Env;
  readonly unit: Unit;
  /** What inputs can be grouped by. */
  readonly columns: ReadonlySet<string>;
  readonly steps: readonly GroupStep[];
  readonly window: Index["window"];
  /** Whether values may lie below zero, and whether each goes on from earlier ones by itself. */
  readonly signed: boolean;
  readonly goesOn: boolean;
};

/** The `screen` blocks in the order of their lines. */
export function screensOf(at: Lowering, about: Screened): Screen[] {
  const screens = sectionsOf(at.block, "screen").flatMap((section) =>
    statementsOf(section.block).flatMap((line) => {
      const node = line.value.content;
      const screen = node.kind === "screen" ? screenOf(node, about, clauseOf(at.context, line)) : undefined;
      return screen === undefined ? [] : [{ screen, node }];
    }),
  );
  const [first, second] = screens.filter(({ screen }) => screen.subject === "value");
  if (first !== undefined && second !== undefined) {
    const related = [{ span: first.node.span, label: "says it first" }];
    report(at.context, "field-twice", second.node.span, { field: "clamp value" }, { related });
  }
  return screens.map(({ screen }) => screen);
}

function screenOf(node: ScreenValue, about: Screened, clause: string): Screen | undefined {
  const { context } = about.env;
  const words = { text: plainWords(node), clause };
  const subject = node.subject.text;
  const grouped = about.columns.has(subject) && !OBSERVED.includes(subject);
  if (node.action === "clamp" && subject === "value" && !grouped) return moveOf(node, about, words);
  if (node.action === "cap" ? !grouped || subject === "part" : !grouped && !OBSERVED.includes(subject)) {
    const columns = [...about.columns].filter((one) => !OBSERVED.includes(one) && one !== "part");
    const known = node.action === "cap" ? columns : [...OBSERVED, ...columns];
    return report(context, "word-unknown", node.subject.span, {
      field: node.action,
      word: subject,
      known: known.join(", "),
    });
  }
  if (node.readmit !== undefined && node.action !== "drop")
    return report(context, "phrase-not-here", node.readmit.span, { found: `readmit within ${text(node.readmit)}` });
  if (node.action === "cap") return capOf(node, about.env, words);
  if (node.action === "clamp") return clampOf(node, about, words);
  return dropOf(node, about, words);
}

type Said = { readonly text: string; readonly clause: string };

function capOf(node: ScreenValue, env: Env, words: Said): Screen | undefined {
  if (node.when !== undefined)
    return report(env.context, "phrase-not-here", node.when.span, { found: `when ${text(node.when)}` });
  const at = node.at && shareOf(node.at, env, "volume");
  if (node.at !== undefined && at === undefined) return undefined;
  if (at === undefined || node.excess !== "pro-rata-until-none-exceeds") {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "cap",
      wanted:
        "a share and what becomes of the excess: `cap source at 40% of volume, excess pro rata until none exceeds`",
    });
  }
  return { action: "cap", subject: node.subject.text, at: show(at), excess: node.excess, ...words };
}

/** `clamp price to [0, 5.00]`, `clamp price to 5% of median of part`, `clamp source to 0.5% of median of sources`. */
function clampOf(node: ScreenValue, about: Screened, words: Said): Screen | undefined {
  const { env, unit, steps } = about;
  const subject = node.subject.text;
  const grouped = !OBSERVED.includes(subject);
  const wanted = grouped
    ? `\`clamp ${subject} to 0.5% of median of ${plural(subject)}\``
    : "bounds such as `[0, 5.00]`, or a distance such as `5% of median of part`";
  const said = { action: "clamp" as const, subject, ...words };
  if (node.at === undefined || node.when !== undefined || node.excess !== undefined)
    return report(env.context, "value-of-another-kind", node.span, { field: "clamp", wanted });
  if (node.at.kind === "list" && !grouped && node.at.items.length === 2) {
    const [low, high] = node.at.items.map((one) => priceIn(one, unit, env));
    if (low === undefined || high === undefined) return undefined;
    if (low.n * high.d > high.n * low.d)
      return report(env.context, "value-of-another-kind", node.at.span, {
        field: "clamp",
        wanted: "the lower bound first",
      });
    return { ...said, low: show(low), high: show(high) };
  }
  const at = node.at;
  const from = at.kind === "of" ? spelt(at.right) : undefined;
  const center = grouped ? `median of ${plural(subject)}` : undefined;
  if (at.kind !== "of" || from === undefined || (center === undefined ? !centers(about).has(from) : from !== center))
    return report(env.context, "value-of-another-kind", at.span, { field: "clamp", wanted });
  if (grouped && !steps.some(({ each }) => each === subject))
    return report(env.context, "value-of-another-kind", node.subject.span, {
      field: "clamp",
      wanted: `a value of each ${subject} to bring nearer: write \`for each ${subject} { price: … }\``,
    });
  const share = distanceOf(at.left, env);
  return share && { ...said, threshold: show(share), from };
}

/** `clamp value to 5% of previous value`: how far the value itself may move from one print to the next. */
function moveOf(node: ScreenValue, { env, signed, goesOn }: Screened, words: Said): Screen | undefined {
  const { context } = env;
  if (
    node.at?.kind !== "of" ||
    spelt(node.at.right) !== "previous value" ||
    (node.when ?? node.excess ?? node.readmit) !== undefined
  )
    return report(context, "value-of-another-kind", node.span, {
      field: "clamp value",
      wanted: "a distance from the value before, `clamp value to 5% of previous value`",
    });
  const help = signed
    ? "a value that may be below zero crosses it, and a share of nothing is nothing: leave `signed` or this line out"
    : "a basket with a base and a rate that is compounded go on from values before by themselves: leave this line out";
  if (signed || goesOn) return report(context, "phrase-not-here", node.span, { found: words.text }, { help });
  const share = distanceOf(node.at.left, env);
  return share && { action: "clamp", subject: "value", threshold: show(share), from: "previous value", ...words };
}

/** The medians a single input may be judged by. */
function centers({ columns }: Screened): ReadonlySet<string> {
  return new Set(["median", ...[...columns].filter((one) => !OBSERVED.includes(one)).map((one) => `median of ${one}`)]);
}

function dropOf(node: ScreenValue, about: Screened, words: Said): Screen | undefined {
  const { env } = about;
  const subject = node.subject.text;
  const said = { action: "drop" as const, subject, ...words };
  const when = node.when;
  if (node.at === undefined && node.excess === undefined && when?.kind === "comparison") {
    const what = spelt(when.left);
    if (node.readmit !== undefined)
      return report(env.context, "phrase-not-here", node.readmit.span, {
        found: `readmit within ${text(node.readmit)}`,
      });
    if (what === "age") {
      const age = ageOf(when, about.columns, about.window, env);
      return age && { ...said, of: "age", ...age };
    }
    if ((what === "price" || what === "size") && OBSERVED.includes(subject)) {
      const comparison = when.operator;
      if (comparison === "=" || comparison === "!=")
        return report(env.context, "phrase-not-here", when.span, { found: text(when) });
      const value = what === "price" ? priceIn(when.right, about.unit, env) : sizeIn(when.right, env);
      return value && { ...said, of: what, comparison, value: show(value) };
    }
  }
  if (node.at !== undefined || node.excess !== undefined || when?.kind !== "deviation") {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "drop",
      wanted:
        "a deviation, an age, a price or a size: `when price deviates more than 25% from median of part`, `when age > 30 minutes`",
    });
  }
  const [of, from] = [spelt(when.value), spelt(when.from)];
  const grouped = !OBSERVED.includes(subject);
  const known = grouped
    ? [`median of ${plural(subject)}`, `median of other ${plural(subject)}`]
    : [...centers(about), "previous value"];
  if (of !== (grouped ? "median" : "price") || !known.includes(from))
    return report(env.context, "word-unknown", when.span, {
      field: `drop ${subject}`,
      word: `${of} from ${from}`,
      known: known.map((one) => `${grouped ? "median" : "price"} from ${one}`).join(", "),
    });
  const threshold = distanceOf(when.threshold, env);
  if (threshold === undefined) return undefined;
  const deviation: Screen = { ...said, of, threshold: show(threshold), from };
  if (node.readmit === undefined) return deviation;
  if (!grouped)
    return report(env.context, "phrase-not-here", node.readmit.span, { found: `readmit within ${text(node.readmit)}` });
  const readmit = distanceOf(node.readmit, env);
  if (readmit === undefined) return undefined;
  if (readmit.n * threshold.d > threshold.n * readmit.d)
    return report(env.context, "value-of-another-kind", node.readmit.span, {
      field: "readmit",
      wanted: "a distance no wider than the one that leaves out",
    });
  return { ...deviation, readmit: show(readmit) };
}

/** A distance from a median: a share above zero. */
function distanceOf(node: Expr, env: Env): Rational | undefined {
  const share = valueIn(node, pure, env);
  if (share !== undefined && share.n <= 0n)
    return report(env.context, "not-above-zero", node.span, { what: "a deviation", value: show(share) });
  return share;
}

function sizeIn(node: Expr, env: Env): Rational | undefined {
  return valueIn(node, pure, env);
}

/** `40% of volume`: a share of the whole. */
export function shareOf(node: Expr, env: Env, whole: string): Rational | undefined {
  const share = node.kind === "of" && spelt(node.right) === whole ? node.left : node;
  const value = valueIn(share, pure, env);
  if (value !== undefined && (value.n <= 0n || value.n > value.d * ONE.n)) {
    return report(env.context, "value-of-another-kind", node.span, {
      field: "cap",
      wanted: `a share of the ${whole} above 0% and up to 100%`,
    });
  }
  return value;
}
