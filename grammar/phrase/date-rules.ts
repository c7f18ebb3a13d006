import {
  CaseBlock,
  Clock,
  Comma,
  DateLiteral,
  Dot,
  LBracket,
  LParen,
  Minus,
  MonthLiteral,
  NumberLiteral,
  OnOrAfter,
  OnOrBefore,
  Ordinal,
  Plus,
  RBracket,
  RParen,
  Zone,
} from "../tokens.ts";
import { Name } from "../word-classes.ts";
import * as word from "../words.ts";
import type { Rule } from "./base.ts";
import { ExpressionRules } from "./expression-rules.ts";
import * as gates from "./gates.ts";

/**
 * Dates and months share their rules, because `2 months before contract month` and `2 months before last-trading-day` differ only in
 * their last words: which of the two a phrase is, is told when it is lowered.
 * ```
 * date = dateCore dateTail*        dateTail = "or" adjustment | "on" calendar | "where" … | "unless" … | ("+" | "-") N days
 * ```
 */
export abstract class DateRules extends ExpressionRules {
  readonly date: Rule = this.RULE("date", () => {
    this.SUBRULE(this.dateCore);
    this.MANY(() => this.SUBRULE(this.dateTail));
  });

  readonly dateTail: Rule = this.RULE("dateTail", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.adjustment) },
      {
        ALT: () => {
          this.CONSUME(word.On);
          this.CONSUME(Name);
        },
      },
      { ALT: () => this.SUBRULE(this.filter) },
      { ALT: () => this.SUBRULE(this.exception) },
      { ALT: () => this.SUBRULE(this.shift) },
    ]);
  });

  /** `or preceding business day`, `or nearest business day, ties preceding`. */
  readonly adjustment: Rule = this.RULE("adjustment", () => {
    this.CONSUME(word.Or);
    this.OR([
      { ALT: () => this.CONSUME(word.Preceding, { LABEL: "Mode" }) },
      { ALT: () => this.CONSUME(word.Following, { LABEL: "Mode" }) },
      { ALT: () => this.CONSUME(word.ModifiedPreceding, { LABEL: "Mode" }) },
      { ALT: () => this.CONSUME(word.ModifiedFollowing, { LABEL: "Mode" }) },
      { ALT: () => this.CONSUME(word.Nearest, { LABEL: "Mode" }) },
    ]);
    this.MANY(() => this.CONSUME(Name));
    this.OPTION({
      GATE: this.gate(gates.tiesFollowComma),
      DEF: () => {
        this.CONSUME(Comma);
        this.CONSUME(word.Ties);
        this.OR2([
          { ALT: () => this.CONSUME2(word.Preceding, { LABEL: "TiesPreceding" }) },
          { ALT: () => this.CONSUME2(word.Following, { LABEL: "TiesFollowing" }) },
        ]);
      },
    });
  });

  /** `where every weekday from A to B is open`, `where it is open on CAL`. */
  readonly filter: Rule = this.RULE("filter", () => {
    this.CONSUME(word.Where);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(word.Every);
          this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
          this.SUBRULE(this.between);
        },
      },
      { ALT: () => this.CONSUME3(Name, { LABEL: "It" }) },
    ]);
    this.CONSUME(word.Is);
    this.CONSUME2(Name, { LABEL: "State" });
    this.OPTION(() => {
      this.CONSUME(word.On);
      this.CONSUME4(Name, { LABEL: "Calendar" });
    });
  });

  /** `unless it is A then B`, `unless it is closed on CAL then B`. */
  readonly exception: Rule = this.RULE("exception", () => {
    this.CONSUME(word.Unless);
    this.CONSUME(Name);
    this.CONSUME(word.Is);
    this.SUBRULE(this.dateCore, { LABEL: "exceptional" });
    this.OPTION(() => {
      this.CONSUME(word.On);
      this.CONSUME2(Name, { LABEL: "Calendar" });
    });
    this.CONSUME(word.Then);
    this.SUBRULE2(this.dateCore, { LABEL: "instead" });
  });

  /** `- 2 days`, `+ 1 day`. */
  readonly shift: Rule = this.RULE("shift", () => {
    this.OR([
      { ALT: () => this.CONSUME(Plus, { LABEL: "Sign" }) },
      { ALT: () => this.CONSUME(Minus, { LABEL: "Sign" }) },
    ]);
    this.CONSUME(NumberLiteral);
    this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
  });

  readonly dateCore: Rule = this.RULE("dateCore", () => {
    this.OR({
      // Soft words come before the names they are a kind of.
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.offset) },
        { ALT: () => this.SUBRULE(this.nth) },
        { ALT: () => this.SUBRULE(this.extreme) },
        { ALT: () => this.SUBRULE(this.edge) },
        { ALT: () => this.SUBRULE(this.nearest) },
        { ALT: () => this.CONSUME(word.Easter) },
        { ALT: () => this.CONSUME(DateLiteral) },
        { ALT: () => this.CONSUME(MonthLiteral) },
        { ALT: () => this.CONSUME(CaseBlock) },
        { ALT: () => this.SUBRULE(this.dateGroup) },
        { ALT: () => this.SUBRULE(this.dateList) },
        { ALT: () => this.SUBRULE(this.listed) },
        { ALT: () => this.SUBRULE(this.dateName) },
      ],
    });
  });

  readonly side: Rule = this.RULE("side", () => {
    this.OR([
      { ALT: () => this.CONSUME(word.Before) },
      { ALT: () => this.CONSUME(word.After) },
      { ALT: () => this.CONSUME(OnOrBefore) },
      { ALT: () => this.CONSUME(OnOrAfter) },
    ]);
  });

  /** `3 business days before D`. */
  readonly offset: Rule = this.RULE("offset", () => {
    this.CONSUME(NumberLiteral);
    this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
    this.SUBRULE(this.side);
    this.SUBRULE(this.dateCore);
    this.OPTION({
      GATE: this.gate(gates.monthEndFollowsComma),
      DEF: () => {
        this.CONSUME(Comma);
        this.CONSUME2(Name, { LABEL: "MonthEnd" });
      },
    });
  });

  /** `last business day of M`, `2nd Friday before D`, `first month of contract quarter`. */
  readonly nth: Rule = this.RULE("nth", () => {
    this.OR([
      { ALT: () => this.CONSUME(Ordinal, { LABEL: "Which" }) },
      { ALT: () => this.CONSUME(word.First, { LABEL: "Which" }) },
      { ALT: () => this.CONSUME(word.Last, { LABEL: "Which" }) },
    ]);
    this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
    this.OR2([{ ALT: () => this.CONSUME(word.Of) }, { ALT: () => this.SUBRULE(this.side) }]);
    this.SUBRULE(this.dateCore);
  });

  /** `earlier of A, B`. */
  readonly extreme: Rule = this.RULE("extreme", () => {
    this.CONSUME(word.EarlierLater);
    this.CONSUME(word.Of);
    this.SUBRULE(this.dateCore);
    this.MANY({
      GATE: this.gate(gates.daysGoOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.dateCore);
      },
    });
  });

  readonly edge: Rule = this.RULE("edge", () => {
    this.CONSUME(word.StartEnd);
    this.CONSUME(word.Of);
    this.SUBRULE(this.dateCore);
  });

  /** `nearest month until D`, `nearest ES month with last-trading-day on or after D`. */
  readonly nearest: Rule = this.RULE("nearest", () => {
    this.CONSUME(word.Nearest);
    this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
    this.OPTION(() => {
      this.CONSUME(word.With);
      this.CONSUME2(Name, { LABEL: "Date" });
      this.SUBRULE(this.side);
      this.SUBRULE(this.dateCore, { LABEL: "withDate" });
    });
    this.OPTION2(() => {
      this.CONSUME(word.Until);
      this.SUBRULE2(this.dateCore, { LABEL: "untilDate" });
    });
  });

  readonly dateGroup: Rule = this.RULE("dateGroup", () => {
    this.CONSUME(LParen);
    this.SUBRULE(this.date);
    this.CONSUME(RParen);
  });

  readonly dateList: Rule = this.RULE("dateList", () => {
    this.CONSUME(LBracket);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.date) });
    this.CONSUME(RBracket);
  });

  /** `from USDA_SCHEDULE`, `from SCHEDULE.last-trading-day`. */
  readonly listed: Rule = this.RULE("listed", () => {
    this.CONSUME(word.From);
    this.SUBRULE(this.reference);
  });

  /** Whatever begins with a name: `last-trading-day`, `contract month`, `Dec 25`, `day 25 of M`, `Wednesday nearest D`. */
  readonly dateName: Rule = this.RULE("dateName", () => {
    this.CONSUME(Name);
    this.OPTION({ GATE: this.gate(gates.tight), DEF: () => this.SUBRULE(this.index) });
    this.MANY(() => {
      this.CONSUME(Dot);
      this.CONSUME2(Name);
    });
    this.MANY2({
      GATE: this.gate(gates.notNearest),
      DEF: () => this.CONSUME3(Name, { LABEL: "Word" }),
    });
    this.OPTION2(() => this.CONSUME(NumberLiteral));
    this.OPTION3(() => {
      this.OR([
        { ALT: () => this.CONSUME(word.Of) },
        { ALT: () => this.SUBRULE(this.side) },
        { ALT: () => this.CONSUME(word.Nearest) },
      ]);
      this.SUBRULE(this.dateCore);
    });
  });

  /** `17:00`, `16:00 Europe/London`, `00:00 UTC`, `16:00 next day`. */
  readonly clock: Rule = this.RULE("clock", () => {
    this.CONSUME(Clock);
    this.OPTION(() =>
      this.OR([
        { ALT: () => this.CONSUME(Zone, { LABEL: "Where" }) },
        { ALT: () => this.CONSUME(word.Utc, { LABEL: "Where" }) },
      ]),
    );
    this.OPTION2(() => {
      this.CONSUME(word.Next);
      this.CONSUME(Name);
    });
  });

  readonly interval: Rule = this.RULE("interval", () => {
    this.CONSUME(word.From);
    this.SUBRULE(this.date, { LABEL: "start" });
    this.OR([{ ALT: () => this.CONSUME(word.To) }, { ALT: () => this.CONSUME(word.Until) }]);
    this.SUBRULE2(this.date, { LABEL: "finish" });
  });
}
