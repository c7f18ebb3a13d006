import type { CstNode, IToken } from "chevrotain";
import type { ValueKind } from "../../../grammar/kinds.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { cover } from "../../text/source.ts";
import type { CaseArm, Clause, ClausePart, Content, DatedStep, Expr, Halt, Leg, MemberSet } from "../nodes.ts";
import {
  child,
  type Context,
  isToken,
  leaf,
  nameOf,
  namesOf,
  onlyChild,
  ordered,
  report,
  spanOf,
  sub,
  subs,
  tok,
  toks,
  unknownWord,
} from "./context.ts";
import { every, lowerBetween, lowerDated } from "./date.ts";
import { asDate, asPeriod } from "./dated.ts";
import { lowerArithmetic, lowerChain, lowerLogic } from "./expression.ts";
import { textOf } from "./literal.ts";
import { lowerInputs, lowerScreen, lowerTier } from "./line.ts";
import { binary } from "./note.ts";
import { lowerCycle, lowerHoliday } from "./listing.ts";
import { flags, lowerExactness, lowerRounding } from "./modifier.ts";
import { lowerClockMoment, lowerMoment, lowerPoint, lowerSession, lowerWindow } from "./time.ts";

/** What the content of a value of `kind` says; undefined after a finding. */
export function lowerContent(context: Context, kind: ValueKind, node: CstNode): Content | undefined {
  const span = spanOf(context, node);
  switch (kind) {
    case "expr":
      return lowerDatedValue(context, node);
    case "list": {
      const items = every(subs(node, "logic").map((one) => lowerLogic(context, one)));
      return items && { kind: "list-value", items, span };
    }
    case "date": {
      const date = asDate(context, lowerDated(context, node));
      return date && { kind: "date-value", date, span };
    }
    case "period": {
      const period = asPeriod(context, lowerDated(context, node));
      return period && { kind: "period-value", period, span };
    }
    case "interval": {
      const interval = lowerBetween(context, node);
      return interval && { kind: "interval-value", interval, span };
    }
    case "window": {
      const window = lowerWindow(context, node);
      return window && { kind: "window-value", window, span };
    }
    case "session": {
      const sessions = every(subs(node, "session").map((one) => lowerSession(context, one)));
      return sessions && { kind: "session-value", sessions, span };
    }
    case "moment": {
      const moments = every(subs(node, "moment").map((one) => lowerMoment(context, one)));
      return moments && { kind: "moment-value", moments, span };
    }
    case "cycle": {
      const groups = lowerCycle(context, node);
      return groups && { kind: "cycle-value", groups, span };
    }
    case "names": {
      const list = sub(node, "nameList");
      const tokens = list === undefined ? (ordered(node, "Name", "Zone") as IToken[]) : toks(list, "Name");
      return { kind: "names-value", names: namesOf(context, tokens), span };
    }
    case "text":
      return { kind: "text-value", text: textOf(context, leaf(node, "Text")), span };
    case "rounding": {
      const rounding = lowerRounding(context, node);
      return rounding && { kind: "rounding-value", rounding, span };
    }
    case "holiday":
      return lowerHoliday(context, node);
    case "halts": {
      const halts = every(subs(node, "halt").map((one) => lowerHalt(context, one)));
      return halts && { kind: "halts-value", halts, span };
    }
    case "legs": {
      const legs = every(subs(node, "leg").map((one) => lowerLeg(context, one)));
      return legs && { kind: "legs-value", legs, span };
    }
    case "members": {
      const sets = subs(node, "memberSet").map((one) => lowerMemberSet(context, one));
      return { kind: "members-value", sets, span };
    }
    case "tier":
      return lowerTier(context, node);
    case "screen":
      return lowerScreen(context, node);
    case "inputs":
      return lowerInputs(context, node);
    case "exactness": {
      const expr = lowerExactness(context, node);
      return expr && { kind: "expr-value", expr, span };
    }
    case "clauses":
    case "fact": {
      const clauses = every(subs(node, "clause").map((one) => lowerClause(context, one)));
      return clauses && (kind === "fact" ? fact(clauses, span) : { kind: "clauses-value", clauses, span });
    }
  }
}

/** A single text, list, name or quantity is read as what it is; more is clauses. */
function fact(clauses: readonly Clause[], span: Content["span"]): Content {
  const [clause] = clauses;
  const part = clause?.parts[0];
  if (clauses.length > 1 || clause?.parts.length !== 1 || part === undefined || part.kind === "moment")
    return { kind: "clauses-value", clauses, span };
  if (part.kind === "text") return { kind: "text-value", text: part, span };
  const [name] = part.kind === "reference" && part.index === undefined && part.path.length === 1 ? part.path : [];
  return name === undefined ? { kind: "expr-value", expr: part, span } : { kind: "names-value", names: [name], span };
}

function lowerDatedValue(context: Context, node: CstNode): Content | undefined {
  const span = spanOf(context, node);
  const steps = every(subs(node, "step").map((one) => lowerStep(context, one)));
  const others = every(subs(node, "otherwise").map((one) => lowerLogic(context, one)));
  if (steps === undefined || others === undefined) return undefined;
  const [first] = steps as [DatedStep];
  const plain = steps.length === 1 && first.from === undefined && first.until === undefined;
  if (others.length > 0 && plain) {
    const arms = [first.value, ...others].map((expr): CaseArm => ({
      value: { kind: "value", content: { kind: "expr-value", expr, span: expr.span }, modifiers: [], span: expr.span },
      otherwise: false,
      span: expr.span,
    }));
    return { kind: "first-of-value", arms, span };
  }
  if (others.length > 0) return unknownWord(context, toks(node, "Else"), ["from", "until"]);
  if (conventional(first.value)) return { kind: "list-value", items: steps.map((one) => one.value), span };
  const undated = steps.slice(1).find((one) => one.from === undefined && one.until === undefined);
  if (undated !== undefined) return withoutDate(context, undated);
  if (!plain) return { kind: "dated-value", steps, span };
  const { value } = first;
  if (
    (value.kind === "case" || value.kind === "first-of") &&
    value.span.start === span.start &&
    value.span.end === span.end
  ) {
    return { kind: value.kind === "case" ? "case-value" : "first-of-value", arms: value.arms, span };
  }
  return { kind: "expr-value", expr: value, span };
}

/** `compounded SOFR over days of reference, act/360, lookback 5`: what stands behind the commas are its conventions. */
function conventional(value: Expr): boolean {
  return value.kind === "over" && value.value.kind === "words" && value.value.words[0]?.text === "compounded";
}

/** Behind a comma stands a value with its day or a modifier: a word that is neither is most likely a misspelt flag. */
function withoutDate(context: Context, step: DatedStep): undefined {
  const found = context.source.text.slice(step.span.start, step.span.end);
  const { value } = step;
  if (value.kind === "reference" || value.kind === "words") {
    const suggestion = didYouMean(suggest(found, flags));
    const known = 'a value with the day it holds from, `because "…"`, `round …`, `under "…"`, `carry …` or a flag';
    return report(context, "word-not-here", step.span, {
      word: found,
      known,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  return report(context, "value-unreadable", step.span, {
    found,
    where: "behind the comma",
    says: "a value with the day it holds from, or a modifier",
    example: "0.005, 0.0025 from 4 months before last-trading-day",
  });
}

function lowerStep(context: Context, node: CstNode): DatedStep | undefined {
  const inner = lowerLogic(context, child(node, "logic"));
  const fromNode = sub(node, "from");
  const untilNode = sub(node, "until");
  const from = fromNode && lowerPoint(context, fromNode);
  const until = untilNode && lowerPoint(context, untilNode);
  if (
    inner === undefined ||
    (fromNode !== undefined && from === undefined) ||
    (untilNode !== undefined && until === undefined)
  )
    return undefined;
  const label = tok(node, "Label");
  const value: Expr = label === undefined ? inner : labelled(context, label, inner);
  return {
    value,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    span: spanOf(context, node),
  };
}

/** `accountability 5_000 contracts`. */
function labelled(context: Context, label: IToken, value: Expr): Expr {
  const name = nameOf(context, label);
  return {
    kind: "of",
    left: { kind: "reference", path: [name], span: name.span },
    right: value,
    span: cover(name.span, value.span),
  };
}

function lowerHalt(context: Context, node: CstNode): Halt | undefined {
  const length = sub(node, "duration");
  const duration = length === undefined ? "stop" : lowerArithmetic(context, length);
  const at = lowerArithmetic(context, child(node, "level"));
  return duration && at && { duration, at, span: spanOf(context, node) };
}

function lowerLeg(context: Context, node: CstNode): Leg | undefined {
  const factors = every(subs(node, "chain").map((one) => lowerChain(context, one)));
  if (factors === undefined) return undefined;
  const signs = ordered(node, "Star", "Slash") as IToken[];
  const value = factors.reduce((left, right, at) =>
    binary((signs[at - 1] as IToken).image === "/" ? "/" : "*", left, right),
  );
  return { sign: tok(node, "Plus") === undefined ? -1 : 1, value, span: spanOf(context, node) };
}

function lowerMemberSet(context: Context, node: CstNode): MemberSet {
  const set = child(node, "nameSet");
  const list = sub(set, "nameList");
  const members = list === undefined ? nameOf(context, leaf(set, "Name")) : namesOf(context, toks(list, "Name"));
  return { of: nameOf(context, leaf(node, "Name")), members, span: spanOf(context, node) };
}

function lowerClause(context: Context, node: CstNode): Clause | undefined {
  const parts = every(subs(node, "clausePart").map((one) => lowerClausePart(context, one)));
  return parts && { kind: "clause", parts, span: spanOf(context, node) };
}

function lowerClausePart(context: Context, node: CstNode): ClausePart | undefined {
  const only = onlyChild(node);
  if (!isToken(only)) return only.name === "plain" ? lowerArithmetic(context, only) : lowerClockMoment(context, only);
  return { kind: "reference", path: [nameOf(context, only)], span: spanOf(context, only) };
}
