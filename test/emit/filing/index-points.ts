import * as assert from "uvu/assert";
import { factOf } from "../../../src/emit/filing/facts.ts";
import type { IndexedSubject } from "../../../src/emit/filing/names.ts";
import { type Pack, rowsOf } from "./checklist-kit.ts";
import { line, part, type Point, SIGN } from "./checklist-points.ts";
import { kitOf } from "./special-points.ts";

type IndexedPack = Pack<IndexedSubject>;
export type IndexedPoint = Point<IndexedSubject>;

/** The points on an index and its administrator, which every contract answers that settles to an index of its own. */
export function indexPoints(pack: IndexedPack): IndexedPoint[] {
  const { model, subject } = pack;
  const { index, filing, administrator } = subject;
  const I = index.id;
  const { fact, swap, sign, row, told } = kitOf(pack);
  const principle = (n: number): string => `${I}/governance/principle-${n}`;
  const figures = (source: string, columns: readonly string[]) => {
    const { table } = model.sources.find((one) => one.id === source)!;
    return columns.map((name) =>
      table!.rows.map((one) => Number(one[table!.columns.findIndex((c) => c.name === name)])),
    );
  };
  const inputs = factOf(filing.facts, "inputs-table")!.value;
  return [
    {
      name: "D26 the index, its administrator with LEI, the calculation agent and the hour of publication with its zone are named",
      shows: ({ text }) => {
        assert.match(
          text("index"),
          /is administered by GPUX Benchmarks Limited \(fictional\), which is also its calculation agent/,
        );
        assert.match(text("index"), /Legal entity identifier of the administrator: \S/);
      },
      reads: ({ text }) => `${line(text("index"), "published at")}${line(text("index"), "Legal entity")}`,
      edits: [
        swap(`${I}/publish`, "16:30", "16:20"),
        swap(fact("timeliness"), "published at 16:30", "published at 16:20"),
        swap(`${administrator!.id}/lei`, "none,", "none so far,"),
      ],
      says: /published at 16:20 London time[^]*none so far/,
      needs: [`${administrator!.id}/lei`],
    },
    {
      name: "D27 the formula of the index is stated with weights, window and rounding",
      shows: ({ text }) =>
        assert.match(
          part(text("index"), "## 1. Calculation"),
          /- The value is .*rounded to the nearest multiple of USD 0\.0001/,
        ),
      reads: ({ text }) => line(text("index"), "- The value is"),
      edits: [swap(`${I}/value`, /half-(?:away|even)/, "half-down")],
      says: /an exact half going down|toward|half/,
    },
    {
      name: "D28 how unrepresentative data are kept out is stated",
      shows: ({ text }) => assert.ok(line(text("appendix-c"), "Unrepresentative data, (c)(3)(iii)").length > 80),
      reads: ({ text }) => line(text("appendix-c"), "Unrepresentative data"),
      edits: [swap(`${I}/quorum`, /\d+/, "4")],
      says: /Below 4/,
    },
    told(
      "D29 reliability, acceptability, availability and timeliness have a paragraph each",
      "appendix-c",
      "reliability",
      "acceptability",
      "availability",
      "timeliness",
    ),
    {
      name: "D30 inputs and providers of the window are counted over a year and more, with the least day",
      shows: ({ text }) => {
        const [trades, providers] = figures(inputs, ["trades_least", "providers_least"]) as [number[], number[]];
        assert.ok(trades.length >= 12);
        const said = line(text("appendix-c"), "Size and liquidity");
        assert.ok(said.includes(`The least day had ${Math.min(...trades)} inputs`), said);
        assert.ok(said.includes(`providers on a day were ${Math.min(...providers)}`), said);
      },
      needs: [fact("inputs-table")],
    },
    {
      ...told(
        "D31 shares of the largest provider, three and five are shown, and who of them may trade",
        "appendix-c",
        "provider-shares",
      ),
      shows: ({ text }) => {
        const top = figures(inputs, ["top_1_percent", "top_3_percent", "top_5_percent"]).map((one) => Math.max(...one));
        const said = line(text("appendix-c"), "Size and liquidity");
        const [, ...shown] =
          /more than ([\d.]+)%, the largest three more than ([\d.]+)%, the largest five more than ([\d.]+)%/.exec(
            said,
          )!;
        assert.equal(shown.map(Number), top);
        assert.match(said, /may trade/);
      },
    },
    {
      name: "D32 the licence covers settlement, with its last day",
      shows: ({ text }) =>
        assert.match(line(text("index"), "The Exchange may settle contracts to it until"), /until \d+ \w+ 20\d\d/),
      reads: ({ text }) =>
        `${line(text("appendix-c"), "Licence, (c)(3)")}${line(text("index"), "may settle contracts to it until")}`,
      edits: [swap(`${I}/licence`, /\d{4}-\d\d-\d\d/, "2031-03-31")],
      says: /31 March 2031[^]*31 March 2031/,
    },
    told("D34 the administrator's safeguards are stated", "appendix-c", "safeguards"),
    told("D35 the information-sharing agreement is stated", "appendix-c", "information-sharing"),
    told("D36 price and method of the index are monitored, and terms amended where needed", "appendix-c", "monitoring"),
    {
      name: "D38 the tick is no larger than the least step of cash prices",
      shows: ({ subject: at }) =>
        assert.ok(Number(at.product.ticks.find((one) => one.role === "outright")!.increment) <= 0.01),
      reads: ({ text }) => line(text("appendix-c"), "The least step of cash prices"),
      edits: [swap(fact("cash-increment"), "0.01", "0.02")],
      says: /USD 0\.02/,
      needs: [fact("cash-increment")],
    },
    told(
      "D41 where and when the final price is published, and how long what it rests on is kept",
      "appendix-c",
      "publication",
    ),
    {
      ...told(
        "D42 the fallback covers a value not published, late, corrected, a changed method, an end and a kind that is no longer offered",
        "index",
        "delayed",
        "method-changed",
        "ceased",
        "discontinued",
      ),
      shows: ({ text }) => assert.is(rowsOf(text("index"), "## 3. What may happen").length, 6),
      reads: ({ text }) => part(text("index"), "## 3. What may happen"),
      says: /late \| Zz [^]*changed \| Zz [^]*ends \| Zz [^]*offered \| Zz /,
    },
    {
      name: "D43 how corrections count is stated; definition, composition, calculation and revision each",
      shows: ({ text }) => {
        const rule = part(text("rulebook"), ". The Index");
        for (const words of [
          /is calculated and published by/,
          /Input|Inputs/,
          /The value is/,
          /counts as it was (?:last|first) published/,
        ])
          assert.match(rule, words);
      },
      reads: ({ text }) =>
        `${line(text("rulebook"), "counts as it was")}${row("index", "A value is corrected")({ text } as IndexedPack)}`,
      edits: [swap(`${I}/restate`, "17:30", "17:15")],
      says: /17:15 London time[^]*17:15 London time/,
    },
    {
      name: "E44 each of the nineteen principles has a row with a statement, or not met and why",
      shows: ({ text }) => {
        const rows = rowsOf(text("index"), "## 4. The IOSCO");
        assert.equal(
          rows.map(([no]) => Number(no)),
          Array.from({ length: 19 }, (_, at) => at + 1),
        );
        for (const [, , met = "", said = ""] of rows) assert.ok(/^(?:Met|Not met)$/.test(met) && said.length > 20);
      },
      reads: ({ text }) => part(text("index"), "## 4. The IOSCO"),
      edits: [1, 12].map((n) => sign(principle(n))),
      says: /\| 1 \|.*Zz[^]*\| 12 \|.*Zz/,
    },
    {
      name: "E45 the order of data is stated, and that the one used is published",
      shows: ({ text }) =>
        assert.match(
          part(text("index"), "## 5. Order"),
          /in this order: .*; which one gave a value is published with it/,
        ),
      reads: ({ text }) => line(text("index"), "| 8 |"),
      edits: [sign(principle(8))],
      says: new RegExp(SIGN),
    },
    {
      name: "E46 the least data are stated, or that there is none",
      shows: ({ text }) =>
        assert.match(part(text("index"), "## 5. Order"), /A value needs at least \d|No least number/),
      reads: ({ text }) => part(text("index"), "## 5. Order"),
      edits: [],
      says: /at least 4/,
    },
    told(
      "E47 owners, affiliates, providers and the exchange stand in the table of conflicts",
      "index",
      "owners",
      "affiliates",
    ),
    {
      ...told("E48 a change of the method has its notice and consultation", "index", "method-changed"),
      shows: ({ text }) =>
        assert.match(`${line(text("index"), "| 12 |")}${line(text("index"), "The method is changed")}`, /\d+ days/),
    },
    told("E49 the end of the index has its plan and names what stands in", "index", "ceased"),
    {
      ...told("E50 the law of benchmarks: in or out of scope, category, reason and law", "index", "benchmark-law"),
      shows: ({ text }) =>
        assert.match(
          part(text("index"), "## 7. Law"),
          /(?:Out of|In) scope: .*critical.*significant.*2016\/1011.*2025\/914.* in force since/s,
        ),
    },
  ];
}
