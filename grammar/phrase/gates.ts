import type { IToken, TokenType } from "chevrotain";
import { tokenMatcher } from "../token-type.ts";
import { AtMost, Comma, NumberLiteral } from "../tokens.ts";
import * as word from "../words.ts";

/**
 * Where one token ahead does not tell which way a phrase goes, a gate looks at the tokens beside. Gates have names, so that the parser
 * generated from the grammar asks the same ones.
 */

/** The token `distance` ahead: 1 is the next, 0 the one just read, -1 the one before it; the end where there is none. */
export type Look = (distance: number) => IToken;

export type Gate = (look: Look) => boolean;

/** Behind these words `from A until B` is a stretch of time measured in them. */
const MEASURES: ReadonlySet<string> = new Set([
  "days",
  "day",
  "hours",
  "minutes",
  "weeks",
  "months",
  "years",
  "weekdays",
]);
const MONTH_ENDS: ReadonlySet<string> = new Set(["end-of-month", "clamp"]);
const CONDITION_BEGINS: ReadonlySet<TokenType> = new Set([word.When, word.And, word.Or, word.Not, word.Where]);

/** A list goes on behind a comma unless what follows belongs to the whole value. */
export const listGoesOn: Gate = (look) =>
  look(1).tokenType === Comma && !word.modifierStarts.has(look(2).tokenType) && look(2).tokenType !== word.Else;

export const groupGoesOn: Gate = (look) => look(1).tokenType !== Comma || listGoesOn(look);

export const daysGoOn: Gate = (look) => look(1).tokenType === Comma && !word.modifierStarts.has(look(2).tokenType);

/** Nothing, not even a blank, stands between the token just read and the next. */
export const tight: Gate = (look) => {
  const before = look(0);
  return before.startOffset + before.image.length === look(1).startOffset;
};

export const tiesFollowComma: Gate = (look) => look(1).tokenType === Comma && look(2).tokenType === word.Ties;
export const tiesFollow: Gate = (look) => look(2).tokenType === word.Ties;
export const elseFollows: Gate = (look) => look(2).tokenType === word.Else;
export const excessFollows: Gate = (look) => look(2).tokenType === word.Excess;
export const readmitFollows: Gate = (look) => look(2).tokenType === word.Readmit;
export const numberFollows: Gate = (look) => look(2).tokenType === NumberLiteral;
export const rolledFollowsComma: Gate = (look) => look(1).tokenType === Comma && look(2).tokenType === word.Rolled;
export const observedFollowsComma: Gate = (look) => look(1).tokenType === Comma && tokenMatcher(look(2), word.Observed);

/** `1 month after D, clamp`: the only words a comma may bring there. */
export const monthEndFollowsComma: Gate = (look) => look(1).tokenType === Comma && MONTH_ENDS.has(look(2).image);

/** `when and otherwise` behind a value are the arm's, not the clause's. */
export const clauseGoesOn: Gate = (look) => look(1).tokenType !== word.When && look(1).tokenType !== word.Otherwise;

/** `when >= 3 providers`: only where a condition begins may its left side be left to the reader. */
export const conditionBegins: Gate = (look) => CONDITION_BEGINS.has(look(0).tokenType);

/** `for at most 2 publications` belongs to the line of a waterfall. */
export const noBound: Gate = (look) => !(look(1).tokenType === word.For && look(2).tokenType === AtMost);

/** `days from A until B`: a unit of time stands before, and no number before that. */
export const measures: Gate = (look) =>
  MEASURES.has(look(0).image) && look(-1).tokenType !== NumberLiteral && look(-2).tokenType !== NumberLiteral;

/** `median over providers from 2027-01-11`: only days and hours are counted from one day to another. */
export const windowIsCounted: Gate = (look) => look(1).tokenType === word.Of || MEASURES.has(look(0).image);

export const earlierFollowsWhen: Gate = (look) =>
  look(1).tokenType === word.When && look(2).tokenType === word.EarlierLater;

/** `proposed when …` is a flag and the condition of its line; `fixed when listed` is one flag. */
export const flagOfWords: Gate = (look) => look(0).image === "fixed" || look(0).image === "provisional";

/** `provisional until announced in SCHEDULE`: no other flag names a source. */
export const sourceOfAnnouncement: Gate = (look) => look(0).image === "announced" && look(1).tokenType === word.In;

export const notNearest: Gate = (look) => !tokenMatcher(look(1), word.Nearest);

export const noJoint: Gate = (look) => {
  const type = look(1).tokenType;
  return type !== word.Uses && type !== word.Measures && type !== word.Effective;
};
