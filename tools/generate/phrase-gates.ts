import type { IProduction, Rule } from "chevrotain";
import { CstParser } from "chevrotain";
import { PhraseParser } from "../../grammar/phrase-parser.ts";
import type { GateOfParser } from "../../grammar/phrase/base.ts";
import * as gates from "../../grammar/phrase/gates.ts";

type Given = { readonly GATE?: GateOfParser };
type Recording = { readonly recordingProdStack: { readonly definition: IProduction[] }[] };
type Engine = Record<string, (this: Recording, ...given: unknown[]) => unknown>;

/** The recording methods of the parser generator, and which of their arguments is the part of the rule they record. */
const RECORDED = {
  optionInternalRecord: 0,
  orInternalRecord: 0,
  manyInternalRecord: 1,
  atLeastOneInternalRecord: 1,
  manySepFirstInternalRecord: 1,
  atLeastOneSepFirstInternalRecord: 1,
} as const;

/** The rules of the phrase grammar, and the name of the gate before a part of one. */
export function gatedProductions(): {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly gateOf: (of: IProduction) => string | undefined;
} {
  const names = new Map<unknown, string>(Object.entries(gates).map(([name, gate]) => [gate, name]));
  const found = new Map<IProduction, string>();
  const note = (production: IProduction, given: Given): void => {
    if (given.GATE === undefined) return;
    const name = names.get(given.GATE.gate);
    if (name === undefined) throw new Error("a gate that is not one of gates.ts");
    found.set(production, name);
  };
  const engine = Object.getPrototypeOf(CstParser.prototype) as Engine;
  const kept = { ...Object.fromEntries(Object.keys(RECORDED).map((name) => [name, engine[name]])) } as Engine;
  for (const [name, at] of Object.entries(RECORDED)) {
    engine[name] = function (...given) {
      const result = kept[name]?.apply(this, given);
      const around = this.recordingProdStack[this.recordingProdStack.length - 1]?.definition ?? [];
      const made = around[around.length - 1] as IProduction & { readonly definition: IProduction[] };
      const part = given[at];
      const ways = Array.isArray(part) ? part : (part as { readonly DEF?: unknown }).DEF;
      if (Array.isArray(ways)) ways.forEach((way, place) => note(made.definition[place] as IProduction, way as Given));
      else note(made, part as Given);
      return result;
    };
  }
  try {
    return { rules: new PhraseParser(true).getGAstProductions(), gateOf: (of) => found.get(of) };
  } finally {
    Object.assign(engine, kept);
  }
}
