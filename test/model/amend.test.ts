import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check, compile } from "../../src/index.ts";
import { renderText } from "../../src/diagnostic/render-text.ts";
import type { EngineConfig } from "../../src/model/generated/engine.ts";
import type { ContractModel } from "../../src/model/model.ts";
import { inProject } from "../kit/files.ts";

/** The contract in force on a day: the base with the amendments effective by then, for the contract months each is for. */
const read = (file: string) => fs.readFileSync(inProject(`test/bad/with/${file}`), "utf8");
const base = { "with/parts.tenor": read("parts.tenor"), "with/product.tenor": read("product.tenor") };
const IMPORTS = 'import "with/product.tenor"\nimport "with/parts.tenor"\nimport "std/calendars/us.tenor"\n';

function models(text: string, asOf?: string): readonly ContractModel[] {
  const imports = IMPORTS.split("\n")
    .filter((one) => !one.includes("us.tenor") || text.includes("US_EX"))
    .join("\n");
  const found = check({ ...base, "a.tenor": imports + text }, asOf === undefined ? {} : { asOf });
  assert.equal(
    found.diagnostics.filter((one) => one.code !== "import-unused").map((one) => renderText([one])),
    [],
  );
  return found.models;
}

const product = (all: readonly ContractModel[], root = "GOOD") => all.filter((one) => one.root === root);
const tick = (model: ContractModel | undefined, role = "outright") =>
  model?.product?.ticks.find((one) => one.role === role)?.increment;
const months = (model: ContractModel | undefined) => model?.product?.contracts.map((one) => one.period);

const TICK = "amendment TICK to GOOD effective 2027-03-01 { tick { outright: 0.0005 } }\n";

test("an amendment holds from its day on and changes only what it states", () => {
  for (const [asOf, outright] of [
    [undefined, "0.001"],
    ["2027-02-26", "0.001"],
    ["2027-03-01", "0.0005"],
    ["2027-06-15", "0.0005"],
  ] as const) {
    const [model, ...more] = product(models(TICK, asOf));
    assert.is(more.length, 0);
    assert.is(tick(model), outright, asOf);
    assert.is(tick(model, "settlement"), "0.0001");
  }
  const [model] = product(models(TICK, "2027-03-01"));
  const [change] = model?.amendments ?? [];
  assert.equal(change?.changes, [{ path: "tick/outright", clause: "TICK/tick/outright" }]);
  assert.is(change?.inForce, true);
  assert.ok(model?.clauses.some((one) => one.id === "TICK/tick/outright" && one.path === "a.tenor"));
});

test("of two amendments of one clause the later is in force, in whatever order they stand", () => {
  const later = "amendment FINER to GOOD effective 2027-04-01 { tick { outright: 0.0002 } }\n";
  for (const text of [TICK + later, later + TICK]) {
    assert.is(tick(product(models(text, "2027-03-31"))[0]), "0.0005");
    assert.is(tick(product(models(text, "2027-04-01"))[0]), "0.0002");
  }
});

test("each listed month trades by one text, and none stands in two versions", () => {
  const some = TICK.replace(" { tick", " for contract months from 2027-05 { tick");
  const all = product(models(some, "2027-04-05"));
  assert.equal(all.map(months), [["2027-04"], ["2027-05", "2027-06"]]);
  assert.equal(
    all.map((one) => tick(one)),
    ["0.001", "0.0005"],
  );
  assert.equal(
    all[1]?.versions?.map(({ folder, here }) => [folder, here]),
    [
      ["GOOD", false],
      ["GOOD/versions/TICK", true],
    ],
  );
  // Once only amended months are listed, they are the product.
  const later = product(models(some, "2027-05-03"));
  assert.equal(later.map(months), [["2027-05", "2027-06", "2027-07"]]);
  assert.is(later[0]?.versions, undefined);
  assert.is(tick(later[0]), "0.0005");
  const until = TICK.replace(" { tick", " for contract months from 2027-05 until 2027-06 { tick");
  assert.equal(product(models(until, "2027-04-05")).map(months), [["2027-04", "2027-06"], ["2027-05"]]);
});

test("every folder of a build names all versions, and only the product's own holds the filing", () => {
  const some = TICK.replace(" { tick", " for contract months from 2027-05 { tick");
  const { files, diagnostics } = compile(
    { ...base, "a.tenor": IMPORTS.split("\n")[0] + "\n" + some },
    { asOf: "2027-04-05" },
  );
  assert.equal(diagnostics, []);
  const engines = [...files].filter(([path]) => path.endsWith("engine.json"));
  assert.equal(engines.map(([path]) => path).sort(), ["GOOD/engine.json", "GOOD/versions/TICK/engine.json"]);
  for (const [path, text] of engines) {
    const engine = JSON.parse(text) as EngineConfig;
    const here = engine.versions?.find((one) => one.here);
    assert.is(`${here?.folder}/engine.json`, path);
    assert.equal(
      here?.months,
      engine.months.map((one) => one.period),
    );
  }
});

test("a derived product takes amendments of what it takes over, and not of what it states itself", () => {
  const derived =
    'future SAME "One" from GOOD { chapter: 812 }\nfuture OWN "Other" from GOOD { tick { outright: 0.002; settlement: 0.0001; calendar-spread: 0.0005 } }\n';
  const all = models(TICK + derived, "2027-03-01");
  assert.is(tick(product(all, "SAME")[0]), "0.0005");
  assert.is(tick(product(all, "OWN")[0]), "0.002");
});

test("lists take entries in and give them up; a waterfall is replaced whole", () => {
  const hedged = (more: string) => `future HEDGED "Hedged" from GOOD {
  limits {
    basis:        25% of SUPPLY.lowest-month / size, round down to 1 contract
    spot-month:   2_000 contracts from open of start of spot-period
    single-month: accountability 5_000 contracts
    reportable:   25 contracts
    exemptions:   bona-fide-hedge, spread
  }
}
amendment MORE to HEDGED effective 2027-03-01 { ${more} }
`;
  const exemptions = (more: string) => product(models(hedged(more), "2027-03-01"), "HEDGED")[0]?.product?.limits;
  assert.equal(JSON.stringify(exemptions("add { exemptions: risk-management }")).match(/risk-management/g)?.length, 1);
  assert.not.match(JSON.stringify(exemptions("remove { exemptions: spread }")), '"spread"');
  const daily =
    "amendment DAILY to GOOD effective 2027-03-01 { daily-settlement { for all months { first of { previous settlement } } } }\n";
  const before = product(models(daily, "2027-02-26"))[0]?.product?.dailySettlement;
  const after = product(models(daily, "2027-03-01"))[0]?.product?.dailySettlement;
  assert.ok((before?.groups[0]?.tiers.length ?? 0) > 1);
  assert.equal(
    after?.groups.map((one) => one.tiers.map((tier) => tier.price.op)),
    [["previous-settlement"]],
  );
  assert.equal(after?.round, before?.round);
});

test("an index, a calendar and a firm are amended, and the product's model with them", () => {
  const window = "amendment WINDOW to RENTAL effective 2027-03-01 { quorum: 2 sources, 10 trades }\n";
  assert.not.equal(models(window, "2027-02-26")[0]?.indices, models(window, "2027-03-01")[0]?.indices);
  const closed =
    'amendment MOURNING to US_EXCHANGE effective 2027-03-01 {\n  closed "Day of mourning" { date: 2027-03-31; announced: 2027-02-20 }\n}\n';
  const last = (asOf: string) =>
    product(models(closed, asOf))[0]
      ?.product?.contracts.find((one) => one.period === "2027-03")
      ?.dates.find((one) => one.name === "last-trading-day")?.date;
  assert.is(last("2027-02-26"), "2027-03-31");
  assert.is(last("2027-03-01"), "2027-03-30");
  const address = 'amendment ADDRESS to XDEX effective 2027-03-01 { address: "2 Example Plaza, Chicago, Illinois" }\n';
  assert.match(JSON.stringify(models(address, "2027-03-01")[0]?.organisations), "2 Example Plaza");
});

test("a change that will not do on its day is refused before that day", () => {
  const text = `${IMPORTS.split("\n")[0]}\namendment TICK to GOOD effective 2027-03-01 { tick { outright: 0.000005 } }\n`;
  const codes = check({ ...base, "a.tenor": text }).diagnostics.map((one) => one.code);
  assert.ok(codes.includes("tick-value-exact"), codes.join(", "));
});

const CALLS = read("../../conformance/fields/option.tenor").replace(/^import.*\n/gm, "");

test("an option is amended by itself, by its future, and for some months alone", () => {
  const more = "amendment STYLE to CALLS effective 2027-02-08 { style: american; exercise { assignment: pro rata } }\n";
  const later =
    "amendment YEAR to CALLS effective 2027-03-08 for contract months from 2027-05 { marks { year: 360 } }\n";
  const at = (day?: string) => models(CALLS + more + later, day).filter((one) => one.root === "CALLS");
  assert.is(at()[0]?.option?.style.value, "european");
  const [changed] = at("2027-02-08");
  assert.is(changed?.option?.style.value, "american");
  assert.is(changed?.option?.exercise.assignment.method, "pro-rata");
  assert.equal(
    changed?.amendments?.map(({ id, inForce }) => [id, inForce]),
    [
      ["STYLE", true],
      ["YEAR", false],
    ],
  );
  assert.equal(
    at("2027-04-01").map(({ option }) => [option?.marks.year.days, option?.contracts.map((one) => one.month.period)]),
    [
      [365, ["2027-04"]],
      [360, ["2027-05"]],
    ],
  );
  // What one option contract is follows its future, amended or not.
  const resized = "amendment RESIZE to GOOD effective 2027-03-01 { tick { settlement: 0.0005 } }\n";
  const followed = models(CALLS + resized, "2027-03-01").find((one) => one.root === "CALLS");
  assert.equal(
    followed?.amendments?.map((one) => one.id),
    ["RESIZE"],
  );
  const closed = check({ ...base, "a.tenor": `${IMPORTS}${CALLS}${more.replace("2027-02-08", "2027-02-15")}` });
  assert.equal(
    closed.diagnostics.map((one) => one.code),
    ["amendment-not-on-trade-date"],
  );
});

const special = (name: string) => read(`../../conformance/fields/${name}.tenor`).replace(/^import.*\n/gm, "");

test("a spread is amended by itself and by its legs, and keeps its model where they are amended", () => {
  const pair = special("spread");
  const at = (more: string, day?: string) => models(pair + more, day).filter((one) => one.root === "PAIR");
  const wider = "amendment WIDER to PAIR effective 2027-02-08 { tick { outright: 0.001 } }\n";
  const coarse = "amendment COARSE to GOOD effective 2027-02-08 { tick { settlement: 0.0005 } }\n";
  const terms = (day?: string) =>
    at(wider + coarse, day).map(({ spread }) => [
      spread?.ticks[0]?.increment,
      spread?.legs.map((one) => one.tick.increment),
    ]);
  assert.equal(terms(), [["0.0005", ["0.0001", "0.0001"]]]);
  assert.equal(terms("2027-02-08"), [["0.001", ["0.0005", "0.0005"]]]);
  // An amendment for some months of its own is one of the combinations that begin with them.
  const some = wider.replace(" {", " for contract months from 2027-03 {");
  assert.equal(
    at(some, "2027-02-08").map(({ spread }) => [
      spread?.ticks[0]?.increment,
      spread?.contracts.map((one) => one.month.period),
    ]),
    [
      ["0.0005", ["2027-02"]],
      ["0.001", ["2027-03"]],
    ],
  );
  // What a combination does not say of its legs may differ between them; what it says may not.
  const months = (text: string) => text.replace(" {", " for contract months from 2027-03 {");
  const orders = "amendment LARGER to GOOD effective 2027-02-08 { orders { max: 4_000 contracts } }\n";
  assert.ok(at(months(orders), "2027-02-08").length > 0);
  const codes = check({ ...base, "a.tenor": IMPORTS + pair + months(coarse) }, { asOf: "2027-02-08" }).diagnostics;
  assert.equal(
    codes.map((one) => one.code),
    ["meaning-comes-later"],
  );
});

test("a perpetual is amended by itself and by its index, and has no months to be amended for", () => {
  const rolling = `import "std/calendars/common.tenor"\n${special("perpetual")}`;
  const at = (more: string, day?: string) => models(rolling + more, day).filter((one) => one.root === "ROLLING");
  const own = "amendment LARGER to ROLLING effective 2027-06-07 { orders { max: 600 contracts } }\n";
  const index = "amendment LICENSED to RENTAL effective 2027-06-07 { licence: until 2061-12-31 }\n";
  for (const more of [own, index]) {
    assert.is(at(more).length, 1);
    const [changed] = at(more, "2027-06-07");
    assert.ok(changed?.perpetual !== undefined);
    assert.is(changed?.amendments?.[0]?.inForce, true);
  }
  const months = own.replace(" {", " for contract months from 2027-09 {");
  assert.equal(
    check({ ...base, "a.tenor": `${IMPORTS.replace(/^.*us.*\n/m, "")}${rolling}${months}` })
      .diagnostics.filter((one) => one.code !== "import-unused")
      .map((one) => one.code),
    ["amendment-for-all-months"],
  );
});

test("every folder of a build names the versions of an option and of a reference", () => {
  const facts = `source FACTS "What another exchange publishes" { date: 2027-01-04 }
future THEIRS "Hours elsewhere" {
  venue: XDEX
  restates: FACTS
  contract: month
  dates on US_EXCHANGE { last-trading-day: last business day of contract month }
  final-settlement cash {}
}
`;
  const changes = `amendment YEAR to CALLS effective 2027-03-08 for contract months from 2027-05 { marks { year: 360 } }
amendment DAYS to THEIRS effective 2027-02-08 for contract months from 2027-12 { dates { last-trading-day: 3rd Friday of contract month } }
`;
  const { files, diagnostics } = compile(
    { ...base, "a.tenor": IMPORTS + CALLS + facts + changes },
    { asOf: "2027-04-01" },
  );
  assert.equal(diagnostics, []);
  const found = [...files.keys()].filter((path) => /(option|reference)\.json$/.test(path)).sort();
  const folders = ["CALLS", "CALLS/versions/YEAR", "reference/THEIRS", "reference/THEIRS/versions/DAYS"];
  assert.equal(
    found,
    folders.map((one) => `${one}/${one.startsWith("C") ? "option" : "reference"}.json`),
  );
  for (const path of found) {
    const { versions, amendments } = JSON.parse(files.get(path) ?? "") as Pick<EngineConfig, "versions" | "amendments">;
    const here = versions?.find((one) => one.here);
    assert.is(here?.folder, path.replace(/\/[^/]*$/, ""));
    assert.is(amendments?.length, 1);
  }
});

test("a source that only the prose of an amendment cites is used, checked, and in the model", () => {
  const text = (key: string) => `source WIDTHS "Widths" { date: 2026-10-01 }
source DESKS "Desks" { date: 2026-10-02; publisher: "the floor" }
source FLOORS "Floors" { date: 2026-10-03 }
/// Widths are one tick [WIDTHS] on all [FLOORS].
amendment FINER to GOOD effective 2027-03-01 {
  tick {
    /// Desks said so [${key}].
    outright: 0.0005
  }
}
`;
  const [model] = product(models(text("DESKS")));
  assert.equal(
    model?.sources.map((one) => one.id),
    ["SUPPLY", "WIDTHS", "DESKS", "FLOORS"],
  );
  assert.equal(
    model?.amendments?.[0]?.narrative.map((one) => one.clause),
    ["FINER/narrative/1", "FINER/tick/outright/narrative/1"],
  );
  for (const id of ["WIDTHS", "FINER/tick/outright/narrative/1"])
    assert.ok(
      model?.clauses.some((one) => one.id === id),
      id,
    );
  const wrong = check({ ...base, "a.tenor": IMPORTS.split("\n")[0] + "\n" + text("DSKS") }).diagnostics;
  assert.ok(wrong.some((one) => one.code === "name-unknown" && one.message.includes("DSKS")));
});

test.run();
