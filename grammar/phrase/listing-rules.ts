import { Comma, DateLiteral, LBracket, MonthLiteral, NumberLiteral, Ordinal, RBracket } from "../tokens.ts";
import { Name } from "../word-classes.ts";
import * as word from "../words.ts";
import type { Rule } from "./base.ts";
import * as gates from "./gates.ts";
import { TimeRules } from "./time-rules.ts";

/** Listing cycles and holidays. */
export abstract class ListingRules extends TimeRules {
  /** `12 consecutive, then 4 of [Mar, Jun, Sep, Dec]`, `2027-03, 2027-06`, `2027-01-15, 2027-01-22`. */
  readonly cycle: Rule = this.RULE("cycle", () => {
    this.SUBRULE(this.cycleGroup);
    this.MANY({
      GATE: this.gate(gates.groupGoesOn),
      DEF: () => this.SUBRULE(this.cycleNext),
    });
  });

  readonly cycleNext: Rule = this.RULE("cycleNext", () => {
    this.OPTION(() => this.CONSUME(Comma));
    this.OPTION2(() => this.OR([{ ALT: () => this.CONSUME(word.Then) }, { ALT: () => this.CONSUME(word.And) }]));
    this.SUBRULE(this.cycleGroup);
  });

  readonly cycleGroup: Rule = this.RULE("cycleGroup", () => {
    this.OR([
      { ALT: () => this.CONSUME(MonthLiteral) },
      { ALT: () => this.CONSUME(DateLiteral) },
      {
        ALT: () => {
          this.CONSUME2(word.Consecutive, { LABEL: "All" });
          this.OPTION(() => this.SUBRULE(this.cycleReach));
        },
      },
      {
        ALT: () => {
          this.SUBRULE(this.nameList);
          this.OPTION2(() => this.SUBRULE2(this.cycleReach));
        },
      },
      {
        ALT: () => {
          this.CONSUME(NumberLiteral);
          this.OR2([
            { ALT: () => this.CONSUME(word.Consecutive) },
            {
              ALT: () => {
                this.CONSUME(word.Of);
                this.SUBRULE2(this.nameList);
                this.OPTION3(() => {
                  this.CONSUME(word.By);
                  this.CONSUME(Name, { LABEL: "Weekday" });
                });
              },
            },
          ]);
        },
      },
    ]);
    this.OPTION4(() => {
      this.CONSUME(word.Except);
      this.SUBRULE3(this.nameList, { LABEL: "exceptions" });
    });
  });

  /** `within 72 months`, `through Dec of 5th year after`, `through Jul of this year, rolled after Nov`. */
  readonly cycleReach: Rule = this.RULE("cycleReach", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.Within);
          this.CONSUME(NumberLiteral);
          this.CONSUME(Name, { LABEL: "Unit" });
        },
      },
      {
        ALT: () => {
          this.CONSUME(word.Through);
          this.CONSUME2(Name, { LABEL: "Month" });
          this.CONSUME(word.Of);
          this.OR2([
            {
              ALT: () => {
                this.CONSUME(Ordinal);
                this.CONSUME3(Name, { LABEL: "Year" });
                this.CONSUME(word.After);
              },
            },
            { ALT: () => this.AT_LEAST_ONE(() => this.CONSUME4(Name, { LABEL: "This" })) },
          ]);
          this.OPTION({
            GATE: this.gate(gates.rolledFollowsComma),
            DEF: () => {
              this.CONSUME(Comma);
              this.CONSUME(word.Rolled);
              this.CONSUME2(word.After);
              this.CONSUME5(Name, { LABEL: "Roll" });
            },
          });
        },
      },
    ]);
  });

  readonly nameList: Rule = this.RULE("nameList", () => {
    this.CONSUME(LBracket);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Name) });
    this.CONSUME(RBracket);
  });

  /** `Jan 1, observed Mon if Sun`, `Jun 19 from 2022`, `Easter - 2 days`, `[2027-02-08, 2028-01-27]`. */
  readonly holiday: Rule = this.RULE("holiday", () => {
    this.SUBRULE(this.date);
    this.OPTION(() => {
      this.CONSUME(word.From);
      this.CONSUME(NumberLiteral, { LABEL: "FirstYear" });
    });
    this.OPTION2(() => {
      this.CONSUME(word.Until);
      this.CONSUME2(NumberLiteral, { LABEL: "LastYear" });
    });
    this.OPTION3(() => {
      this.CONSUME(word.At);
      this.SUBRULE(this.clock);
    });
    this.MANY({
      GATE: this.gate(gates.observedFollowsComma),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE(this.observed);
      },
    });
  });

  readonly observed: Rule = this.RULE("observed", () => {
    this.CONSUME(word.Observed);
    this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
    this.CONSUME(word.If);
    this.CONSUME2(Name, { LABEL: "Day" });
  });
}
