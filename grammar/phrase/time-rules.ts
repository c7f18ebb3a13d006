import { Comma, Dots, NumberLiteral, Zone } from "../tokens.ts";
import { Name } from "../word-classes.ts";
import * as word from "../words.ts";
import type { Rule } from "./base.ts";
import { DateRules } from "./date-rules.ts";
import * as gates from "./gates.ts";

/** Moments, windows, sessions, listing cycles and holidays. */
export abstract class TimeRules extends DateRules {
  /** `last 2 minutes`, `15:00 until 16:00 in 12 parts`, `business days of contract month on CAL`, `from A to B`, `providers`. */
  readonly window: Rule = this.RULE("window", () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(word.Last);
            this.SUBRULE(this.chain, { LABEL: "length" });
          },
        },
        {
          ALT: () => {
            this.SUBRULE(this.clock, { LABEL: "opens" });
            this.CONSUME(word.Until);
            this.SUBRULE2(this.clock, { LABEL: "closes" });
            this.OPTION(() => {
              this.CONSUME(word.In);
              this.CONSUME(NumberLiteral);
              this.CONSUME(Name, { LABEL: "Part" });
            });
          },
        },
        { ALT: () => this.SUBRULE(this.between) },
        {
          ALT: () => {
            this.AT_LEAST_ONE(() => this.CONSUME2(Name, { LABEL: "Word" }));
            this.OPTION2({
              GATE: this.gate(gates.windowIsCounted),
              DEF: () =>
                this.OR2([{ ALT: () => this.SUBRULE(this.windowOf) }, { ALT: () => this.SUBRULE2(this.between) }]),
            });
            this.OPTION3(() => {
              this.CONSUME(word.On);
              this.CONSUME3(Name, { LABEL: "Calendar" });
            });
            this.OPTION4(() => {
              this.CONSUME2(word.In);
              this.SUBRULE(this.zone);
            });
          },
        },
      ],
    });
  });

  readonly windowOf: Rule = this.RULE("windowOf", () => {
    this.CONSUME(word.Of);
    this.SUBRULE(this.dateCore);
  });

  readonly zone: Rule = this.RULE("zone", () => {
    this.OR([{ ALT: () => this.CONSUME(Zone) }, { ALT: () => this.CONSUME(word.Utc) }]);
  });

  /** `at 14:30`, `on D at 10:00`, `open of D`, `daily 16:30`, `until 17:30`, `never after D`, `within 15 minutes`. */
  readonly moment: Rule = this.RULE("moment", () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(word.At);
            this.SUBRULE(this.instant);
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.On);
            this.SUBRULE(this.dateCore);
            this.OPTION(() => {
              this.CONSUME2(word.At);
              this.SUBRULE2(this.instant);
            });
          },
        },
        {
          ALT: () => {
            this.OR2([
              { ALT: () => this.CONSUME(word.Until) },
              { ALT: () => this.CONSUME(word.From) },
              {
                ALT: () => {
                  this.CONSUME(word.Never);
                  this.CONSUME(word.After);
                },
              },
            ]);
            this.SUBRULE(this.point);
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Within);
            this.SUBRULE(this.plain, { LABEL: "length" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Every);
            this.AT_LEAST_ONE(() => this.CONSUME(Name, { LABEL: "Word" }));
            this.OPTION2(() => {
              this.OPTION3(() => this.CONSUME3(word.At));
              this.SUBRULE3(this.clock);
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Rhythm);
            this.OPTION4(() => {
              this.OPTION5(() => this.CONSUME4(word.At));
              this.SUBRULE4(this.clock);
            });
          },
        },
        { ALT: () => this.SUBRULE2(this.point) },
      ],
    });
    this.OPTION6({
      GATE: this.gate(gates.earlierFollowsWhen),
      DEF: () => {
        this.CONSUME(word.When);
        this.CONSUME(word.EarlierLater);
      },
    });
  });

  /** A clock time, the open or close of a day, or a day, perhaps with a clock time. */
  readonly point: Rule = this.RULE("point", () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { ALT: () => this.SUBRULE(this.clock) },
        { ALT: () => this.SUBRULE(this.dayEdge) },
        {
          ALT: () => {
            this.SUBRULE(this.dateCore);
            this.OPTION(() => {
              this.CONSUME(word.At);
              this.SUBRULE(this.instant);
            });
          },
        },
      ],
    });
  });

  readonly dayEdge: Rule = this.RULE("dayEdge", () => {
    this.CONSUME(word.OpenClose);
    this.OPTION(() => {
      this.CONSUME(word.Of);
      this.SUBRULE(this.dateCore);
    });
  });

  readonly instant: Rule = this.RULE("instant", () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.clock) },
      { ALT: () => this.SUBRULE(this.dayEdge) },
      {
        ALT: () => {
          this.CONSUME(word.Early);
          this.CONSUME(word.OpenClose);
        },
      },
    ]);
  });

  readonly moments: Rule = this.RULE("moments", () => {
    this.SUBRULE(this.moment);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.moment);
      },
    });
  });

  /** `Sun..Thu 17:00 until 16:00 next day`. */
  readonly session: Rule = this.RULE("session", () => {
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.dayRange) });
    this.SUBRULE(this.clock, { LABEL: "opens" });
    this.CONSUME(word.Until);
    this.SUBRULE2(this.clock, { LABEL: "closes" });
  });

  readonly dayRange: Rule = this.RULE("dayRange", () => {
    this.CONSUME(Name);
    this.OPTION(() => {
      this.CONSUME(Dots);
      this.CONSUME2(Name, { LABEL: "Last" });
    });
  });

  readonly sessions: Rule = this.RULE("sessions", () => {
    this.SUBRULE(this.session);
    this.MANY({
      GATE: this.gate(gates.listGoesOn),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.session);
      },
    });
  });
}
