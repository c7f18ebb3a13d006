import type { IProduction, Rule, TokenType } from "chevrotain";
import {
  Alternation,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  RepetitionMandatoryWithSeparator,
  Terminal,
} from "chevrotain";

/**
 * Chevrotain enters an OPTION or MANY whenever the next token can begin it, without a look at what may follow the rule: where a token
 * can do both, the second reading is lost silently. This walk lists every such place: `rule option 1: Comma`.
 */
export function greedyConflicts(rules: Readonly<Record<string, Rule>>): string[] {
  const all = Object.values(rules);
  const nullable = new Set<Rule>();
  const first = new Map<Rule, Set<TokenType>>(all.map((rule) => [rule, new Set()]));
  const follow = new Map<Rule, Set<TokenType>>(all.map((rule) => [rule, new Set()]));

  const canBeEmpty = (node: IProduction): boolean => {
    if (node instanceof Terminal) return false;
    if (node instanceof NonTerminal) return nullable.has(node.referencedRule);
    if (node instanceof Option || node instanceof Repetition || node instanceof RepetitionWithSeparator) return true;
    if (node instanceof Alternation) return node.definition.some(canBeEmpty);
    return inside(node).every(canBeEmpty);
  };
  const firstOf = (nodes: readonly IProduction[]): Set<TokenType> => {
    const found = new Set<TokenType>();
    for (const node of nodes) {
      for (const type of begins(node)) found.add(type);
      if (!canBeEmpty(node)) break;
    }
    return found;
  };
  const begins = (node: IProduction): Set<TokenType> => {
    if (node instanceof Terminal) return new Set([node.terminalType]);
    if (node instanceof NonTerminal) return first.get(node.referencedRule) ?? new Set();
    if (node instanceof Alternation) return new Set(node.definition.flatMap((one) => [...firstOf(inside(one))]));
    return firstOf(inside(node));
  };

  until(() => {
    let grew = false;
    for (const rule of all) {
      const known = first.get(rule) as Set<TokenType>;
      for (const type of firstOf(rule.definition)) if (!known.has(type)) grew = Boolean(known.add(type));
      if (!nullable.has(rule) && rule.definition.every(canBeEmpty)) grew = Boolean(nullable.add(rule));
    }
    return !grew;
  });

  /** Calls `at` for each production with what may stand behind it. */
  const each = (
    nodes: readonly IProduction[],
    behind: ReadonlySet<TokenType>,
    at: (node: IProduction, behind: ReadonlySet<TokenType>) => void,
  ): void => {
    nodes.forEach((node, place) => {
      const rest = nodes.slice(place + 1);
      const next = new Set(firstOf(rest));
      if (rest.every(canBeEmpty)) for (const type of behind) next.add(type);
      at(node, next);
      if (node instanceof Alternation) for (const one of node.definition) each(inside(one), next, at);
      else if (!(node instanceof Terminal) && !(node instanceof NonTerminal)) {
        const inner = new Set(next);
        if (node instanceof Repetition || node instanceof RepetitionMandatory)
          for (const type of begins(node)) inner.add(type);
        if (node instanceof RepetitionWithSeparator || node instanceof RepetitionMandatoryWithSeparator)
          inner.add(node.separator);
        each(inside(node), inner, at);
      }
    });
  };

  until(() => {
    let grew = false;
    for (const rule of all) {
      each(rule.definition, follow.get(rule) as Set<TokenType>, (node, behind) => {
        if (!(node instanceof NonTerminal)) return;
        const known = follow.get(node.referencedRule) as Set<TokenType>;
        for (const type of behind) if (!known.has(type)) grew = Boolean(known.add(type));
      });
    }
    return !grew;
  });

  const found: string[] = [];
  for (const rule of all) {
    each(rule.definition, follow.get(rule) as Set<TokenType>, (node, behind) => {
      const what = label(node);
      if (what === undefined) return;
      const entry =
        node instanceof RepetitionWithSeparator || node instanceof RepetitionMandatoryWithSeparator
          ? new Set([node.separator])
          : begins(node);
      const both = [...entry].filter((one) => [...behind].some((other) => meets(one, other))).map((one) => one.name);
      if (both.length > 0) found.push(`${rule.name} ${what}: ${[...new Set(both)].sort().join(" ")}`);
    });
  }
  return found.sort();
}

/** What a production that is neither a token, a rule nor a choice is made of. */
function inside(node: IProduction): IProduction[] {
  return (node as unknown as { readonly definition: IProduction[] }).definition;
}

function label(node: IProduction): string | undefined {
  if (node instanceof Option) return `option ${node.idx}`;
  if (node instanceof Repetition) return `many ${node.idx}`;
  if (node instanceof RepetitionMandatory) return `atLeastOne ${node.idx}`;
  if (node instanceof RepetitionWithSeparator || node instanceof RepetitionMandatoryWithSeparator)
    return `separated ${node.idx}`;
  return undefined;
}

/** True when some token is of both types: one of them, or one of their kinds. */
function meets(one: TokenType, other: TokenType): boolean {
  return (
    one === other ||
    (one.categoryMatches ?? []).includes(other.tokenTypeIdx as number) ||
    (other.categoryMatches ?? []).includes(one.tokenTypeIdx as number)
  );
}

function until(done: () => boolean): void {
  for (let round = 0; round < 1000; round++) if (done()) return;
  throw new Error("the sets of the grammar do not settle");
}
