import * as assert from "uvu/assert";
import { configEmitter } from "../../../src/emit/engine-config/emitter.ts";
import type { Spread } from "../../../src/model/model.ts";
import { rowsOf } from "./checklist-kit.ts";
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

const spread = ({ model }: Pick<SpecialPack, "model">): Spread => model.spread!;
const engineOf = ({ model }: SpecialPack): string =>
  configEmitter
    .emit(model)
    .artifacts.map((one) => one.content)
    .join("");
/** `USD -0.607 per GPU-hour` as a number. */
const price = (text: string): number => Number(/-?[\d.]+/.exec(text.replaceAll(",", ""))![0]);
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** The points of the checklist that every spread answers in the same way, whatever its legs are. */
export function pointsOfSpreads(pack: SpecialPack): SpecialPoint[] {
  const { row } = kitOf(pack);
  return [
    {
      name: "B13 every cell of the letter's table of terms stands in the rule that it names",
      shows: cellsInRules(
        [
          "Contract",
          "Kind",
          "Leg",
          "Contract size",
          "Quotation",
          "Price",
          "Sign",
          "Minimum price increment",
          "Trading",
        ],
        /^(?:Not applicable|None|No\.|From \d|A strategy|Buys|Sells|May be|Not permitted|The .* leg .*at )/,
      ),
    },
    {
      name: "D37 and H79 each spread ends on or before the day on which its first leg ends, shown one by one",
      shows: (p) => {
        const rows = rowsOf(p.text("appendix-c"), "Last trading day, (c)(4)(i)(F)");
        const all = spread(p).contracts.flatMap(({ month, combinations }) =>
          combinations.map((one) => ({ one, own: month.dates.find(({ name }) => name === "last-trading-day")!.date })),
        );
        assert.is(rows.length, all.length);
        assert.ok(all.length > 4);
        for (const { one, own } of all) {
          for (const leg of one.legs) assert.ok(own <= leg.lastTradingDay, one.code);
          assert.ok(rows.some(([code]) => code === one.code));
        }
      },
    },
    {
      name: "F56 exemptions have their rule of application, denial and liquidation",
      shows: ({ text, subject }) => {
        assert.match(part(text("rulebook"), ". Position limits"), /Exemptions and the aggregation of owners are those/);
        for (const { title } of subject.filing.underlyings!)
          assert.match(
            line(text("cash-market"), `How positions in ${title} count`),
            /exemption for .*150\.5\(b\)\(4\).*orderly liquidation/,
          );
      },
    },
    {
      name: "F59 the same limits stand in the annex and in the contract of each leg",
      shows: ({ text, subject }) => {
        for (const { title, limits } of subject.filing.underlyings!) {
          const rows = rowsOf(text("cash-market"), `\n${title}. Its reportable level`);
          assert.equal(
            rows.map(([, , contracts = ""]) => number(contracts.replace(/ contracts?/, ""))),
            limits!.levels.map((one) => one.contracts),
          );
        }
      },
    },
    {
      name: "F60 and F61 positions count in the legs, each with its sign and ratio, towards the limits of its future",
      shows: (p) => {
        assert.match(
          part(p.text("rulebook"), ". Position limits"),
          /no position limits.*with the sign and the ratio of its leg/s,
        );
        assert.is(rowsOf(p.text("rulebook"), "The Spread has no position limits").length, spread(p).legs.length);
        for (const [at, cells] of rowsOf(p.text("cash-market"), "## 2. How positions count").entries()) {
          const { lots, title } = spread(p).legs[at]!;
          assert.is(number(cells[1]!.replace("−", "-").replace(/ contracts? .*/, "")), lots);
          assert.is(number(cells[2]!.replace("−", "-").replace(/ contracts? .*/, "")), -lots);
          assert.ok(cells[3]!.startsWith(title));
        }
      },
    },
    {
      name: "G64 an increment is worth itself times the size",
      shows: (p) => {
        for (const one of spread(p).ticks)
          assert.ok(near(Number(one.increment) * Number(spread(p).size.value), Number(one.value.amount)));
      },
      reads: row("letter", "Minimum price increment, outright"),
    },
    {
      name: "G66 and L97 every spread is listed with its days and its legs, the engine's being the same",
      shows: (p) => {
        const rows = rowsOf(p.text("listing"), "Listed on the first day");
        const config = JSON.parse(engineOf(p)) as {
          readonly months: readonly {
            readonly dates: readonly { readonly date: string }[];
            readonly combinations: readonly {
              readonly code: string;
              readonly legs: readonly { readonly code: string }[];
            }[];
          }[];
        };
        const all = config.months.flatMap((month) => month.combinations);
        assert.equal(rows.map(([, code = ""]) => code).sort(), all.map(({ code }) => code).sort());
        for (const { code, legs } of all) {
          const own = rows.find(([, name]) => name === code)!;
          for (const leg of legs) assert.ok(own[2]!.includes(leg.code), `${code}: ${leg.code}`);
        }
      },
    },
    {
      name: "G67 and G68 that each leg is settled by the chapter of its future is stated, and what a trade is paid on its day",
      shows: ({ text }) => {
        const rule = part(text("rulebook"), ". Settlement");
        assert.match(rule, /Each leg is settled, daily and finally, as the chapter of its future says/);
        assert.match(rule, /value less the price agreed on, times .*paid to the buyer when that is positive/);
      },
    },
    {
      name: "G69 the prices at which legs are booked each day follow from a rule and nobody's choice",
      shows: ({ text }) =>
        assert.match(part(text("rulebook"), ". Prices of the legs"), /settlement prices? of the business day before/),
    },
    {
      name: "H80 ratios, price, sign and increment are stated, and that it is a strategy and no single contract",
      shows: (p) => {
        assert.match(p.text("rulebook"), /is a strategy, and no single contract of its own/);
        const rows = rowsOf(p.text("rulebook"), ". Legs and their ratio");
        assert.equal(
          rows.map((cells) => number(cells[1]!.replace(/ contracts?/, "")) * (cells[4] === "Buys" ? 1 : -1)),
          spread(p).legs.map((one) => one.lots),
        );
        assert.match(
          part(p.text("rulebook"), ". Price basis"),
          /The price is .*A price may be zero or below zero; below/s,
        );
      },
    },
    {
      name: "H81 the prices of the legs make the price agreed on, and what they are paid is its change times the size",
      shows: (p) => {
        const { legs, size } = spread(p);
        const rows = rowsOf(p.text("example"), "The legs are booked by");
        assert.is(rows.length, legs.length);
        const dealt = price(/, at USD (\S+)/.exec(p.text("example"))![1]!);
        const [, many = "", side = ""] = /1\. (\d+) spreads? (bought|sold), at/.exec(p.text("example"))!;
        const lots = Number(many) * (side === "sold" ? -1 : 1);
        const sum = (column: number): number =>
          rows.reduce((total, cells, at) => total + Number(legs[at]!.weight) * price(cells[column]!), 0);
        assert.ok(near(sum(3), dealt), `${sum(3)} is not ${dealt}`);
        assert.ok(near(price(/Their settlement prices make (\S+ \S+)/.exec(p.text("example"))![1]!), sum(4)));
        const paid = rows.reduce((total, cells) => total + price(cells[5]!), 0);
        assert.ok(Math.abs(paid - (sum(4) - dealt) * Number(size.value) * lots) < 1e-6);
        assert.ok(rows.every((cells, at) => legs[at]!.anchored || cells[2] === "not read"));
        assert.ok(price(/that comes to (\S+ \S+),/.exec(p.text("example"))![1]!.replace(/,$/, "")) === paid);
      },
    },
    {
      name: "L99 risk parameters are marked as proposed, with the chapter's size and the margins of the futures",
      shows: (p) => {
        assert.match(p.text("risk-parameters"), /Proposed to the clearing house, which alone decides/);
        assert.is(
          row("risk-parameters", "Contract size")(p).split(" | ")[1],
          row("letter", "Contract size")(p).split(" | ")[1] + " |",
        );
        for (const { title, margin } of p.subject.filing.underlyings!)
          for (const one of margin)
            assert.match(p.text("risk-parameters"), new RegExp(`\\| ${title} \\| ${one.name} margin`, "i"));
      },
    },
  ];
}

/** The points for a calendar spread of a future, as those of GPHS. */
export function spreadPoints(pack: SpecialPack): SpecialPoint[] {
  const { fact, swap, row } = kitOf(pack);
  const { id } = pack.subject.product;
  const own = (name: string): string => `${id}/${name}`;
  const edits: Readonly<Record<string, Partial<SpecialPoint>>> = {
    B13: {
      reads: row("letter", "Largest order"),
      edits: [swap(own("orders/max"), "500", "400"), swap(fact("core-principle-4"), "500 spreads", "400 spreads")],
      says: /400 spreads/,
    },
    D37: {
      reads: (p) => part(p.text("appendix-c"), "Last trading day, (c)(4)(i)(F)"),
      edits: [swap(own("dates/last-trading-day"), "1 business day before", "2 business days before")],
      says: /GPHG27-GPHH27 \| 28 Jan 2027/,
    },
    F56: {
      reads: ({ text }) => part(text("cash-market"), "How positions in H100 GPU-Hour Futures count"),
      edits: [swap("GPH/limits/exemption~2/lasts", "365", "180")],
      says: /spread positions .* lasts at most 180 days/,
    },
    F59: {
      reads: ({ text }) => part(text("cash-market"), "## 3. The limits"),
      edits: [swap("GPH/limits/spot-month/1", "2_000", "1_900")],
      says: /Spot month \| 1,900 contracts/,
    },
    F60: {
      reads: ({ text }) => part(text("cash-market"), "## 2. How positions count"),
      alone: ({ files }) => ({
        ...files,
        "gpu/gph-calendar.tenor": files["gpu/gph-calendar.tenor"]!.replace(
          "+1 GPH[near] -1 GPH[far]",
          "+2 GPH[near] -2 GPH[far]",
        ),
      }),
      says: /\+2 contracts in the near month \| −2 contracts in the near month/,
    },
    G64: {
      edits: [swap(own("tick/outright"), "0.0005", "0.0010")],
      says: /USD 0\.001 per GPU-hour, worth USD 1\.00/,
    },
    G66: { reads: (p) => p.text("listing"), edits: [], says: /GPHG27-GPHH27 .*28 Jan 2027/ },
    G67: {
      reads: ({ text }) => part(text("rulebook"), ". Settlement"),
      edits: [swap(own("sessions/settlement"), "14:30", "14:20")],
      says: /The settlement time of the Spread is 14:20 Chicago time/,
    },
    G69: {
      reads: ({ text }) => part(text("rulebook"), ". Prices of the legs"),
      edits: [swap(own("leg-prices"), "near leg", "far leg")],
      says: /the far leg is booked at its settlement price .*The near leg is booked at the price with which/s,
    },
    H80: {
      reads: row("letter", "Price"),
      alone: ({ files }) => ({
        ...files,
        "gpu/gph-calendar.tenor": files["gpu/gph-calendar.tenor"]!.replace(
          "+1 GPH[near] -1 GPH[far]",
          "+1 GPH[near] -2 GPH[middle] +1 GPH[far]",
        ).replace("near leg at settlement", "middle leg at settlement, far leg at settlement"),
      }),
      says: /The price of the near leg, plus the price of the far leg, less 2 times the price of the middle leg/,
    },
    H81: { reads: (p) => p.text("example"), edits: [], says: /GPHG27 \| \d+ contracts? sold \| not read/ },
    L99: {
      reads: (p) => p.text("risk-parameters"),
      edits: [swap("GPH/margin/inter-month", "4%", "5%")],
      says: /Inter-month margin \| 5% of/,
    },
  };
  return [
    ...commonPoints(pack),
    ...pointsOfSpreads(pack).map((one) => ({ ...one, ...edits[one.name.split(" ")[0]!] })),
    {
      name: "B7 letter, chapter, portal record and engine config have one day of listing",
      shows: (p) => {
        assert.ok(engineOf(p).includes("2027-01-11"));
        assert.ok(row("portal", "Intended listing date")(p).includes("2027-01-11"));
        assert.ok(line(p.text("letter"), "will be listed on").includes("11 January 2027"));
        assert.ok(line(p.text("rulebook"), "Trading in the Spread begins").includes("11 January 2027"));
      },
      reads: ({ text }) => line(text("rulebook"), "Trading in the Spread begins"),
      edits: [
        swap(own("listing"), "2027-01-11", "2027-01-12"),
        swap(fact("received-by"), /\d{4}-\d\d-\d\d/, "2027-01-11"),
      ],
      says: /12 January 2027/,
    },
    // Counted by hand: 8 January 2027 is a Friday and no holiday, 11 January a Monday.
    receivedPoint(pack, "Friday 8 January 2027", /Monday 11 January 2027/),
    {
      name: "F58 the reportable level of each future is not above 25 contracts",
      shows: ({ text, subject }) => {
        for (const { limits } of subject.filing.underlyings!) assert.ok(limits!.reportable!.contracts <= 25);
        assert.match(line(text("appendix-c"), "Reportable level"), /That is not above the 25 contracts/);
      },
      reads: row("letter", "Reportable level"),
      edits: [swap("GPH/limits/reportable", "25", "20")],
      says: /reportable from 20 contracts/,
    },
    {
      name: "F57 aggregation of owners at ten percent is referenced",
      shows: ({ text }) => assert.match(part(text("cash-market"), "How positions in"), /10% or more of ownership/),
      reads: ({ text }) => part(text("cash-market"), "How positions in"),
      edits: [swap("GPH/limits/aggregation", '"Rule 559"', '"Rule 588"')],
      says: /aggregated under Rule 588/,
    },
    {
      name: "G63 trading unit, quotation and precision are stated, with the grade of what is counted",
      shows: ({ text }) => {
        assert.match(part(text("rulebook"), ". Price basis"), /quoted in USD per GPU-hour of H100 SXM/);
        assert.match(part(text("rulebook"), ". Price basis"), /4 decimals/);
        assert.match(text("explanation"), /H100 SXM is the grade/);
      },
      reads: row("letter", "Contract size"),
      alone: ({ files }) => ({
        ...files,
        "gpu/gph.tenor": files["gpu/gph.tenor"]!.replace("1_000 GPU_hour of H100_SXM", "900 GPU_hour of H100_SXM"),
      }),
      says: /that change times 900 GPU-hours/,
    },
    {
      name: "G65 the spreads listed follow from a rule: how many months, added when",
      shows: ({ text }) =>
        assert.match(
          part(text("rulebook"), ". Spreads listed"),
          /are 6 consecutive .*Every choice among them .*are added on the first/s,
        ),
      reads: ({ text }) => line(text("rulebook"), "The contract months of the Spread"),
      edits: [swap(own("listing"), /months:(\s+)6 consecutive/, "months:$15 consecutive")],
      says: /are 5 consecutive/,
    },
    {
      name: "G70 the limits have a rule of their own in the chapter, and the letter points to it",
      shows: ({ text }) => {
        const [, rule = ""] = /## (Rule \d+)\. Position limits/.exec(text("rulebook"))!;
        assert.ok(line(text("letter"), "| Reportable level |").includes(rule));
      },
      reads: ({ text }) =>
        `${line(text("rulebook"), ". Position limits")}${line(text("letter"), "| Reportable level |")}`,
      edits: [swap(own("chapter"), "812", "892"), swap(fact("chapter"), "812", "892")],
      says: /Rule 89209\. Position[^]*Rule 89209/,
    },
    {
      name: "G71 block trades have a least size and a time of reporting",
      shows: ({ text }) =>
        assert.match(
          line(text("rulebook"), "A block trade must"),
          /at least 50 spreads and must be reported .* 15 minutes/,
        ),
      reads: ({ text }) => line(text("rulebook"), "A block trade must"),
      edits: [
        swap(own("orders/block"), "min: 50", "min: 60"),
        swap(fact("core-principle-9"), "50 spreads", "60 spreads"),
      ],
      says: /at least 60 spreads/,
    },
    {
      name: "G72 that there are no price limits and no halts of its own is stated, in chapter and letter",
      shows: (p) => {
        assert.match(p.text("rulebook"), /The Spread has no price limits and no halts of its own/);
        assert.match(row("letter", "Maximum price fluctuation, price limits and halts")(p), /None of its own/);
      },
    },
  ];
}

const BY_REFERENCE =
  "a spread settles to no index and has no supply of its own: answered in the submissions that list its futures, which the annexes incorporate";

/** Points that a spread has no use for, and why. */
export const NOT_OF_A_SPREAD: Readonly<Record<number, string>> = {
  ...range(26, 35, BY_REFERENCE),
  38: "the increment of the futures is held to that of cash prices where they are listed; here H81 holds the legs to the spread",
  39: "the size is that of the legs, which is compared with cash trades where the futures are listed",
  40: "the spread has no price limits",
  ...range(41, 55, BY_REFERENCE),
  ...range(76, 78, "an option: option-points.ts has them"),
};
