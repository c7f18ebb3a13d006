import * as assert from "uvu/assert";
import { sha256 } from "../../../src/text/sha256.ts";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import { factOf } from "../../../src/emit/filing/facts.ts";
import type { FutureSubject, Subject } from "../../../src/emit/filing/names.ts";
import { edited, type Edit, type Files, type Pack, rowsOf } from "./checklist-kit.ts";

/**
 * A point of the checklist, by its letter and number: what holds of a shipped pack, the passage that states it, edits of the spec after which that
 * passage reads otherwise (and says what), and the clauses that the build asks for when they are taken away.
 */
export type Point<S extends Subject = FutureSubject> = {
  readonly name: string;
  readonly shows?: (pack: Pack<S>) => void;
  readonly reads?: (pack: Pack<S>) => string;
  readonly edits?: readonly Edit[];
  /** Files of its own in the place of those edits, where a change would touch other points. */
  readonly alone?: (pack: Pack<S>) => Files;
  readonly says?: RegExp;
  readonly needs?: readonly string[];
};

/** The line of a document that has the words, whole; empty where there is none. */
export function line(text: string, words: string | RegExp): string {
  const found = text.split("\n").find((one) => (typeof words === "string" ? one.includes(words) : words.test(one)));
  return found ?? "";
}

/** The part of a document from one heading, or word, to the next heading of that level. */
export function part(text: string, from: string): string {
  const start = text.indexOf(from);
  if (start < 0) return "";
  const end = text.indexOf("\n## ", start + from.length);
  return text.slice(start, end < 0 ? undefined : end);
}

export const same = (all: readonly string[]): void => {
  assert.ok(all.length > 1 && all[0] !== "", "nothing to compare");
  for (const one of all) assert.is(one, all[0]);
};

/** Terms with a capital behind an article that a chapter neither defines nor takes from the name of something declared. */
export function undefinedIn(
  chapter: string,
  { organisations, indices, grades, calendars, sources }: Pack["model"],
): string[] {
  const names = [...organisations, ...indices, ...grades, ...calendars, ...sources].map((one) => one.title).join("\n");
  return [...chapter.matchAll(/\b[Tt]he ([A-Z][a-z]+(?: [A-Z][a-z]+)*)\b/g)]
    .map((one) => one[1]!)
    .filter((one) => !chapter.includes(`“${one}”`) && !names.includes(one) && !/^(?:Commission|Act)$/.test(one));
}

/** Words that an edit puts in front of a text of the spec, so that they are found again where the text is printed. */
export const SIGN = "Zz";

export const number = (text: string): number => Number(text.replaceAll(",", ""));

export function points(pack: Pack): Point[] {
  const { model, subject } = pack;
  const { product, filing } = subject;
  const F = filing.id;
  /** The clause of a term, the product's own or the one it takes over. */
  const own = (...names: readonly string[]): string => {
    const ids = names.flatMap((name) => [`${product.id}/${name}`, `GPH/${name}`]);
    const found = model.clauses.find((one) => ids.includes(one.id));
    if (found === undefined) throw new Error(`no clause ${names.join(", ")}`);
    return found.id;
  };
  const fact = (name: string): string => `${F}/${name}`;
  const swap = (clause: string, from: string | RegExp, to: string): Edit => [clause, (text) => text.replace(from, to)];
  const sign = (clause: string): Edit => [clause, (text) => text.replace('"', `"${SIGN} `)];
  /** A point that a text of the filing states in a document: its words stand there, a change shows, and it must not lack. */
  const told = (name: string, document: string, ...facts: readonly string[]): Point => ({
    name,
    shows: ({ text, subject: { filing: at } }) => {
      for (const one of facts) {
        const words = factOf(at.facts, one)!
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
  /** The same filing as a request for approval, with what such a one states beside. */
  const asRequest = (pack: Pack): Files =>
    edited(pack, [
      [
        fact("form"),
        (text) => `${text.replace("40.2", "40.3")}\n  agreements: "The licence of the index."\n  fee: "Paid."`,
      ],
      [fact("received-by"), () => ""],
    ]);
  const row =
    (document: string, label: string) =>
    ({ text }: Pack) =>
      line(text(document), `| ${label} |`);
  const term =
    (label: string) =>
    ({ text }: Pack) =>
      line(text("letter"), `| ${label} |`);
  const title = product.title;
  const block = product.orders!.block!;
  const inputs = factOf(filing.facts, "inputs-table")!.value;
  const supply = model.sources.find((one) => one.table?.columns.some((c) => /deliverable/.test(c.name)))!;
  const size = Number(product.size.value);
  return [
    {
      name: "A1 filing date, organization and the kind of entity stand in the portal record",
      shows: (p) => {
        assert.match(row("portal", "Organization")(p), /Example Derivatives Exchange, LLC/);
        assert.match(row("portal", "Type of registered entity")(p), /\(DCM\)/);
      },
      reads: row("portal", "Date"),
      edits: [swap(fact("filed"), /\d+$/, "05")],
      says: /2027-01-05/,
      needs: [fact("filed")],
    },
    {
      name: "A2 the type of filing is a new product under 40.2(a)",
      shows: (p) => assert.match(row("portal", "Type of filing")(p), /New product, Commission Regulation 40\.2\(a\)/),
      reads: row("portal", "Type of filing"),
      alone: asRequest,
      says: /New product, Commission Regulation 40\.3\(a\), listing with the Commission's approval, which is asked for/,
    },
    {
      name: "A3 whether it is a referenced contract is answered with a reason, in the portal record and in the rule of limits",
      shows: (p) => {
        assert.match(row("portal", "Referenced contract (17 CFR 150.1)")(p), /\| no \|/);
        assert.match(
          part(p.text("rulebook"), "Position limits, acc"),
          /not a referenced contract within 17 CFR 150\.1\. No core/,
        );
      },
      reads: (p) => `${row("portal", "Reason")(p)}${line(p.text("rulebook"), "not a referenced contract")}`,
      edits: [swap(own("limits/referenced"), 'because "no core', 'because "not one core')],
      says: /Not one core[^]*Not one core/,
    },
    {
      name: "A4 the official name is the same in portal record, chapter and letter, one product a submission",
      shows: ({ text }) => {
        same([
          line(text("portal"), "| Official product name |").split(" | ")[1]!.replace(" |", ""),
          text("rulebook")
            .split("\n")[0]!
            .replace(/^# Chapter \d+: /, ""),
          /will list (.*?) \(code/.exec(text("letter"))![1]!,
          title,
        ]);
      },
      reads: row("portal", "Official product name"),
      edits: [swap(product.id, title, `${title} ${SIGN}`)],
      says: new RegExp(`${title} ${SIGN}`),
    },
    {
      name: "A5 the flag of confidential treatment agrees with the letter that asks for it",
      shows: (p) =>
        assert.is(/\| Requested \|/.test(row("portal", "Confidential treatment")(p)), p.has("confidentiality")),
      reads: (p) =>
        `${row("portal", "Confidential treatment")(p)}${p.has("confidentiality") ? p.text("confidentiality") : ""}`,
      edits: [swap(fact("confidential"), "none", `"the inputs of the index by month [${inputs}]"`)],
      says: /\| Requested \|[^]*the inputs of the index by month/i,
      needs: [fact("confidential")],
    },
    {
      name: "B7 letter, chapter, portal record and engine config have one day of listing",
      shows: ({ text, model: at }) => {
        const day = at.product!.listing.first;
        const engine = configEmitter
          .emit(at)
          .artifacts.map((one) => one.content)
          .join("");
        const [, month, date] = /^\d+-(\d+)-(\d+)$/.exec(day)!;
        const words = `${Number(date)} ${month === "01" ? "January" : "February"} 2027`;
        assert.ok(engine.includes(day));
        assert.ok(row("portal", "Intended listing date")({ text } as Pack).includes(day));
        assert.ok(line(text("letter"), "will be listed on").includes(words));
        assert.ok(line(text("rulebook"), "Trading in the Contract begins").includes(words));
      },
      reads: ({ text }) => line(text("rulebook"), "Trading in the Contract begins"),
      edits: [
        swap(own("listing"), product.listing.first, "2027-02-09"),
        swap(fact("received-by"), /\d{4}-\d\d-\d\d/, "2027-02-08"),
      ],
      says: /9 February 2027/,
    },
    {
      name: "B8 it is received by 8:15 in Washington on the business day before listing",
      shows: (p) => {
        // Counted here by hand: neither 29 January nor 8 January 2027 is a holiday, and both are Fridays before a listing on a Monday.
        const by = product.listing.first === "2027-01-11" ? "Friday 8 January 2027" : "Friday 29 January 2027";
        assert.ok(line(p.text("letter"), "8:15 a.m. Washington time").includes(by));
      },
      reads: ({ text }) => line(text("letter"), "8:15 a.m. Washington time"),
      says: /Monday 8 February 2027/,
      edits: [],
      needs: [fact("received-by")],
    },
    {
      name: "B12 the registered clearing organization is named",
      shows: (p) =>
        assert.match(
          line(p.text("rulebook"), "Every transaction is cleared by"),
          /derivatives clearing organization registered/,
        ),
      reads: (p) => `${term("Clearing")(p)}${row("core-principles", "11 Financial integrity of transactions")(p)}`,
      edits: [swap("XDCC/legal-name", "Example Derivatives Clearing", "Example Central Clearing")],
      says: /Example Central Clearing[^]*Example Central Clearing/,
    },
    {
      name: "B13 every cell of the letter's table of terms stands in the rule that it names",
      shows: ({ text }) => {
        const rows = rowsOf(text("letter"), "| Term |");
        for (const want of [
          "Contract",
          "Contract size",
          "Quotation",
          "Contracts listed",
          "Trading hours",
          "Last trading day",
          "Final settlement price",
          "Reportable level",
          "Block trades",
        ])
          assert.ok(
            rows.some(([label]) => label === want),
            `no row ${want}`,
          );
        const flat = text("rulebook").replaceAll(" |", "").toLowerCase();
        for (const [label = "", cell = "", rule = ""] of rows) {
          assert.ok(text("rulebook").includes(`## ${rule}.`), `${label}: ${rule} is no rule`);
          if (
            /^(?:In cash|Not applicable|Each stated|By the steps|None|Not permitted|End |No\.|Bands|From \d)/.test(cell)
          )
            continue;
          const words = cell.split(
            /, worth | per contract$|, code |; (?=\w+ time)|, (?=\d\d:\d\d)|, (?=at all times|from the )|, rounded /,
          )[0]!;
          assert.ok(flat.includes(words.toLowerCase()), `${label}: “${words}” is not in the chapter`);
        }
      },
      reads: (p) => `${term("Contract size")(p)}${line(p.text("rulebook"), "The trading unit")}`,
      edits:
        product.id === "MGPH"
          ? [
              swap("MGPH/size", "100", "200"),
              swap(fact("typical-trade"), "contract of 100 hours", "contract of 200 hours"),
              swap("MGPH/limits/aggregate-into", "1/10", "1/5"),
              swap("MGPH/limits/spot-month/2", "10_000", "1_000"),
            ]
          : [
              swap(own("size"), /:\s+\S+/, ": 500"),
              swap(fact("typical-trade"), /contract (?:of 1,000 hours|is five billion)/, "contract of 500 units"),
            ],
      says: / (?:500|200) [GM]/,
    },
    {
      name: "B14 every exhibit that is listed exists",
      shows: ({ text, has }) => {
        const list = part(text("letter"), "## 5. Exhibits")
          .split("\n")
          .filter((one) => one.startsWith("- Exhibit"));
        assert.ok(list.length > 10);
        for (const document of [
          "rulebook",
          "explanation",
          "appendix-c",
          "index",
          "cash-market",
          "core-principles",
          "specification",
          "listing",
          "example",
          "risk-parameters",
        ])
          assert.ok(has(document), document);
        for (const one of list) assert.ok(text("exhibits").includes(one), one);
      },
      reads: ({ text }) => part(text("letter"), "## 5. Exhibits"),
      edits: [swap(fact("exhibits"), "[", '["A letter of the index administrator (fictional)", ')],
      says: /A letter of the index administrator/,
    },
    {
      name: "B16 what is withheld is supporting data alone: rows of tables, and no term",
      reads: ({ text }) => text("appendix-c"),
      edits: [],
      says: /The rows of “.*” are not shown in this copy/,
      shows: ({ text }) => assert.not.match(text("appendix-c"), /not shown in this copy/),
    },
    {
      name: "B17 a certification claims no approval",
      shows: ({ text }) => {
        for (const one of ["letter", "portal", "explanation", "rulebook", "core-principles"])
          assert.not.match(text(one), /approv/i, one);
      },
      reads: ({ text }) => part(text("letter"), "## 2."),
      // Only a request speaks of approval, and it certifies nothing.
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
      reads: ({ text }) => part(text("explanation"), "## 2. Terms and conditions").slice(0, 200),
      edits: [],
      says: /(?:500|200) [GM]/,
    },
    {
      ...told(
        "C19 the status under the Act is stated: commodity, limb, future and no swap, no security, 40.11 and 40.12",
        "explanation",
        "security-status",
      ),
      shows: ({ text }) => {
        const status = part(text("explanation"), "## 5. Status under the Act");
        for (const words of [
          /exempt commodity/,
          /150\.1, so 17 CFR 150\.5\(b\) asks for a spot-month limit/,
          /swap/,
          /security/,
          /40\.11/,
          /40\.12/,
          /because|limb/,
        ])
          assert.match(status, words);
      },
    },
    told("C20 hedgers, speculators and the economic purpose are identified", "explanation", "hedgers"),
    {
      ...told("C21 consultations are told with days, who was asked and what came of it", "explanation", "hedgers"),
      shows: ({ text }) =>
        assert.match(
          part(text("explanation"), "## 3. Consultation"),
          /\n- .*2026, .*: asked .*(?:taken|given|contract)/,
        ),
      reads: ({ text }) => part(text("explanation"), "## 3. Consultation"),
      edits: [sign(fact("consultations"))],
      needs: [fact("consultations")],
    },
    {
      name: "C22 each statement on the market cites a document of the list",
      shows: ({ text }) => {
        const listed = part(text("exhibits"), "## 3. Documents relied upon");
        for (const one of ["hedgers", "typical-trade", "risks", "reliability", "acceptability"])
          assert.match(factOf(filing.facts, one)!.value, /\[[A-Z][\w-]+\]/, one);
        for (const match of `${text("explanation")}${text("appendix-c")}`.matchAll(/ \[(\d+)\]/g))
          assert.ok(listed.includes(`\n${match[1]}. `), `[${match[1]}] is no document`);
      },
      reads: ({ text }) => part(text("exhibits"), "## 3. Documents relied upon"),
      edits: [swap("IOSCO", "Principles for Financial Benchmarks", "Principles of Benchmarks")],
      says: /Principles of Benchmarks/,
    },
    {
      name: "C23 each document relied upon is enclosed or can be reached",
      shows: ({ text }) => {
        const listed = part(text("exhibits"), "## 3. Documents relied upon")
          .split("\n")
          .filter((one) => /^\d+\. /.test(one));
        assert.ok(listed.length > 5);
        for (const one of listed) assert.match(one, /: (?:https:\/\/|\d+ |[A-Z])/, one);
      },
      reads: ({ text }) => part(text("exhibits"), "## 3. Documents relied upon"),
      edits: [swap("CFR-150-5/where", "17 CFR 150.5", "17 CFR 150.5 as in force")],
      says: /17 CFR 150\.5 as in force/,
    },
    {
      name: "C24 whether the risks of this underlying are addressed is asked of the signer",
      shows: ({ text }) =>
        assert.match(text("signer"), /1\. Are the risks .* addressed: the ageing .*\? The explanation says: /),
      reads: ({ text }) => line(text("signer"), "1. Are the risks"),
      edits: [sign(fact("risks"))],
      says: new RegExp(SIGN),
      needs: [fact("risks")],
    },
    {
      ...told(
        "C25 each of the five topics of the advisory is answered",
        "explanation",
        "surveillance",
        "coordination",
        "large-traders",
        "clearing-governance",
      ),
      reads: ({ text }) => part(text("explanation"), "## 7. The topics"),
      says: /1\. Surveillance\. Zz [^]*2\. Coord.*Zz [^]*3\. Large.*Zz [^]*4\. Outreach\. [^]*5\. Risk.*Zz /,
    },
    {
      name: "D33 no listed contract settles after the end of the licence",
      shows: ({ text, subject: at }) => {
        const last = at.product.contracts
          .flatMap((one) => one.dates.map(({ date }) => date))
          .sort()
          .at(-1)!;
        assert.ok(last < at.index.licence!.until!);
        assert.ok(line(text("appendix-c"), "Licence, (c)(3)").includes(last.slice(0, 4)));
      },
    },
    {
      name: "D37 trading ends before the last print that settles, counted for every month",
      shows: ({ text, subject: at }) => {
        for (const one of at.product.contracts.filter(({ averaging }) => averaging.length > 0)) {
          // London is at most five hours ahead of Chicago's 10:00 in a week when one clock has changed: 16:30 there is 16:30Z or 15:30Z.
          const summer =
            one.averaging.at(-1)! > `${one.period.slice(0, 4)}-03-28` &&
            one.averaging.at(-1)! < `${one.period.slice(0, 4)}-10-25`;
          assert.ok(
            Date.parse(one.lastClose!.utc) < Date.parse(`${one.averaging.at(-1)}T${summer ? "15:30" : "16:30"}:00Z`),
            one.code,
          );
        }
        assert.match(
          line(text("appendix-c"), "Last trading day, (c)(4)"),
          /In each of the \d+ contracts listed at first trading ends before the last print/,
        );
      },
      reads: ({ text }) => line(text("appendix-c"), "Last trading day, (c)(4)"),
      edits: [],
      says: /16:20 London time/,
    },
    {
      name: "D39 the size is compared with the customary transaction",
      shows: ({ text }) => {
        const trade = Number(factOf(filing.facts, "customary-trade")!.value);
        const [, times = ""] = /which is ([\d.,]+) contracts/.exec(line(text("appendix-c"), "Contract size, (c)(4)"))!;
        assert.is(number(times), trade / size);
      },
      reads: ({ text }) => line(text("appendix-c"), "Contract size, (c)(4)"),
      edits: [],
      says: / (?:500|200) [GM]/,
      needs: [fact("customary-trade"), fact("typical-trade")],
    },
    {
      name: "D40 the first band is wider than the stated share of daily moves",
      shows: ({ text, subject: at }) => {
        const said = line(text("appendix-c"), "Price limits, (c)(4)");
        const [, move = "", band = ""] = /no more than ([\d.]+)%, which is within the first band of ([\d.]+)%/.exec(
          said,
        )!;
        assert.ok(Number(move) < Number(band));
        assert.ok(at.product.priceLimits !== undefined);
      },
      reads: ({ text }) => line(text("appendix-c"), "Price limits, (c)(4)"),
      edits: [swap(fact("daily-move"), /within [\d.]+%/, "within 5.1%")],
      says: /no more than 5\.1%/,
      needs: [fact("daily-move")],
    },
    {
      name: "F51 supply is shown by month for three years, or why for fewer, with its unit",
      shows: ({ text }) => {
        const table = part(text("cash-market"), "## 1. Supply");
        const months = supply.table!.rows.length;
        assert.ok(months >= 36 || /and not thirty-six: /.test(table), `${months} months`);
        assert.match(table, /\((?:GPU-hour|Mtoken) of/);
        assert.is(rowsOf(text("cash-market"), `${supply.title}:`).length, months);
      },
      reads: ({ text }) => part(text("cash-market"), "## 1. Supply"),
      edits: [swap(supply.id, "fictional)", "invented)")],
      says: /invented\)/,
    },
    {
      name: "F52 committed capacity is left out, with its amounts",
      shows: () => {
        const names = supply.table!.columns.map((one) => one.name);
        const at = (name: RegExp) => names.findIndex((one) => name.test(one));
        for (const cells of supply.table!.rows) {
          const value = (name: RegExp) => Number(cells[at(name)]);
          const gross =
            at(/installed/) < 0
              ? value(/served/)
              : (value(/installed/) * value(/^hours/) * value(/offered/) * value(/available/)) / 10_000;
          assert.ok(Math.abs(gross - value(/committed/) - value(/deliverable/)) < 1, cells.join(","));
        }
      },
      reads: ({ text }) => rowsOf(text("cash-market"), `${supply.title}:`)[1]?.join(" | ") ?? "",
      // Another figure in the table, with the checksum of the table that has it.
      alone: ({ files }) => {
        const [path, table] = Object.entries(files).find(([name]) => name.endsWith("-supply.csv"))!;
        const [head = "", first = "", second = "", ...rest] = table.split("\n");
        const cells = second.split(",");
        const at = supply.table!.columns.findIndex((one) => /committed/.test(one.name));
        const own = String(Number(cells[at]) + 1);
        const changed = [head, first, cells.with(at, own).join(","), ...rest].join("\n");
        const resealed = Object.entries(files).map(
          ([name, text]) => [name, text.replace(sha256(table), sha256(changed))] as const,
        );
        return { ...Object.fromEntries(resealed), [path]: changed };
      },
    },
    {
      name: "F53 the spot limit is at most a quarter of supply for every listed month, with its steps",
      shows: ({ text, subject: at }) => {
        const place = supply.table!.columns.findIndex((one) => /deliverable/.test(one.name));
        const least = Math.min(...supply.table!.rows.map((one) => Number(one[place])));
        const allowed = Math.floor((0.25 * least) / size);
        const rows = rowsOf(text("cash-market"), "For each contract listed at first");
        assert.is(rows.length, at.product.contracts.length);
        for (const [name, own = "", highest = ""] of rows) {
          assert.is(number(own), allowed, name);
          assert.ok(number(highest) <= allowed, name);
        }
        assert.match(text("cash-market"), /The steps, each computed/);
      },
      reads: ({ text }) => line(text("cash-market"), "The basis allows"),
      edits: [swap(own("limits/spot-month/1", "limits/spot-month"), /[\d_]+/, "1_900")],
      says: /highest spot-month limit is 1,900/,
    },
    {
      name: "F54 the levels of other months follow from the stated figures",
      shows: ({ text }) => {
        const basis = product.limits!.otherMonthsBasis;
        if (basis === undefined) return assert.match(text("cash-market"), /Accountability level \| Any single month/);
        assert.is(basis.contracts, Math.floor((5_000 * 5_840) / size));
        assert.ok(
          product
            .limits!.levels.filter((one) => one.scope !== "spot-month")
            .every((one) => one.contracts <= basis.contracts),
        );
        assert.match(text("cash-market"), /no level of other months lies above it/);
      },
      reads: ({ text }) => line(text("cash-market"), "Any single month |"),
      edits: [swap(own("limits/single-month"), /[\d_]+ c/, "4_500 c")],
      says: /4,500 contracts/,
    },
    {
      name: "F55 the spot month is defined by its start and its end in the chapter",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "The spot month begins"),
          /begins at the open of trading on .* and lasts until trading in the expiring contract ends/,
        ),
      reads: ({ text }) => line(text("rulebook"), "The spot month begins"),
      edits: [swap(own("dates/spot-period"), /1st|4/, product.id === "ITK" ? "3" : "2nd")],
      says: /second business day|2nd business day|3rd business day/,
    },
    {
      name: "F56 exemptions have their rule of application, denial and liquidation",
      shows: ({ text }) => {
        assert.match(
          part(text("rulebook"), "Position limits, acc"),
          /may deny, limit, condition or, after notice, revoke an exemption/,
        );
        assert.match(text("cash-market"), /orderly liquidation .*150\.5|150\.5\(b\)\(4\).*orderly liquidation/s);
      },
      reads: ({ text }) => part(text("rulebook"), "Position limits, acc"),
      edits: [swap(own("limits/exemption/lasts"), "365", "180")],
      says: /180/,
    },
    {
      name: "F57 aggregation at ten percent is referenced",
      shows: ({ text }) => assert.match(part(text("rulebook"), "Position limits, acc"), /10% or more/),
      reads: ({ text }) => part(text("rulebook"), "Position limits, acc"),
      edits: [swap(own("limits/aggregation"), ", except independent-controller", "")],
    },
    {
      name: "F58 the reportable level is not above 25 contracts",
      shows: ({ subject: at, text }) => {
        assert.ok(at.product.limits!.reportable!.contracts <= 25);
        assert.match(line(text("appendix-c"), "Reportable level, (c)(4)"), /That is not above the 25 contracts/);
      },
      reads: ({ text }) => line(text("appendix-c"), "Reportable level, (c)(4)"),
      edits: [swap(own("limits/reportable"), "25", "20"), swap(fact("large-traders"), "25 contracts", "20 contracts")],
      says: /It is 20 contracts/,
    },
    {
      name: "F59 limits are the same in chapter, annex, letter and engine config",
      shows: ({ text, model: at }) => {
        const engine = configEmitter
          .emit(at)
          .artifacts.map((one) => one.content)
          .join("");
        for (const level of at.product!.limits!.levels) {
          const words = `${level.contracts.toLocaleString("en-US")} contracts`;
          for (const one of ["letter", "cash-market"]) assert.ok(text(one).includes(words), `${one}: ${words}`);
          assert.ok(part(text("rulebook"), "Position limits, acc").includes(words), words);
          assert.match(engine, new RegExp(`"contracts": ?${level.contracts}\\b`));
        }
      },
      reads: ({ text }) =>
        ["letter", "cash-market", "rulebook", "specification"]
          .map((one) => line(text(one), "ny single month"))
          .join("\n"),
      edits: [],
      says: /(?:4,500[^]*){4}/,
    },
    {
      name: "F60 spreads count by their legs with signs and ratios, options by their delta",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), "Position limits, acc"),
          /spread counts as the positions in its legs, each with the sign and the ratio of its leg; an option on the Contract counts .* by its delta/,
        ),
      // The sentence rests on the limits: without those there is no rule that anything could count towards.
      needs: [own("limits")],
    },
    {
      name: "F61 contracts of another size count at the ratio of their sizes",
      shows: ({ text, subject: at }) => {
        for (const one of at.product.limits!.aggregate)
          assert.ok(
            part(text("rulebook"), "Position limits, acc").includes(
              one.into ? "Positions in the Contract count into" : "Positions in",
            ),
          );
        if (product.id === "MGPH")
          assert.match(
            part(text("rulebook"), "Position limits, acc"),
            /count into GPH at a ratio of (?:1\/10|one tenth|1 to 10)/,
          );
      },
      ...(product.id === "MGPH"
        ? {
            reads: ({ text }: Pack) => line(text("rulebook"), "count into GPH at a ratio"),
            edits: [],
            says: /at a ratio of 1 to 5/,
          }
        : {}),
    },
    {
      name: "G62 the scope names contract, settlement in cash and index, defers to the general rules and states its zone",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Scope"),
          /This chapter governs .* futures settled in cash to the .*Where it is silent, the other rules of the Exchange apply\.[^]*time/,
        ),
      reads: ({ text }) => part(text("rulebook"), ". Scope"),
      edits: [],
      says: new RegExp(SIGN),
    },
    {
      name: "G63 trading unit, quotation and precision are stated",
      shows: ({ text }) =>
        assert.match(
          text("rulebook"),
          /Prices are quoted in USD per .*[^]*\| Outright \| USD 0\.001 .* \| 3 decimals \|/,
        ),
      reads: ({ text }) => line(text("rulebook"), "The trading unit"),
      edits: [],
      says: / (?:500|200) [GM]/,
    },
    {
      name: "G64 a tick is worth its increment times the size",
      shows: ({ text, subject: at }) => {
        for (const one of at.product.ticks)
          assert.is(
            Math.round(Number(one.increment) * size * 1e8),
            Math.round(Number(one.value.amount) * 1e8),
            one.role,
          );
        assert.ok(text("rulebook").includes(`USD ${(0.001 * size).toFixed(2)}`));
      },
      reads: ({ text }) => line(text("rulebook"), "| Calendar spread |"),
      edits: [swap(own("tick/calendar-spread"), "0.0005", "0.0001")],
      says: /USD 0\.0001 per/,
    },
    {
      name: "G65 the contracts listed follow from a rule: how many, which cycle, added when",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Contracts listed"),
          /Listed are \d+ consecutive contract months.*are added on/s,
        ),
      reads: ({ text }) => line(text("rulebook"), "Listed are"),
      edits: [swap(own("listing"), /months:(\s+)\d+ consecutive/, "months:$18 consecutive")],
      says: /Listed are 8 consecutive/,
    },
    {
      name: "G66 every listed month has its last trading day, and the days are attached",
      shows: ({ text, subject: at }) => {
        const rows = rowsOf(text("listing"), "| Contract |");
        assert.is(rows.length, at.product.contracts.length);
        for (const cells of rows) assert.match(cells.join(" "), /\d/);
        for (const one of at.product.contracts) assert.ok(one.dates.some(({ name }) => name === "last-trading-day"));
      },
      reads: ({ text }) => part(text("listing"), "| Contract |"),
      edits: [],
      says: /./,
    },
    {
      name: "G67 the final price has its value, days, rounding and decimals",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "The final settlement price is"),
          /the arithmetic mean of the values of the .* for each business day .*rounded to the nearest multiple of USD 0\.0001/,
        ),
      reads: ({ text }) => line(text("rulebook"), "The final settlement price is"),
      edits: [swap(own("final-settlement/round"), /half-(?:away|even)/, "half-up")],
      says: /half going up|upward/,
    },
    {
      name: "G68 what is paid is the final price less the previous settlement, times the size",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "the amount paid through the Clearing House"),
          /the final settlement price less the previous settlement price, times [\d,]+ /,
        ),
      reads: ({ text }) => line(text("rulebook"), "the amount paid through the Clearing House"),
      edits: [],
      says: /times (?:500|200) [GM]/,
    },
    {
      name: "G69 the steps of the daily settlement are stated",
      shows: ({ text }) => assert.match(part(text("rulebook"), ". Daily settlement price"), /\n1\. .*\n2\. .*\n3\. /),
      reads: ({ text }) => part(text("rulebook"), ". Daily settlement price"),
      edits: [swap(own("daily-settlement/lead-month/1"), /volume >= \d+/, "volume >= 77")],
      says: /77 contracts/,
    },
    {
      name: "G70 the limits have a rule of their own in the chapter, and the letter points to it",
      shows: ({ text }) => {
        const [, rule = ""] = /## (Rule \d+)\. Position limits/.exec(text("rulebook"))!;
        assert.ok(line(text("letter"), "| Position limit, spot month |").includes(rule));
      },
      reads: ({ text }) =>
        `${line(text("rulebook"), ". Position limits")}${line(text("letter"), "| Position limit, spot month |")}`,
      edits: [[own("chapter"), (text) => text.replace(/\d+/, "891")], swap(fact("chapter"), /\d+/, "891")],
      says: /Rule 89111\. Position[^]*Rule 89111/,
    },
    {
      name: "G71 block trades have a least size and a time of reporting",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "A block trade must"),
          new RegExp(`at least ${block.min.toLocaleString("en-US")} contracts and must be reported`),
        ),
      reads: ({ text }) => line(text("rulebook"), "A block trade must"),
      edits: [
        swap(own("orders/block"), /min: \d+/, "min: 60"),
        swap(fact("core-principle-9"), /\d+ contracts/, "60 contracts"),
      ],
      says: /at least 60 contracts/,
    },
    {
      name: "G72 price limits and halts are stated",
      shows: ({ text }) =>
        assert.match(part(text("rulebook"), ". Price limits and halts"), /Price limits stand at .*%[^]*- at /),
      reads: ({ text }) => part(text("rulebook"), ". Price limits and halts"),
      edits: [swap(own("price-limits/band"), "20%", "22%"), swap(own("price-limits/halt"), "20%", "22%")],
      says: /22%/,
    },
    {
      name: "G73 emergency and failure of the index lead to the exchange's rule",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". When the Index has no value"),
          /determined by .* under Rule 901[^]*Rule 402/,
        ),
      reads: ({ text }) => part(text("rulebook"), ". When the Index has no value"),
      edits: [sign(fact("core-principle-6"))],
      says: new RegExp(SIGN),
      needs: [fact("core-principle-6")],
    },
    {
      name: "G74 disputes have their rule, and the index its disclaimer",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Disputes and disclaimer"),
          /Rule 418[^]*Neither the Exchange nor .* warrants/,
        ),
      reads: ({ text }) => part(text("rulebook"), ". Disputes and disclaimer"),
      edits: [sign(fact("core-principle-14"))],
      says: new RegExp(SIGN),
      needs: [fact("core-principle-14")],
    },
    {
      name: "G75 each capitalised term of the chapter is defined in it, and each that is defined is used",
      shows: ({ text }) => {
        const chapter = text("rulebook");
        for (const name of ["Exchange", "Clearing House", "Administrator", "Index", "Contract"]) {
          assert.match(chapter, new RegExp(`“${name}”`), name);
          assert.ok(chapter.split(new RegExp(`\\b${name}\\b`)).length > 2, `${name} is defined and not used`);
        }
        assert.equal(undefinedIn(chapter, model), []);
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
        assert.match(
          text("core-principles"),
          /Core Principles 1, 15, 17, 19, 21, 22 and 23 concern the Exchange as a whole .* have no bearing/,
        );
      },
    },
    {
      name: "L97 the days of the engine, of the listing table and of the filing are the same",
      shows: ({ text, model: at }) => {
        const { contracts } = at.product!;
        const emitted = configEmitter.emit(at).artifacts.find((one) => one.path === "instruments.json")!.content;
        for (const one of contracts)
          for (const { date } of one.dates) assert.ok(emitted.includes(date), `${one.code} ${date}`);
        assert.equal(
          rowsOf(text("listing"), "| Contract |"),
          rowsOf(text("rulebook"), "The contracts listed on the first day, with"),
        );
      },
      reads: ({ text }) => part(text("listing"), "| Contract |"),
      edits: [],
      says: /./,
    },
    {
      name: "L99 risk parameters are marked as proposed, with the chapter's size and currency",
      shows: ({ text }) => {
        assert.match(text("risk-parameters"), /Proposed to the clearing house, which alone decides/);
        same([
          row(
            "risk-parameters",
            "Contract size",
          )({ text } as Pack)
            .split(" | ")[1]!
            .replace(" |", ""),
          term("Contract size")({ text } as Pack).split(" | ")[1]!,
        ]);
      },
      reads: ({ text }) => text("risk-parameters"),
      edits: [swap(own("margin/maintenance"), /\d+%/, "31%")],
      says: /31%/,
    },
    {
      name: "L100 every document has the same version, and none a placeholder",
      shows: ({ text, subject: at, has }) => {
        const version = /Version of the contract: ([0-9a-f]{16})\./;
        const names = [
          "portal",
          "letter",
          "rulebook",
          "explanation",
          "appendix-c",
          "index",
          "cash-market",
          "core-principles",
          "specification",
          "listing",
          "example",
          "risk-parameters",
          "exhibits",
          "signer",
        ];
        same(names.map((one) => version.exec(text(one))?.[1] ?? one));
        for (const one of names) assert.not.match(text(one), /TBD|TODO|XXX|\{\{|undefined|\bnull\b/);
        assert.ok(at.filing.facts.length > 40 && !has("nothing"));
      },
      reads: ({ text }) => line(text("portal"), "Version of the contract"),
      edits: [],
      says: /[0-9a-f]{16}/,
    },
  ];
}
