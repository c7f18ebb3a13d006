import type { CstNode, IToken } from "chevrotain";
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

/** A tree, or the first token that does not fit and the token before it; `found` is absent when the phrase stops too early. */
export type Parsed =
  | { readonly cst: CstNode; readonly stop?: undefined }
  | { readonly cst?: undefined; readonly stop: { readonly found?: IToken; readonly before?: IToken } };

/** Reads the whole of `tokens` as a phrase of `kind`. */
export type PhraseReader = (kind: PhraseKind, tokens: readonly IToken[]) => Parsed;

const byTables: PhraseReader = (kind, tokens) => {
  const read = readRule(phraseRules[kind], tokens);
  return typeof read === "number" ? stopped(tokens, read) : { cst: read };
};

let reader = byTables;

/** Reads the whole of `tokens` as a phrase of `kind`. */
export function parsePhrase(kind: PhraseKind, tokens: readonly IToken[]): Parsed {
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
export function stopped(tokens: readonly IToken[], at: number): Parsed {
  const found = tokens[at];
  const before = found === undefined ? tokens[tokens.length - 1] : tokens[at - 1];
  return { stop: { ...(found === undefined ? {} : { found }), ...(before === undefined ? {} : { before }) } };
}
