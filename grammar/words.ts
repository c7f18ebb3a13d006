import type { TokenType } from "chevrotain";
import { createToken } from "./token-type.ts";
import { Glue, Name } from "./word-classes.ts";

/**
 * The words that steer the grammar. A *glue* word is never a name (it may be a key); a *soft* word steers where its place allows
 * it and is an ordinary name everywhere else, so a unit may be called `day` and a product `First`. Both are told by one table
 * look-up per name after lexing: a pattern each would cost time and tie the lexer to the vocabulary.
 */

const table = new Map<string, TokenType>();

function glue(word: string, name = camel(word)): TokenType {
  const type = createToken({ name, categories: Glue, label: word });
  table.set(word, type);
  return type;
}

function soft(words: string, name: string): TokenType {
  const type = createToken({ name, categories: Name, label: words });
  for (const word of words.split(" ")) table.set(word, type);
  return type;
}

function camel(word: string): string {
  return word
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
}

export const Of = glue("of");
export const From = glue("from");
export const To = glue("to");
export const Until = glue("until");
export const At = glue("at");
export const On = glue("on");
export const In = glue("in");
export const Over = glue("over");
export const Before = glue("before");
export const After = glue("after");
export const When = glue("when");
export const Where = glue("where");
export const And = glue("and");
export const Or = glue("or");
export const Not = glue("not");
export const If = glue("if");
export const Then = glue("then");
export const Else = glue("else");
export const Otherwise = glue("otherwise");
export const Within = glue("within");
export const With = glue("with");
export const For = glue("for");
export const By = glue("by");
export const Under = glue("under");
export const As = glue("as");
export const Than = glue("than");
export const Is = glue("is");
export const Deviates = glue("deviates");
export const Preceding = glue("preceding");
export const Following = glue("following");
export const ModifiedPreceding = glue("modified-preceding");
export const ModifiedFollowing = glue("modified-following");
export const Every = glue("every");
export const Never = glue("never");
export const Per = glue("per");
export const Against = glue("against");
export const Unless = glue("unless");
export const Toward = glue("toward");
export const Because = glue("because");

export const First = soft("first", "First");
export const Last = soft("last", "Last");
export const Nearest = soft("nearest", "Nearest");
export const EarlierLater = soft("earlier later", "EarlierLater");
export const StartEnd = soft("start end", "StartEnd");
export const Easter = soft("Easter", "Easter");
export const OpenClose = soft("open close", "OpenClose");
export const Early = soft("early", "Early");
export const Next = soft("next", "Next");
export const Rhythm = soft("daily hourly weekly monthly quarterly yearly", "Rhythm");
export const Utc = soft("UTC", "Utc");
export const Uses = soft("uses", "Uses");
export const Measures = soft("measures", "Measures");
export const Effective = soft("effective", "Effective");
export const Round = soft("round", "Round");
export const Carry = soft("carry", "Carry");
export const Exact = soft("exact", "Exact");
export const Flag = soft("proposed signed fixed provisional", "Flag");
export const Stop = soft("stop", "Stop");
export const Observed = soft("observed", "Observed");
export const Consecutive = soft("consecutive", "Consecutive");
export const Through = soft("through", "Through");
export const Except = soft("except", "Except");
export const Rolled = soft("rolled", "Rolled");
export const ScreenAction = soft("drop cap clamp", "ScreenAction");
export const Determination = soft("determination", "Determination");
export const Excess = soft("excess", "Excess");
export const Readmit = soft("readmit", "Readmit");
export const Ties = soft("ties", "Ties");

/** The token type of a name that is a glue or soft word. */
export function wordType(image: string): TokenType | undefined {
  return table.get(image);
}

/** Every glue word, in the order declared: none of them may name anything. */
export const glueWords: readonly string[] = [...table]
  .filter(([, type]) => type.CATEGORIES?.includes(Glue))
  .map(([word]) => word);

/** What may stand behind a comma and belongs to the whole value, not to the list before the comma. */
export const modifierStarts: ReadonlySet<TokenType> = new Set([Because, Round, Carry, Exact, Flag, Under]);

/** The types of every glue and soft word. */
export const wordTypes: readonly TokenType[] = [...new Set(table.values())];
