import type { CstNode, IToken } from "chevrotain";
import type { Expr, Modifier, Name, Rounding } from "../nodes.ts";
import { child, type Context, leaf, nameOf, namesOf, spanOf, sub, subs, tok, toks, unknownWord } from "./context.ts";
import { every } from "./date.ts";
import { lowerArithmetic, lowerChain } from "./expression.ts";
import { numberOf, textOf } from "./literal.ts";

/** The flags a value may carry. */
export const flags = ["proposed", "signed", "fixed when listed", "provisional until announced"] as const;

/** `half-away to 0.0001`, `nearest to X, ties toward Y`, `toward X to Y`. */
export function lowerRounding(context: Context, node: CstNode): Rounding | undefined {
  const word = tok(node, "Toward");
  // The second `toward` is that of the ties.
  const modeToken = sub(node, "toward") === undefined ? leaf(node, "Name") : (word as IToken);
  const mode: Name = nameOf(context, modeToken);
  const referenceNode = sub(node, "toward") ?? sub(node, "ties");
  const placeNode = sub(node, "place");
  const toward = referenceNode && lowerChain(context, referenceNode);
  const to = placeNode && lowerArithmetic(context, placeNode);
  if ((referenceNode !== undefined && toward === undefined) || (placeNode !== undefined && to === undefined))
    return undefined;
  return {
    kind: "rounding",
    mode,
    ...(toward === undefined ? {} : { toward }),
    ...(to === undefined ? {} : { to }),
    span: spanOf(context, node),
  };
}

/** All the modifiers of a value, in the order written; undefined when one of them was reported. */
export function lowerModifiers(context: Context, node: CstNode): Modifier[] | undefined {
  return every(
    subs(node, "modifiers")
      .flatMap((one) => subs(one, "modifier"))
      .map((one) => lowerModifier(context, one)),
  );
}

function lowerModifier(context: Context, node: CstNode): Modifier | undefined {
  const at = spanOf(context, node);
  const text = tok(node, "Text");
  if (tok(node, "Because") !== undefined) return { kind: "because", text: textOf(context, text as IToken), span: at };
  if (tok(node, "Under") !== undefined) return { kind: "under", rule: textOf(context, text as IToken), span: at };
  const rounding = sub(node, "rounding");
  if (rounding !== undefined) {
    const read = lowerRounding(context, rounding);
    return read && { kind: "round", rounding: read, span: at };
  }
  const exactness = sub(node, "exactness");
  if (exactness !== undefined) {
    const to = lowerExactness(context, exactness);
    return to && { kind: "exact-to", to, span: at };
  }
  const flag = tok(node, "Flag");
  if (flag !== undefined) {
    const joint = tok(node, "When") ?? tok(node, "Until");
    const words = [flag, ...(joint === undefined ? [] : [joint]), ...toks(node, "Word")];
    const said = words.map((one) => one.image).join(" ");
    if (!flags.some((one) => one === said)) return unknownWord(context, words, flags);
    const source = tok(node, "Source");
    const named = source === undefined ? {} : { source: nameOf(context, source) };
    return { kind: "flag", words: namesOf(context, words), ...named, span: at };
  }
  const word = leaf(node, "Name");
  if (word.image !== "decimals") return unknownWord(context, [word], ["decimals"]);
  return { kind: "carry", decimals: numberOf(context, leaf(node, "NumberLiteral")), span: at };
}

export function lowerExactness(context: Context, node: CstNode): Expr | undefined {
  return lowerArithmetic(context, child(node, "place"));
}
