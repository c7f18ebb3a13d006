import type { IProduction, TokenType } from "chevrotain";
import { Alternation, NonTerminal, Option, Repetition, RepetitionWithSeparator, Terminal } from "chevrotain";
import { vocabulary } from "../../grammar/chevrotain.ts";

type Inner = { readonly definition: readonly IProduction[] };

const byNumber = new Map(vocabulary.map((one) => [one.tokenTypeIdx as number, one]));

/** The types of tokens that can begin `nodes`; a sequence that may be empty has no place where one token decides. */
export function firstOf(nodes: readonly IProduction[]): ReadonlySet<TokenType> {
  const found = new Set<TokenType>();
  for (const node of nodes) {
    for (const type of begins(node)) found.add(type);
    if (!canBeEmpty(node)) return found;
  }
  throw new Error(`a choice that may be empty, beginning with ${[...found].map((one) => one.name).join(" ")}`);
}

function begins(node: IProduction): ReadonlySet<TokenType> {
  if (node instanceof Terminal) {
    const { terminalType } = node;
    const members = (terminalType.categoryMatches ?? []).map((one) => byNumber.get(one) as TokenType);
    return new Set([terminalType, ...members]);
  }
  if (node instanceof NonTerminal) return firstOf(node.referencedRule.definition);
  if (node instanceof Alternation) return new Set(waysOf(node).flatMap((one) => [...firstOf(one.definition)]));
  return firstOf((node as unknown as Inner).definition);
}

/** Whether a part may have no token at all. */
export function canBeEmpty(node: IProduction): boolean {
  if (node instanceof Terminal) return false;
  if (node instanceof NonTerminal) return node.referencedRule.definition.every(canBeEmpty);
  if (node instanceof Option || node instanceof Repetition || node instanceof RepetitionWithSeparator) return true;
  if (node instanceof Alternation) return waysOf(node).some((one) => one.definition.every(canBeEmpty));
  return (node as unknown as Inner).definition.every(canBeEmpty);
}

function waysOf(node: Alternation): readonly Inner[] {
  return node.definition as unknown as readonly Inner[];
}
