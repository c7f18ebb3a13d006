import type { IToken } from "chevrotain";
import type {
  ClauseNode,
  ClausePartTree,
  DatedNode,
  DateTree,
  HaltNode,
  LegNode,
  MemberSetNode,
  NamesTree,
  StepTree,
} from "../../../grammar/generated/phrase-nodes.ts";
import type { ValueKind } from "../../../grammar/kinds.ts";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import { AtLeast, AtMost, Compare } from "../../../grammar/tokens.ts";
import { Glue } from "../../../grammar/word-classes.ts";
import type { TreeOf } from "../../../grammar/phrase.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { cover } from "../../text/source.ts";
import type { CaseArm, Clause, ClausePart, Content, DatedStep, Expr, Halt, Leg, MemberSet } from "../nodes.ts";
import { type Context, isToken, nameOf, namesOf, report, spanOf, unknownWord } from "./context.ts";
import { every, lowerBetween, lowerDated } from "./date.ts";
import { asDate, asPeriod } from "./dated.ts";
import { lowerArithmetic, lowerChain, lowerLogic } from "./expression.ts";
import { textOf } from "./literal.ts";
import { lowerInputs, lowerScreen, lowerTier } from "./line.ts";
import { binary } from "./note.ts";
import { lowerCycle, lowerHoliday } from "./listing.ts";
import { flags, lowerExactness, lowerRounding } from "./modifier.ts";
import { lowerClockMoment, lowerMoment, lowerPoint, lowerSession, lowerWindow } from "./time.ts";

/** What a value of a kind is read as. */
export type ContentTree = TreeOf<ValueKind>["content"];

/** What the content of a value of `kind` says; undefined after a finding. */
export function lowerContent(context: Context, kind: ValueKind, tree: ContentTree): Content | undefined {
  // A date, a period, a text or a zone may be one token; every other content is a node of its own.
  if (kind === "date" || kind === "period") return lowerDay(context, kind, tree as DateTree);
  if (kind === "text")
    return { kind: "text-value", text: textOf(context, tree as IToken), span: spanOf(context, tree) };
  if (kind === "names") return lowerNames(context, tree as NamesTree);
  const span = spanOf(context, tree);
  if (isToken(tree)) throw new Error(`a value of the kind ${kind} is no token`);
  switch (tree.name) {
    case "dated":
      return lowerDatedValue(context, tree);
    case "exprs": {
      const items = every(tree.logic.map((one) => lowerLogic(context, one)));
      return items && { kind: "list-value", items, span };
    }
    case "interval": {
      const interval = lowerBetween(context, tree);
      return interval && { kind: "interval-value", interval, span };
    }
    case "window":
    case "between": {
      const window = lowerWindow(context, tree);
      return window && { kind: "window-value", window, span };
    }
    case "sessions": {
      const sessions = every(tree.session.map((one) => lowerSession(context, one)));
      return sessions && { kind: "session-value", sessions, span };
    }
    case "moments": {
      const moments = every(tree.moment.map((one) => lowerMoment(context, one)));
      return moments && { kind: "moment-value", moments, span };
    }
    case "cycle": {
      const groups = lowerCycle(context, tree);
      return groups && { kind: "cycle-value", groups, span };
    }
    case "rounding": {
      const rounding = lowerRounding(context, tree);
      return rounding && { kind: "rounding-value", rounding, span };
    }
    case "holiday":
      return lowerHoliday(context, tree);
    case "halts": {
      const halts = every(tree.halt.map((one) => lowerHalt(context, one)));
      return halts && { kind: "halts-value", halts, span };
    }
    case "legs": {
      const legs = every(tree.leg.map((one) => lowerLeg(context, one)));
      return legs && { kind: "legs-value", legs, span };
    }
    case "members":
      return { kind: "members-value", sets: tree.memberSet.map((one) => lowerMemberSet(context, one)), span };
    case "tier":
      return lowerTier(context, tree);
    case "screen":
      return lowerScreen(context, tree);
    case "inputs":
      return lowerInputs(context, tree);
    case "exactness": {
      const expr = lowerExactness(context, tree);
      return expr && { kind: "expr-value", expr, span };
    }
    case "clauses": {
      const clauses = every(tree.clause.map((one) => lowerClause(context, one)));
      return clauses && (kind === "fact" ? fact(clauses, span) : { kind: "clauses-value", clauses, span });
    }
    default:
      throw new Error(`no value is a ${tree.name}`);
  }
}

function lowerDay(context: Context, kind: "date" | "period", tree: DateTree): Content | undefined {
  const span = spanOf(context, tree);
  if (kind === "date") {
    const date = asDate(context, lowerDated(context, tree));
    return date && { kind: "date-value", date, span };
  }
  const period = asPeriod(context, lowerDated(context, tree));
  return period && { kind: "period-value", period, span };
}

function lowerNames(context: Context, tree: NamesTree): Content {
  return {
    kind: "names-value",
    names: namesOf(context, isToken(tree) ? [tree] : tree.Name),
    span: spanOf(context, tree),
  };
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

function lowerDatedValue(context: Context, node: DatedNode): Content | undefined {
  const [only] = node.step as [StepTree];
  if (node.step.length === 1 && node.otherwise.length === 0 && (isToken(only) || only.name !== "step")) {
    const value = lowerLogic(context, only);
    return value && plainValue(context, value, node);
  }
  const span = spanOf(context, node);
  const steps = every(node.step.map((one) => lowerStep(context, one)));
  const others = every(node.otherwise.map((one) => lowerLogic(context, one)));
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
  if (others.length > 0) return unknownWord(context, node.Else, ["from", "until"]);
  if (plain) return plainValue(context, first.value, node);
  if (conventional(first.value)) return { kind: "list-value", items: steps.map((one) => one.value), span };
  const undated = steps.slice(1).find((one) => one.from === undefined && one.until === undefined);
  if (undated !== undefined) return withoutDate(context, undated);
  return { kind: "dated-value", steps, span };
}

/** One value without a day. */
function plainValue(context: Context, value: Expr, node: DatedNode): Content {
  const span = spanOf(context, node);
  if (conventional(value)) return { kind: "list-value", items: [value], span };
  if (
    (value.kind === "case" || value.kind === "first-of") &&
    value.span.start === span.start &&
    value.span.end === span.end
  )
    return { kind: value.kind === "case" ? "case-value" : "first-of-value", arms: value.arms, span };
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

function lowerStep(context: Context, tree: StepTree): DatedStep | undefined {
  if (isToken(tree) || tree.name !== "step") {
    const value = lowerLogic(context, tree);
    return value && { value, span: spanOf(context, tree) };
  }
  const inner = lowerLogic(context, tree.logic);
  const from = tree.from && lowerPoint(context, tree.from);
  const until = tree.until && lowerPoint(context, tree.until);
  if (
    inner === undefined ||
    (tree.from !== undefined && from === undefined) ||
    (tree.until !== undefined && until === undefined)
  )
    return undefined;
  const value: Expr = tree.Label === undefined ? inner : labelled(context, tree.Label, inner);
  return {
    value,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    span: spanOf(context, tree),
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

function lowerHalt(context: Context, node: HaltNode): Halt | undefined {
  const duration = node.duration === undefined ? "stop" : lowerArithmetic(context, node.duration);
  const at = lowerArithmetic(context, node.level);
  return duration && at && { duration, at, span: spanOf(context, node) };
}

function lowerLeg(context: Context, node: LegNode): Leg | undefined {
  const factors = every(node.chain.map((one) => lowerChain(context, one)));
  if (factors === undefined) return undefined;
  const value = factors.reduce((left, right, at) =>
    binary((node.Operator[at - 1] as IToken).image === "/" ? "/" : "*", left, right),
  );
  return { sign: node.Plus === undefined ? -1 : 1, value, span: spanOf(context, node) };
}

function lowerMemberSet(context: Context, node: MemberSetNode): MemberSet {
  const { nameSet: set } = node;
  const members = isToken(set) ? nameOf(context, set) : namesOf(context, set.Name);
  return { of: nameOf(context, node.Name), members, span: spanOf(context, node) };
}

function lowerClause(context: Context, node: ClauseNode): Clause | undefined {
  const parts = every(node.clausePart.map((one) => lowerClausePart(context, one)));
  return parts && { kind: "clause", parts, span: spanOf(context, node) };
}

function lowerClausePart(context: Context, tree: ClausePartTree): ClausePart | undefined {
  if (!isToken(tree)) return tree.name === "clock" ? lowerClockMoment(context, tree) : lowerArithmetic(context, tree);
  // Joining words and comparisons stand for themselves; every other token is a value.
  if (
    !tokenMatcher(tree, Glue) &&
    !tokenMatcher(tree, Compare) &&
    tree.tokenType !== AtMost &&
    tree.tokenType !== AtLeast
  )
    return lowerArithmetic(context, tree);
  const name = nameOf(context, tree);
  // `at  most` is `at most`, however far apart its words stand.
  return { kind: "reference", path: [{ ...name, text: name.text.replace(/[ \t\f\v]+/g, " ") }], span: name.span };
}
