import type { IToken } from "chevrotain";
import type {
  ArithmeticNode,
  ArithmeticTree,
  ChainNode,
  ChainTree,
  GroupNode,
  ListNode,
  LogicNode,
  LogicTree,
  NotedNode,
  PlainNode,
  PlainTree,
  PrimaryTree,
  TestNode,
  UnitTermTree,
} from "../../../grammar/generated/phrase-nodes.ts";
import * as T from "../../../grammar/tokens.ts";
import { cover, span } from "../../text/source.ts";
import type { Binary, Comparison, Expr, Reference } from "../nodes.ts";
import { type Context, isToken, nameOf, spanOf, sure } from "./context.ts";
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

/** The expression of a condition, sum, chain or single value; undefined after a finding. */
export function lowerLogic(context: Context, tree: LogicTree): Expr | undefined {
  if (isToken(tree)) return lowerPrimary(context, tree);
  switch (tree.name) {
    case "logic":
      return lowerOperands(context, tree);
    case "test":
      return lowerTest(context, tree);
    default:
      return lowerArithmetic(context, tree);
  }
}

/** `and` binds tighter than `or`. */
function lowerOperands(context: Context, node: LogicNode): Expr | undefined {
  const groups: Expr[][] = [[]];
  for (let at = 0; at < node.test.length; at++) {
    if (at > 0 && node.Joint[at - 1]?.image === "or") groups.push([]);
    const test = lowerLogic(context, node.test[at] as LogicTree);
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

function lowerTest(context: Context, node: TestNode): Expr | undefined {
  let inner = lowerComparison(context, node);
  for (let at = node.Not.length - 1; at >= 0 && inner !== undefined; at--) {
    inner = {
      kind: "logical",
      operator: "not",
      operands: [inner],
      span: cover(spanOf(context, node.Not[at] as IToken), inner.span),
    };
  }
  return inner;
}

function lowerComparison(context: Context, node: TestNode): Expr | undefined {
  if (node.Compare !== undefined) {
    const right = lowerArithmetic(context, sure(node.right));
    const at = span(context.source, node.Compare.startOffset, node.Compare.startOffset);
    const left: Reference = { kind: "reference", path: [{ kind: "name", text: "count", span: at }], span: at };
    return (
      right && {
        kind: "comparison",
        operator: OPERATORS.get(node.Compare.image) ?? "=",
        left,
        right,
        span: cover(at, right.span),
      }
    );
  }
  const left = lowerArithmetic(context, sure(node.left));
  const { relation } = node;
  if (left === undefined || relation === undefined) return left;
  if (relation.threshold !== undefined) {
    const limit = lowerArithmetic(context, relation.threshold);
    const from = lowerArithmetic(context, sure(relation.from));
    return (
      limit && from && { kind: "deviation", value: left, threshold: limit, from, span: cover(left.span, from.span) }
    );
  }
  const right = lowerArithmetic(context, sure(relation.right));
  if (right === undefined) return undefined;
  const sign = relation.Compare;
  const operator = sign === undefined ? (relation.Not === undefined ? "=" : "!=") : (OPERATORS.get(sign.image) ?? "=");
  return { kind: "comparison", operator, left, right, span: cover(left.span, right.span) };
}

/** A sum, a product or a single value. */
export function lowerArithmetic(context: Context, tree: ArithmeticTree | PlainTree): Expr | undefined {
  if (isToken(tree)) return lowerPrimary(context, tree);
  switch (tree.name) {
    case "arithmetic":
    case "plain":
      return lowerSum(context, tree);
    case "noted":
      return lowerNoted(context, tree);
    default:
      return lowerChain(context, tree);
  }
}

/** `*` and `/` bind tighter than `+` and `-`, all to the left; the signs behind an operator belong to what follows them. */
function lowerSum(context: Context, node: ArithmeticNode | PlainNode): Expr | undefined {
  const operands: Expr[] = [];
  const operators: Binary["operator"][] = [];
  let signs = node.Sign;
  for (let at = 0; at < node.operand.length; at++) {
    if (at > 0) {
      const operator = sure(node.operator[at - 1]);
      operators.push(operatorOf(operator.Operator));
      signs = operator.Sign;
    }
    const operand = lowerArithmetic(context, node.operand[at] as ArithmeticTree);
    if (operand === undefined) return undefined;
    operands.push(signed(context, signs, operand));
  }
  return climb(operands, operators);
}

function signed(context: Context, signs: readonly IToken[], value: Expr): Expr {
  const [first] = signs;
  if (first === undefined || signs.filter((one) => one.image !== "+").length % 2 === 0) return value;
  return { kind: "negation", value, span: cover(spanOf(context, first), value.span) };
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

function lowerNoted(context: Context, node: NotedNode): Expr | undefined {
  let value = lowerChain(context, node.chain);
  for (const note of node.note) {
    if (value === undefined) return undefined;
    value = lowerNote(context, value, note);
  }
  return value;
}

/** `a of b of c` is `a of (b of c)`; behind a quantity in a unit the grade joins the unit. */
export function lowerChain(context: Context, tree: ChainTree): Expr | undefined {
  return isToken(tree) || tree.name !== "chain" ? lowerPrimary(context, tree) : lowerLinks(context, tree);
}

function lowerLinks(context: Context, node: ChainNode): Expr | undefined {
  const parts: Expr[] = [];
  for (const one of node.primary) {
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

function lowerPrimary(context: Context, tree: PrimaryTree): Expr | undefined {
  if (isToken(tree)) return lowerLeaf(context, tree);
  switch (tree.name) {
    case "primary":
      return lowerQuantity(context, tree.NumberLiteral, sure(tree.unitTerm));
    case "reference":
      return lowerReference(context, tree);
    case "group":
      return grouped(context, tree);
    case "list":
      return lowerList(context, tree);
    case "nth": {
      const date = lowerNth(context, tree);
      return date && { kind: "date-operand", of: date, span: spanOf(context, tree) };
    }
  }
}

function lowerList(context: Context, node: ListNode): Expr | undefined {
  const items = node.logic.map((one) => lowerLogic(context, one));
  if (items.some((one) => one === undefined)) return undefined;
  return { kind: "list", items: items as Expr[], span: spanOf(context, node) };
}

/** Parentheses leave no node, but the span holds them, so that a message shows the whole. */
function grouped(context: Context, node: GroupNode): Expr | undefined {
  const inner = lowerLogic(context, node.logic);
  return inner && { ...inner, span: spanOf(context, node) };
}

function lowerQuantity(context: Context, token: IToken, unit: UnitTermTree): Expr | undefined {
  const number = numberOf(context, token);
  const term = lowerUnit(context, unit);
  return term && { kind: "quantity", number, unit: term, span: cover(number.span, term.span) };
}

function lowerUnit(context: Context, unit: UnitTermTree): Expr | undefined {
  if (!isToken(unit)) return unit.name === "group" ? grouped(context, unit) : lowerReference(context, unit);
  const name = nameOf(context, unit);
  return { kind: "reference", path: [name], span: name.span };
}

function lowerLeaf(context: Context, token: IToken): Expr | undefined {
  const at = spanOf(context, token);
  switch (token.tokenType) {
    case T.NumberLiteral:
      return numberOf(context, token);
    case T.Text:
      return textOf(context, token);
    case T.DateLiteral:
      return { kind: "date-operand", of: { kind: "day-literal", text: token.image, span: at }, span: at };
    case T.MonthLiteral:
      return { kind: "date-operand", of: { kind: "month-literal", text: token.image, span: at }, span: at };
    case T.Zone:
      return { kind: "reference", path: [nameOf(context, token)], span: at };
    default: {
      const arms = context.arms(token);
      return arms && { kind: token.tokenType === T.CaseBlock ? "case" : "first-of", arms, span: at };
    }
  }
}
