import { Comma, NumberLiteral, Text } from "../tokens.ts";
import { Name } from "../word-classes.ts";
import * as word from "../words.ts";
import type { Rule } from "./base.ts";
import * as gates from "./gates.ts";
import { ListingRules } from "./listing-rules.ts";

/** Roundings, and what may stand behind a comma after any value. */
export abstract class ModifierRules extends ListingRules {
  /** `half-away to 0.0001`, `nearest to X, ties toward Y`, `toward X to Y`. */
  readonly rounding: Rule = this.RULE("rounding", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.Toward);
          this.SUBRULE(this.chain, { LABEL: "toward" });
        },
      },
      { ALT: () => this.CONSUME(Name) },
    ]);
    this.OPTION(() => {
      this.CONSUME(word.To);
      this.SUBRULE(this.plain, { LABEL: "place" });
    });
    this.OPTION2({
      GATE: this.gate(gates.tiesFollow),
      DEF: () => {
        this.CONSUME(Comma);
        this.CONSUME(word.Ties);
        this.CONSUME2(word.Toward);
        this.SUBRULE2(this.chain, { LABEL: "ties" });
      },
    });
  });

  /** `exact to 0.0001 USD` as a whole value. */
  readonly exactness: Rule = this.RULE("exactness", () => {
    this.CONSUME(word.Exact);
    this.CONSUME(word.To);
    this.SUBRULE(this.plain, { LABEL: "place" });
  });

  readonly modifiers: Rule = this.RULE("modifiers", () => {
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE(this.modifier);
    });
  });

  readonly modifier: Rule = this.RULE("modifier", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.Because);
          this.CONSUME(Text);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Round);
          this.SUBRULE(this.rounding);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Carry);
          this.CONSUME(NumberLiteral);
          this.CONSUME(Name);
        },
      },
      { ALT: () => this.SUBRULE(this.exactness) },
      {
        ALT: () => {
          this.CONSUME(word.Under);
          this.CONSUME2(Text);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Flag);
          // `proposed when …` is a flag and the condition of its line.
          this.OPTION({
            GATE: this.gate(gates.flagOfWords),
            DEF: () => this.OR2([{ ALT: () => this.CONSUME(word.When) }, { ALT: () => this.CONSUME(word.Until) }]),
          });
          this.MANY(() => this.CONSUME2(Name, { LABEL: "Word" }));
          // `provisional until announced in SCHEDULE`.
          this.OPTION2({
            GATE: this.gate(gates.sourceOfAnnouncement),
            DEF: () => {
              this.CONSUME(word.In);
              this.CONSUME3(Name, { LABEL: "Source" });
            },
          });
        },
      },
    ]);
  });
}
