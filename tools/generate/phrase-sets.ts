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

function canBeEmpty(node: IProduction): boolean {
  if (node instanceof Terminal) return false;
  if (node instanceof NonTerminal) return node.referencedRule.definition.every(canBeEmpty);
  if (node instanceof Option || node instanceof Repetition || node instanceof RepetitionWithSeparator) return true;
  if (node instanceof Alternation) return waysOf(node).some((one) => one.definition.every(canBeEmpty));
  return (node as unknown as Inner).definition.every(canBeEmpty);
}

function waysOf(node: Alternation): readonly Inner[] {
  return node.definition as unknown as readonly Inner[];
}

type Leaf = { readonly key: string; readonly of: typeof Terminal | typeof NonTerminal; readonly many: boolean };

function leaves(node: IProduction, many: boolean): Leaf[] {
  if (node instanceof Terminal) return [{ key: node.label ?? node.terminalType.name, of: Terminal, many }];
  if (node instanceof NonTerminal) return [{ key: node.label ?? node.nonTerminalName, of: NonTerminal, many }];
  const again = many || !(node instanceof Option || node instanceof Alternation || isWay(node));
  const separator = (node as { separator?: TokenType }).separator;
  return [
    ...(separator === undefined ? [] : [{ key: separator.name, of: Terminal, many: true }]),
    ...(node as unknown as Inner).definition.flatMap((one) => leaves(one, again)),
  ];
}

/** One way of a choice. */
function isWay(node: IProduction): boolean {
  return node.constructor.name === "Alternative";
}

/** The names under which children of `nodes` stand, in order of first mention; `of` asks for tokens or rules only. */
export function keysOf(nodes: readonly IProduction[], of?: Leaf["of"]): string[] {
  const all = nodes.flatMap((one) => leaves(one, false)).filter((one) => of === undefined || one.of === of);
  return [...new Set(all.map((one) => one.key))];
}

/** Those of them that may have more than one child. */
export function repeatedKeys(nodes: readonly IProduction[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const many = new Set<string>();
  for (const one of nodes.flatMap((node) => leaves(node, false))) {
    if (one.many || seen.has(one.key)) many.add(one.key);
    seen.add(one.key);
  }
  return many;
}
