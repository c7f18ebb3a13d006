import * as assert from "uvu/assert";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import { factOf } from "../../../src/emit/filing/facts.ts";
import type { PerpetualSubject } from "../../../src/emit/filing/names.ts";
import { findings, type Pack, rowsOf } from "./checklist-kit.ts";
import { line, number, part, type Point, SIGN } from "./checklist-points.ts";
import { range } from "./checklist-run.ts";
import { indexPoints } from "./index-points.ts";
import { cellsInRules, commonPoints, kitOf, receivedPoint } from "./special-points.ts";

export type PerpetualPack = Pack<PerpetualSubject>;
type PerpetualPoint = Point<PerpetualSubject>;

/** What the engine is told of a perpetual. */
const engineOf = ({ model }: PerpetualPack): string =>
  configEmitter
    .emit(model)
    .artifacts.map((one) => one.content)
    .join("");

const FUNDING = ". Funding";

/** The points of the checklist for a contract without contract months, as the perpetual on the H100. */
export function perpetualPoints(pack: PerpetualPack): PerpetualPoint[] {
  const { fact, swap, sign, row, told } = kitOf(pack);
  const { product } = pack.subject;
  const own = (name: string): string => `${product.id}/${name}`;
  return [
    ...commonPoints(pack),
    ...indexPoints(pack),
    {
      name: "B7 letter, chapter, portal record and engine config have one day of listing",
      shows: (p) => {
        assert.ok(engineOf(p).includes('"listed": "2027-03-01"'));
        assert.ok(row("portal", "Intended listing date")(p).includes("2027-03-01"));
        assert.ok(line(p.text("letter"), "will be listed on").includes("1 March 2027"));
        assert.ok(line(p.text("rulebook"), "Trading in the Contract begins").includes("1 March 2027"));
        assert.ok(line(p.text("listing"), "Trading begins on").includes("1 March 2027"));
      },
      reads: ({ text }) => line(text("rulebook"), "Trading in the Contract begins"),
      edits: [
        swap(own("listing/first"), "2027-03-01", "2027-03-09"),
        swap(fact("received-by"), /\d{4}-\d\d-\d\d/, "2027-03-08"),
      ],
      says: /9 March 2027/,
    },
    // Counted by hand: 26 February 2027 is a Friday and no holiday, 1 March a Monday.
    receivedPoint(pack, "Friday 26 February 2027", /Monday 8 March 2027/),
    {
      name: "B13 every cell of the letter's table of terms stands in the rule that it names",
      shows: cellsInRules(
        [
          "Contract",
          "Contract size",
          "Quotation",
          "Mark",
          "Funding",
          "Rate of funding",
          "Trading hours",
          "Last trading day",
        ],
        /^(?:Not applicable|None|No\.|In cash|Each stated|Counts into|Not permitted|One, without|The median of|Every 8|16 in each|Above zero)/,
      ),
      reads: (p) => row("letter", "Largest order")(p),
      edits: [
        swap(own("orders/max"), "1_000", "900"),
        swap(fact("core-principle-4"), "1,000 contracts", "900 contracts"),
      ],
      says: /900 contracts/,
    },
    {
      name: "C19 of the claim: letter, chapter, explanation and portal record say what the exchange claims, as its claim, with the reason and the status that the specification states",
      shows: (p) => {
        assert.match(
          line(p.text("rulebook"), "The Exchange lists it as"),
          /a contract for future delivery, and no swap/,
        );
        assert.match(row("portal", "Description")(p), /which the Exchange claims to be a future/);
        for (const one of ["letter", "explanation"]) {
          assert.match(
            p.text(one),
            /The Exchange claims that .* is a contract for future delivery, and no swap\. It is a/,
          );
          assert.match(p.text(one), /Section 1a\(47\) of the Act/);
          assert.match(p.text(one), /it is not a finding of the Commission/);
          assert.match(
            p.text(one),
            /Whether it may be listed\. The specification calls this “permitted”, with the reason: “/,
          );
          assert.match(p.text(one), /nowhere else, under section 4\(a\) of the Act/);
        }
        assert.match(line(p.text("signer"), "You claim that"), /Has counsel looked at the claim/);
      },
      reads: ({ text }) =>
        ["letter", "explanation", "rulebook", "portal", "signer"]
          .flatMap((one) => text(one).split("\n"))
          .filter((one) => /claim|lists it as|parts 43 and 45/.test(one))
          .join("\n"),
      edits: [swap(fact("perpetual-status"), '"future: ', '"swap: ')],
      says: /is a swap\. [^]*parts 43 and 45[^]*39\.5[^]*is a swap\. [^]*lists it as a swap\.[^]*claims to be a swap[^]*You claim that the Contract is a swap/,
      needs: [fact("perpetual-status")],
    },
    {
      ...told("D29 of mark and funding: why they are not readily moved", "appendix-c", "funding-integrity"),
      shows: ({ text }) => {
        const said = line(text("appendix-c"), "Mark and funding, (c)(2)");
        assert.match(said, /dealing in the Contract makes 2 and the index 1\./);
        assert.match(said, /16 samples, one every 30 minutes, and cannot come to more than 2\.25% in a day/);
        // Three intervals of at most 0.75%.
        assert.is(0.75 * 3, 2.25);
      },
    },
    {
      name: "D33 the end of the licence is set against the last day on which the contract may run",
      shows: ({ text, subject: at }) => {
        assert.ok(at.index.licence!.until! < at.product.horizon!.until);
        assert.match(
          line(text("appendix-c"), "Licence, (c)(3)"),
          /ends on 31 December 2029\. .* is 1 March 2032\. So the Contract may outlast the licence/,
        );
        assert.match(part(text("rulebook"), ". End of the Contract"), /licence/);
        const silent = { ...pack.files };
        const path = pack.model.clauses.find((one) => one.id === fact("termination"))!.path;
        silent[path] = silent[path]!.replace(/^( *termination: +).*$/m, '$1"It is delisted, at its index."');
        const found = findings(silent).filter((one) => one.severity === "error");
        assert.equal(
          found.map((one) => one.code),
          ["filing-fact-malformed"],
        );
        assert.match(found[0]!.message, /31 December 2029/);
      },
      reads: ({ text }) => line(text("appendix-c"), "Licence, (c)(3)"),
      edits: [swap(own("horizon"), "5 years", "4 years")],
      says: /9 March 2031/,
    },
    {
      name: "D37 and D40 that there is neither a last trading day nor a price limit is stated, and what stands in its place",
      shows: ({ text }) => {
        assert.match(
          line(text("appendix-c"), "Last trading day, (c)(4)"),
          /the end of an interval of funding, comes on each day at/,
        );
        assert.match(line(text("appendix-c"), "Price limits, (c)(4)"), /There are none/);
      },
      reads: ({ text }) => line(text("appendix-c"), "Last trading day, (c)(4)"),
      edits: [swap(own("funding"), "from 00:00 UTC", "from 04:00 UTC")],
      says: /at 04:00, 12:00 and 20:00 UTC/,
    },
    {
      name: "D39 the size is compared with the customary transaction",
      shows: ({ text, subject: { filing } }) => {
        const trade = Number(factOf(filing.facts, "customary-trade")!.value);
        const [, times = ""] = /which is ([\d.,]+) contracts/.exec(line(text("appendix-c"), "Contract size, (c)(4)"))!;
        assert.is(number(times), trade / 100);
      },
      reads: ({ text }) => line(text("appendix-c"), "Contract size, (c)(4)"),
      edits: [swap(fact("customary-trade"), "5840", "5850")],
      says: /58\.5 contracts/,
      needs: [fact("customary-trade"), fact("typical-trade")],
    },
    {
      name: "F51 and F52 supply is shown by month, three years of it, committed capacity with its amounts",
      shows: ({ text }) => {
        const rows = rowsOf(text("cash-market"), "36 months");
        assert.is(rows.length, 36);
        for (const cells of rows) {
          const [, installed, hours, offered, available, committed, deliverable] = cells.map(number);
          const left = (installed! * hours! * offered! * available!) / 10_000 - committed! - deliverable!;
          assert.ok(Math.abs(left) < 1, cells.join());
        }
      },
      reads: ({ text }) => part(text("cash-market"), "## 1. Supply"),
      edits: [swap("SUPPLY", "fictional)", "invented)")],
      says: /invented\)/,
    },
    {
      name: "F53 and F54 the limit of the position follows from supply, with its steps",
      shows: ({ text, subject: at }) => {
        assert.match(text("cash-market"), /rounded down to 1 contract: 23,817 contracts/);
        assert.is(Math.floor((0.25 * 9_527_016) / 100), 23_817);
        for (const level of at.product.limits!.levels) assert.ok(level.contracts <= 23_817);
      },
      reads: ({ text }) => line(text("cash-market"), "The basis allows"),
      edits: [swap(own("limits/basis"), "25%", "24%")],
      says: /The basis allows 22,864 contracts/,
      needs: [own("limits/basis")],
    },
    {
      name: "F55 that there is no spot month, and what holds on every day, is stated in chapter and annex",
      shows: ({ text }) => {
        assert.match(
          part(text("rulebook"), ". Position limits"),
          /no contract months and so no spot month: these levels hold on every day/,
        );
        assert.match(text("cash-market"), /as 17 CFR 150\.5\(b\)\(1\) measures the one of a spot month/);
      },
    },
    {
      name: "F56 exemptions have their rule of application, denial and liquidation",
      shows: ({ text }) => {
        assert.match(
          part(text("rulebook"), ". Position limits"),
          /deny, limit, condition or, after notice, revoke an exemption/,
        );
        assert.match(text("cash-market"), /150\.5\(b\)\(4\).*orderly liquidation/s);
      },
      reads: ({ text }) => line(text("cash-market"), "Exemptions and aggregation."),
      edits: [swap(own("limits/exemption/level"), "40_000", "41_000")],
      says: /at most 41,000 contracts/,
    },
    {
      name: "F57 aggregation of owners at ten percent is referenced",
      shows: ({ text }) => assert.match(part(text("rulebook"), ". Position limits"), /10% or more of ownership/),
      reads: ({ text }) => part(text("rulebook"), ". Position limits"),
      edits: [swap(own("limits/aggregation"), '"Rule 559"', '"Rule 588"')],
      says: /under Rule 588 \(17 CFR 150\.4\)/,
    },
    {
      name: "F58 the reportable level is not above 25 contracts",
      shows: (p) =>
        assert.match(line(p.text("appendix-c"), "Reportable level, (c)(4)"), /It is 25 contracts\. That is not above/),
      reads: ({ text }) => line(text("appendix-c"), "Reportable level, (c)(4)"),
      edits: [swap(own("limits/reportable"), "25", "20"), swap(fact("large-traders"), "25 contracts", "20 contracts")],
      says: /It is 20 contracts/,
      needs: [own("limits/reportable")],
    },
    {
      name: "F59 limits are the same in chapter, annex, letter, sheet and engine config",
      shows: (p) => {
        for (const one of ["letter", "cash-market", "rulebook", "specification"])
          assert.ok(p.text(one).includes("20,000 contracts"), one);
        assert.match(engineOf(p), /"contracts": ?20000\b/);
      },
      reads: ({ text }) =>
        ["letter", "cash-market", "rulebook", "specification"]
          .map((one) => line(text(one), "whole position |"))
          .join("\n") + ["letter", "specification"].map((one) => line(text(one), "| Position limit")).join("\n"),
      edits: [swap(own("limits/position"), "20_000", "19_000")],
      says: /(?:19,000[^]*){4}/,
      needs: [own("limits/position")],
    },
    {
      name: "F60 and F61 positions count into the future at the ratio of the sizes, in chapter, annex and letter, and no other ratio is taken",
      shows: (p) => {
        for (const one of ["rulebook", "cash-market"])
          assert.match(p.text(one), /Positions in the Contract count into GPH at a ratio of 1 to 10/);
        assert.match(row("letter", "Aggregation")(p), /at a ratio of 1 to 10/);
        const path = "gpu/gph-perpetual.tenor";
        const wrong = { ...p.files, [path]: p.files[path]!.replace("GPH at 1/10", "GPH at 1/5") };
        assert.ok(findings(wrong).some((one) => one.code === "aggregate-in-proportion"));
      },
    },
    {
      name: "G63 and G64 trading unit and quotation are stated, and an increment is worth itself times the size",
      shows: ({ text, subject: at }) => {
        assert.match(text("rulebook"), /The trading unit of one contract is 100 GPU-hours of H100 SXM/);
        assert.match(text("rulebook"), /Prices are quoted in USD per GPU-hour/);
        for (const one of at.product.ticks)
          assert.is(Math.round(Number(one.increment) * 100 * 1e6), Math.round(Number(one.value.amount) * 1e6));
      },
      reads: ({ text }) => line(text("rulebook"), "| Outright |"),
      edits: [swap(own("tick/outright"), "0.001", "0.002")],
      says: /USD 0\.002 per GPU-hour .*USD 0\.20/,
    },
    {
      name: "G65 and G66 that one contract is listed, without months and without an expiry, and how it ends, has its rules",
      shows: ({ text }) => {
        assert.match(part(text("rulebook"), ". Contract listed"), /no contract months: one contract is listed/);
        assert.match(text("listing"), /There are no contract months, and no further contract is added/);
      },
      needs: [fact("termination")],
      reads: ({ text }) => part(text("rulebook"), ". End of the Contract"),
      edits: [sign(fact("termination"))],
      says: new RegExp(`at most 4 years .*9 March 2031\\.[^]*${SIGN} On the last day`, "i"),
    },
    {
      name: "G67 what funding is made of is stated: samples, what is missing, the rate, its bounds, rounding, and who pays",
      shows: ({ text }) => {
        const rule = part(text("rulebook"), FUNDING);
        for (const words of [
          /at the end of each interval of 8 hours\. Intervals end each day at 00:00, 08:00 and 16:00 UTC/,
          /16 samples are taken, one every 30 minutes, the last at the end/,
          /\(the midpoint of the best bid and the best offer divided by the last published value of the Index\) minus 1/,
          /When more than 2 of the 16 cannot be taken, nothing is paid/,
          /the weighted mean of the samples plus \(\(0\.01% minus the weighted mean of the samples\), but not less than minus 0\.05% and not more than 0\.05%\)/,
          /further from zero than 0\.75%, on either side, is held to that/,
          /the rate times the last published value of the Index, rounded to the nearest multiple of USD 0\.0001 per GPU-hour, an exact half going to the even multiple/,
          /positive those who are long pay those who are short/,
          /What one side pays is what the other receives, to the last cent/,
        ])
          assert.match(rule, words);
      },
      reads: ({ text }) => part(text("rulebook"), FUNDING),
      edits: [
        swap(own("funding/clamp"), "0.75%", "0.6%"),
        swap(own("funding/missing-sample"), "at most 2 of 16", "at most 3 of 16"),
        swap(own("funding/pay"), "longs to shorts", "shorts to longs"),
      ],
      says: /04:00, 12:00 and 20:00 UTC[^]*more than 3 of the 16[^]*than 0\.6%[^]*more than 1\.8%[^]*positive those who are short pay those who are long/,
    },
    {
      name: "G68 what is paid is worked out to the last digit: each sample, the means, the rate, the amount, the money",
      shows: ({ text }) => {
        const rows = rowsOf(text("example"), "## 1. Funding of an interval");
        assert.is(rows.length, 16);
        const samples = rows.map(([, midpoint = "", index = "", value = ""]) => {
          const [above, below] = [midpoint, index].map((one) => Number(/[\d.]+/.exec(one)![0]));
          // Ten-thousandths of a percent, so that no float is compared.
          const premium = Math.round((above! / below! - 1) * 1e6);
          assert.is(Math.round(Number(value.replace("%", "")) * 1e4), premium, value);
          return premium;
        });
        const weighted = samples.reduce((sum, one, at) => sum + one * (at + 1), 0) / 136;
        assert.is(weighted, 1_000, "0.1%");
        // 0.1% and 0.01% - 0.1%, which is held to -0.05%; of 2.5 that is 0.00125, whose even neighbour is 0.0012; times 100 and 10.
        for (const words of [
          "The weighted mean of the samples is 0.1%.",
          "The formula of the rate comes to 0.05%.",
          "The rate of the interval is 0.05%.",
          "that is USD 0.00125 per GPU-hour; rounded as the rule says, USD 0.0012 per GPU-hour.",
          "those who are long pay USD 1.20, and those who are short receive USD 1.20.",
        ])
          assert.ok(text("example").includes(words), words);
        assert.match(text("example"), /For 10 contracts .* the buyer is paid USD 3\.70 through the Clearing House/);
      },
      reads: ({ text }) => part(text("example"), "## 1. Funding of an interval"),
      edits: [swap(own("funding/rate"), "0.01% -", "0.07% -")],
      says: /The formula of the rate comes to 0\.07%[^]*those who are long receive USD 1\.80, and those who are short pay USD 1\.80/,
    },
    {
      name: "G68 of other intervals: below the index, at the bound on both sides, on too few samples",
      shows: ({ text }) => {
        const rows = new Map(
          rowsOf(text("example"), "## 2. Other intervals").map(([name = "", ...cells]) => [name, cells]),
        );
        assert.equal(rows.get("Every sample at the index")!.slice(1, 3), ["0.01%", "by the formula"]);
        assert.equal(rows.get("Far above the index")!.slice(1), [
          "0.75%",
          "held to the bound",
          "USD 0.0188 per GPU-hour",
          "Pay USD 18.80",
          "Receive USD 18.80",
        ]);
        assert.is(rows.get("Far below the index")![1], "minus 0.75%");
        assert.is(rows.get("One more missing than may")![4], "Neither pay nor receive");
      },
      reads: ({ text }) => part(text("example"), "## 2. Other intervals"),
      edits: [],
      says: /0\.6%/,
    },
    {
      name: "G69 mark and daily settlement are stated, with what is paid",
      shows: ({ text }) => {
        assert.match(
          part(text("rulebook"), ". Mark"),
          /the median of 3 prices[^]*midpoint[^]*last trade[^]*Index[^]*rounded to the nearest/,
        );
        assert.match(
          part(text("rulebook"), ". Daily settlement"),
          /16:00 UTC[^]*less that of the day before, times 100 GPU-hours of H100 SXM: the seller pays the buyer/,
        );
      },
      reads: ({ text }) => part(text("rulebook"), ". Mark"),
      edits: [
        swap(
          own("mark"),
          "midpoint of quotes, last of trades, H100_RENTAL",
          "H100_RENTAL, last of trades, midpoint of quotes",
        ),
      ],
      says: /last published value of the Index\.\n- The price of the last trade/,
    },
    {
      name: "G70 the limits have a rule of their own in the chapter, and the letter points to it",
      shows: ({ text }) => {
        const [, rule = ""] = /## (Rule \d+)\. Position limits/.exec(text("rulebook"))!;
        assert.ok(line(text("letter"), "| Reportable level |").includes(rule));
      },
      reads: ({ text }) =>
        `${line(text("rulebook"), ". Position limits")}${line(text("letter"), "| Reportable level |")}`,
      edits: [swap(own("chapter"), "815", "895")],
      says: /Rule 89512\. Position[^]*Rule 89512/,
    },
    {
      name: "G71 that there are no block trades is stated",
      shows: (p) => {
        assert.match(p.text("rulebook"), /Block trades are not permitted/);
        assert.match(row("letter", "Block trades")(p), /Not permitted/);
      },
    },
    {
      name: "G72 that there are no price limits and no halts of its own is stated, in chapter and letter",
      shows: (p) => {
        assert.match(p.text("rulebook"), /The Contract has no price limits and no halts of its own/);
        assert.match(row("letter", "Maximum price fluctuation, price limits and halts")(p), /None of its own/);
      },
    },
    {
      name: "L97 the times at which funding is paid are the same in engine, chapter and listing table",
      shows: (p) => {
        const config = configEmitter.emit(p.model).artifacts.find((one) => one.path === "perpetual.json")!;
        const { times } = (JSON.parse(config.content) as { funding: { times: string[] } }).funding;
        const listed = rowsOf(p.text("listing"))
          .filter(([, what = ""]) => what.startsWith("An interval"))
          .map(([at = ""]) => `${at.replace(" UTC", "")}:00`);
        assert.equal(listed, times);
        assert.ok(part(p.text("rulebook"), FUNDING).includes("00:00, 08:00 and 16:00 UTC"));
      },
      reads: ({ text }) => text("listing"),
      edits: [],
      says: /04:00 UTC[^]*12:00 UTC[^]*20:00 UTC/,
    },
    {
      name: "L99 risk parameters are marked as proposed, with the chapter's size and the bound of the rate",
      shows: (p) => {
        assert.match(p.text("risk-parameters"), /Proposed to the clearing house, which alone decides/);
        assert.ok(row("risk-parameters", "Contract size")(p).includes("100 GPU-hours of H100 SXM"));
        assert.match(row("risk-parameters", "Funding")(p), /at most 0\.75% either way/);
      },
      reads: row("risk-parameters", "Funding"),
      edits: [],
      says: /0\.6%/,
    },
  ];
}

/** Points that a perpetual has no use for, and why. */
export const NOT_OF_A_PERPETUAL: Readonly<Record<number, string>> = {
  ...range(76, 79, "an option: special-checklist.test.ts holds them of the options on GPH"),
  ...range(80, 81, "a spread: special-checklist.test.ts holds them of spreads"),
};
