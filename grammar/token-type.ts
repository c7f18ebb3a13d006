import type { IToken, TokenType } from "chevrotain";

/**
 * Token types as the grammar's parser generator has them, numbered in the order they are declared, without the generator: what is shipped
 * reads by tables made from the grammar, and loads none of it. `chevrotain.ts` checks that both number them alike.
 */

/** Stands for the patterns of types that no character begins: classes, and tokens made by a later pass. */
export const NO_PATTERN = /NOT_APPLICABLE/;

/** The group of what is read and left out. */
export const SKIPPED = "skipped";

type Made = {
  readonly name: string;
  readonly pattern?: RegExp;
  readonly label?: string;
  readonly group?: string;
  readonly categories?: TokenType | readonly TokenType[];
};

/** Two numbers are the generator's own: the end of the input and a placeholder. */
const FIRST_NUMBER = 3;

/** A token type with its pattern, its label for messages and the classes it belongs to; its number follows with `number`. */
export function createToken({ name, pattern = NO_PATTERN, label, group, categories = [] }: Made): TokenType {
  return {
    name,
    PATTERN: pattern,
    ...(label === undefined ? {} : { LABEL: label }),
    ...(group === undefined ? {} : { GROUP: group }),
    CATEGORIES: Array.isArray(categories) ? [...(categories as readonly TokenType[])] : [categories as TokenType],
  };
}

/** Numbers `types` by their place, and tells every class which of them are of its kind; classes must be among them. */
export function number(types: readonly TokenType[]): void {
  types.forEach((type, place) => {
    type.tokenTypeIdx = FIRST_NUMBER + place;
    type.categoryMatches = [];
    type.categoryMatchesMap = {};
  });
  const tell = (kind: TokenType, member: TokenType): void => {
    for (const one of kind.CATEGORIES ?? []) {
      (one.categoryMatchesMap as Record<number, boolean>)[member.tokenTypeIdx as number] = true;
      tell(one, member);
    }
  };
  for (const type of types) tell(type, type);
  for (const type of types) {
    type.categoryMatches = Object.keys(type.categoryMatchesMap ?? {}).map(Number);
    type.isParent = type.categoryMatches.length > 0;
  }
}

/** True when `token` is of `type` or of a type of that class. */
export function tokenMatcher(token: IToken, type: TokenType): boolean {
  return (
    token.tokenTypeIdx === type.tokenTypeIdx ||
    (type.isParent === true && type.categoryMatchesMap?.[token.tokenTypeIdx] === true)
  );
}

const EOF: TokenType = { name: "EOF", PATTERN: NO_PATTERN, LABEL: "the end", CATEGORIES: [], tokenTypeIdx: 1 };

/** What stands behind the last token of a phrase and before its first. */
export const END: IToken = {
  image: "",
  startOffset: Number.NaN,
  endOffset: Number.NaN,
  tokenType: EOF,
  tokenTypeIdx: 1,
};
