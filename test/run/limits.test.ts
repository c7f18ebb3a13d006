import { test } from "uvu";
import * as assert from "uvu/assert";
import { limitRunEntries } from "../../src/diagnostic/catalogue/limit-runs.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { renderOne } from "../../src/diagnostic/render-text.ts";
import { limitsEmitter } from "../../src/emit/limits/emitter.ts";
import { limitTable } from "../../src/emit/limits/table.ts";
import { makeTrace } from "../../src/emit/trace.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { Book } from "../../src/model/generated/book.ts";
import type { Trace } from "../../src/model/generated/trace.ts";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { type InputFile, type InputRead, readBook, readDeltas, readOwners } from "../../src/run/input-file.ts";
import { limitsDay, type LimitOutcome } from "../../src/run/limits/day.ts";
import { limitFixml } from "../../src/run/limits/fixml.ts";
import type { LimitOutput } from "../../src/run/limits/terms.ts";
import { limitText } from "../../src/run/limits/text.ts";
import { makeSource, type Source, span } from "../../src/text/source.ts";
import { golden, root } from "../kit/files.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const { models } = analyse(
  ["specs/gpu/gph.tenor", "specs/gpu/mgph.tenor", "specs/gpu/ogph.tenor", "specs/gpu/gph-perpetual.tenor"],
  hostReader(host),
);
const place = span(makeSource("limits.json", ""), 0, 0);
const shipped: LimitOutput[] = models
  .filter((model) => limitsEmitter.applies(model))
  .map((model) => {
    const table = limitTable(model);
    const trace = JSON.parse(makeTrace([limitsEmitter.emit(model)], model).content) as Trace;
    return { table, trace, months: table.months.map((month) => ({ month, trace })), place };
  });

const DATE = "2027-02-22";
type Row = Readonly<Record<string, string | number>>;
const row = (account: string, owner: string, lots: number, month = "2027-02", product = "GPH"): Row => ({
  ...{ account, owner, product, month, lots },
});

type Given = {
  readonly rows: readonly Row[];
  readonly options?: readonly Row[];
  readonly perpetuals?: readonly Row[];
  readonly owners?: object;
  readonly deltas?: readonly Row[];
  readonly outputs?: readonly LimitOutput[];
  readonly date?: string;
};

function outcome({
  rows,
  options = [],
  perpetuals = [],
  owners,
  deltas,
  outputs = shipped,
  date = DATE,
}: Given): LimitOutcome {
  const book = { date: DATE, positions: rows, options, perpetuals };
  return limitsDay({
    ...{
      date,
      edge: "close",
      outputs,
      known: ["ASPH", "GPH", "GPHP", "MGPH", "OGPH"],
      book: file("book.json", book, readBook),
    },
    ...(owners === undefined
      ? {}
      : { owners: file("owners.json", { format: "tenor-owners/1", ...owners }, readOwners) }),
    ...(deltas === undefined
      ? {}
      : { deltas: file("deltas.json", { format: "tenor-deltas/1", date: DATE, deltas }, readDeltas) }),
  });
}

function file<T>(name: string, json: unknown, read: (source: Source) => InputRead<T>) {
  const found = read(makeSource(name, JSON.stringify(json, null, 1)));
  if (found.kind === "refused") throw new Error(found.diagnostics.map(({ message }) => message).join("; "));
  return found.file;
}

const shown = new Map<string, Diagnostic>();

function refused(given: Given): string[] {
  const found = outcome(given);
  if (found.kind === "checked") throw new Error("it was checked");
  for (const one of found.diagnostics) if (!shown.has(one.code)) shown.set(one.code, one);
  return found.diagnostics.map(({ code }) => code);
}

function reported(given: Given) {
  const found = outcome(given);
  if (found.kind === "refused") throw new Error(found.diagnostics.map(({ message }) => message).join("; "));
  return found.report;
}

const grant = {
  owner: "ELM",
  product: "GPH",
  kind: "bona-fide-hedge",
  scope: "spot-month",
  contracts: 3_000,
  from: "2027-01-11",
  until: "2027-12-31",
  under: "Rule 559",
};
const call = { account: "A-4", owner: "DOGWOOD", product: "OGPH", series: "OGPHJ27 C2.40", lots: 2_001 };
const delta = { product: "OGPH", series: "OGPHJ27 C2.40", delta: "0.500001" };

const whole: Given = {
  rows: [
    row("A-1", "ALDER", 900),
    row("A-2", "BIRCH", 1_500, "2027-02", "MGPH"),
    row("A-3", "CEDAR", -5_001, "2027-03"),
    row("A-4", "DOGWOOD", 4_000, "2027-04"),
    row("A-5", "ELM", 2_999),
    row("A-6", "FIR", 3_001),
  ],
  options: [call],
  owners: {
    interests: [{ holder: "ALDER", of: "BIRCH", share: "0.1" }],
    exemptions: [grant, { ...grant, owner: "FIR" }],
  },
  deltas: [delta],
};

test("the report says who is above what, with whom, by which clause and where it stands; and what is reportable", () => {
  const report = reported(whole);
  golden("run/limits.txt", limitText(report));
  golden("run/limits.fixml", limitFixml(report));
  assert.equal(
    report.rows.map(({ kind, holder, position, level }) => [kind, holder, position, level].join(" ")),
    [
      "breach ALDER 1050 1000",
      "accountability CEDAR -5001 5000",
      "accountability DOGWOOD 5000.502001 5000",
      "breach FIR 3001 3000",
    ],
  );
  const fir = report.rows.find(({ holder }) => holder === "FIR");
  assert.equal(fir?.exemption, { kind: "bona-fide-hedge", until: "2027-12-31", under: "Rule 559" });
});

test("reports count multiples, rounded down, where the product says so", () => {
  const scaled = shipped.map((one) =>
    one.table.product.id === "GPH"
      ? {
          ...one,
          table: {
            ...one.table,
            reportable: { contracts: 100, clause: "GPH/limits/reportable" },
            reportedIn: { contracts: 100, clause: "GPH/limits/reportable" },
          },
        }
      : one,
  );
  const { reportable } = reported({ rows: [row("A-1", "ALDER", 199), row("A-2", "BIRCH", -99)], outputs: scaled });
  assert.equal(
    reportable.map(({ owner, long, short }) => [owner, long, short]),
    [["ALDER", 1, 0]],
  );
});

test("nothing is counted of a book whose months, owners or deltas are not known", () => {
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1, "2031-02")] }), ["month-not-listed"]);
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1), row("A-1", "BIRCH", 1, "2027-03")] }), ["account-two-owners"]);
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1), row("A-1", "ALDER", 1)] }), ["position-twice"]);
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1)], date: "2027-02-23" }), ["input-other-day"]);
  assert.equal(refused({ rows: [], options: [call] }), ["delta-missing"]);
  assert.equal(refused({ rows: [], options: [call], deltas: [delta, delta] }), ["delta-twice"]);
  assert.equal(refused({ rows: [], options: [{ ...call, series: "OGPHX99 C2.40" }] }), ["series-not-listed"]);
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1, "2027-02", "ZZZ")] }), ["position-product-unknown"]);
  assert.equal(refused({ rows: [row("A-1", "ALDER", 1, "2027-02", "ASPH")] }), ["nothing-to-check"]);
});

test("owners that go round in a circle, are held more than whole or stand in two groups are refused with both places", () => {
  const rows = [row("A-1", "ALDER", 1)];
  const held = (holder: string, of: string, share: string) => ({ holder, of, share });
  assert.equal(
    refused({ rows, owners: { interests: [held("A", "B", "0.5"), held("B", "C", "0.5"), held("C", "A", "0.5")] } }),
    ["ownership-circular"],
  );
  assert.equal(refused({ rows, owners: { interests: [held("A", "A", "0.5")] } }), ["ownership-circular"]);
  assert.equal(refused({ rows, owners: { interests: [held("A", "C", "0.6"), held("B", "C", "0.5")] } }), [
    "ownership-over-whole",
  ]);
  const groups = [
    { name: "DESK", accounts: ["A-1"] },
    { name: "FUND", accounts: ["A-2", "A-1"] },
  ];
  assert.equal(refused({ rows, owners: { groups } }), ["account-in-two-groups"]);
  const unsaid = shipped.map((one) => ({
    ...one,
    table: { ...one.table, aggregation: { under: "Rule 559", clause: "GPH/limits/aggregation" } },
  }));
  assert.ok(
    refused({ rows, owners: { interests: [held("A", "B", "0.5")] }, outputs: unsaid }).includes("aggregation-unsaid"),
  );
  for (const one of shown.values())
    if (["account-in-two-groups", "ownership-over-whole", "account-two-owners"].includes(one.code))
      assert.is(one.related?.length, 1, one.code);
});

const endless = (account: string, owner: string, lots: number): Row => ({ account, owner, product: "GPHP", lots });

test("a perpetual has one position, limited and reported without a month, and counts with a future in all months alone", () => {
  const given: Given = {
    rows: [row("A-1", "ALDER", 1_000)],
    perpetuals: [endless("A-1", "ALDER", 90_010), endless("A-2", "BIRCH", -25), endless("A-3", "CEDAR", 24)],
  };
  const report = reported(given);
  assert.equal(
    report.rows.map(({ kind, product, month, position, level }) => [kind, product, month, position, level]),
    [
      ["accountability", "GPH", undefined, "10001", 10_000],
      ["breach", "GPHP", undefined, "90010", 20_000],
    ],
  );
  assert.equal(
    report.reportable.map(({ owner, product, month }) => [owner, product, month]),
    [
      ["ALDER", "GPH", "2027-02"],
      ["ALDER", "GPHP", undefined],
      ["BIRCH", "GPHP", undefined],
    ],
  );
  assert.match(limitText(report), /ALDER {2}GPHP {2}90,010 {2}long {2}of 20,000/);
  assert.match(limitFixml(report), /<Instrmt Sym="GPHP" SecTyp="FUT"\/>/);
  const lifted = { ...grant, owner: "ALDER", product: "GPHP", contracts: 40_000 };
  const few = { rows: [], perpetuals: [endless("A-1", "ALDER", 40_000)] };
  assert.equal(refused({ ...few, owners: { exemptions: [lifted] } }), ["exemption-beyond-terms"]);
  assert.equal(reported({ ...few, owners: { exemptions: [{ ...lifted, scope: "all-months" }] } }).rows, []);
});

test("what is held stands in the list of its kind", () => {
  assert.equal(refused({ rows: [row("A-1", "ALDER", 5, "2027-03", "GPHP")] }), ["position-of-another-kind"]);
  assert.equal(refused({ rows: [], perpetuals: [{ ...endless("A-1", "ALDER", 5), product: "OGPH" }] }), [
    "position-of-another-kind",
  ]);
});

test("what is wrong with a book or its owners is told with both places: the row, and what it goes against", () => {
  const rows = [row("A-1", "ALDER", 1)];
  const held = (holder: string, of: string, share: string) => ({ holder, of, share });
  const ended = { ...held("A", "ALDER", "0.5"), except: { kind: "independent-controller", until: "2027-02-21" } };
  const two = [
    { name: "DESK", accounts: ["A-1"] },
    { name: "FUND", accounts: ["A-1"] },
  ];
  const bad: readonly (readonly [string, Given])[] = [
    ["month-not-listed", { rows: [row("A-1", "ALDER", 1, "2031-02")] }],
    ["month-not-listed", { rows, owners: { exemptions: [{ ...grant, month: "2031-02" }] } }],
    ["ownership-circular", { rows, owners: { interests: [held("A", "B", "0.5"), held("B", "A", "0.5")] } }],
    ["exemption-not-in-force", { rows, owners: { exemptions: [{ ...grant, until: "2027-02-21" }] } }],
    ["exemption-not-in-force", { rows, owners: { interests: [ended] } }],
    ["ownership-over-whole", { rows, owners: { interests: [held("A", "C", "0.6"), held("B", "C", "0.5")] } }],
    ["account-in-two-groups", { rows, owners: { groups: two } }],
    ["account-two-owners", { rows: [...rows, row("A-1", "BIRCH", 1, "2027-03")] }],
  ];
  for (const [code, given] of bad) {
    const found = outcome(given);
    if (found.kind === "checked") throw new Error(`${code}: it was checked`);
    assert.equal(
      found.diagnostics.map((one) => [one.code, one.related?.length]),
      [[code, 1]],
      code,
    );
    const [one] = found.diagnostics;
    const [other] = one?.related ?? [];
    const at = (span: Diagnostic["span"] | undefined): string => `${span?.source.path} ${span?.start}`;
    assert.is.not(at(one?.span), at(other?.span), code);
  }
});

test("an exemption counts until its last day, for what the contract allows, and is refused beyond", () => {
  const rows = [row("A-5", "ELM", 2_999)];
  const granted = (change: object): Given => ({ rows, owners: { exemptions: [{ ...grant, ...change }] } });
  assert.equal(reported(granted({})).rows, []);
  assert.is(reported(granted({ from: "2027-02-23" })).rows.length, 1, "not begun");
  assert.equal(refused(granted({ until: "2027-02-21" })), ["exemption-not-in-force"]);
  for (const beyond of [
    { kind: "friendship" },
    { contracts: 4_001 },
    { kind: "spread" },
    { until: "2028-01-11" },
    { from: "2027-03-01", until: "2027-02-28" },
  ])
    assert.equal(refused(granted(beyond)), ["exemption-beyond-terms"], JSON.stringify(beyond));
  assert.equal(refused(granted({ month: "2031-02" })), ["month-not-listed"]);
  assert.equal(refused(granted({ product: "ASPH" })), ["position-product-unknown"]);
  const except = (kind: string, until?: string) => ({
    rows,
    owners: {
      interests: [
        { holder: "A", of: "ELM", share: "0.5", except: { kind, ...(until === undefined ? {} : { until }) } },
      ],
    },
  });
  assert.equal(refused(except("friendship")), ["exemption-beyond-terms"]);
  assert.equal(refused(except("independent-controller", "2027-02-21")), ["exemption-not-in-force"]);
});

test("a book that cannot be counted exactly is refused", () => {
  const long = "9".repeat(15);
  const fine = shipped.map((one) =>
    one.table.product.id === "GPH"
      ? {
          ...one,
          table: {
            ...one.table,
            aggregate: [{ product: "MGPH", ratio: `1/${long}`, into: false, clause: one.table.clause }],
          },
        }
      : { ...one, table: { ...one.table, aggregate: [] } },
  );
  assert.equal(
    refused({ rows: [row("A-1", "ALDER", 1_000), row("A-2", "BIRCH", 1, "2027-02", "MGPH")], outputs: fine }),
    ["positions-too-large"],
  );
});

test("every finding about owners, exemptions and deltas is brought about and shown as it is printed", () => {
  const codes = Object.keys(limitRunEntries);
  assert.equal(
    codes.filter((code) => !shown.has(code)),
    [],
  );
  golden("run/limits-refused.txt", codes.map((code) => renderOne(shown.get(code) as Diagnostic)).join("\n"));
});

test("a file of deltas that does not say what it is is told how it begins", () => {
  const read = readDeltas(makeSource("deltas.json", '{ "date": "2027-02-02", "deltas": [] }'));
  assert.is(read.kind, "refused");
  assert.match(
    read.kind === "refused" ? read.diagnostics[0]!.message : "",
    /has no `format`, which is `"tenor-deltas\/1"` here/,
  );
});

test("positions of hundreds of thousands of owners are reported: no list is passed as arguments", () => {
  const most = 140_000;
  const book = {
    date: DATE,
    positions: Array.from({ length: most }, (_, at) => row(`A${at}`, `O${at}`, 25)),
    options: [],
  };
  const read = { source: place.source, data: book, place: () => place } as unknown as InputFile<Book>;
  const given = {
    date: DATE,
    edge: "close",
    outputs: shipped,
    known: ["ASPH", "GPH", "MGPH", "OGPH"],
    book: read,
  } as const;
  const found = limitsDay(given);
  assert.is(found.kind === "checked" && found.report.reportable.length, most);
});

test.run();
