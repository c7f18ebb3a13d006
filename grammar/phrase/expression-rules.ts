import {
  CaseBlock,
  Comma,
  Compare,
  DateLiteral,
  Dot,
  FirstBlock,
  LBracket,
  LParen,
  Minus,
  MonthLiteral,
  MoreThan,
  NumberLiteral,
  Percent,
  Plus,
  RBracket,
  RParen,
  Slash,
  Star,
  Text,
  Zone,
} from "../tokens.ts";
import { Name } from "../word-classes.ts";
import * as word from "../words.ts";
import { PhraseBase, type Rule } from "./base.ts";
import * as gates from "./gates.ts";

/**
 * ```
 * logic = test (("and" | "or") test)*        test = "not"* (Compare arithmetic | arithmetic relation?)
 * relation = Compare arithmetic | "is" "not"? arithmetic | "deviates" "more than" arithmetic "from" arithmetic
 * arithmetic = sign* noted (operator sign* noted)*        plain = the same of chains, without notes
 * noted = chain note*        chain = primary ("of" primary)*
 * ```
 * Operators stand flat in the tree: their precedence is given when they are lowered.
 */
export abstract class ExpressionRules extends PhraseBase {
  abstract readonly dateCore: Rule;
  abstract readonly nth: Rule;
  abstract readonly window: Rule;
  abstract readonly clock: Rule;

  readonly logic: Rule = this.RULE("logic", () => {
    this.SUBRULE(this.test);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(word.And, { LABEL: "Joint" }) },
        { ALT: () => this.CONSUME(word.Or, { LABEL: "Joint" }) },
      ]);
      this.SUBRULE2(this.test);
    });
  });

  readonly test: Rule = this.RULE("test", () => {
    this.MANY(() => this.CONSUME(word.Not));
    this.OR([
      {
        GATE: this.gate(gates.conditionBegins),
        ALT: () => {
          this.CONSUME(Compare);
          this.SUBRULE(this.arithmetic, { LABEL: "right" });
        },
      },
      {
        ALT: () => {
          this.SUBRULE2(this.arithmetic, { LABEL: "left" });
          this.OPTION(() => this.SUBRULE(this.relation));
        },
      },
    ]);
  });

  readonly relation: Rule = this.RULE("relation", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Compare);
          this.SUBRULE(this.arithmetic, { LABEL: "right" });
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Is);
          this.OPTION(() => this.CONSUME(word.Not));
          this.SUBRULE2(this.arithmetic, { LABEL: "right" });
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Deviates);
          this.CONSUME(MoreThan);
          this.SUBRULE3(this.arithmetic, { LABEL: "threshold" });
          this.CONSUME(word.From);
          this.SUBRULE4(this.arithmetic, { LABEL: "from" });
        },
      },
    ]);
  });

  readonly arithmetic: Rule = this.RULE("arithmetic", () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(Plus, { LABEL: "Sign" }) },
        { ALT: () => this.CONSUME(Minus, { LABEL: "Sign" }) },
      ]),
    );
    this.SUBRULE(this.noted, { LABEL: "operand" });
    this.MANY2(() => {
      this.SUBRULE(this.operator);
      this.SUBRULE2(this.noted, { LABEL: "operand" });
    });
  });

  /** Without notes: where `to`, `at` or `from` behind it belong to what stands around it. */
  readonly plain: Rule = this.RULE("plain", () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(Plus, { LABEL: "Sign" }) },
        { ALT: () => this.CONSUME(Minus, { LABEL: "Sign" }) },
      ]),
    );
    this.SUBRULE(this.chain, { LABEL: "operand" });
    this.MANY2(() => {
      this.SUBRULE(this.operator);
      this.SUBRULE2(this.chain, { LABEL: "operand" });
    });
  });

  /** An operator and the signs behind it. */
  readonly operator: Rule = this.RULE("operator", () => {
    this.OR([
      { ALT: () => this.CONSUME(Plus, { LABEL: "Operator" }) },
      { ALT: () => this.CONSUME(Minus, { LABEL: "Operator" }) },
      { ALT: () => this.CONSUME(Star, { LABEL: "Operator" }) },
      { ALT: () => this.CONSUME(Slash, { LABEL: "Operator" }) },
    ]);
    this.MANY(() =>
      this.OR2([
        { ALT: () => this.CONSUME2(Plus, { LABEL: "Sign" }) },
        { ALT: () => this.CONSUME2(Minus, { LABEL: "Sign" }) },
      ]),
    );
  });

  readonly noted: Rule = this.RULE("noted", () => {
    this.SUBRULE(this.chain);
    this.MANY({
      GATE: this.gate(gates.noBound),
      DEF: () => this.SUBRULE(this.note),
    });
  });

  readonly note: Rule = this.RULE("note", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.overNote) },
      {
        ALT: () => {
          this.CONSUME(word.At, { LABEL: "Word" });
          this.OR2([
            { ALT: () => this.SUBRULE(this.clock) },
            {
              ALT: () => {
                this.SUBRULE(this.chain);
                // `MGPH at 1/10`
                this.OPTION(() => {
                  this.CONSUME(Slash);
                  this.SUBRULE2(this.chain);
                });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Under, { LABEL: "Word" });
          this.CONSUME(Text);
        },
      },
      {
        ALT: () => {
          this.OR3([
            { ALT: () => this.CONSUME(word.Before, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.After, { LABEL: "Word" }) },
          ]);
          this.OPTION2(() => this.SUBRULE3(this.chain));
        },
      },
      {
        ALT: () => {
          this.OR4([
            { ALT: () => this.CONSUME(word.On, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.In, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.For, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.Within, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.Against, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.By, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.Per, { LABEL: "Word" }) },
          ]);
          this.SUBRULE4(this.chain);
        },
      },
    ]);
  });

  readonly overNote: Rule = this.RULE("overNote", () => {
    this.CONSUME(word.Over);
    this.SUBRULE(this.window);
  });

  readonly chain: Rule = this.RULE("chain", () => {
    this.SUBRULE(this.primary);
    this.MANY(() => {
      this.CONSUME(word.Of);
      this.SUBRULE2(this.primary);
    });
  });

  readonly primary: Rule = this.RULE("primary", () => {
    this.OR({
      // `first` and `last` are names here; only an ordinal in digits begins a date.
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(NumberLiteral);
            this.OPTION(() => this.SUBRULE(this.unitTerm));
          },
        },
        { ALT: () => this.SUBRULE(this.reference) },
        { ALT: () => this.SUBRULE(this.group) },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.CONSUME(Text) },
        { ALT: () => this.CONSUME(CaseBlock) },
        { ALT: () => this.CONSUME(FirstBlock) },
        { ALT: () => this.CONSUME(DateLiteral) },
        { ALT: () => this.CONSUME(MonthLiteral) },
        { ALT: () => this.CONSUME(Zone) },
        { ALT: () => this.SUBRULE(this.nth) },
      ],
    });
  });

  readonly unitTerm: Rule = this.RULE("unitTerm", () => {
    this.OR([
      { ALT: () => this.CONSUME(Percent) },
      { ALT: () => this.SUBRULE(this.reference) },
      { ALT: () => this.SUBRULE(this.group) },
    ]);
  });

  readonly group: Rule = this.RULE("group", () => {
    this.CONSUME(LParen);
    this.SUBRULE(this.logic);
    this.CONSUME(RParen);
  });

  readonly list: Rule = this.RULE("list", () => {
    this.CONSUME(LBracket);
    this.MANY_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.logic) });
    this.CONSUME(RBracket);
  });

  /** `GPH`, `GPH[near].settlement`, `previous settlement`, `min(a, b)`, `days from A until B`. */
  readonly reference: Rule = this.RULE("reference", () => {
    this.CONSUME(Name);
    this.OPTION({
      GATE: this.gate(gates.tight),
      DEF: () => this.OR([{ ALT: () => this.SUBRULE(this.index) }, { ALT: () => this.SUBRULE(this.call) }]),
    });
    this.MANY(() => {
      this.CONSUME(Dot);
      this.CONSUME2(Name);
    });
    this.MANY2(() => this.CONSUME3(Name, { LABEL: "Word" }));
    this.OPTION2({
      GATE: this.gate(gates.measures),
      DEF: () => this.SUBRULE(this.between),
    });
  });

  readonly index: Rule = this.RULE("index", () => {
    this.CONSUME(LBracket);
    this.SUBRULE(this.logic);
    this.CONSUME(RBracket);
  });

  readonly call: Rule = this.RULE("call", () => {
    this.CONSUME(LParen);
    this.MANY_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.logic) });
    this.CONSUME(RParen);
  });

  /** `from A to B` has B in it, `from A until B` does not. */
  readonly between: Rule = this.RULE("between", () => {
    this.CONSUME(word.From);
    this.SUBRULE(this.dateCore, { LABEL: "start" });
    this.OR([{ ALT: () => this.CONSUME(word.To) }, { ALT: () => this.CONSUME(word.Until) }]);
    this.SUBRULE2(this.dateCore, { LABEL: "finish" });
  });
}
