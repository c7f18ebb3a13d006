import { test } from "uvu";
import * as assert from "uvu/assert";
import { factOf } from "../../../src/emit/filing/facts.ts";
import { anyPackOf, type Files, findings, packOf, withImports } from "./checklist-kit.ts";
import { points } from "./checklist-points.ts";
import { answeredBy, ELSEWHERE, nothingSkipped, runPoints } from "./checklist-run.ts";
import { NOT_OF_AN_OPTION, optionPoints } from "./option-points.ts";
import type { SpecialPack } from "./special-points.ts";
import { commonPoints } from "./special-points.ts";
import { NOT_OF_A_SPREAD, pointsOfSpreads, spreadPoints } from "./spread-points.ts";

const made = (product: string) => (files: Files) => anyPackOf(files, product);
const packAt = (product: string, path: string): SpecialPack => anyPackOf(withImports(path), product);

const ogph = packAt("OGPH", "filings/ogph-40-2.tenor");
const ofOgph = optionPoints(ogph);
runPoints("OGPH", ogph, ofOgph, made("OGPH"));
nothingSkipped("OGPH", ofOgph, { ...ELSEWHERE, ...NOT_OF_AN_OPTION });

const gphs = packAt("GPHS", "filings/gphs-40-2.tenor");
const ofGphs = spreadPoints(gphs);
runPoints("GPHS", gphs, ofGphs, made("GPHS"));
nothingSkipped("GPHS", ofGphs, { ...ELSEWHERE, ...NOT_OF_A_SPREAD });

const trin = packAt("TRIN", "filings/trin-40-2.tenor");
runPoints("TRIN", trin, [...commonPoints(trin), ...pointsOfSpreads(trin)], made("TRIN"));

test("a spread between two futures says how its price counts unlike units, and which daily settlements its trades are read by", () => {
  assert.ok(
    trin
      .text("rulebook")
      .includes(
        "The price is the price of the leg in H100 GPU-Hour Futures, less 2.5 Mtokens of STD TOKEN per GPU-hour of H100 SXM times the price of the leg in Inference Token Futures.",
      ),
  );
  assert.match(
    trin.text("rulebook"),
    /its settlement price of the business day before the trade, rounded to the nearest/,
  );
  assert.match(trin.text("rulebook"), /All legs are of one and the same contract month/);
  assert.match(trin.text("letter"), /Block trades \| Not permitted/);
  for (const { title } of trin.subject.filing.underlyings!)
    assert.ok(
      trin.text("appendix-c").includes(`No daily settlement price of ${title} is made from trades in this spread`),
    );
  assert.match(
    gphs.text("appendix-c"),
    /some daily settlement prices are made from trades in spreads of two of its months/,
  );
});

test("what a pack incorporates by reference is answered in the pack that it refers to", () => {
  const future = packOf(withImports("filings/gph-40-2.tenor"), "GPH");
  const listed = factOf(future.subject.filing.facts, "submission")!.value;
  const there = answeredBy(points(future));
  for (const { text, subject } of [ogph, gphs, trin]) {
    assert.ok(factOf(subject.filing.facts, "underlying-submission")!.value.includes(listed));
    for (const document of ["index", "cash-market", "explanation"])
      assert.ok(text(document).includes(listed), document);
  }
  for (const [number, why] of Object.entries({ ...NOT_OF_AN_OPTION, ...NOT_OF_A_SPREAD }))
    if (why.includes("incorporates")) assert.ok(there.has(Number(number)), `${number} is answered nowhere`);
});

test("a submission that lists another future than the one referred to is a finding", () => {
  const files = { ...withImports("filings/gph-40-2.tenor"), ...withImports("filings/ogph-40-2.tenor") };
  assert.equal(
    findings(files).filter((one) => one.severity === "error"),
    [],
  );
  const path = "filings/ogph-40-2.tenor";
  const wrong = { ...files, [path]: files[path]!.replace('"XDEX-2027-001, by', '"XDEX-2027-002, by') };
  const found = findings(wrong).find((one) => one.severity === "error");
  assert.is(found?.code, "filing-term-agrees");
  assert.match(found?.message ?? "", /XDEX-2027-001/);
});

test.run();
