import type { CstNode, ParserMethod } from "chevrotain";
import { CstParser } from "chevrotain";
import { vocabulary } from "../chevrotain.ts";
import type { Gate } from "./gates.ts";

export type Rule = ParserMethod<[], CstNode>;

/**
 * What all phrase rules share. They look one token ahead; where the language needs more, a gate looks at the token behind it.
 * Recovery is off: a value that cannot be read gives one finding and harms no other.
 */
export abstract class PhraseBase extends CstParser {
  constructor(skipValidations: boolean) {
    super(vocabulary, { recoveryEnabled: false, maxLookahead: 1, nodeLocationTracking: "onlyOffset", skipValidations });
  }

  /** A gate of this parser: `gate` asked about the tokens it has in hand. */
  protected gate(gate: Gate): GateOfParser {
    return Object.assign(() => gate((distance) => this.LA(distance)), { gate });
  }
}

/** What the generator of the shipped parser reads beside the rules. */
export type GateOfParser = (() => boolean) & { readonly gate: Gate };
