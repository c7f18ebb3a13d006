import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkAgainst } from "../../src/cli/check-against.ts";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { openEarlier } from "../../src/cli/what-if.ts";
import { nodeHost } from "../../src/host/node.ts";
import type { Manifest } from "../../src/model/generated/manifest.ts";
import isWhatIf from "../../src/model/generated/what-if.validate.js";
import type { WhatIf } from "../../src/model/generated/what-if.ts";
import { sha256 } from "../../src/text/sha256.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";

const SHARE = "25% of SUPPLY.lowest-month / size";
const GPH = "specs/gpu/gph.tenor";

const CHOSEN = "  compliance { regimes: cftc, iosco, eu, uk }\n";

/** A folder of the shipped specs of GPH and MGPH, built into `out`; without the regimes they choose, so that one that falls short is built too. */
function project(chosen = false): string {
  const folder = tempFolder();
  fs.cpSync(inProject("specs"), path.join(folder, "specs"), {
    recursive: true,
    filter: (one) => !one.includes(`${path.sep}std`),
  });
  if (!chosen) edit(folder, GPH, CHOSEN, "");
  assert.is(run(folder, (made) => build(made, FILES, { out: "out", only: "rules" }).code).code, 0);
  return folder;
}

const FILES = [GPH, "specs/gpu/mgph.tenor"];

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

const against = (folder: string, options: object = {}, files: readonly string[] = FILES) =>
  run(folder, (made) => checkAgainst(made, files, { against: "out", ...options }));

function edit(folder: string, file: string, from: string, to: string): void {
  const full = path.join(folder, file);
  const text = fs.readFileSync(full, "utf8");
  assert.is(text.split(from).length, 2, `\`${from}\` stands once in ${file}`);
  fs.writeFileSync(full, text.replace(from, to));
}

/** Writes a file of the build, and its new hash into the manifest. */
function tamper(folder: string, file: string, change: (text: string) => string): void {
  const at = (name: string) => path.join(folder, "out", name);
  const text = change(fs.readFileSync(at(file), "utf8"));
  fs.writeFileSync(at(file), text);
  if (file === "manifest.json") return;
  const manifest = JSON.parse(fs.readFileSync(at("manifest.json"), "utf8")) as Manifest;
  for (const one of manifest.files) if (one.path === file) one.sha256 = sha256(text);
  fs.writeFileSync(at("manifest.json"), JSON.stringify(manifest));
}

const pieces: string[] = [];

test("without an edit nothing is newly broken, in every regime and in one", () => {
  const folder = project();
  const { code, out, error } = against(folder);
  assert.equal(
    [code, error, out],
    [
      0,
      "",
      "GPH, MGPH against out (cftc, iosco, eu, uk)\n  nothing is newly broken\n  as before: 76 verdicts met, 0 not met\n",
    ],
  );
  const one = against(folder, { regime: "uk" }, [GPH]);
  assert.is(one.code, 0);
  assert.is(
    one.out,
    "GPH against out (uk)\n  nothing is newly broken\n  as before: 1 verdict met, 0 not met\n  of the build, not looked at: MGPH\n",
  );
});

test("a basis above a quarter of supply is told once with its place, and is nothing new in the build after it", () => {
  const folder = project();
  edit(folder, GPH, SHARE, SHARE.replace("25%", "30%"));
  const { code, out, error } = against(folder);
  assert.is(code, 1);
  assert.is(error.split("regulation-newly-unmet").length, 2);
  pieces.push(error, out);
  assert.is(against(folder, { regime: "eu" }).code, 0, "the rule is none of that regime");
  const report = JSON.parse(against(folder, { json: true }).out) as WhatIf;
  assert.ok(isWhatIf(report), JSON.stringify(isWhatIf.errors));
  assert.equal(
    report.broken.map(({ products, rule, clause, before }) => [products, rule, clause.path, clause.line, before]),
    [
      [
        ["GPH"],
        "spot-limit-within-quarter",
        GPH,
        fs.readFileSync(path.join(folder, GPH), "utf8").split(SHARE.replace("25%", "30%"))[0]?.split("\n").length,
        { verdict: "met", asOf: "2027-01-11", problems: [] },
      ],
    ],
  );
  assert.equal(report.unchanged, { met: 75, unmet: 0 });
  assert.is(run(folder, (made) => build(made, FILES, { out: "out", only: "rules" }).code).code, 0);
  const still = against(folder);
  assert.is(still.code, 0, "what the build fell short of is not new");
  assert.match(still.out, "as before: 75 verdicts met, 1 not met");
  edit(folder, GPH, SHARE.replace("25%", "30%"), SHARE);
  const mended = against(folder);
  assert.is(mended.code, 0);
  pieces.push(mended.out);
});

test("what an edit breaks of a regime that the spec chooses is told once, as newly broken", () => {
  const folder = project(true);
  edit(folder, GPH, SHARE, SHARE.replace("25%", "30%"));
  const { code, error } = against(folder);
  assert.is(code, 1);
  assert.match(error, "regulation-newly-unmet");
  assert.not.match(error, "regulation-unmet");
  const built = run(folder, (made) => build(made, FILES, { out: "out", only: "rules" }).code);
  assert.is(built.code, 1, "a build is held to what the spec chooses");
});

test("an index that loses its licence breaks the rule of both contracts on it, told once", () => {
  const folder = project();
  const file = "specs/indices/h100-rental.tenor";
  const text = fs.readFileSync(path.join(folder, file), "utf8");
  const licence = /^.*\blicence:.*\n/m.exec(text)?.[0] as string;
  fs.writeFileSync(path.join(folder, file), text.replace(licence, ""));
  const { code, out } = against(folder, { json: true });
  assert.is(code, 1);
  const { broken } = JSON.parse(out) as WhatIf;
  assert.equal(
    broken.map(({ products, rule, clause: { path: where } }) => [products, rule, where]),
    [[["GPH", "MGPH"], "licence-stated", file]],
  );
});

test("specs with errors are told as ever, and nothing is said of rules", () => {
  const folder = project();
  edit(folder, GPH, SHARE, SHARE.replace("SUPPLY", "SUPLY"));
  const { code, out, error } = against(folder);
  assert.is(code, 1);
  assert.is(out, "");
  assert.match(error, "SUPLY");
});

test("what nothing can be compared with is refused: no build, another version, other rules, other products, no rules", () => {
  const refused = (folder: string, code: string, options: object = {}, files = FILES) => {
    const found = against(folder, options, files);
    assert.is(found.code, 2, found.error);
    assert.is(found.out, "");
    assert.match(found.error, `[${code}]`);
    pieces.push(found.error);
  };
  const folder = project();
  refused(folder, "output-not-a-build", { against: "nowhere" });
  refused(folder, "output-not-a-build", { against: "specs" });
  refused(folder, "output-other-products", {}, [...FILES, "specs/tokens/itk.tenor"]);
  refused(folder, "usage-regime-unknown", { regime: "ctfc" });
  const written = (name: string) => fs.readFileSync(path.join(folder, "out", name), "utf8");
  const [manifest, record] = [written("manifest.json"), written("GPH/rules.json")];
  tamper(folder, "manifest.json", (text) => text.replace(/"version": "[^"]*"/, '"version": "0.0.9"'));
  refused(folder, "output-other-version");
  tamper(folder, "manifest.json", () => manifest);
  fs.writeFileSync(path.join(folder, "out/GPH/rules.json"), record.replace('"met"', '"unmet"'));
  assert.is(against(folder).code, 2, "a file that was changed is no record");
  tamper(folder, "GPH/rules.json", () => record.replace('"licence-stated"', '"licence-said"'));
  refused(folder, "output-other-version");
  assert.is(run(folder, (made) => build(made, FILES, { out: "out", only: "config" }).code).code, 0);
  refused(folder, "output-without-rules");
  golden("cli/what-if.txt", pieces.join("\n").replaceAll(/\d+\.\d+\.\d+/g, "N.N.N"));
});

test("the months that are listed are those of the build unless another day is asked for", () => {
  const folder = project();
  const made = run(folder, (one) => build(one, FILES, { out: "out", only: "rules", asOf: "2027-06-01" }).code);
  assert.is(made.code, 0);
  const opened = openEarlier(folder, "out");
  assert.is(opened.kind === "open" && opened.earlier.records.get("GPH")?.asOf, "2027-06-01");
  assert.is(against(folder).code, 0);
});

test.run();
