import {
  AtLeast,
  AtMost,
  CaseBlock,
  Comma,
  Compare,
  FirstBlock,
  InPlaceOf,
  Minus,
  Plus,
  Slash,
  Star,
  Text,
  Zone,
} from "../tokens.ts";
import { Glue, Name } from "../word-classes.ts";
import * as word from "../words.ts";
import type { Rule } from "./base.ts";
import * as gates from "./gates.ts";
import { ModifierRules } from "./modifier-rules.ts";

/** The contents of the value kinds that are neither a date nor a time. */
export abstract class ValueRules extends ModifierRules {
  /** `0.005, 0.0025 from D`, `accountability 5_000 contracts`. */
  readonly dated: Rule = this.RULE("dated", () => {
    this.SUBRULE(this.step);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.step);
      },
    });
    this.MANY2({
      GATE: this.gate(gates.elseFollows),
      DEF: () => {
        this.CONSUME2(Comma);
        this.CONSUME(word.Else);
        this.SUBRULE(this.logic, { LABEL: "otherwise" });
      },
    });
  });

  readonly step: Rule = this.RULE("step", () => {
    this.OPTION({
      GATE: this.gate(gates.numberFollows),
      DEF: () => this.CONSUME(Name, { LABEL: "Label" }),
    });
    this.SUBRULE(this.logic);
    this.OPTION2(() => {
      this.CONSUME(word.From);
      this.SUBRULE(this.point, { LABEL: "from" });
    });
    this.OPTION3(() => {
      this.CONSUME(word.Until);
      this.SUBRULE2(this.point, { LABEL: "until" });
    });
  });

  readonly exprs: Rule = this.RULE("exprs", () => {
    this.SUBRULE(this.logic);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.logic);
      },
    });
  });

  readonly names: Rule = this.RULE("names", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.nameList) },
      { ALT: () => this.CONSUME(Zone) },
      {
        ALT: () => {
          this.CONSUME(Name);
          this.MANY({
            GATE: this.gate(gates.listGoesOn),
            DEF: () => {
              this.CONSUME(Comma);
              this.CONSUME2(Name);
            },
          });
        },
      },
    ]);
  });

  readonly text: Rule = this.RULE("text", () => {
    this.CONSUME(Text);
  });

  readonly halts: Rule = this.RULE("halts", () => {
    this.SUBRULE(this.halt);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.halt);
      },
    });
  });

  readonly halt: Rule = this.RULE("halt", () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [{ ALT: () => this.CONSUME(word.Stop) }, { ALT: () => this.SUBRULE(this.plain, { LABEL: "duration" }) }],
    });
    this.CONSUME(word.At);
    this.SUBRULE2(this.plain, { LABEL: "level" });
  });

  /** `+1 GPH[near] -1 GPH[far]`. */
  readonly legs: Rule = this.RULE("legs", () => {
    this.AT_LEAST_ONE(() => this.SUBRULE(this.leg));
  });

  readonly leg: Rule = this.RULE("leg", () => {
    this.OR([{ ALT: () => this.CONSUME(Plus) }, { ALT: () => this.CONSUME(Minus) }]);
    this.SUBRULE(this.chain);
    this.MANY(() => {
      this.OR2([
        { ALT: () => this.CONSUME(Star, { LABEL: "Operator" }) },
        { ALT: () => this.CONSUME(Slash, { LABEL: "Operator" }) },
      ]);
      this.SUBRULE2(this.chain);
    });
  });

  /** `model in [A, B], provider in PROVIDERS`. */
  readonly members: Rule = this.RULE("members", () => {
    this.SUBRULE(this.memberSet);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.memberSet);
      },
    });
  });

  readonly memberSet: Rule = this.RULE("memberSet", () => {
    this.CONSUME(Name);
    this.CONSUME(word.In);
    this.SUBRULE(this.nameSet);
  });

  readonly nameSet: Rule = this.RULE("nameSet", () => {
    this.OR([{ ALT: () => this.SUBRULE(this.nameList) }, { ALT: () => this.CONSUME(Name) }]);
  });

  /** One line of a waterfall. */
  readonly tier: Rule = this.RULE("tier", () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(word.Determination);
            this.CONSUME(word.By);
            this.CONSUME(Name, { LABEL: "Body" });
            this.OPTION(() => {
              this.CONSUME(word.Under);
              this.CONSUME(Text);
            });
          },
        },
        { ALT: () => this.SUBRULE(this.logic) },
      ],
    });
    this.OPTION2(() => {
      this.CONSUME(InPlaceOf);
      this.CONSUME2(Name, { LABEL: "Replaced" });
    });
    this.OPTION3(() => {
      this.CONSUME(word.For);
      this.CONSUME(AtMost);
      this.SUBRULE(this.plain, { LABEL: "bound" });
    });
  });

  /** `drop source when …, readmit within 5%`, `cap source at 40% of volume, excess pro rata until none exceeds`. */
  readonly screen: Rule = this.RULE("screen", () => {
    this.CONSUME(word.ScreenAction);
    this.CONSUME(Name, { LABEL: "Subject" });
    this.OPTION(() => {
      this.OR([{ ALT: () => this.CONSUME(word.At) }, { ALT: () => this.CONSUME(word.To) }]);
      this.SUBRULE(this.plain, { LABEL: "level" });
    });
    this.OPTION2(() => {
      this.CONSUME(word.When);
      this.SUBRULE(this.logic);
    });
    this.OPTION3({
      GATE: this.gate(gates.excessFollows),
      DEF: () => {
        this.CONSUME(Comma);
        this.CONSUME(word.Excess);
        this.AT_LEAST_ONE(() =>
          this.OR2([
            { ALT: () => this.CONSUME2(Name, { LABEL: "Word" }) },
            { ALT: () => this.CONSUME(word.Until, { LABEL: "Word" }) },
          ]),
        );
      },
    });
    this.OPTION4({
      GATE: this.gate(gates.readmitFollows),
      DEF: () => {
        this.CONSUME2(Comma);
        this.CONSUME(word.Readmit);
        this.CONSUME(word.Within);
        this.SUBRULE2(this.plain, { LABEL: "readmit" });
      },
    });
  });

  /** `trades from [A, B]`, `listings from [A] where kind is "on-demand"`, `model where quality >= 1_200 on ARENA`. */
  readonly inputs: Rule = this.RULE("inputs", () => {
    this.CONSUME(Name, { LABEL: "What" });
    this.OPTION(() => {
      this.CONSUME(word.From);
      this.SUBRULE(this.nameSet);
    });
    this.OPTION2(() => {
      this.CONSUME(word.Where);
      this.SUBRULE(this.logic);
    });
  });

  readonly clauses: Rule = this.RULE("clauses", () => {
    this.SUBRULE(this.clause);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.clause);
      },
    });
  });

  readonly clause: Rule = this.RULE("clause", () => {
    this.AT_LEAST_ONE({
      GATE: this.gate(gates.clauseGoesOn),
      DEF: () => this.SUBRULE(this.clausePart),
    });
  });

  readonly clausePart: Rule = this.RULE("clausePart", () => {
    this.OR([
      { ALT: () => this.CONSUME(Glue) },
      { ALT: () => this.CONSUME(Compare) },
      { ALT: () => this.CONSUME(AtMost) },
      { ALT: () => this.CONSUME(AtLeast) },
      { ALT: () => this.SUBRULE(this.plain) },
      { ALT: () => this.SUBRULE(this.clock) },
    ]);
  });

  /** A whole `case { … }` or `first of { … }`. */
  readonly blockContent: Rule = this.RULE("blockContent", () => {
    this.OR([{ ALT: () => this.CONSUME(CaseBlock) }, { ALT: () => this.CONSUME(FirstBlock) }]);
  });
}
