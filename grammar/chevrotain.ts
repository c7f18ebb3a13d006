import { CstParser } from "chevrotain";
import { vocabulary } from "./tokens.ts";

export { vocabulary } from "./tokens.ts";

/** Hands the token types to the parser generator, which numbers them itself: both must come to the same, for tables are made of the numbers. */
class Numbered extends CstParser {
  constructor() {
    super(vocabulary, { skipValidations: true });
    this.RULE("nothing", () => undefined);
    this.performSelfAnalysis();
  }
}

const ours = vocabulary.map((one) => one.tokenTypeIdx);
for (const type of vocabulary as Partial<(typeof vocabulary)[number]>[]) {
  delete type.tokenTypeIdx;
  delete type.categoryMatches;
  delete type.categoryMatchesMap;
}
void new Numbered();
vocabulary.forEach((type, place) => {
  if (type.tokenTypeIdx !== ours[place]) throw new Error(`${type.name} is ${type.tokenTypeIdx}, not ${ours[place]}`);
});
