import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { catalogue, type Code, codes } from "../../src/diagnostic/catalogue.ts";
import { ledgerEntries } from "../../src/diagnostic/catalogue/ledger.ts";
import { limitRunEntries } from "../../src/diagnostic/catalogue/limit-runs.ts";
import { printEntries } from "../../src/diagnostic/catalogue/print.ts";
import { regulationEntries } from "../../src/diagnostic/catalogue/regulation.ts";
import { runEntries } from "../../src/diagnostic/catalogue/run.ts";
import { templateEntries } from "../../src/diagnostic/catalogue/templates.ts";
import { differenceEntries } from "../../src/diagnostic/catalogue/differences.ts";
import { whatIfEntries } from "../../src/diagnostic/catalogue/what-if.ts";
import { verifyEntries } from "../../src/diagnostic/catalogue/verify.ts";
import { filesBelow, inProject } from "../kit/files.ts";

/** Codes of a settled day that another build than the shipped one brings about. */
const OWN_DAYS: readonly string[] = ["funding-intervals", "build-before-amendment"];

/** Codes that no spec alone can bring about, each with the golden file in which the report stands that a scenario brought about. */
const SCENARIOS: ReadonlyMap<string, string> = new Map(
  [
    ...[
      "file-missing",
      "file-is-folder",
      "file-unreadable",
      "file-not-text",
      "file-too-large",
      "file-outside-root",
      "file-not-replaced",
    ],
    ...["import-absolute", "import-outside-root", "import-bad-path"],
    ...["output-not-ours", "output-not-writable", "output-failed", "output-names-collide"],
  ]
    .map((code): [string, string] => [code, "test/golden/host/failures.txt"])
    .concat([["text-too-long", "test/golden/grammar/bounds.txt"]])
    .concat(
      [
        "no-specs",
        "usage-date",
        "usage-output-unknown",
        "usage-target-unknown",
        "usage-product-unknown",
        "usage-span",
        "usage-instant",
        "usage-at-reference",
        "usage-listing-missing",
      ].map((code) => [code, "test/golden/cli/usage.txt"]),
    )
    .concat(Object.keys(templateEntries).map((code) => [code, "test/golden/cli/templates.txt"]))
    .concat(
      ["usage-new-kind", "usage-answers-missing", "usage-name-taken"].map((code) => [code, "test/golden/cli/new.txt"]),
    )
    .concat([["usage-option-not-taken", "test/golden/cli/new-not-taken.txt"]])
    .concat(
      ["usage-port", "usage-port-taken", "usage-playground-missing"].map((code) => [code, "test/golden/cli/play.txt"]),
    )
    .concat(Object.keys(printEntries).map((code) => [code, "test/golden/cli/print.txt"]))
    .concat([["usage-package", "test/golden/cli/package.txt"]])
    .concat(["lock-differs", "lock-incomplete", "lock-unreadable"].map((code) => [code, "test/golden/cli/lock.txt"]))
    .concat(
      Object.keys(runEntries).map((code) => [
        code,
        `test/golden/run/${OWN_DAYS.includes(code) ? code : "refused"}.txt`,
      ]),
    )
    .concat(Object.keys(regulationEntries).map((code) => [code, "test/golden/run/regulation.txt"]))
    .concat(Object.keys(differenceEntries).map((code) => [code, "test/golden/cli/difference.txt"]))
    .concat(Object.keys(whatIfEntries).map((code) => [code, "test/golden/cli/what-if.txt"]))
    .concat(Object.keys(limitRunEntries).map((code) => [code, "test/golden/run/limits-refused.txt"]))
    .concat(Object.keys(ledgerEntries).map((code) => [code, "test/golden/run/ledger-refused.txt"]))
    .concat(Object.keys(verifyEntries).map((code) => [code, "test/golden/cli/verify.txt"]))
    .concat(["ledger-chain-differs", "ledger-row-differs"].map((code) => [code, "test/golden/run/ledger-verify.txt"])),
);

test("a code is a right condition or a plain state in lower case, and has everything", () => {
  for (const code of codes) {
    assert.match(code, /^[a-z]+(?:-[a-z0-9]+)*$/);
    const { severity, message, page } = catalogue[code];
    assert.ok(severity === "error" || severity === "warning", code);
    assert.type(message, "function", code);
    assert.ok(page.trim().length >= 60, `${code}: its page says next to nothing`);
    assert.not.match(page, /\bTODO\b|\bTBD\b|\bFIXME\b/, code);
  }
});

/** An answer to every parameter a message may ask for: its own name. */
const anything = new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? undefined : String(key)) }) as never;

test("messages start in lower case or with a name, stay on one line and end without a full stop", () => {
  for (const code of codes) {
    const { message } = catalogue[code] as { message: (p: never) => string };
    let text: string;
    try {
      text = message(anything);
    } catch {
      // It asks for more than words, such as a list; the fixture shows its sentence.
      continue;
    }
    assert.not.match(text, /[.!]$|\n/, code);
    assert.ok(text.length > 10, code);
  }
});

test("every code is brought about by a bad spec of its name, or by a scenario that is named here", () => {
  const fixtures = filesBelow("test/bad", (file) => file.endsWith(".tenor"));
  const bad = new Set(fixtures.map((file) => /([^/]+)\.tenor$/.exec(file)?.[1]));
  const without = codes.filter((code) => !bad.has(code) && !SCENARIOS.has(code));
  // The fixtures are asked for from the day the first one is there.
  if (fixtures.length === 0) {
    process.stdout.write(`\nskipped: no test/bad yet (${without.length} codes wait for their bad spec)\n`);
    return;
  }
  assert.equal(without, []);
});

test("no scenario is named in vain", () => {
  for (const [code, file] of SCENARIOS) {
    assert.ok(codes.includes(code as Code), `${code} is no code`);
    assert.match(fs.readFileSync(inProject(file), "utf8"), `[${code}]: `);
  }
});

test.run();
