import { test } from "uvu";
import * as assert from "uvu/assert";
import { documentsOf } from "../../../src/emit/filing/documents.ts";
import { filingEmitter, renderFiling } from "../../../src/emit/filing/emit.ts";
import { subjectOf } from "../../../src/emit/filing/names.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { golden } from "../../kit/files.ts";
import { gph, itk, rich, sparse } from "./kit.ts";
import { readPage, textOf } from "./kit-html.ts";

const models: readonly (readonly [name: string, model: ContractModel])[] = [
  ["gph", gph],
  ["itk", itk],
  ["rich", rich],
  ["sparse", sparse],
];

const emissions = new Map<ContractModel, ReturnType<typeof filingEmitter.emit>>();

function emitted(model: ContractModel) {
  const known = emissions.get(model) ?? filingEmitter.emit(model);
  emissions.set(model, known);
  return known;
}

function file(model: ContractModel, name: string): string {
  const found = emitted(model).artifacts.find((one) => one.path === `filings/cftc-40.2/${name}`);
  assert.ok(found !== undefined, name);
  return found.content;
}

/** The documents of a pack that are read here, by their file. */
const documents = (model: ContractModel): string[] =>
  documentsOf(subjectOf(model, model.filings[0]!)).map(({ name }) => name);

for (const [name, model] of models) {
  test(`${name}: letter and chapter read as they did when they were read aloud`, () => {
    for (const document of name === "gph" ? documents(model) : ["letter", "rulebook"])
      golden(`filings/${name}/${document}.md`, file(model, `${document}.md`));
  });

  test(`${name}: pages are well formed, ids are single, links lead somewhere`, () => {
    const pages = new Map(documents(model).map((one) => [one, readPage(file(model, `${one}.html`))]));
    for (const [own, page] of pages) {
      assert.equal(page.problems, []);
      assert.is(new Set(page.ids).size, page.ids.length);
      for (const link of page.links) {
        const [target = "", id] = link.split("#");
        if (target.startsWith("https:")) continue;
        const document = pages.get(target === "" ? own : target.replace(/\.html$/, ""));
        assert.ok(document !== undefined, `${own}.html links to ${link}`);
        if (id !== undefined) assert.ok(document.ids.includes(id), `${own}.html links to ${link}`);
      }
    }
  });

  test(`${name}: each sentence of the trace has its anchor in Markdown and HTML and names clauses that exist`, () => {
    const { artifacts, trace } = emitted(model);
    const clauses = new Set(model.clauses.map((clause) => clause.id));
    assert.ok(trace.length > 400);
    for (const entry of trace) {
      const { content } = artifacts.find((one) => one.path === entry.file)!;
      if (entry.file.endsWith(".json")) {
        assert.ok(Object.hasOwn(JSON.parse(content) as object, entry.at.slice(1)), entry.at);
        continue;
      }
      const id = entry.at.slice(1);
      assert.ok(
        content.includes(
          entry.file.endsWith(".md") ? `<a id="${id}"></a>` : `id="${id}" data-clauses="${entry.clauses.join(" ")}"`,
        ),
        entry.at,
      );
      assert.ok(entry.clauses.length > 0);
      for (const clause of entry.clauses) assert.ok(clauses.has(clause), `${entry.file}${entry.at} names ${clause}`);
    }
    for (const one of artifacts.filter(({ path }) => !path.endsWith(".json"))) {
      const anchors = [...one.content.matchAll(/id="(s\d+)"/g)].map((match) => `#${match[1]}`);
      assert.equal(
        anchors,
        trace.filter((entry) => entry.file === one.path).map((entry) => entry.at),
      );
    }
  });

  test(`${name}: nothing is blank, nothing is left of a template or of a program`, () => {
    for (const document of documents(model)) {
      const text = file(model, `${document}.md`).replace(/<a id="[^"]*"><\/a>/g, "");
      assert.not.match(text, /undefined|\[object|NaN|\{\{|\}\}|TODO|TBD|\bnull\b/);
      assert.not.match(text, /\|[ \t]*\||  \.|\.\.(?!\.)| ,|\(\)|:\s*\n\n#|“”/, document);
      assert.not.match(text, /\bapproved?\b|\bapproval\b/i, "a self-certification claims no approval");
      assert.match(text, /All persons and firms in this document are fictional/);
      assert.match(text, /[^\n]\n$/);
    }
  });
}

test("the two documents agree with each other, sentence by sentence where they state the same", () => {
  const rows = `${file(gph, "letter.md")}${file(gph, "explanation.md")}`.replace(/<a id="[^"]*"><\/a>/g, "");
  const chapter = file(gph, "rulebook.md").replace(/<a id="[^"]*"><\/a>/g, "");
  for (const words of [
    "1,000 GPU-hours of H100 SXM",
    "USD 0.0005 per GPU-hour",
    "3 consecutive contract months, and after them the next further contract month among March, June, September and December",
    "the arithmetic mean of the values of the H100 Rental Index for each business day",
    "from the close of trading on the 5th business day before the last trading day until trading ends",
  ]) {
    assert.ok(rows.includes(words) && chapter.includes(words), words);
  }
});

test("a title with every sign of Markdown and HTML comes out literally in each document", () => {
  const title = 'H100 | *Hour* <b>Futures</b> [x](y) & `z` "q"';
  const model = { ...gph, product: { ...gph.product!, title } };
  for (const document of documents(model).map((one) => `${one}.html`)) {
    const html = file(model, document);
    assert.ok(textOf(html).split(title).length > 1, document);
    assert.equal(readPage(html).problems, []);
    assert.not.match(html, /<b>|href="y"/);
  }
  assert.match(
    file(model, "letter.html"),
    /<title>H100 \| \*Hour\* &lt;b&gt;Futures&lt;\/b&gt; \[x\]\(y\) &amp; `z` &quot;q&quot;: /,
  );
});

test("a page stands alone: no script, no file from elsewhere", () => {
  for (const document of ["letter.html", "rulebook.html"]) {
    const html = file(gph, document);
    assert.not.match(html, /<script|<link|src=|@import|url\(/);
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
  }
});

test("the second filing of a product has a folder of its own", () => {
  const second = { ...gph.filings[0]!, id: "GPH_402_AGAIN" };
  const paths = filingEmitter.emit({ ...gph, filings: [...gph.filings, second] }).artifacts.map((one) => one.path);
  assert.is(new Set(paths).size, 2 * (2 * documents(gph).length + 1));
  assert.ok(paths.includes("filings/cftc-40.2/GPH_402_AGAIN/letter.md"));
});

test("the same model gives the same bytes, and is not touched", () => {
  const before = JSON.stringify(gph);
  assert.equal(filingEmitter.emit(gph), filingEmitter.emit(gph));
  assert.is(JSON.stringify(gph), before);
  assert.ok(renderFiling(subjectOf(gph, gph.filings[0]!)).letter.sentences.length > 60);
});

test("the core principles print each rule that the contract lowers, with its provision, what falls short and the reason", () => {
  const letter = file(rich, "core-principles.md").replace(/<a id="[^"]*"><\/a>/g, "");
  assert.match(letter, /falls short of the rule “exemptions-applied-for” \(17 CFR 150\.5\(b\)\(4\)\): the exemption/);
  assert.match(letter, /The Exchange states the reason: the rule of applications is being rewritten\./);
  assert.not.match(file(gph, "core-principles.md"), /falls short of the rule/);
});

test.run();
