import type { IToken } from "chevrotain";
import type {
  ExactnessNode,
  ModifiersNode,
  ModifierTree,
  RoundingNode,
} from "../../../grammar/generated/phrase-nodes.ts";
import type { Expr, Modifier, Name, Rounding } from "../nodes.ts";
import { type Context, nameOf, namesOf, spanOf, sure, unknownWord } from "./context.ts";
import { lowerArithmetic, lowerChain } from "./expression.ts";
import { numberOf, textOf } from "./literal.ts";

/** The flags a value may carry. */
export const flags = ["proposed", "signed", "fixed when listed", "provisional until announced"] as const;

/** `half-away to 0.0001`, `nearest to X, ties toward Y`, `toward X to Y`. */
export function lowerRounding(context: Context, node: RoundingNode): Rounding | undefined {
  // The second `toward` is that of the ties.
  const mode: Name = nameOf(context, node.toward === undefined ? sure(node.Name) : (node.Toward[0] as IToken));
  const referenceNode = node.toward ?? node.ties;
  const placeNode = node.place;
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

const NONE: readonly Modifier[] = [];

/** All the modifiers of a value, in the order written; undefined when one of them was reported. */
export function lowerModifiers(context: Context, nodes: readonly ModifiersNode[]): readonly Modifier[] | undefined {
  let found: Modifier[] | undefined;
  let good = true;
  for (const node of nodes) {
    for (const one of node.modifier) {
      const modifier = lowerModifier(context, one);
      if (modifier === undefined) good = false;
      else (found ??= []).push(modifier);
    }
  }
  return good ? (found ?? NONE) : undefined;
}

function lowerModifier(context: Context, node: ModifierTree): Modifier | undefined {
  const at = spanOf(context, node);
  if (node.name === "exactness") {
    const to = lowerExactness(context, node);
    return to && { kind: "exact-to", to, span: at };
  }
  if (node.Because !== undefined) return { kind: "because", text: textOf(context, sure(node.Text)), span: at };
  if (node.Under !== undefined) return { kind: "under", rule: textOf(context, sure(node.Text)), span: at };
  if (node.rounding !== undefined) {
    const read = lowerRounding(context, node.rounding);
    return read && { kind: "round", rounding: read, span: at };
  }
  const { Flag: flag, Source: source } = node;
  if (flag !== undefined) {
    const joint = node.When ?? node.Until;
    const words = [flag, ...(joint === undefined ? [] : [joint]), ...node.Word];
    const said = words.map((one) => one.image).join(" ");
    if (!flags.some((one) => one === said)) return unknownWord(context, words, flags);
    const named = source === undefined ? {} : { source: nameOf(context, source) };
    return { kind: "flag", words: namesOf(context, words), ...named, span: at };
  }
  const word = sure(node.Name);
  if (word.image !== "decimals") return unknownWord(context, [word], ["decimals"]);
  return { kind: "carry", decimals: numberOf(context, sure(node.NumberLiteral)), span: at };
}

export function lowerExactness(context: Context, node: ExactnessNode): Expr | undefined {
  return lowerArithmetic(context, node.place);
}
