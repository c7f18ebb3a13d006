import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { blocks, blockSpec, declarationKeywords, fieldSpec, meaningOf, sectionType } from "../../grammar/fields.ts";
import { kinds, type ValueKind } from "../../grammar/kinds.ts";
import { glueWords } from "../../grammar/words.ts";
import { inProject } from "../kit/files.ts";
import { clean, parse } from "../kit/parsed.ts";

test("every declaration is a block, and every inner block is declared and reached", () => {
  const reached = new Set<string>();
  const reach = (type: string): void => {
    if (reached.has(type)) return;
    reached.add(type);
    for (const inner of Object.values(blockSpec(type).sections)) reach(inner);
  };
  declarationKeywords.forEach(reach);
  assert.equal([...blocks.keys()].sort(), [...reached].sort());
});

test("every field and block says what it is in one sentence", () => {
  for (const [type, spec] of blocks) {
    const all = [[type, spec.doc], ...Object.entries(spec.fields).map(([key, field]) => [`${type}.${key}`, field.doc])];
    for (const [name, doc] of all) assert.match(doc as string, /^[A-Z].*\.$/, name);
  }
});

test("what every object has is no field", () => {
  const future = blockSpec("future");
  for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    assert.is(fieldSpec(future, key, false), undefined);
    assert.is(sectionType(future, key), undefined);
  }
});

test("meanings: futures, options, spreads and perpetuals are known, a barrier is still to come", () => {
  assert.is(meaningOf("future", "size"), "now");
  assert.is(meaningOf("final-settlement", "grade"), "now");
  assert.is(meaningOf("option", "style"), "now");
  assert.is(meaningOf("spread", "legs"), "now");
  assert.is(meaningOf("perpetual", "mark"), "now");
  assert.is(meaningOf("option", "barrier"), "later");
  assert.is(meaningOf("holidays", "New Year's Day", true), "now");
  assert.is(meaningOf("future", "sise"), undefined);
});

/** A block of `type` inside whatever declares it. */
function around(type: string, inside: string): string {
  const path = pathTo(type);
  assert.ok(path, `no way to ${type}`);
  const [declaration, ...inner] = path;
  const head = declaration === "unit" ? "unit U" : `${declaration} X`;
  return `${head} { ${inner.map((keyword) => `${keyword} {`).join(" ")}\n${inside}\n${"}".repeat(inner.length)} }`;
}

function pathTo(type: string): string[] | undefined {
  const queue: { at: string; path: string[] }[] = declarationKeywords.map((one) => ({ at: one, path: [one] }));
  const seen = new Set<string>();
  for (const one of queue) {
    if (one.at === type) return one.path;
    if (seen.has(one.at)) continue;
    seen.add(one.at);
    for (const [keyword, inner] of Object.entries(blockSpec(one.at).sections))
      queue.push({ at: inner, path: [...one.path, keyword] });
  }
  return undefined;
}

for (const [type, spec] of blocks) {
  test(`${type}: each of its fields takes the example of its kind`, () => {
    const lines = Object.entries(spec.fields).map(
      ([key, field]) => `${key}: ${field.example ?? kinds[field.kind].example}`,
    );
    if (spec.statements !== undefined) lines.push(kinds[spec.statements].example);
    if (spec.free !== undefined)
      lines.push(`${spec.free.quoted === "no" ? "some-name" : '"some name"'}: ${kinds[spec.free.kind].example}`);
    const block = clean(around(type, lines.join("\n")));
    assert.is(block.declarations.length, 1);
  });
}

for (const kind of Object.keys(kinds) as ValueKind[]) {
  test(`a value of kind ${kind} may be chosen by condition or availability`, () => {
    const [type, key] = fieldOfKind(kind);
    const { example } = kinds[kind];
    if (kind === "tier" || kind === "screen") return;
    // Contents with a `when` of their own are told from the condition of the line by what stands behind it.
    clean(around(type, `${key}case { ${example} when premium <= 5.00; ${example} otherwise }`));
    clean(around(type, `${key}first of { ${example}; ${example} }`));
  });
}

function fieldOfKind(kind: ValueKind): [type: string, key: string] {
  for (const [type, spec] of blocks) {
    for (const [key, field] of Object.entries(spec.fields)) if (field.kind === kind) return [type, `${key}: `];
    if (spec.free?.kind === kind) return [type, spec.free.quoted === "no" ? "some-name: " : '"some name": '];
    if (spec.statements === kind) return [type, ""];
  }
  throw new Error(`no field of kind ${kind}`);
}

test("joining words may be keys, and never names", () => {
  assert.ok(glueWords.length > 35, String(glueWords.length));
  for (const word of glueWords) {
    assert.equal(
      parse(`source S { figures { ${word}: 5 } }`).diagnostics.map((one) => one.code),
      [],
      word,
    );
    assert.equal(
      parse(`future ${word} { size: 1 }`).diagnostics.map((one) => one.code),
      ["name-is-joining-word"],
      word,
    );
  }
});

test("words that steer the grammar are free to name things", () => {
  for (const name of [
    "day",
    "month",
    "last",
    "first",
    "nearest",
    "open",
    "close",
    "MAY",
    "May",
    "next",
    "round",
    "case",
    "stop",
  ]) {
    clean(`unit ${name} measures time\nfuture F { size: 2 * ${name}; venue: ${name}; price: USD / ${name} }`);
  }
});

test("the manual names every declaration, block and field", () => {
  const manual = fs.readFileSync(inProject("grammar/language.md"), "utf8");
  for (const [type, spec] of blocks) {
    assert.ok(manual.includes(`\`${type}\``), type);
    for (const key of Object.keys(spec.fields)) assert.ok(manual.includes(`\`${key}\``), `${type}.${key}`);
  }
});

test.run();
