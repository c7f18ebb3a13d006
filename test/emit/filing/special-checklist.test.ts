import { test } from "uvu";
import * as assert from "uvu/assert";
import { factOf } from "../../../src/emit/filing/facts.ts";
import { anyPackOf, type Files, findings, packOf, withImports } from "./checklist-kit.ts";
import { points } from "./checklist-points.ts";
import { indexPoints } from "./index-points.ts";
import { answeredBy, ELSEWHERE, nothingSkipped, runPoints } from "./checklist-run.ts";
import { NOT_OF_AN_OPTION, optionPoints } from "./option-points.ts";
import { NOT_OF_A_PERPETUAL, type PerpetualPack, perpetualPoints } from "./perpetual-points.ts";
import { certifiedFiles, gphpFiles } from "./specials-kit.ts";
import type { SpecialPack } from "./special-points.ts";
import { commonPoints, samePoints } from "./special-points.ts";
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

/** The pack of a perpetual, of whatever form. */
const perpetualPack = (files: Files): PerpetualPack => {
  const pack = anyPackOf(files, "GPHP");
  if (pack.subject.kind !== "perpetual") throw new Error("GPHP is no perpetual");
  return { ...pack, subject: pack.subject };
};

const gphp = perpetualPack(certifiedFiles());
const ofGphp = perpetualPoints(gphp);
runPoints("GPHP", gphp, ofGphp, perpetualPack);
nothingSkipped("GPHP", ofGphp, { ...ELSEWHERE, ...NOT_OF_A_PERPETUAL });

test("the shipped filing of a perpetual asks for approval, because its status is pending, and certifies nothing", () => {
  const { text } = perpetualPack(gphpFiles());
  assert.match(text("letter"), /It asks the Commission to approve H100 GPU-Hour Perpetual/);
  assert.match(text("portal"), /Commission Regulation 40\.3\(a\), listing with the Commission's approval/);
  assert.match(text("letter"), /calls this “pending”, with the reason: “The Commission has asked for comment/);
  assert.match(text("letter"), /Until that is answered the Contract is not listed/);
  for (const one of ["letter", "explanation", "rulebook", "core-principles"])
    assert.not.match(text(one), /certifies that/);
  assert.match(text("signer"), /The specification calls the listing pending: /);
});

test("a perpetual without the status that is claimed, or that is pending and certified, has no pack and says what to write", () => {
  const errors = (files: Files) => findings(files).filter((one) => one.severity === "error");
  const path = "filings/gphp-40-3.tenor";
  const edit = (from: RegExp, to: string): Files => {
    const files = gphpFiles();
    assert.match(files[path]!, from);
    return { ...files, [path]: files[path]!.replace(from, to) };
  };
  assert.equal(errors(gphpFiles()), []);
  const [none, ...more] = errors(edit(/^ *perpetual-status: .*\n/m, ""));
  assert.equal(more, []);
  assert.is(none!.code, "filing-fact-missing");
  assert.match(none!.message, /needs `perpetual-status`/);
  for (const vague of ["perhaps a future", "future", "futures-like"]) {
    const [found, ...others] = errors(edit(/^( *perpetual-status: +).*$/m, `$1"${vague}"`));
    assert.equal(others, []);
    assert.is(found!.code, "filing-fact-malformed", vague);
    assert.match(found!.message, /`future` or `swap`, and the reason/);
  }
  const certified = edit(/"40\.3"/, '"40.2"\n  received-by: 2027-02-26');
  assert.equal(
    errors(certified).map((one) => one.code),
    ["filing-status-pending"],
  );
  assert.match(errors(certified)[0]!.help ?? "", /form: "40\.3"/);
});

test("what a pack incorporates by reference is answered in the pack that it refers to", () => {
  const future = packOf(withImports("filings/gph-40-2.tenor"), "GPH");
  const listed = factOf(future.subject.filing.facts, "submission")!.value;
  const there = answeredBy([...points(future), ...samePoints(future), ...indexPoints(future)]);
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
