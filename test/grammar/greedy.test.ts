import { test } from "uvu";
import * as assert from "uvu/assert";
import { validatedPhraseParser } from "../../grammar/phrase-parser.ts";
import { StructureParser } from "../../grammar/structure-parser.ts";
import { greedyConflicts } from "../kit/greedy.ts";
import { lexerByGrammar } from "../kit/lexer-by-grammar.ts";

/** Every place where a rule takes a token that what follows could take too, with the reason why taking it is right. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "a gate looks behind the comma: what begins a modifier, `else`, `ties`, `excess` or `observed` is left to its rule": [
    "adjustment option 0: Comma",
    "clauses many 0: Comma",
    "cycle many 0: Comma",
    "cycleReach option 0: Comma",
    "dated many 0: Comma",
    "dated many 2: Comma",
    "exprs many 0: Comma",
    "extreme many 0: Comma",
    "halts many 0: Comma",
    "holiday many 0: Comma",
    "members many 0: Comma",
    "moments many 0: Comma",
    "names many 0: Comma",
    "offset option 0: Comma",
    "rounding option 2: Comma",
    "screen option 3: Comma",
    "screen option 4: Comma",
    "sessions many 0: Comma",
  ],
  "a gate asks for a bracket without a blank before it": [
    "dateName option 0: LBracket",
    "reference option 0: LBracket LParen",
  ],
  "a gate asks for a unit of time before `from` and no number before that": [
    "reference option 2: From",
    "window option 2: From",
  ],
  "a gate looks at the word beside": [
    "modifier option 0: When",
    "moment option 6: When",
    "noted many 0: For",
    "step option 0: Name",
  ],
  "words side by side are one phrase, and a number takes the unit behind it": [
    "cycleReach atLeastOne 0: Name",
    "dateName many 2: Name",
    "dateName option 2: NumberLiteral",
    "headClause atLeastOne 2: Name",
    "headWords atLeastOne 0: At Name",
    "nearest atLeastOne 0: Name",
    "primary option 0: LParen Name",
    "reference many 2: Name",
  ],
  "a joining word belongs to the phrase nearest before it; parentheses say otherwise": [
    "chain many 0: Of",
    "dateName option 3: After Before Nearest Of",
    "nearest option 0: With",
    "nearest option 2: Until",
    "note option 0: Slash",
    "plain many 2: Minus Plus",
    "point option 0: At",
    "screen option 2: When",
    "filter option 0: On",
    "window option 0: In",
    "window option 3: On",
    "window option 4: In",
  ],
  "a zone or `next day` behind a clock time is the clock's": ["clock option 0: Utc Zone", "clock option 2: Next"],
  "the first text of a head is the title, and a range of the head belongs to the clause before it": [
    "declarationHead option 0: Text",
    "headClause option 2: From",
    "headClause option 3: From",
    "headClause option 4: To",
    "headClause separated 0: Comma",
  ],
  "a clause is every word up to the comma": ["clause atLeastOne 0: Glue"],
};

test("what a rule takes greedily, it takes for a reason", () => {
  const found = greedyConflicts(validatedPhraseParser().getGAstProductions());
  assert.equal(found, Object.values(allowed).flat().sort());
});

test("an item ends where the layout pass says so, and nowhere else", () => {
  const found = greedyConflicts(new StructureParser(false).getGAstProductions());
  assert.equal(found, ["content atLeastOne 0: LBrace Phrase", "field option 0: LBrace Phrase"]);
});

test("the lexer and both parsers pass their own validation", () => {
  lexerByGrammar();
  assert.ok(new StructureParser(false));
  assert.ok(validatedPhraseParser());
});

test("the structure has six rules", () => {
  assert.equal(Object.keys(new StructureParser(false).getGAstProductions()).sort(), [
    "block",
    "content",
    "field",
    "file",
    "headed",
    "item",
  ]);
});

test.run();
