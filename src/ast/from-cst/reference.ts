import type { IToken } from "chevrotain";
import type { ReferenceNode } from "../../../grammar/generated/phrase-nodes.ts";
import { cover } from "../../text/source.ts";
import type { Expr, Name } from "../nodes.ts";
import { between, type Context, nameOf, namesOf } from "./context.ts";
import { lowerBetween } from "./date.ts";

const PERIODS = new Set(["day", "month", "week", "quarter", "year"]);

/** `GPH`, `GPH[near].settlement`, `previous settlement`, `min(a, b)`, `days from A until B`. */
export function lowerReference(context: Context, node: ReferenceNode): Expr | undefined {
  const [first] = node.Name as [IToken];
  const last = node.Word.at(-1) ?? (node.Name.length > 1 ? node.Name.at(-1) : undefined) ?? node.index ?? node.call;
  const at = between(context, first, last ?? first);
  const said = phraseOf(context, node, first, at);
  if (said === undefined || node.between === undefined) return said;
  const interval = lowerBetween(context, node.between);
  if (interval === undefined) return undefined;
  const of: Expr = { kind: "date-operand", of: interval, span: interval.span };
  return { kind: "of", left: said, right: of, span: cover(at, interval.span) };
}

function phraseOf(context: Context, node: ReferenceNode, first: IToken, at: Expr["span"]): Expr | undefined {
  const { call, Word: words } = node;
  if (call !== undefined) {
    const values = call.logic.map((one) => context.read.logic(context, one));
    if (values.some((one) => one === undefined)) return undefined;
    return { kind: "call", name: nameOf(context, first), arguments: values as Expr[], span: at };
  }
  const index = node.index && context.read.logic(context, node.index.logic);
  if (node.index !== undefined && index === undefined) return undefined;
  if (words.length === 0) {
    const path = namesOf(context, node.Name);
    return index === undefined ? { kind: "reference", path, span: at } : { kind: "reference", path, index, span: at };
  }
  if (first.image === "contract" && words.length === 1 && PERIODS.has((words[0] as IToken).image)) {
    const unit = (words[0] as IToken).image as "day" | "month" | "week" | "quarter" | "year";
    return { kind: "date-operand", of: { kind: "contract-period", unit, span: at }, span: at };
  }
  const path = namesOf(context, node.Name);
  if (path.length === 1 && index === undefined)
    return { kind: "words", words: [...path, ...namesOf(context, words)], span: at };
  // `GPH[near] settlement`: the words qualify what the path names.
  const value: Expr = {
    kind: "reference",
    path,
    ...(index === undefined ? {} : { index }),
    span: between(context, first, node.Name.length > 1 ? (node.Name.at(-1) as IToken) : first),
  };
  const tail = namesOf(context, words);
  const phrase: Expr = {
    kind: "words",
    words: tail,
    span: cover((tail[0] as Name).span, (tail[tail.length - 1] as Name).span),
  };
  return { kind: "of", left: phrase, right: value, span: at };
}
