import type { CstNode, IToken } from "chevrotain";
import { cover } from "../../text/source.ts";
import type { Expr, Name } from "../nodes.ts";
import { between, child, type Context, nameOf, namesOf, sub, subs, toks } from "./context.ts";
import { lowerBetween } from "./date.ts";

const PERIODS = new Set(["month", "week", "quarter", "year"]);

/** `GPH`, `GPH[near].settlement`, `previous settlement`, `min(a, b)`, `days from A until B`. */
export function lowerReference(context: Context, node: CstNode): Expr | undefined {
  const [first, ...rest] = toks(node, "Name") as [IToken, ...IToken[]];
  const words = toks(node, "Word");
  const stretch = sub(node, "between");
  const last = words[words.length - 1] ?? rest[rest.length - 1] ?? sub(node, "index") ?? sub(node, "call") ?? first;
  const at = between(context, first, last);
  const said = phraseOf(context, node, first, rest, words, at);
  if (said === undefined || stretch === undefined) return said;
  const interval = lowerBetween(context, stretch);
  if (interval === undefined) return undefined;
  const of: Expr = { kind: "date-operand", of: interval, span: interval.span };
  return { kind: "of", left: said, right: of, span: cover(at, interval.span) };
}

function phraseOf(
  context: Context,
  node: CstNode,
  first: IToken,
  rest: readonly IToken[],
  words: readonly IToken[],
  at: Expr["span"],
): Expr | undefined {
  const call = sub(node, "call");
  if (call !== undefined) {
    const values = subs(call, "logic").map((one) => context.read.logic(context, one));
    if (values.some((one) => one === undefined)) return undefined;
    return { kind: "call", name: nameOf(context, first), arguments: values as Expr[], span: at };
  }
  const indexNode = sub(node, "index");
  const index = indexNode && context.read.logic(context, child(indexNode, "logic"));
  if (indexNode !== undefined && index === undefined) return undefined;
  const path = namesOf(context, [first, ...rest]);
  if (words.length === 0) return { kind: "reference", path, ...(index === undefined ? {} : { index }), span: at };
  if (first.image === "contract" && words.length === 1 && PERIODS.has((words[0] as IToken).image)) {
    const unit = (words[0] as IToken).image as "month" | "week" | "quarter" | "year";
    return { kind: "date-operand", of: { kind: "contract-period", unit, span: at }, span: at };
  }
  if (path.length === 1 && index === undefined)
    return { kind: "words", words: [...path, ...namesOf(context, words)], span: at };
  // `GPH[near] settlement`: the words qualify what the path names.
  const value: Expr = {
    kind: "reference",
    path,
    ...(index === undefined ? {} : { index }),
    span: between(context, first, rest[rest.length - 1] ?? first),
  };
  const tail = namesOf(context, words);
  const phrase: Expr = {
    kind: "words",
    words: tail,
    span: cover((tail[0] as Name).span, (tail[tail.length - 1] as Name).span),
  };
  return { kind: "of", left: phrase, right: value, span: at };
}
