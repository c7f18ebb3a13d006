import type { CstNode, IToken } from "chevrotain";
import { type Parsed, type PhraseKind, phraseRules, stopped } from "./phrase.ts";
import type { Rule } from "./phrase/base.ts";
import * as gates from "./phrase/gates.ts";
import { ValueRules } from "./phrase/value-rules.ts";
import { Comma, Dots, Equals, NumberLiteral, Text } from "./tokens.ts";
import { Name } from "./word-classes.ts";
import * as word from "./words.ts";

/** The heads of declarations and blocks, and for every value kind the rule that reads it to its end. */
export class PhraseParser extends ValueRules {
  /** `future GPH "…" from X uses Y`, `unit Mtoken = 1_000_000 token`. */
  readonly declarationHead: Rule = this.RULE("declarationHead", () => {
    this.CONSUME(Name, { LABEL: "Keyword" });
    this.CONSUME2(Name, { LABEL: "Declared" });
    this.OPTION(() => this.CONSUME(Text, { LABEL: "Title" }));
    this.MANY(() => this.SUBRULE(this.headClause));
    this.OPTION2(() => {
      this.CONSUME(Equals);
      this.SUBRULE(this.logic);
    });
  });

  /** `dates on US_EXCHANGE`, `for other months, nearest first`, `closed "Day of mourning"`. */
  readonly sectionHead: Rule = this.RULE("sectionHead", () => {
    this.OR([
      { ALT: () => this.CONSUME(Name, { LABEL: "Keyword" }) },
      { ALT: () => this.CONSUME(word.For, { LABEL: "Keyword" }) },
    ]);
    this.MANY(() => this.SUBRULE(this.headClause));
  });

  readonly headClause: Rule = this.RULE("headClause", () => {
    this.OPTION(() => this.CONSUME(Comma));
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.OR2([
              { ALT: () => this.CONSUME(word.From, { LABEL: "Joint" }) },
              { ALT: () => this.CONSUME(word.On, { LABEL: "Joint" }) },
              { ALT: () => this.CONSUME(word.To, { LABEL: "Joint" }) },
              { ALT: () => this.CONSUME(word.Measures, { LABEL: "Joint" }) },
            ]);
            this.CONSUME(Name, { LABEL: "Target" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Uses, { LABEL: "Joint" });
            this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME2(Name, { LABEL: "Target" }) });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.In);
            this.SUBRULE(this.zone);
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Effective);
            this.SUBRULE(this.dateCore, { LABEL: "effective" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(NumberLiteral, { LABEL: "FirstYear" });
            this.CONSUME(Dots);
            this.CONSUME2(NumberLiteral, { LABEL: "LastYear" });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.Every);
            this.SUBRULE(this.plain);
            this.OPTION2(() => {
              this.CONSUME2(word.From);
              this.SUBRULE(this.point);
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(word.For);
            this.AT_LEAST_ONE2(() => this.CONSUME3(Name, { LABEL: "Word" }));
            this.OPTION3(() => {
              this.CONSUME3(word.From);
              this.SUBRULE2(this.dateCore, { LABEL: "start" });
            });
            this.OPTION4(() => {
              this.OR3([{ ALT: () => this.CONSUME2(word.To) }, { ALT: () => this.CONSUME(word.Until) }]);
              this.SUBRULE3(this.dateCore, { LABEL: "finish" });
            });
          },
        },
        { ALT: () => this.CONSUME(Text) },
        { ALT: () => this.SUBRULE(this.headWords) },
      ],
    });
  });

  /** `lead month`, `other months`, `set at listing`. */
  readonly headWords: Rule = this.RULE("headWords", () => {
    this.AT_LEAST_ONE({
      GATE: this.gate(gates.noJoint),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(Name, { LABEL: "Word" }) },
          { ALT: () => this.CONSUME(word.At, { LABEL: "Word" }) },
        ]),
    });
  });

  readonly exprValue: Rule = this.whole("expr", () => this.SUBRULE(this.dated, { LABEL: "content" }));
  readonly listValue: Rule = this.whole("list", () => this.SUBRULE(this.exprs, { LABEL: "content" }));
  readonly dateValue: Rule = this.whole("date", () => this.SUBRULE(this.date, { LABEL: "content" }));
  readonly intervalValue: Rule = this.whole("interval", () => this.SUBRULE(this.interval, { LABEL: "content" }));
  readonly windowValue: Rule = this.whole("window", () => this.SUBRULE(this.window, { LABEL: "content" }));
  readonly sessionValue: Rule = this.whole("session", () => this.SUBRULE(this.sessions, { LABEL: "content" }));
  readonly momentValue: Rule = this.whole("moment", () => this.SUBRULE(this.moments, { LABEL: "content" }));
  readonly cycleValue: Rule = this.whole("cycle", () => this.SUBRULE(this.cycle, { LABEL: "content" }));
  readonly namesValue: Rule = this.whole("names", () => this.SUBRULE(this.names, { LABEL: "content" }));
  readonly textValue: Rule = this.whole("text", () => this.SUBRULE(this.text, { LABEL: "content" }));
  readonly roundingValue: Rule = this.whole("rounding", () => this.SUBRULE(this.rounding, { LABEL: "content" }));
  readonly holidayValue: Rule = this.whole("holiday", () => this.SUBRULE(this.holiday, { LABEL: "content" }));
  readonly haltsValue: Rule = this.whole("halts", () => this.SUBRULE(this.halts, { LABEL: "content" }));
  readonly legsValue: Rule = this.whole("legs", () => this.SUBRULE(this.legs, { LABEL: "content" }));
  readonly membersValue: Rule = this.whole("members", () => this.SUBRULE(this.members, { LABEL: "content" }));
  readonly tierValue: Rule = this.whole("tier", () => this.SUBRULE(this.tier, { LABEL: "content" }));
  readonly screenValue: Rule = this.whole("screen", () => this.SUBRULE(this.screen, { LABEL: "content" }));
  readonly inputsValue: Rule = this.whole("inputs", () => this.SUBRULE(this.inputs, { LABEL: "content" }));
  readonly exactnessValue: Rule = this.whole("exactness", () => this.SUBRULE(this.exactness, { LABEL: "content" }));
  readonly clausesValue: Rule = this.whole("clauses", () => this.SUBRULE(this.clauses, { LABEL: "content" }));
  readonly blockValue: Rule = this.whole("block", () => this.SUBRULE(this.blockContent, { LABEL: "content" }));

  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** A content, its modifiers, and the `when …` or `otherwise` that makes it an arm. */
  private whole(name: string, content: () => void): Rule {
    return this.RULE(`${name}Value`, () => {
      content();
      this.SUBRULE(this.modifiers);
      this.OPTION(() => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(word.When);
              this.SUBRULE(this.logic, { LABEL: "when" });
            },
          },
          { ALT: () => this.CONSUME(word.Otherwise) },
        ]);
        this.SUBRULE2(this.modifiers);
      });
    });
  }
}

let built: PhraseParser | undefined;

/** The parser itself on `tokens`, for tests and tools: what is shipped is generated from it and must give the same. */
export function parsePhraseByGrammar(kind: PhraseKind, tokens: readonly IToken[]): Parsed<CstNode> {
  built ??= new PhraseParser(true);
  // The parser keeps the array it is given; setting it also forgets the errors of the phrase before.
  built.input = tokens as IToken[];
  const tree = built[phraseRules[kind]]();
  const error = built.errors[0];
  return error === undefined ? { tree } : { stop: stopped(tokens, tokens.indexOf(error.token)) };
}

/** For tests: both the rules' own validation and the walk of the grammar need a parser that was not hurried. */
export function validatedPhraseParser(): PhraseParser {
  return new PhraseParser(false);
}
