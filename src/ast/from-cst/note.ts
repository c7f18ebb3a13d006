import type { CstNode, IToken } from "chevrotain";
import { cover } from "../../text/source.ts";
import type { Binary, Expr, Name, NoteExpr } from "../nodes.ts";
import { child, type Context, nameOf, ordered, spanOf, sub, subs, tok } from "./context.ts";
import { textOf } from "./literal.ts";
import { lowerClockMoment, lowerWindow } from "./time.ts";

/** The qualifier of a `note` node put behind `value`: a window, a moment, a rule or another value. */
export function lowerNote(context: Context, value: Expr, node: CstNode): Expr | undefined {
  const over = sub(node, "overNote");
  const whole = cover(value.span, spanOf(context, node));
  if (over !== undefined) {
    const window = lowerWindow(context, child(over, "window"));
    return window && { kind: "over", value, window, span: whole };
  }
  const [first] = ordered(
    node,
    "At",
    "Under",
    "Before",
    "After",
    "On",
    "In",
    "For",
    "Within",
    "Against",
    "By",
    "Per",
  ) as IToken[];
  const word = (first as IToken).image as NoteExpr["word"];
  const text = tok(node, "Text");
  if (text !== undefined) return { kind: "note", value, word, with: textOf(context, text), span: whole };
  const clock = sub(node, "clock");
  if (clock !== undefined) {
    const moment = lowerClockMoment(context, clock);
    return moment && { kind: "note", value, word, with: moment, span: whole };
  }
  const chains = subs(node, "chain").map((one) => context.read.chain(context, one));
  // `nearest month listed before`: the word has nothing behind it and ends the phrase.
  if (chains.length === 0) return endingIn(value, nameOf(context, first as IToken));
  if (chains.some((one) => one === undefined)) return undefined;
  const [left, right] = chains as Expr[];
  return {
    kind: "note",
    value,
    word,
    with: right === undefined ? (left as Expr) : binary("/", left as Expr, right),
    span: whole,
  };
}

function endingIn(value: Expr, word: Name): Expr {
  const whole = cover(value.span, word.span);
  if (value.kind === "words") return { ...value, words: [...value.words, word], span: whole };
  if (value.kind === "of") return { ...value, right: endingIn(value.right, word), span: whole };
  if (value.kind === "reference" && value.index === undefined)
    return { kind: "words", words: [...value.path, word], span: whole };
  return {
    kind: "note",
    value,
    word: word.text as NoteExpr["word"],
    with: { kind: "words", words: [word], span: word.span },
    span: whole,
  };
}

export function binary(operator: Binary["operator"], left: Expr, right: Expr): Binary {
  return { kind: "binary", operator, left, right, span: cover(left.span, right.span) };
}
