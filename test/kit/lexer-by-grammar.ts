import { Lexer } from "chevrotain";
import { vocabulary } from "../../grammar/chevrotain.ts";
import { SKIPPED } from "../../grammar/token-type.ts";
import { lexed } from "../../grammar/tokens.ts";

/** The parser generator's own lexer of the token types, checked by it; the shipped one must give the same. */
export function lexerByGrammar(): Lexer {
  const types = lexed.map((type) => (type.GROUP === SKIPPED ? { ...type, GROUP: Lexer.SKIPPED } : type));
  if (vocabulary.length === 0) throw new Error("no token types");
  return new Lexer(types, { ensureOptimizations: true, positionTracking: "onlyOffset" });
}
