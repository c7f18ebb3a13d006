import { cover } from "../../text/source.ts";
import type { NoteTree } from "../../../grammar/generated/phrase-nodes.ts";
import type { Binary, Expr, Name, NoteExpr } from "../nodes.ts";
import { type Context, nameOf, spanOf } from "./context.ts";
import { textOf } from "./literal.ts";
import { lowerClockMoment, lowerWindow } from "./time.ts";

/** The qualifier of a `note` put behind `value`: a window, a moment, a rule or another value. */
export function lowerNote(context: Context, value: Expr, node: NoteTree): Expr | undefined {
  const whole = cover(value.span, spanOf(context, node));
  if (node.name === "overNote") {
    const window = lowerWindow(context, node.window);
    return window && { kind: "over", value, window, span: whole };
  }
  const word = node.Word.image as NoteExpr["word"];
  if (node.Text !== undefined) return { kind: "note", value, word, with: textOf(context, node.Text), span: whole };
  if (node.clock !== undefined) {
    const moment = lowerClockMoment(context, node.clock);
    return moment && { kind: "note", value, word, with: moment, span: whole };
  }
  const chains = node.chain.map((one) => context.read.chain(context, one));
  // `nearest month listed before`: the word has nothing behind it and ends the phrase.
  if (chains.length === 0) return endingIn(value, nameOf(context, node.Word));
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
