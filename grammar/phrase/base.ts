import type { CstNode, IToken, ParserMethod, TokenType } from "chevrotain";
import { CstParser, tokenMatcher } from "chevrotain";
import { vocabulary } from "../tokens.ts";

export type Rule = ParserMethod<[], CstNode>;

/** Behind these words `from A until B` is a stretch of time measured in them. */
export const MEASURES: ReadonlySet<string> = new Set([
  "days",
  "day",
  "hours",
  "minutes",
  "weeks",
  "months",
  "years",
  "weekdays",
]);

/**
 * What all phrase rules share. They look one token ahead; where the language needs more, a gate looks at the token behind it.
 * Recovery is off: a value that cannot be read gives one finding and harms no other.
 */
export abstract class PhraseBase extends CstParser {
  constructor(skipValidations: boolean) {
    super(vocabulary, { recoveryEnabled: false, maxLookahead: 1, nodeLocationTracking: "onlyOffset", skipValidations });
  }

  /** True when the next token is a `first` and the one behind it is (`is`) or is not one of `second`. */
  protected nextTwo(first: TokenType, second: ReadonlySet<TokenType>, is: boolean): boolean {
    return tokenMatcher(this.LA(1), first) && second.has(this.LA(2).tokenType) === is;
  }

  /** True when nothing, not even a blank, stands between the token just read and the next. */
  protected tight(): boolean {
    const before: IToken = this.LA(0);
    return before.startOffset + before.image.length === this.LA(1).startOffset;
  }
}
