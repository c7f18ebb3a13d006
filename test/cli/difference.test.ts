import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkAgainst } from "../../src/cli/check-against.ts";
import { build } from "../../src/cli/command/build.ts";
import { diff } from "../../src/cli/command/diff.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { nodeHost } from "../../src/host/node.ts";
import isDifference from "../../src/model/generated/difference.validate.js";
import type { DifferenceReport } from "../../src/model/generated/difference.ts";
import isWhatIf from "../../src/model/generated/what-if.validate.js";
import type { WhatIf } from "../../src/model/generated/what-if.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";

function run(cwd: string, what: (made: Parameters<typeof build>[0]) => number) {
  const said = { out: "", error: "" };
  const code = what({
    host: nodeHost({ root: cwd, library: libraryFolder(), cwd }),
    cwd,
    out: (text) => void (said.out += text),
    error: (text) => void (said.error += text),
  });
  return { code, ...said };
}

/** The shipped specs twice: `specs`, and `before`, in which the text of GPH is as it was before an edit. */
function project(): string {
  const folder = tempFolder();
  for (const name of ["specs", "before"])
    fs.cpSync(inProject("specs"), path.join(folder, name), {
      recursive: true,
      filter: (one) => !one.includes(`${path.sep}std`) && !one.includes(`${path.sep}reference`),
    });
  return folder;
}

function edit(folder: string, file: string, from: string, to: string): void {
  const full = path.join(folder, file);
  const text = fs.readFileSync(full, "utf8");
  assert.is(text.split(from).length, 2, `\`${from}\` stands once in ${file}`);
  fs.writeFileSync(full, text.replace(from, to));
}

const GPH = "specs/gpu/gph.tenor";
const OLD = "before/gpu/gph.tenor";
const folder = project();
const pieces: string[] = [];
const compare = (before: string, after: string, options: object = {}, files: readonly string[] = []) =>
  run(folder, (made) => diff(made, before, after, files, options));

test("the same specs are the same", () => {
  assert.equal(compare(OLD, GPH), { code: 0, out: `${OLD} and ${GPH} state the same terms\n`, error: "" });
});

test("an edit is told term by term with its class, its days and what follows, in text and as JSON of its schema", () => {
  edit(folder, GPH, "outright:        0.001 ", "outright:        0.0005 ");
  edit(folder, GPH, "max:             500 contracts", "max:             600 contracts");
  const found = compare(OLD, GPH, { filed: "2027-08-13", effective: "2027-09-01" });
  assert.is(found.code, 1);
  assert.is(found.error, "");
  pieces.push(found.out);
  const report = JSON.parse(compare(OLD, GPH, { json: true }).out) as DifferenceReport;
  assert.ok(isDifference(report), JSON.stringify(isDifference.errors));
  assert.equal(
    report.products.map((one) => [one.product, one.class, one.changes.map((change) => [change.field, change.class])]),
    [
      [
        "GPH",
        "certification",
        [
          ["tick/outright", "notification"],
          ["orders/max", "certification"],
        ],
      ],
    ],
  );
  pieces.push(compare(OLD, GPH, { route: "approval", effective: "2027-09-01" }).out.split("\n").slice(-6).join("\n"));
});

test("a build stands for its specs, on either side, as of the day it was made for", () => {
  const made = run(folder, (one) => build(one, [OLD], { out: "out", only: "terms,rules", asOf: "2027-06-01" }).code);
  assert.is(made.code, 0, made.error);
  const found = compare("out", GPH);
  assert.is(found.code, 1, found.error);
  assert.match(found.out, "tick/outright: 0.001 → 0.0005");
  assert.not.match(found.out, "listed in one only");
  const back = compare(GPH, "out", { product: "GPH" });
  assert.match(back.out, "tick/outright: 0.0005 → 0.001");
});

test("check --against tells changed terms with their class beside the rules", () => {
  const options = { against: "out" };
  const found = run(folder, (made) => checkAgainst(made, [GPH], options));
  assert.is(found.code, 0, found.error);
  assert.match(found.out, "changed term: GPH tick/outright: 0.001 → 0.0005 (notification, 17 CFR 40.6(d)(2)(x))");
  const report = JSON.parse(run(folder, (made) => checkAgainst(made, [GPH], { ...options, json: true })).out) as WhatIf;
  assert.ok(isWhatIf(report), JSON.stringify(isWhatIf.errors));
  assert.equal(
    report.terms?.map((one) => [one.product, one.field, one.before, one.after]),
    [
      ["GPH", "tick/outright", "0.001", "0.0005"],
      ["GPH", "orders/max", "500 contracts", "600 contracts"],
    ],
  );
});

test("two days compare the contract in force on each, months that an amendment is for apart", () => {
  const amended =
    "\namendment GPH_TICK to GPH effective 2027-09-01 for contract months from 2027-12 { tick { outright: 0.0005 } }\n";
  fs.appendFileSync(path.join(folder, OLD), amended);
  const found = compare("2027-08-31", "2027-09-01", {}, [OLD]);
  assert.is(found.code, 1, found.error);
  pieces.push(found.out);
});

test("--out writes the statement of changes and the chapter with tracked changes of each contract, and nothing from a build", () => {
  const filing = "filings/gph-40-2.tenor";
  edit(folder, `specs/${filing}`, "capped at 500 contracts", "capped at 600 contracts");
  const made = compare(`before/${filing}`, `specs/${filing}`, {
    out: "changes",
    effective: "2027-09-01",
    asOf: "2027-06-01",
  });
  assert.is(made.code, 1, made.error);
  const at = (name: string) => path.join(folder, "changes/GPH", name);
  assert.equal(fs.readdirSync(at("")).sort(), [
    "difference.json",
    ...["redline.docx", "redline.html", "redline.md"],
    ...["statement.docx", "statement.html", "statement.md"],
  ]);
  pieces.push(fs.readFileSync(at("statement.md"), "utf8"));
  const marks = fs.readFileSync(at("redline.md"), "utf8");
  for (const one of ["<del>0.001</del><ins>0.0005</ins>", "<del>500</del><ins>600</ins>"]) assert.match(marks, one);
  const bytes = fs.readFileSync(at("redline.docx"));
  assert.is(
    compare(`before/${filing}`, `specs/${filing}`, { out: "changes2", effective: "2027-09-01", asOf: "2027-06-01" })
      .code,
    1,
  );
  assert.ok(bytes.equals(fs.readFileSync(path.join(folder, "changes2/GPH/redline.docx"))), "the same bytes again");
});

test("what cannot be compared is refused with the way out", () => {
  const refused = (
    code: string,
    before: string,
    after: string,
    options: object = {},
    files: readonly string[] = [],
  ) => {
    const found = compare(before, after, options, files);
    assert.equal([found.code, found.out], [2, ""], found.error);
    assert.match(found.error, `[${code}]`);
    pieces.push(found.error);
  };
  refused("usage-nothing-in-common", GPH, "specs/tokens/itk.tenor");
  refused("usage-product-unknown", OLD, GPH, { product: "GHP" });
  refused("usage-diff-days", "2027-08-31", GPH);
  refused("usage-diff-files", OLD, GPH, {}, ["specs"]);
  refused("usage-route", OLD, GPH, { route: "approve" });
  refused("usage-date", OLD, GPH, { filed: "2027-02-30" });
  refused("file-missing", "nowhere", GPH);
  assert.is(run(folder, (made) => build(made, [GPH], { out: "bare", only: "config" }).code).code, 0);
  refused("output-without-terms", "bare", GPH);
  assert.is(run(folder, (made) => build(made, [OLD], { out: "bare2", only: "terms" }).code).code, 0);
  refused("usage-diff-specs", "bare2", GPH, { out: "changes3" });
  golden("cli/difference.txt", pieces.join("\n").replaceAll(/\d+\.\d+\.\d+/g, "N.N.N"));
});

test.run();
