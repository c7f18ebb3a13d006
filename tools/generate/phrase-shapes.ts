import type { Alternative, IProduction, Rule } from "chevrotain";
import {
  Alternation,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
} from "chevrotain";
import { canBeEmpty } from "./phrase-sets.ts";

/** What stands under one name of a node: tokens, or the trees of rules. */
export type Child = {
  /** The rules whose trees stand there; none where tokens do. */
  readonly rules: ReadonlySet<string>;
  readonly tokens: boolean;
  readonly many: boolean;
  /** Whether every node of the rule has one. */
  readonly always: boolean;
};

/** What reading a rule gives: its own node with its children by name, or in its place the one thing it is. */
export type Shape = {
  /** Undefined for a rule whose ways are each one token or one rule. */
  readonly children: ReadonlyMap<string, Child> | undefined;
  /** The child that stands for a node which has no other. */
  readonly lone: string | undefined;
  /** Whether a node has a place; one that may be empty has none. */
  readonly placed: boolean;
  /** What stands for it where a way of it is one token or one rule. */
  readonly through: { readonly rules: ReadonlySet<string>; readonly tokens: boolean };
};

/** Signs that say nothing once a phrase is read; no node keeps them. */
const IDLE: ReadonlySet<string> = new Set(["Comma", "Dot", "Dots", "LBracket", "LParen", "RBracket", "RParen"]);

/** False for the signs that no node keeps. */
export function isKept(key: string): boolean {
  return !IDLE.has(key);
}

/** Rules that most often are one child and nothing else, by that child: `GPH` alone is no sum of products of chains. */
const LONE: ReadonlyMap<string, string> = new Map([
  ["logic", "test"],
  ["test", "left"],
  ["arithmetic", "operand"],
  ["plain", "operand"],
  ["noted", "chain"],
  ["chain", "primary"],
  ["primary", "NumberLiteral"],
  ["date", "dateCore"],
  ["step", "logic"],
]);

/** The shape of every rule by its name. */
export function shapesOf(rules: readonly Rule[]): ReadonlyMap<string, Shape> {
  return new Map(rules.map((rule) => [rule.name, shapeOf(rule)]));
}

/** The name under which a token or the tree of a rule stands in its node; undefined for signs that are not kept. */
export function keyOf(node: Terminal | NonTerminal): string | undefined {
  const key = node.label ?? (node instanceof Terminal ? node.terminalType.name : node.nonTerminalName);
  return isKept(key) ? key : undefined;
}

/** The ways of a rule that is one choice; any other has one. */
function waysOf(rule: Rule): readonly (readonly IProduction[])[] {
  const [only] = rule.definition;
  if (rule.definition.length !== 1 || !(only instanceof Alternation)) return [rule.definition];
  return (only.definition as Alternative[]).map((one) => one.definition);
}

/** The token or rule that a way of a choice is, where it is no more. */
export function onlyOf(way: readonly IProduction[]): Terminal | NonTerminal | undefined {
  const [only] = way;
  return way.length === 1 && (only instanceof Terminal || only instanceof NonTerminal) ? only : undefined;
}

function shapeOf(rule: Rule): Shape {
  const ways = waysOf(rule);
  const single = ways.flatMap((way) => onlyOf(way) ?? []);
  const own = ways.filter((way) => onlyOf(way) === undefined);
  return {
    children: own.length === 0 ? undefined : eitherOf(own.map(inOrder)),
    lone: LONE.get(rule.name),
    placed: !rule.definition.every(canBeEmpty),
    through: {
      rules: new Set(single.flatMap((one) => (one instanceof NonTerminal ? [one.nonTerminalName] : []))),
      tokens: single.some((one) => one instanceof Terminal),
    },
  };
}

type Children = ReadonlyMap<string, Child>;

function inOrder(nodes: readonly IProduction[]): Children {
  const found = new Map<string, Child>();
  for (const node of nodes) {
    for (const [key, child] of childrenOf(node)) {
      const before = found.get(key);
      found.set(key, before === undefined ? child : { ...joined(before, child), many: true });
    }
  }
  return found;
}

function joined(one: Child, other: Child): Child {
  return {
    rules: new Set([...one.rules, ...other.rules]),
    tokens: one.tokens || other.tokens,
    many: one.many || other.many,
    always: one.always || other.always,
  };
}

function eitherOf(ways: readonly Children[]): Children {
  const keys = new Set(ways.flatMap((way) => [...way.keys()]));
  return new Map(
    [...keys].map((key) => {
      const met = ways.flatMap((way) => way.get(key) ?? []);
      const always = met.length === ways.length && met.every((one) => one.always);
      return [key, { ...met.reduce(joined), always }];
    }),
  );
}

function childrenOf(node: IProduction): Children {
  if (node instanceof Terminal || node instanceof NonTerminal) {
    const key = keyOf(node);
    if (key === undefined) return new Map();
    const rules = new Set(node instanceof NonTerminal ? [node.nonTerminalName] : []);
    return new Map([[key, { rules, tokens: node instanceof Terminal, many: false, always: true }]]);
  }
  if (node instanceof Alternation)
    return eitherOf((node.definition as Alternative[]).map((one) => inOrder(one.definition)));
  const inner = inOrder((node as unknown as { definition: IProduction[] }).definition);
  const again = [Repetition, RepetitionMandatory, RepetitionWithSeparator, RepetitionMandatoryWithSeparator].some(
    (one) => node instanceof one,
  );
  const perhaps = [Option, Repetition, RepetitionWithSeparator].some((one) => node instanceof one);
  return new Map(
    [...inner].map(([key, child]) => [key, { ...child, many: child.many || again, always: child.always && !perhaps }]),
  );
}
