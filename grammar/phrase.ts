import type { IToken } from "chevrotain";
import type { Trees } from "./generated/phrase-nodes.ts";
import { readRule } from "./generated/phrase-rules.ts";
import type { ValueKind } from "./kinds.ts";

/** The rule that reads each kind of phrase to its end. */
export const phraseRules = {
  expr: "exprValue",
  list: "listValue",
  date: "dateValue",
  period: "dateValue",
  interval: "intervalValue",
  window: "windowValue",
  session: "sessionValue",
  moment: "momentValue",
  cycle: "cycleValue",
  names: "namesValue",
  text: "textValue",
  fact: "clausesValue",
  rounding: "roundingValue",
  holiday: "holidayValue",
  halts: "haltsValue",
  legs: "legsValue",
  members: "membersValue",
  tier: "tierValue",
  screen: "screenValue",
  inputs: "inputsValue",
  exactness: "exactnessValue",
  clauses: "clausesValue",
  block: "blockValue",
  declarationHead: "declarationHead",
  sectionHead: "sectionHead",
} as const satisfies Record<ValueKind | "block" | "declarationHead" | "sectionHead", string>;

export type PhraseKind = keyof typeof phraseRules;

/** What a phrase of a kind is read as. */
export type TreeOf<K extends PhraseKind> = Trees[(typeof phraseRules)[K]];

/** Where a reader stopped: the first token that does not fit, which is absent when the phrase stops too early, and the token before it. */
export type Stop = { readonly found?: IToken; readonly before?: IToken };

/** A tree, or where its reader stopped. */
export type Parsed<T> =
  { readonly tree: T; readonly stop?: undefined } | { readonly tree?: undefined; readonly stop: Stop };

/** Reads the whole of `tokens` as a phrase of `kind`. */
export type PhraseReader = <K extends PhraseKind>(kind: K, tokens: readonly IToken[]) => Parsed<TreeOf<K>>;

const byTables: PhraseReader = (kind, tokens) => {
  const read = readRule(phraseRules[kind], tokens);
  return typeof read === "number" ? { stop: stopped(tokens, read) } : { tree: read };
};

let reader = byTables;

/** Reads the whole of `tokens` as a phrase of `kind`. */
export function parsePhrase<K extends PhraseKind>(kind: K, tokens: readonly IToken[]): Parsed<TreeOf<K>> {
  return reader(kind, tokens);
}

/** For tests: what `run` parses is read by `other`, which may ask the shipped reader and compare. */
export function withPhraseReader<T>(other: (shipped: PhraseReader) => PhraseReader, run: () => T): T {
  reader = other(byTables);
  try {
    return run();
  } finally {
    reader = byTables;
  }
}

/** What stopped a reader at the token number `at`, which is their number, or -1, where the phrase stops too early. */
export function stopped(tokens: readonly IToken[], at: number): Stop {
  const found = tokens[at];
  const before = found === undefined ? tokens[tokens.length - 1] : tokens[at - 1];
  return { ...(found === undefined ? {} : { found }), ...(before === undefined ? {} : { before }) };
}
