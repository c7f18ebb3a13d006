import * as assert from "uvu/assert";
import { factOf } from "../../../src/emit/filing/facts.ts";
import type { Subject } from "../../../src/emit/filing/names.ts";
import { edited, type Edit, type Files, type Pack, rowsOf } from "./checklist-kit.ts";
import { line, part, type Point, same, SIGN, undefinedIn } from "./checklist-points.ts";

export type SpecialPack = Pack<Subject>;
export type SpecialPoint = Point<Subject>;

/** What points of every contract are made with: the clause of a fact, edits of texts, and rows of documents. */
export function kitOf(pack: SpecialPack) {
  const { id } = pack.subject.filing;
  const fact = (name: string): string => {
    const found = pack.subject.filing.facts.find((one) => one.name === name || one.name.endsWith(`/${name}`));
    return found?.clause ?? `${id}/${name}`;
  };
  const swap = (clause: string, from: string | RegExp, to: string): Edit => [clause, (text) => text.replace(from, to)];
  const sign = (clause: string): Edit => [clause, (text) => text.replace('"', `"${SIGN} `)];
  const row =
    (document: string, label: string) =>
    ({ text }: SpecialPack): string =>
      line(text(document), `| ${label} |`);
  /** A text of the filing that a document states: its words stand there, a change shows, and it must not lack. */
  const told = (name: string, document: string, ...facts: readonly string[]): SpecialPoint => ({
    name,
    shows: ({ text, subject: { filing } }) => {
      for (const one of facts) {
        const words = factOf(filing.facts, one)!
          .value.replace(/\s*\[[A-Z][\w-]*\].*$/, "")
          .slice(1, 60);
        assert.ok(text(document).includes(words), `${document} lacks ${one}: ${words}`);
      }
    },
    reads: ({ text }) =>
      text(document)
        .split("\n")
        .filter((one) => one.includes(SIGN))
        .join("\n") || "none",
    edits: facts.map((one) => sign(fact(one))),
    says: new RegExp(SIGN),
    needs: facts.map(fact),
  });
  return { fact, swap, sign, row, told };
}

const EXHIBITS = [
  ...["rulebook", "explanation", "appendix-c", "index", "cash-market", "core-principles", "specification"],
  ...["listing", "example", "risk-parameters"],
];

/** The points that every contract answers in the same words. */
export function samePoints(pack: SpecialPack): SpecialPoint[] {
  const { fact, swap, sign } = kitOf(pack);
  const { title } = pack.subject.product;
  return [
    {
      name: "B6 the letter is addressed to the Secretary, and its subject cites the section, the regulation, the product and the submission",
      shows: ({ text }) => {
        assert.match(text("letter"), /\nSecretary of the Commission\nCommodity Futures Trading Commission\n/);
        assert.match(
          line(text("letter"), "Re: "),
          /Section 5c\(c\) of the Commodity Exchange Act and Commission Regulation 40\.2\(a\)/,
        );
        assert.ok(line(text("letter"), "Re: ").includes(title));
      },
      reads: ({ text }) => line(text("letter"), "Re: "),
      edits: [swap(fact("submission"), "XDEX-2027-0", "XDEX-2027-9")],
      says: /submission XDEX-2027-9/,
      needs: [fact("submission")],
    },
    {
      name: "B9 it is certified, without qualification, that the product complies with the Act and the regulations",
      shows: ({ text }) =>
        assert.ok(
          text("letter").includes(
            `The Exchange certifies that ${title}, and the rules filed with this letter, comply with the Commodity Exchange Act and the Commission's regulations under it.`,
          ),
        ),
      reads: ({ text }) => line(text("letter"), "and the rules filed with this letter"),
      edits: [],
      says: new RegExp(`certifies that ${title} ${SIGN}, and the rules`),
    },
    {
      name: "B10 it is certified that notice and copy were posted at an address",
      shows: ({ text }) =>
        assert.match(line(text("letter"), "posted a notice"), /certifies .* https:\/\/xdex\.example\/filings\//),
      reads: ({ text }) => line(text("letter"), "posted a notice"),
      edits: [swap(fact("posted"), "filings", "submissions")],
      says: /xdex\.example\/submissions/,
      needs: [fact("posted")],
    },
    {
      name: "B11 the letter says whether there were opposing views, and which",
      shows: ({ text }) =>
        assert.match(part(text("letter"), "## 3. Opposing views"), /not aware of any|views were expressed: \S/),
      reads: ({ text }) => part(text("letter"), "## 3. Opposing views"),
      edits: [swap(fact("opposing-views"), /:.*/s, ': "a fund held that the tick is too small"')],
      says: /expressed: A fund held that the tick is too small/,
      needs: [fact("opposing-views")],
    },
    {
      name: "B15 the signatory has name, title, telephone and e-mail",
      shows: ({ text }) => assert.match(part(text("letter"), "## Signature"), /\n\S.*\n\S.*\n\+\d[\d ]+\n\S+@\S+\n/),
      reads: ({ text }) => part(text("letter"), "## Signature"),
      edits: [sign(fact("signer-name"))],
      says: new RegExp(`${SIGN} Mara`),
      needs: ["signer-name", "signer-title", "signer-phone", "signer-email"].map(fact),
    },
    {
      name: "I83 each rule that the matrix cites is in the list of the exchange's rules or in the chapter",
      shows: ({ text }) => {
        const known = text("core-principles").slice(text("core-principles").indexOf("Rules of the Exchange that"));
        const cited = [
          ...rowsOf(text("core-principles"), "| Core Principle |")
            .flat()
            .join(" ")
            .matchAll(/\bRules? ((?:\d+(?:, | and )?)+)/g),
        ];
        assert.ok(cited.length > 5);
        for (const number of cited.flatMap((one) => one[1]!.split(/, | and /).filter((n) => n !== "")))
          assert.ok(
            known.includes(`- Rule ${number}:`) || text("rulebook").includes(`## Rule ${number}.`),
            `Rule ${number}`,
          );
      },
      reads: ({ text }) => text("core-principles").slice(text("core-principles").indexOf("Rules of the Exchange that")),
      edits: [swap("XDEX/rules/Rule-402", ': "', `: "${SIGN} `)],
      says: /Rule 402: Zz/,
    },
    {
      name: "I84 whether Core Principle 3 points to evidence is asked of the signer",
      shows: ({ text }) => assert.match(text("signer"), /2\. Does the row of Core Principle 3 point to evidence/),
      reads: ({ text }) => line(text("signer"), "2. Does the row"),
      edits: [],
      says: new RegExp(SIGN),
    },
  ];
}

/** B8 for a contract whose listing asks for it by the day `by`, counted by hand; where it is listed a week or a day later, by `later`. */
export function receivedPoint(pack: SpecialPack, by: string, later: RegExp): SpecialPoint {
  return {
    name: "B8 it is received by 8:15 in Washington on the business day before listing",
    shows: ({ text }) => assert.ok(line(text("letter"), "8:15 a.m. Washington time").includes(by)),
    reads: ({ text }) => line(text("letter"), "8:15 a.m. Washington time"),
    edits: [],
    says: later,
    needs: [kitOf(pack).fact("received-by")],
  };
}

/** The points that every contract on futures answers in the same way. */
export function commonPoints(pack: SpecialPack): SpecialPoint[] {
  const { product, filing } = pack.subject;
  const { fact, swap, sign, row, told } = kitOf(pack);
  const { title, id } = product;
  const term =
    (label: string) =>
    ({ text }: SpecialPack) =>
      line(text("letter"), `| ${label} |`);
  const asRequest = (own: SpecialPack): Files =>
    edited(own, [
      [
        fact("form"),
        (text) => `${text.replace("40.2", "40.3")}\n  agreements: "Licence of the index."\n  fee: "Paid on the day."`,
      ],
      [fact("received-by"), () => ""],
    ]);
  const cp = (n: number): string => fact(`core-principle-${n}`);
  return [
    ...samePoints(pack),
    {
      name: "A1 filing date, organization and the kind of entity stand in the portal record",
      shows: (p) => {
        assert.match(row("portal", "Organization")(p), /Example Derivatives Exchange, LLC/);
        assert.match(row("portal", "Type of registered entity")(p), /\(DCM\)/);
      },
      reads: row("portal", "Date"),
      edits: [swap(fact("filed"), /\d+$/, "05")],
      says: /20\d\d-\d\d-05/,
      needs: [fact("filed")],
    },
    {
      name: "A2 the type of filing is a new product under 40.2(a), or under 40.3(a) where approval is asked for",
      shows: (p) => assert.match(row("portal", "Type of filing")(p), /New product, Commission Regulation 40\.2\(a\)/),
      reads: row("portal", "Type of filing"),
      alone: asRequest,
      says: /New product, Commission Regulation 40\.3\(a\)/,
    },
    {
      name: "A3 whether it is a referenced contract is answered with a reason, in the portal record and in the rule of limits",
      shows: (p) => {
        assert.match(row("portal", "Referenced contract (17 CFR 150.1)")(p), /\| no \|/);
        assert.match(
          part(p.text("rulebook"), ". Position limits"),
          /not a referenced contract within 17 CFR 150\.1\. None/,
        );
      },
      reads: (p) => `${row("portal", "Reason")(p)}${line(p.text("rulebook"), "not a referenced contract")}`,
      edits: [swap(fact("referenced-contract"), "none of", "not one of")],
      says: /Not one of[^]*Not one of/,
      needs: [fact("referenced-contract")],
    },
    {
      name: "A4 the official name is the same in portal record, chapter and letter, one product a submission",
      shows: ({ text }) =>
        same([
          line(text("portal"), "| Official product name |").split(" | ")[1]!.replace(" |", ""),
          text("rulebook")
            .split("\n")[0]!
            .replace(/^# Chapter \d+: /, ""),
          /will list (.*?) \(code/.exec(text("letter"))![1]!,
          title,
        ]),
      reads: row("portal", "Official product name"),
      edits: [swap(id, title, `${title} ${SIGN}`)],
      says: new RegExp(`${title} ${SIGN}`),
    },
    {
      name: "A5 the flag of confidential treatment agrees with the letter that asks for it",
      shows: (p) =>
        assert.is(/\| Requested \|/.test(row("portal", "Confidential treatment")(p)), p.has("confidentiality")),
      reads: (p) =>
        `${row("portal", "Confidential treatment")(p)}${p.has("confidentiality") ? p.text("confidentiality") : ""}`,
      edits: [swap(fact("confidential"), /none/, '"the minutes of the consultations"')],
      says: /\| Requested \|[^]*the minutes of the consultations/i,
      needs: [fact("confidential")],
    },
    {
      name: "B12 the registered clearing organization is named",
      shows: (p) =>
        assert.match(
          row("core-principles", "11 Financial integrity of transactions")(p),
          /derivatives clearing organization registered/,
        ),
      reads: (p) => `${term("Clearing")(p)}${line(p.text("rulebook"), "is cleared by")}`,
      edits: [swap("XDCC/legal-name", "Example Derivatives Clearing", "Example Central Clearing")],
      says: /Example Central Clearing[^]*Example Central Clearing/,
    },
    {
      name: "B14 every exhibit that is listed exists",
      shows: ({ text, has }) => {
        const list = part(text("letter"), "## 5. Exhibits")
          .split("\n")
          .filter((one) => one.startsWith("- Exhibit"));
        assert.ok(list.length > 10);
        for (const document of EXHIBITS) assert.ok(has(document), document);
        for (const one of list) assert.ok(text("exhibits").includes(one), one);
      },
      reads: ({ text }) => part(text("letter"), "## 5. Exhibits"),
      edits: [swap(fact("exhibits"), "[", '["A letter of a trading firm (fictional)", ')],
      says: /A letter of a trading firm/,
    },
    {
      name: "B16 terms, conditions and the explanation are public: what is withheld is supporting data alone",
      shows: ({ text }) => {
        for (const one of EXHIBITS) assert.not.match(text(one), /not shown in this copy/, one);
      },
      reads: ({ text, has }) => (has("confidentiality") ? text("confidentiality") : "nothing is withheld"),
      edits: [],
      says: /terms and conditions, and the explanation and analysis, are public/,
    },
    {
      name: "B17 a certification claims no approval; only a request asks for it",
      shows: ({ text }) => {
        for (const one of ["letter", "portal", "explanation", "rulebook", "core-principles", "index", "appendix-c"])
          assert.not.match(text(one), /approv/i, one);
      },
      reads: ({ text }) => part(text("letter"), "## 2."),
      alone: asRequest,
      says: /^(?!.*certifies that)[^]*asks for approval under Regulation 40\.3/,
    },
    {
      name: "C18 the analysis is complete on the terms, the underlying commodity and compliance",
      shows: ({ text }) => {
        for (const one of [
          "## 2. Terms and conditions",
          "## 4. The underlying commodity",
          "## 5. Status under the Act",
          "## 6. Appendix C and the core principles",
        ])
          assert.ok(part(text("explanation"), one).length > one.length + 60, one);
      },
      reads: ({ text }) => part(text("explanation"), "## 1. The product"),
      edits: [],
      says: new RegExp(SIGN),
    },
    {
      ...told(
        "C19 the status under the Act is stated: commodity, no swap, no security, 40.11 and 40.12, and limits follow from it",
        "explanation",
        "security-status",
      ),
      shows: ({ text }) => {
        const status = part(text("explanation"), "## 5. Status under the Act");
        for (const words of [/exempt commodity/, /150\.5\(b\) asks for/, /swap/, /security/, /40\.11/, /40\.12/])
          assert.match(status, words);
      },
    },
    told("C20 hedgers, speculators and the economic purpose are identified", "explanation", "hedgers"),
    {
      name: "C21 consultations are told with days, who was asked and what came of it",
      shows: ({ text }) =>
        assert.match(part(text("explanation"), "## 3. Consultation"), /\n- .*2026, .*: asked .*(?:taken|given)/),
      reads: ({ text }) => part(text("explanation"), "## 3. Consultation"),
      edits: [sign(fact("consultations"))],
      says: new RegExp(SIGN),
      needs: [fact("consultations")],
    },
    {
      name: "C22 each statement on the market cites a document of the list",
      shows: ({ text }) => {
        const listed = part(text("exhibits"), "## 3. Documents relied upon");
        for (const one of ["hedgers", "risks"]) assert.match(factOf(filing.facts, one)!.value, /\[[A-Z][\w-]+\]/, one);
        for (const match of `${text("explanation")}${text("appendix-c")}${text("cash-market")}`.matchAll(/ \[(\d+)\]/g))
          assert.ok(listed.includes(`\n${match[1]}. `), `[${match[1]}] is no document`);
      },
      reads: ({ text }) => part(text("exhibits"), "## 3. Documents relied upon"),
      edits: [swap("CFR-15-03", "Reporting levels", "Levels of reporting")],
      says: /Levels of reporting/,
    },
    {
      name: "C23 each document relied upon is enclosed or can be reached",
      shows: ({ text }) => {
        const listed = part(text("exhibits"), "## 3. Documents relied upon")
          .split("\n")
          .filter((one) => /^\d+\. /.test(one));
        assert.ok(listed.length > 2);
        for (const one of listed) assert.match(one, /: (?:https:\/\/|\d+ |[A-Z])/, one);
      },
      reads: ({ text }) => part(text("exhibits"), "## 3. Documents relied upon"),
      edits: [swap("CFR-38-253/where", "17 CFR 38.253", "17 CFR 38.253 as in force")],
      says: /17 CFR 38\.253 as in force/,
    },
    {
      name: "C24 whether the risks of this contract are addressed is asked of the signer",
      shows: ({ text }) => assert.match(text("signer"), /1\. Are the risks .* addressed.*\? The explanation says: /),
      reads: ({ text }) => line(text("signer"), "1. Are the risks"),
      edits: [sign(fact("risks"))],
      says: new RegExp(SIGN),
      needs: [fact("risks")],
    },
    {
      ...told(
        "C25 each of the five topics of the advisory is answered",
        "explanation",
        ...["surveillance", "coordination", "large-traders", "clearing-governance"],
      ),
      reads: ({ text }) => part(text("explanation"), "## 7. The topics"),
      says: /1\. Surveillance\. Zz [^]*2\. Coord.*Zz [^]*3\. Large.*Zz [^]*4\. Outreach\. [^]*5\. Risk.*Zz /,
    },
    told("D36 what it hangs on is monitored, and terms amended where needed", "appendix-c", "monitoring"),
    {
      name: "G62 the scope names the contract, defers to the general rules and states its zone",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Scope"),
          /This chapter governs .*[Ww]here (?:it|this chapter) is silent, the other rules of the Exchange apply\.[^]*time/s,
        ),
      reads: ({ text }) => part(text("rulebook"), ". Scope"),
      edits: [],
      says: new RegExp(SIGN),
    },
    {
      ...told("G73 emergencies lead to the exchange's rule", "rulebook", "core-principle-6"),
      shows: ({ text }) => assert.match(text("rulebook"), /Rule 402[^]*Rule 901|Rule 901[^]*Rule 402/),
    },
    {
      ...told("G74 disputes have their rule, and what is published its disclaimer", "rulebook", "core-principle-14"),
      shows: ({ text }) => {
        const rule = part(text("rulebook"), ". Disputes and disclaimer");
        assert.match(rule, /Rule 418[^]*warrant/);
      },
    },
    {
      name: "G75 each capitalised term of the chapter is defined in it, or is the name of something declared",
      shows: ({ text, model, subject }) => {
        const others = (subject.filing.underlyings ?? []).flatMap((one) => [one.title, one.index.title]).join("\n");
        assert.equal(
          undefinedIn(text("rulebook"), model).filter((one) => !others.includes(one)),
          [],
        );
      },
      reads: ({ text }) => line(text("rulebook"), "“Clearing House” means"),
      edits: [],
      says: /“Clearing House” means Example Central Clearing/,
    },
    {
      ...told(
        "I82 each core principle that bears on a contract has its row",
        "core-principles",
        ...[2, 4, 7, 8, 9, 10, 12, 13, 16, 18, 20].map((n) => `core-principle-${n}`),
      ),
      shows: ({ text }) => {
        const rows = rowsOf(text("core-principles"), "| Core Principle |");
        for (const n of [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 18]) {
          const own = rows.find(([label = ""]) => label.startsWith(`${n} `));
          assert.ok(own !== undefined && own[2]!.length > 30, `Core Principle ${n}`);
        }
        assert.match(text("core-principles"), /Core Principles 1, 15, 17, 19, 21, 22 and 23 .* have no bearing/);
      },
      needs: [2, 4, 7, 8, 9, 10, 12, 13, 16, 18, 20].map(cp),
    },
    {
      name: "L100 every document has the same version, and none a placeholder",
      shows: ({ text }) => {
        const version = /Version of the contract: ([0-9a-f]{16})\./;
        const names = [...EXHIBITS, "portal", "letter", "exhibits", "signer"];
        same(names.map((one) => version.exec(text(one))?.[1] ?? one));
        for (const one of names) {
          assert.not.match(text(one), /TBD|TODO|\bXXX|\{\{|undefined|\bnull\b|\[object|NaN/);
          assert.not.match(text(one), /\|[ \t]*\||  \.|\.\.(?!\.)| ,|\(\)|“”/, one);
        }
      },
      reads: ({ text }) => line(text("portal"), "Version of the contract"),
      edits: [],
      says: /[0-9a-f]{16}/,
    },
  ];
}

/** The terms of the letter's table stand in the rules they name, B13. */
export function cellsInRules(rows: readonly string[], skip: RegExp): NonNullable<SpecialPoint["shows"]> {
  return ({ text }) => {
    const table = rowsOf(text("letter"), "| Term |");
    for (const want of rows)
      assert.ok(
        table.some(([label = ""]) => label.startsWith(want)),
        `no row ${want}`,
      );
    const flat = text("rulebook").replaceAll(" |", "").toLowerCase();
    for (const [label = "", cell = "", rule = ""] of table) {
      assert.ok(text("rulebook").includes(`## ${rule}.`), `${label}: ${rule} is no rule`);
      if (skip.test(cell)) continue;
      const words = cell
        .split(
          /, worth | per contract$|, code |; (?=\w+ time)|, (?=\d\d:\d\d)|, (?=at all times|from the )|, rounded |; (?=UTC)/,
        )[0]!
        .replace(/^End /, "");
      assert.ok(flat.includes(words.toLowerCase()), `${label}: “${words}” is not in the chapter`);
    }
  };
}
