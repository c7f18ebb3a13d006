import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../src/index.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { gaps, type Gaps, report } from "./report.ts";
import { rules } from "./rules.ts";

const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
const shared: ReadonlyMap<string, string> = new Map(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    read(file),
  ]),
);

/** The codes of what is found in a program and the files of `with/` it imports, itself or through one of them. */
function found(file: string): string[] {
  const text = read(file);
  const files: Record<string, string> = {};
  // A program that stands in `with/` itself imports its neighbours.
  const own = file.startsWith("test/bad/with/") ? file.slice("test/bad/".length) : file.replace(/^.*\//, "");
  files[own] = text;
  const wanted = [own];
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    for (const [, target] of (files[path] ?? "").matchAll(/^(?:import|  file: +) ?"([^"]+)"/gm)) {
      const name = (target as string).startsWith("with/") ? (target as string) : `with/${target as string}`;
      const other = shared.get(name);
      if (other === undefined || Object.hasOwn(files, name)) continue;
      files[name] = other;
      wanted.push(name);
    }
  }
  const asOf = /^\/\/ tenor check --as-of (\S+)$/m.exec(text)?.[1];
  return check(files, asOf === undefined ? {} : { asOf }).diagnostics.map((one) => `${one.code}: ${one.message}`);
}

test("ids are words behind points, and each is there once", () => {
  assert.is(new Set(rules.map((rule) => rule.id)).size, rules.length);
  for (const { id, says } of rules) {
    assert.match(id, /^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)+$/);
    assert.match(says, /^[A-Z0-9`].*\.$/, id);
  }
});

for (const rule of rules) {
  test(`${rule.id}: ${rule.says}`, () => {
    assert.equal(found(rule.valid), [], rule.valid);
    const codes = found(rule.invalid).map((one) => one.replace(/:.*$/, ""));
    assert.ok(codes.includes(rule.code), `${rule.invalid} brings about ${codes.join(", ") || "nothing"}`);
  });
}

for (const file of filesBelow("test/conformance/fields", (one) => one.endsWith(".tenor"))) {
  test(`${file} is without a finding`, () => assert.equal(found(file), []));
}

const open = gaps();
const ASKED: Readonly<Record<keyof Gaps, string>> = {
  pairs: "every rule has a valid and an invalid program",
  codes: "every diagnostic of the language is claimed by a rule",
  headings: "every rule belongs to a heading of the manual",
  fields: "every field with a meaning is in a valid program",
  meanings: "what is said to have no meaning yet has none",
  places: "every place of the grammar is reached by a program",
};

for (const [key, title] of Object.entries(ASKED) as [keyof Gaps, string][]) {
  test(title, () => assert.equal(open[key], []));
}

test("no program belongs to a rule that is gone", () => {
  const ids = new Set(rules.map((rule) => `test/conformance/${rule.id}/valid.tenor`));
  const fieldPrograms = (file: string) => file.startsWith("test/conformance/fields/");
  const lost = filesBelow("test/conformance", (file) => file.endsWith(".tenor") && !fieldPrograms(file));
  assert.equal(
    lost.filter((file) => !ids.has(file)),
    [],
  );
});

test("the report names what is missing, and says how much is there", () => {
  const { text, complete } = report();
  assert.match(text, `${rules.length} rules`);
  assert.is(
    complete,
    Object.values(open).every((list) => list.length === 0),
  );
});

test.run();
