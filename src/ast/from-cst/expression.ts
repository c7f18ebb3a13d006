import type { CstNode, IToken } from "chevrotain";
import { tokenMatcher } from "../../../grammar/token-type.ts";
import * as T from "../../../grammar/tokens.ts";
import { cover, span } from "../../text/source.ts";
import type { Binary, Comparison, Expr, Reference } from "../nodes.ts";
import { child, type Context, isToken, nameOf, onlyChild, ordered, spanOf, sub, subs, tok, toks } from "./context.ts";
import { lowerNth } from "./date.ts";
import { numberOf, textOf } from "./literal.ts";
import { binary, lowerNote } from "./note.ts";
import { lowerReference } from "./reference.ts";

const OPERATORS = new Map<string, Comparison["operator"]>([
  ["<", "<"],
  ["<=", "<="],
  ["=<", "<="],
  ["\u2264", "<="],
  [">", ">"],
  [">=", ">="],
  ["=>", ">="],
  ["\u2265", ">="],
  ["=", "="],
  ["==", "="],
  ["===", "="],
  ["!=", "!="],
  ["!==", "!="],
  ["<>", "!="],
  ["\u2260", "!="],
]);

/** The expression of a `logic` node: `and` binds tighter than `or`; undefined after a finding. */
export function lowerLogic(context: Context, node: CstNode): Expr | undefined {
  const groups: Expr[][] = [[]];
  for (const one of ordered(node, "test", "And", "Or")) {
    if (isToken(one)) {
      if (one.image === "or") groups.push([]);
      continue;
    }
    const test = lowerTest(context, one);
    if (test === undefined) return undefined;
    groups[groups.length - 1]?.push(test);
  }
  return joined(
    "or",
    groups.map((group) => joined("and", group)),
  );
}

function joined(operator: "and" | "or", operands: readonly Expr[]): Expr {
  const [first] = operands;
  if (operands.length === 1) return first as Expr;
  return {
    kind: "logical",
    operator,
    operands,
    span: cover((first as Expr).span, (operands[operands.length - 1] as Expr).span),
  };
}

function lowerTest(context: Context, node: CstNode): Expr | undefined {
  const nots = toks(node, "Not");
  let inner = lowerComparison(context, node);
  for (let at = nots.length - 1; at >= 0 && inner !== undefined; at--) {
    inner = {
      kind: "logical",
      operator: "not",
      operands: [inner],
      span: cover(spanOf(context, nots[at] as IToken), inner.span),
    };
  }
  return inner;
}

function lowerComparison(context: Context, node: CstNode): Expr | undefined {
  const implied = comparator(node);
  if (implied !== undefined) {
    const right = lowerArithmetic(context, child(node, "right"));
    const at = span(context.source, implied.startOffset, implied.startOffset);
    const left: Reference = { kind: "reference", path: [{ kind: "name", text: "count", span: at }], span: at };
    return (
      right && {
        kind: "comparison",
        operator: OPERATORS.get(implied.image) ?? "=",
        left,
        right,
        span: cover(at, right.span),
      }
    );
  }
  const left = lowerArithmetic(context, child(node, "left"));
  const relation = sub(node, "relation");
  if (left === undefined || relation === undefined) return left;
  const threshold = sub(relation, "threshold");
  if (threshold !== undefined) {
    const limit = lowerArithmetic(context, threshold);
    const from = lowerArithmetic(context, child(relation, "from"));
    return (
      limit && from && { kind: "deviation", value: left, threshold: limit, from, span: cover(left.span, from.span) }
    );
  }
  const right = lowerArithmetic(context, child(relation, "right"));
  if (right === undefined) return undefined;
  const sign = comparator(relation);
  const operator =
    sign === undefined ? (tok(relation, "Not") === undefined ? "=" : "!=") : (OPERATORS.get(sign.image) ?? "=");
  return { kind: "comparison", operator, left, right, span: cover(left.span, right.span) };
}

function comparator(node: CstNode): IToken | undefined {
  return tok(node, "Compare");
}

/** An `arithmetic` or `plain` node; `*` and `/` bind tighter than `+` and `-`, all to the left. */
export function lowerArithmetic(context: Context, node: CstNode): Expr | undefined {
  const operands: Expr[] = [];
  const operators: Binary["operator"][] = [];
  let minus: IToken | undefined;
  let negative = false;
  const sign = (token: IToken) => {
    minus ??= token;
    if (token.image !== "+") negative = !negative;
  };
  const kind = node.children["noted"] === undefined ? "chain" : "noted";
  for (const one of ordered(node, "Plus", "Minus", "operator", kind)) {
    if (isToken(one)) {
      sign(one);
      continue;
    }
    if (one.name === "operator") {
      const [operator, ...signs] = ordered(one, "Plus", "Minus", "Star", "Slash") as [IToken, ...IToken[]];
      operators.push(operatorOf(operator));
      signs.forEach(sign);
      continue;
    }
    const operand = one.name === "noted" ? lowerNoted(context, one) : lowerChain(context, one);
    if (operand === undefined) return undefined;
    operands.push(
      negative && minus !== undefined
        ? { kind: "negation", value: operand, span: cover(spanOf(context, minus), operand.span) }
        : operand,
    );
    minus = undefined;
    negative = false;
  }
  return climb(operands, operators);
}

function operatorOf(token: IToken): Binary["operator"] {
  switch (token.image) {
    case "+":
      return "+";
    case "*":
    case "\u00d7":
    case "\u00b7":
      return "*";
    case "/":
    case "\u00f7":
      return "/";
    default:
      return "-";
  }
}

function climb(operands: readonly Expr[], operators: readonly Binary["operator"][]): Expr {
  const sums: Expr[] = [operands[0] as Expr];
  const signs: Binary["operator"][] = [];
  operators.forEach((operator, at) => {
    const right = operands[at + 1] as Expr;
    if (operator === "*" || operator === "/") sums.push(binary(operator, sums.pop() as Expr, right));
    else {
      signs.push(operator);
      sums.push(right);
    }
  });
  return signs.reduce((left, operator, at) => binary(operator, left, sums[at + 1] as Expr), sums[0] as Expr);
}

function lowerNoted(context: Context, node: CstNode): Expr | undefined {
  let value = lowerChain(context, child(node, "chain"));
  for (const note of subs(node, "note")) {
    if (value === undefined) return undefined;
    value = lowerNote(context, value, note);
  }
  return value;
}

/** `a of b of c` is `a of (b of c)`; behind a quantity in a unit the grade joins the unit. */
export function lowerChain(context: Context, node: CstNode): Expr | undefined {
  const parts: Expr[] = [];
  for (const one of subs(node, "primary")) {
    const part = lowerPrimary(context, one);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const [first, second] = parts;
  if (first?.kind === "quantity" && second !== undefined && !isRatio(first.unit)) {
    const unit: Expr = { kind: "of", left: first.unit, right: second, span: cover(first.unit.span, second.span) };
    parts.splice(0, 2, { ...first, unit, span: cover(first.span, second.span) });
  }
  return parts.reduceRight((right, left) => ({ kind: "of", left, right, span: cover(left.span, right.span) }));
}

function isRatio(unit: Expr): boolean {
  return unit.kind === "reference" && ["%", "bp"].includes(unit.path[0]?.text ?? "");
}

function lowerPrimary(context: Context, node: CstNode): Expr | undefined {
  const number = tok(node, "NumberLiteral");
  if (number !== undefined) return lowerNumber(context, number, sub(node, "unitTerm"));
  const only = onlyChild(node);
  if (isToken(only)) return lowerLeaf(context, only);
  switch (only.name) {
    case "reference":
      return lowerReference(context, only);
    case "group":
      return grouped(context, only);
    case "list": {
      const items = subs(only, "logic").map((one) => lowerLogic(context, one));
      if (items.some((one) => one === undefined)) return undefined;
      return { kind: "list", items: items as Expr[], span: spanOf(context, only) };
    }
    default: {
      const date = lowerNth(context, only);
      return date && { kind: "date-operand", of: date, span: spanOf(context, only) };
    }
  }
}

/** Parentheses leave no node, but the span holds them, so that a message shows the whole. */
function grouped(context: Context, node: CstNode): Expr | undefined {
  const inner = lowerLogic(context, child(node, "logic"));
  return inner && { ...inner, span: spanOf(context, node) };
}

function lowerNumber(context: Context, token: IToken, unit: CstNode | undefined): Expr | undefined {
  const number = numberOf(context, token);
  if (unit === undefined) return number;
  const percent = tok(unit, "Percent");
  const group = sub(unit, "group");
  const term: Expr | undefined =
    percent !== undefined
      ? { kind: "reference", path: [nameOf(context, percent)], span: spanOf(context, percent) }
      : group !== undefined
        ? grouped(context, group)
        : lowerReference(context, child(unit, "reference"));
  return term && { kind: "quantity", number, unit: term, span: cover(number.span, term.span) };
}

function lowerLeaf(context: Context, token: IToken): Expr | undefined {
  const at = spanOf(context, token);
  if (tokenMatcher(token, T.Text)) return textOf(context, token);
  if (tokenMatcher(token, T.DateLiteral))
    return { kind: "date-operand", of: { kind: "day-literal", text: token.image, span: at }, span: at };
  if (tokenMatcher(token, T.MonthLiteral))
    return { kind: "date-operand", of: { kind: "month-literal", text: token.image, span: at }, span: at };
  if (tokenMatcher(token, T.Zone)) return { kind: "reference", path: [nameOf(context, token)], span: at };
  const arms = context.arms(token);
  return arms && { kind: tokenMatcher(token, T.CaseBlock) ? "case" : "first-of", arms, span: at };
}
