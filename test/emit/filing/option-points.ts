import * as assert from "uvu/assert";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import type { Option } from "../../../src/model/model.ts";
import { findings, rowsOf } from "./checklist-kit.ts";
import { line, number, part } from "./checklist-points.ts";
import { range } from "./checklist-run.ts";
import {
  cellsInRules,
  commonPoints,
  kitOf,
  receivedPoint,
  type SpecialPack,
  type SpecialPoint,
} from "./special-points.ts";

const option = ({ model }: Pick<SpecialPack, "model">): Option => model.option!;

/** The points of the checklist for an option on a future, as those of the options on GPH. */
export function optionPoints(pack: SpecialPack): SpecialPoint[] {
  const { fact, swap, row } = kitOf(pack);
  const { id } = pack.subject.product;
  const own = (name: string): string => `${id}/${name}`;
  const engineOf = ({ model }: SpecialPack): string =>
    configEmitter
      .emit(model)
      .artifacts.map((one) => one.content)
      .join("");
  return [
    ...commonPoints(pack),
    {
      name: "B7 letter, chapter, portal record and engine config have one day of listing",
      shows: (p) => {
        assert.ok(engineOf(p).includes("2027-02-01"));
        assert.ok(row("portal", "Intended listing date")(p).includes("2027-02-01"));
        assert.ok(line(p.text("letter"), "will be listed on").includes("1 February 2027"));
        assert.ok(line(p.text("rulebook"), "Trading in the Option begins").includes("1 February 2027"));
      },
      reads: ({ text }) => line(text("rulebook"), "Trading in the Option begins"),
      edits: [
        swap(own("listing"), "2027-02-01", "2027-02-09"),
        swap(fact("received-by"), /\d{4}-\d\d-\d\d/, "2027-02-08"),
      ],
      says: /9 February 2027/,
    },
    // Counted by hand: 29 January 2027 is a Friday and no holiday, 1 February a Monday.
    receivedPoint(pack, "Friday 29 January 2027", /Monday 8 February 2027/),
    {
      name: "B13 every cell of the letter's table of terms stands in the rule that it names",
      shows: cellsInRules(
        ["Contract", "Contract size", "Style", "Quotation", "Minimum increment", "Strikes", "Trading hours", "Expiry"],
        /^(?:Not applicable|None|No\.|By Black|Every multiple|In the money|Until|Counts into|From \d|One contract of|An exercised)/,
      ),
      reads: (p) => row("letter", "Largest order")(p),
      edits: [swap(own("orders/max"), "500", "400"), swap(fact("core-principle-4"), "500 contracts", "400 contracts")],
      says: /400 contracts/,
    },
    {
      name: "D37 and H79 each option ends on or before the last trading day of its future, shown month by month",
      shows: (p) => {
        const rows = rowsOf(p.text("appendix-c"), "Expiry and the last trading day");
        assert.is(rows.length, option(p).contracts.length);
        for (const { month, underlying } of option(p).contracts) {
          const expiry = month.dates.find(({ name }) => name === "expiry")!.date;
          assert.ok(expiry < underlying.lastTradingDay, month.code);
          // It ends in the month before the one that the future averages over.
          assert.ok(expiry.slice(0, 7) < underlying.period, month.code);
          assert.ok(rows.some(([code, , future]) => code === month.code && future === underlying.code));
        }
        assert.match(p.text("appendix-c"), /is not thin on account of the option/);
      },
      reads: (p) => part(p.text("appendix-c"), "Expiry and the last trading day"),
      edits: [swap(own("dates/last-trading-day"), "3 business days", "4 business days")],
      says: /OGPHJ27 \| 26 March 2027|OGPHJ27 \| 2[0-9] March 2027/,
    },
    {
      name: "F51 and F52 supply is shown by month, three years of it, committed capacity with its amounts",
      shows: ({ text }) => {
        const rows = rowsOf(text("cash-market"), "36 months");
        assert.is(rows.length, 36);
        for (const cells of rows) {
          const [, installed, hours, offered, available, committed, deliverable] = cells.map(number);
          assert.ok(
            Math.abs((installed! * hours! * offered! * available!) / 10_000 - committed! - deliverable!) < 1,
            cells.join(),
          );
        }
      },
      reads: ({ text }) => part(text("cash-market"), "## 1. Supply"),
      edits: [swap("SUPPLY", "fictional)", "invented)")],
      says: /invented\)/,
    },
    {
      name: "F53 the quantity that limits are measured against follows from supply, with its steps",
      shows: ({ text }) => {
        assert.match(text("cash-market"), /rounded down to 1 contract: 2,381 contracts/);
        assert.is(Math.floor((0.25 * 9_527_016) / 1_000), 2_381);
        for (const [, scope, contracts = ""] of rowsOf(text("cash-market"), "## 4. The limits of the future"))
          if (scope === "Spot month") assert.ok(number(contracts.replace(" contracts", "")) <= 2_381);
      },
      reads: ({ text }) => line(text("cash-market"), "That is "),
      edits: [swap(own("limits/basis"), "25%", "20%")],
      says: /That is 1,905 contracts/,
    },
    {
      name: "F54 the levels of other months are stated, in letter, chapter, annex and engine config",
      shows: (p) => {
        for (const level of option(p).limits!.levels) {
          const words = `${level.contracts.toLocaleString("en-US")} contracts`;
          for (const one of ["letter", "cash-market", "rulebook"])
            assert.ok(p.text(one).includes(words), `${one}: ${words}`);
          assert.match(engineOf(p), new RegExp(`"contracts": ?${level.contracts}\\b`));
        }
      },
      reads: ({ text }) =>
        ["letter", "cash-market", "rulebook", "specification"]
          .map((one) => line(text(one), "ny single month"))
          .join("\n"),
      edits: [swap(own("limits/single-month"), "5_000", "4_500")],
      says: /(?:4,500[^]*){4}/,
    },
    {
      name: "F55 the spot month is that of the future, whose limits stand in the annex",
      shows: ({ text }) => {
        const limits = text("cash-market").slice(text("cash-market").indexOf("## 4. The limits of the future"));
        assert.match(
          limits,
          /Position limit \| Spot month \| 2,000 contracts \| from the open of trading on the first/,
        );
        assert.match(text("rulebook"), /that of its spot month among them/);
      },
      reads: ({ text }) => text("cash-market").slice(text("cash-market").indexOf("## 4. The limits of the future")),
      edits: [swap("GPH/limits/spot-month/1", "2_000", "1_900")],
      says: /Spot month \| 1,900 contracts/,
    },
    {
      name: "F56 exemptions have their rule of application, denial and liquidation",
      shows: ({ text }) => {
        assert.match(part(text("rulebook"), ". Position limits"), /exemptions applied for, .*revoked, under Rule 559/);
        assert.match(text("cash-market"), /150\.5\(b\)\(4\).*orderly liquidation/s);
      },
      reads: ({ text }) => line(text("cash-market"), "Exemptions and aggregation of owners"),
      edits: [swap(own("limits/aggregation"), '"Rule 559"', '"Rule 588"')],
      says: /under Rule 588/,
    },
    {
      name: "F57 aggregation of owners at ten percent is referenced",
      shows: ({ text }) => assert.match(part(text("rulebook"), ". Position limits"), /10% or more of ownership/),
      reads: ({ text }) => part(text("rulebook"), ". Position limits"),
      edits: [],
      says: /under Rule 588 \(17 CFR 150\.4\)/,
    },
    {
      name: "F58 the reportable level is not above 25 contracts",
      shows: (p) => {
        assert.ok(option(p).limits!.reportable!.contracts <= 25);
        assert.match(line(p.text("appendix-c"), "Reportable level."), /That is not above the 25 contracts/);
      },
      reads: ({ text }) => line(text("appendix-c"), "Reportable level."),
      edits: [swap(own("limits/reportable"), "25", "20"), swap(fact("large-traders"), "25 contracts", "20 contracts")],
      says: /It is 20 contracts/,
      needs: [own("limits/reportable")],
    },
    {
      name: "F59 and F60 positions count into the future by delta, with the ratio, in chapter, annex and letter",
      shows: (p) => {
        const [into] = option(p).limits!.aggregate;
        assert.equal([into!.product, into!.ratio, into!.into], ["GPH", "1", true]);
        for (const one of ["rulebook", "cash-market"]) {
          assert.match(
            p.text(one),
            /times the delta of its series .*(?:[Bb]ought calls and sold puts) (?:count )?long/,
          );
          assert.match(p.text(one), /count into H100 GPU-Hour Futures at a ratio of 1 to 1/);
        }
        // Ten calls of that delta, worked out in the example.
        const [, delta = "", counted = ""] =
          /Its delta is ([\d.]+); 10 contracts of it, bought, count as ([\d.]+) contracts/.exec(p.text("example"))!;
        assert.is(Math.round(Number(delta) * 10 * 1e9), Math.round(Number(counted) * 1e9));
      },
      needs: [own("limits/aggregate-into")],
    },
    {
      name: "F61 the ratio is that of the two contracts' sizes, and no other is taken",
      shows: (p) => {
        assert.match(row("letter", "Contract size")(p), /1,000 GPU-hours of H100 SXM/);
        assert.match(row("letter", "Aggregation")(p), /at a ratio of 1 to 1, by delta/);
        const path = "gpu/ogph.tenor";
        const half = { ...p.files, [path]: p.files[path]!.replace("into: GPH at 1/1", "into: GPH at 1/2") };
        assert.ok(findings(half).some((one) => one.code === "aggregate-in-proportion"));
      },
    },
    {
      name: "G63 trading unit, quotation and the worth of an increment are stated",
      shows: ({ text }) => {
        assert.match(
          text("rulebook"),
          /The trading unit is one contract of the Future, which stands for 1,000 GPU-hours/,
        );
        assert.match(text("rulebook"), /Premiums are quoted in USD per GPU-hour/);
      },
      reads: ({ text }) => line(text("rulebook"), "The trading unit is one contract"),
      alone: ({ files }) => ({
        ...files,
        "gpu/gph.tenor": files["gpu/gph.tenor"]!.replace(/(\bsize: +)1_000/, "$1500"),
      }),
      says: /which stands for 500 GPU-hours/,
    },
    {
      name: "G64 an increment is worth itself times the size",
      shows: (p) => {
        for (const one of option(p).premiumTicks)
          assert.is(Math.round(Number(one.increment) * 1_000 * 1e6), Math.round(Number(one.value.amount) * 1e6));
      },
      reads: ({ text }) => line(text("rulebook"), "A worthless position may be closed"),
      edits: [swap(own("cabinet/price"), "0.0001", "0.0002")],
      says: /USD 0\.0002 per GPU-hour, which is USD 0\.20/,
    },
    {
      name: "G65 the contracts listed follow from a rule: how many, which cycle, added when",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Contracts listed"),
          /Listed are 6 consecutive .*are added on the first/s,
        ),
      reads: ({ text }) => line(text("rulebook"), "Listed are"),
      edits: [swap(own("listing"), /months:(\s+)6 consecutive/, "months:$15 consecutive")],
      says: /Listed are 5 consecutive/,
    },
    {
      name: "G66 and L97 every month and every series is listed with its days, the engine's being the same",
      shows: (p) => {
        const rows = rowsOf(p.text("listing"), "## 1. Months");
        assert.is(rows.length, option(p).contracts.length);
        for (const { month } of option(p).contracts)
          for (const { date } of month.dates) assert.ok(engineOf(p).includes(date), `${month.code} ${date}`);
        const series = new Set([...engineOf(p).matchAll(/"(OGPH[A-Z]\d\d [CP][\d.]+)"/g)].map((one) => one[1]!));
        const listed = new Set(
          [...p.text("listing").matchAll(/\| (OGPH[A-Z]\d\d [CP][\d.]+) /g)].map((one) => one[1]!),
        );
        assert.ok(series.size > 400);
        assert.equal([...listed].sort(), [...series].sort());
      },
      reads: (p) => part(p.text("listing"), "## 1. Months"),
      edits: [],
      says: /./,
    },
    {
      name: "G67 and G68 what exercise comes to is stated and worked out, a call and a put",
      shows: (p) => {
        assert.match(
          part(p.text("rulebook"), ". Exercise and assignment"),
          /becomes one contract of H100 GPU-Hour Futures, dealt at the strike/,
        );
        for (const right of ["call", "put"] as const) {
          const text = p.text("example").slice(p.text("example").indexOf(`## Exercise of a ${right}`));
          const [, strike, price] = /Its strike is USD ([\d.]+) .* that day USD ([\d.]+) /.exec(text)!;
          const rows = rowsOf(text).map((cells) => cells.map((one) => Number(one.replace(/USD |,/g, ""))));
          const gain = (Number(price) - Number(strike)) * (right === "call" ? 1 : -1);
          assert.is(
            rows.reduce((sum, [, , assigned]) => sum + assigned!, 0),
            Number(/(\d+) contracts are exercised/.exec(text)![1]),
          );
          assert.is(
            rows.reduce((sum, [, , , future]) => sum + future!, 0),
            0,
          );
          for (const [, , , future, amount] of rows) {
            const long = right === "call" ? future! : -future!;
            assert.is(Math.round(amount! * 100), Math.round(gain * long * 1_000 * 100));
          }
        }
      },
      reads: (p) => part(p.text("example"), "## Exercise of a call"),
      edits: [],
      says: /\| Account \|/,
    },
    {
      name: "G69 how a series is settled each day is stated",
      shows: ({ text }) =>
        assert.match(part(text("rulebook"), ". Daily settlement"), /Black \(1976\).*carried to 10 decimals.*365 days/s),
      reads: ({ text }) => part(text("rulebook"), ". Daily settlement"),
      edits: [swap(own("marks/year"), "365", "360")],
      says: /360 days to the year/,
    },
    {
      name: "G70 the limits have a rule of their own in the chapter, and the letter points to it",
      shows: ({ text }) => {
        const [, rule = ""] = /## (Rule \d+)\. Position limits/.exec(text("rulebook"))!;
        assert.ok(line(text("letter"), "| Reportable level |").includes(rule));
      },
      reads: ({ text }) =>
        `${line(text("rulebook"), ". Position limits")}${line(text("letter"), "| Reportable level |")}`,
      edits: [swap(own("chapter"), "811", "891"), swap(fact("chapter"), "811", "891")],
      says: /Rule 89109\. Position[^]*Rule 89109/,
    },
    {
      name: "G71 block trades have a least size and a time of reporting",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "A block trade must"),
          /at least 50 contracts and must be reported .* 15 minutes/,
        ),
      reads: ({ text }) => line(text("rulebook"), "A block trade must"),
      edits: [
        swap(own("orders/block"), "min: 50", "min: 60"),
        swap(fact("core-principle-9"), "50 contracts", "60 contracts"),
      ],
      says: /at least 60 contracts/,
    },
    {
      name: "G72 that there are no price limits and no halts of its own is stated, in chapter and letter",
      shows: (p) => {
        assert.match(p.text("rulebook"), /the Option has no price limits and no halts of its own/);
        assert.match(row("letter", "Maximum price fluctuation, price limits and halts")(p), /None of its own/);
      },
    },
    {
      name: "H76 style, unit, the month each is on, premium and its increments are stated, none above the future's",
      shows: (p) => {
        assert.match(
          part(p.text("rulebook"), ". Exercise and assignment"),
          /American: it may be exercised on any business day/,
        );
        for (const { month, underlying } of option(p).contracts)
          assert.ok(p.text("rulebook").includes(`${month.code} is on ${underlying.code};`));
        for (const one of option(p).premiumTicks)
          assert.ok(Number(one.increment) <= Number(option(p).futureTick.increment));
        assert.match(p.text("appendix-c"), /is not above that of the future/);
      },
      reads: row("letter", "Style"),
      alone: ({ files }) => ({
        ...files,
        "gpu/ogph.tenor": files["gpu/ogph.tenor"]!.replace("american", "european"),
      }),
      says: /European: it is exercised on the day of expiry only/,
    },
    {
      name: "H77 strikes are listed by rule alone, with their intervals",
      shows: (p) => {
        const rule = part(p.text("rulebook"), ". Strikes");
        assert.is([...rule.matchAll(/\n- every multiple of USD [\d.]+ per GPU-hour within \d+%/g)].length, 3);
        assert.match(rule, /without anybody's choice/);
      },
      reads: ({ text }) => part(text("rulebook"), ". Strikes"),
      edits: [swap(own("strikes/initial"), "2.40", "2.50")],
      says: /USD 2\.5 per GPU-hour stands in its place/,
    },
    {
      name: "H78 automatic exercise, instructions, their deadline and assignment are stated",
      shows: ({ text }) => {
        const rule = part(text("rulebook"), ". Exercise and assignment");
        assert.match(
          rule,
          /in the money by at least USD 0\.01 .*until 17:30 Chicago time.*later ones are refused.*SHA-256/s,
        );
      },
      reads: ({ text }) => part(text("rulebook"), ". Exercise and assignment"),
      edits: [swap(own("exercise/contrary"), "17:30", "17:15")],
      says: /until 17:15 Chicago time/,
    },
    {
      name: "L99 risk parameters are marked as proposed, with the chapter's size",
      shows: (p) => {
        assert.match(p.text("risk-parameters"), /Proposed to the clearing house, which alone decides/);
        assert.is(
          row("risk-parameters", "Contract size")(p).split(" | ")[1],
          row("letter", "Contract size")(p).split(" | ")[1] + " |",
        );
      },
      reads: (p) => p.text("risk-parameters"),
      edits: [],
      says: /360 days to the year/,
    },
  ];
}

const BY_REFERENCE =
  "nothing here settles to an index: answered in the submission that lists the future, which the index annex incorporates";

/** Points that an option has no use for, and why. */
export const NOT_OF_AN_OPTION: Readonly<Record<number, string>> = {
  ...range(26, 35, BY_REFERENCE),
  38: "the step of premiums is held to the future's by H76, and that to cash prices where the future is listed",
  39: "one option is on one future, whose size is compared with cash trades where the future is listed",
  40: "the option has no price limits",
  ...range(41, 50, BY_REFERENCE),
  ...range(80, 81, "a spread: special-checklist.test.ts holds them of spreads"),
};
