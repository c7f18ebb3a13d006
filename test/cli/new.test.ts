import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { begin } from "../../src/cli/command/new.ts";
import { check } from "../../src/cli/command/check.ts";
import { nodeHost } from "../../src/host/node.ts";
import { golden, inProject, tempFolder } from "../kit/files.ts";
import { tenor } from "./kit.ts";

/** A folder of its own, in which `tenor new` and `tenor check` run, and what they said. */
function folder() {
  const cwd = tempFolder();
  const said = { out: "", error: "" };
  const environment = {
    host: nodeHost({ root: cwd, library: inProject("specs/std"), cwd }),
    cwd,
    out: (text: string) => void (said.out += text),
    error: (text: string) => void (said.error += text),
  };
  return {
    cwd,
    said,
    begin: (
      kind: string,
      name: string,
      options: Readonly<Record<string, string | readonly string[]>> = {},
      ask?: (question: string) => Promise<string>,
    ) => begin(environment, kind, name, options, ask),
    check: () => check(environment, ["."], {}),
    read: (file: string) => fs.readFileSync(path.join(cwd, file), "utf8"),
    files: () => fs.readdirSync(cwd).sort(),
  };
}

const first = "2027-01-11";

test("in an empty folder one answer makes a future that compiles, with its index and its house", async () => {
  const { begin, check, files, said } = folder();
  assert.is(await begin("future", "ABC", { first }), 0, said.error);
  assert.equal(files(), ["abc-index.tenor", "abc.tenor", "house.tenor"]);
  assert.is(check(), 0, said.error);
  assert.is(said.error, "");
  assert.match(
    said.out,
    /^3 files written: house\.tenor, abc-index\.tenor, abc\.tenor\nnext: tenor check abc\.tenor, tenor calendar ABC\n/,
  );
});

test("every kind of contract has a first text that compiles without a finding, in the one style", async () => {
  const { begin, check, said, cwd } = folder();
  const kinds: [string, Record<string, string>][] = [
    ["future", { first }],
    ["option", { first: "2027-02-01", initial: "2.40" }],
    ["spread", { first }],
    ["strip", { first, future: "T_FUTURE" }],
    ["amendment", { product: "T_FUTURE", effective: "2027-09-01", tick: "0.005" }],
    ["perpetual", { first }],
    ["delivery", { first, index: "T_FUTURE_INDEX" }],
    ["structured", { first, floor: "1.50", cap: "3.50" }],
    ["index", { price: "USD / Mtoken" }],
  ];
  for (const [kind, answers] of kinds)
    assert.is(await begin(kind, `T_${kind.toUpperCase()}`, answers), 0, `${kind}: ${said.error}`);
  assert.is(check(), 0, said.error);
  assert.is(said.error, "");
  const { code, error } = tenor(["format", "--check", "."], cwd);
  assert.is(code, 0, error);
});

test("options on an index are on a future that ends in it and are paid in cash: the folder's, or one that is begun with them", async () => {
  const { begin, check, files, read, said } = folder();
  const answers = { index: "TOKENS", price: "USD / Mtoken", first, initial: "1.00" };
  assert.is(await begin("option", "OTOK", answers), 0, said.error);
  assert.equal(files(), ["house.tenor", "otok.tenor", "tokens-future.tenor", "tokens.tenor"]);
  assert.match(read("tokens-future.tenor"), /underlying: TOKENS\n[^]* price: +USD \/ Mtoken\n/);
  const text = read("otok.tenor");
  assert.match(text, /option OTOK "OTOK Options" on TOKENS_FUTURE \{/);
  assert.match(text, /expiry: +TOKENS_FUTURE\.last-trading-day\n/);
  assert.match(text, /into: +cash\n/);
  assert.is(await begin("option", "AGAIN", { index: "TOKENS", first, initial: "1.00" }), 0, said.error);
  assert.match(read("again.tenor"), / on TOKENS_FUTURE \{/);
  assert.is(files().length, 5, "the future that is there is taken");
  assert.is(check(), 0, said.error);
});

test("a spread is between two futures where another is named; how they are counted is asked where they are not counted alike", async () => {
  const { begin, check, read, said } = folder();
  for (const [name, price] of [
    ["A", "USD / Mtoken"],
    ["B", "USD / Mtoken"],
    ["C", "USD / GPU_hour"],
  ] as const)
    assert.is(await begin("future", name, { first, price, index: `${name}_INDEX` }), 0, said.error);
  assert.is(await begin("spread", "AB", { first, future: "A", against: "B" }), 0, said.error);
  assert.match(
    read("ab.tenor"),
    /spread AB "AB Spreads" \{[^]*legs: +\+1 A\[month\] -1 B\[month\]\n +price: +A - B, signed\n/,
  );
  assert.is(await begin("spread", "CB", { first, future: "C", against: "B" }), 2);
  assert.match(said.error, /a new spread needs to know more: --rate, --legs/);
  const alike = { rate: "2 Mtoken / GPU_hour", legs: "+1 C[month] -2 B[month]" };
  assert.is(await begin("spread", "CB", { first, future: "C", against: "B", ...alike }), 0, said.error);
  assert.is(check(), 0, said.error);
});

test("an option that the kind does not take is refused by its name, as is what the index says otherwise", async () => {
  const { begin, files, said } = folder();
  assert.is(await begin("index", "TOKENS", { price: "USD / Mtoken" }), 0, said.error);
  const before = files();
  const tried = [
    await begin("future", "ABC", { first, index: "TOKENS", strikes: "0.05", floor: "1.00" }),
    await begin("future", "ABC", { first, index: "TOKENS", price: "EUR / Mtoken" }),
    await begin("spread", "ABC", { first, future: "ABC", rate: "2 Mtoken / GPU_hour" }),
    await begin("filing", "ABC_40_2", { product: "ABC", set: ["fild=2027-01-06"] }),
    await begin("future", "ABC", { first, index: "TOKENS", set: ["filed=2027-01-06"] }),
  ];
  assert.equal(tried, [2, 2, 2, 2, 2]);
  assert.equal(files(), before, "nothing is written");
  golden("cli/new-not-taken.txt", said.error);
  assert.is(await begin("future", "ABC", { first, index: "TOKENS", price: "USD/Mtoken" }), 0, "the same said again");
});

test("what the folder has is used: its venue and rules, its index and its price, its future", async () => {
  const { begin, read, cwd, files, said } = folder();
  for (const file of ["venue.tenor", "sources.tenor"])
    fs.copyFileSync(inProject(`specs/${file}`), path.join(cwd, file));
  fs.mkdirSync(path.join(cwd, "indices"));
  for (const file of ["grades.tenor", "h100-rental.tenor"])
    fs.copyFileSync(inProject(`specs/indices/${file}`), path.join(cwd, "indices", file));
  assert.is(await begin("future", "NEW", { first, index: "H100_RENTAL", zone: "Europe/London" }), 0, said.error);
  assert.not.ok(files().includes("house.tenor"));
  const text = read("new.tenor");
  assert.match(text, /price: {6}USD \/ GPU_hour of H100_SXM\n/);
  assert.match(text, /size: {7}1_000 GPU_hour of H100_SXM\n/);
  assert.match(text, /price-time, under "Rule 519"/);
  assert.match(text, /aggregation: {2}under "Rule 559"/);
  assert.match(text, /import "indices\/h100-rental\.tenor"/);
});

test("whoever is asked answers what has no customary value; an empty answer takes what is customary", async () => {
  const { begin, read, said } = folder();
  const asked: string[] = [];
  const answers: Record<string, string> = { title: "Asked Futures", first: "2027-02-01", tick: "0.005" };
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    const key = Object.keys(answers).find((one) =>
      question.startsWith({ title: "Its title", first: "The first day", tick: "The step in which" }[one] ?? "?"),
    );
    return key === undefined ? "" : (answers[key] ?? "");
  };
  assert.is(await begin("future", "ASK", {}, ask), 0, said.error);
  assert.ok(asked.includes("The calendar of its business days [US_EXCHANGE]: "), asked.join("\n"));
  const text = read("ask.tenor");
  assert.match(text, /future ASK "Asked Futures"/);
  assert.match(text, /outright: 0\.005; settlement: 0\.0005/);
  assert.match(text, /first: {2}2027-02-01/);
});

test("a filing asks for its facts one by one and is written with those it was given; what it lacks is told", async () => {
  const { begin, read, said } = folder();
  assert.is(await begin("future", "ABC", { first }), 0, said.error);
  const ask = async (question: string): Promise<string> =>
    question.startsWith("Who signs") ? "Ada Poe (fictional)" : "";
  assert.is(await begin("filing", "ABC_40_2", { set: ["filed=2027-01-06", "hedgers=Who buys hours"] }, ask), 1);
  const text = read("abc-40-2.tenor");
  assert.match(text, /filing ABC_40_2 "Listing of ABC" for ABC \{/);
  assert.match(text, /signer-name: +"Ada Poe \(fictional\)"/);
  assert.match(text, /filed: +2027-01-06\n/);
  assert.match(text, /hedgers: +"Who buys hours"/);
  assert.is(said.error.match(/at abc-40-2|┌ abc-40-2/g)?.length, 1, "one finding of all that the filing lacks");
  assert.match(said.error, /the filing ABC_40_2 needs 50 facts that are not stated here/);
  assert.match(said.error, /= submission: the identifier of the submission/);
  // What nobody has told stands in the file, to be filled in.
  const open = text.match(/^ {2}\/\/ [\w-]+: "…" {2}\/\/ .+$/gm) ?? [];
  assert.is(open.length, 51, "each fact of the form but the three that are known, and what is enclosed");
  assert.ok(open.some((one) => one.startsWith("  // submission:")));
  assert.not.ok(open.some((one) => one.startsWith("  // hedgers:")));
});

test("the filing of an option is begun with what is asked of options, and no fact of an index", async () => {
  const { begin, read, said } = folder();
  const answers = { index: "REASONING_TOKENS", price: "USD / Mtoken", first, initial: "12", months: "4 of [Mar, Jun]" };
  assert.is(await begin("option", "ORSN", answers), 0, said.error);
  assert.match(read("reasoning-tokens-future.tenor"), /future REASONING_TOKENS_FUTURE "Reasoning Tokens Futures"/);
  assert.match(read("reasoning-tokens.tenor"), /index REASONING_TOKENS "Reasoning Tokens Index"/);
  assert.match(read("orsn.tenor"), /months: 4 of \[Mar, Jun\]\n/);
  assert.is(await begin("filing", "ORSN_40_2", { product: "ORSN" }), 1);
  const wanted = [...said.error.matchAll(/^ {3}= ([\w-]+): /gm)].map(([, fact]) => fact);
  const open = [...read("orsn-40-2.tenor").matchAll(/^ {2}\/\/ ([\w-]+): "…"/gm)].map(([, fact]) => fact);
  assert.equal(new Set(open), new Set([...wanted, "exhibits"]), "what the compiler asks for, and what is enclosed");
  assert.is(open.length, wanted.length + 1);
  assert.ok(open.includes("underlying-submission") && open.includes("price-series"));
});

test("what only tells the designer what to do stands behind two strokes, so that no filing prints it", async () => {
  const { begin, read, files, said } = folder();
  assert.is(
    await begin("option", "O", { index: "TOKENS", price: "USD / Mtoken", first, initial: "1.00" }),
    0,
    said.error,
  );
  const prose = files().flatMap((file) => read(file).match(/^ *\/\/\/ .*$/gm) ?? []);
  assert.not.ok(
    prose.some((line) => /say|goes into|first guess|confirm/i.test(line)),
    prose.join("\n"),
  );
  await begin("filing", "O_40_2", { product: "O" });
  assert.match(
    said.error,
    /needs prose behind `\/\/\/`[^]*write it above the declaration, behind `\/\/\/`: the description of the market/,
  );
});

test("the filing of an amendment is begun with the filing on file, the form left to the classes, and what it lacks told", async () => {
  const { begin, read, said } = folder();
  assert.is(await begin("future", "ABC", { first }), 0, said.error);
  await begin("filing", "ABC_40_2", { product: "ABC" });
  assert.is(await begin("amendment", "ABC_TICK", { effective: "2027-09-01", tick: "0.005" }), 0, said.error);
  await begin("filing", "ABC_40_6", { product: "ABC_TICK", set: ["filed=2027-09-02", "effect=A finer price."] });
  const text = read("abc-40-6.tenor");
  assert.match(text, /filing ABC_40_6 "Change of ABC" for ABC_TICK \{/);
  assert.match(text, /form: +"40\.6"/);
  assert.match(text, /on-file: +ABC_40_2\n/);
  assert.match(text, /import "abc-40-2\.tenor"\nimport "abc-tick\.tenor"/);
  const open: readonly string[] = text.match(/^ {2}\/\/ [\w-]+: "…"/gm) ?? [];
  assert.ok(
    ["submission", "operation", "open-positions"].every((one) => open.includes(`  // ${one}: "…"`)),
    text,
  );
  assert.not.ok(open.some((one) => /hedgers|filed:|effect:/.test(one)));
});

test("an answer that is no term of the language writes nothing, and a file that is there is left as it was", async () => {
  const { begin, files, said, cwd, read } = folder();
  assert.is(await begin("future", "ABC", { first, size: "a thousand hours" }), 1);
  assert.match(said.error, /abc\.tenor:\d+/);
  assert.equal(files(), []);
  fs.writeFileSync(path.join(cwd, "abc.tenor"), "// mine\n");
  assert.is(await begin("future", "ABC", { first }), 2);
  assert.is(read("abc.tenor"), "// mine\n");
  assert.equal(files(), ["abc.tenor"], "what was written before it is taken away again");
});

test("wrong usage says what there is and what is missing", async () => {
  const { begin, said } = folder();
  const codes = [
    await begin("futur", "ABC"),
    await begin("structured", "ABC"),
    await begin("future", "ABC", { first }),
    await begin("future", "ABC", { first }),
  ];
  assert.equal(codes, [2, 2, 0, 2]);
  golden("cli/new.txt", said.error);
});

test.run();
