import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { filingEmitter } from "../../../src/emit/filing/emit.ts";
import { checkOverrides, templatesOf } from "../../../src/emit/filing/override-check.ts";
import { readOverrides } from "../../../src/emit/filing/overrides.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { check } from "../../../src/index.ts";
import { documentOf, textOf as inlineText } from "../../../src/emit/filing/document/tree.ts";
import { makeSource } from "../../../src/text/source.ts";
import { type Edit, edited, findings, packOf, withImports } from "./checklist-kit.ts";
import { partsOf } from "./docx/kit.ts";
import { readPage, textOf } from "./kit-html.ts";

/** Names of which each would break a document of some format if it were printed as it is. */
const HOSTILE = {
  braces: "{{product.title}} {{{x}}} {{> letter}}",
  script: "<script>alert(1)</script><!-- x --><img src=x>",
  formula: "=cmd()|' /C calc'!A1",
  pipes: "a | b || c \\| d",
  cdata: "x ]]> y <![CDATA[ z",
  markdown: "# *b* _i_ `c` [t](javascript:x) ![p](p.png) ~~s~~ <https://x.example>",
  entities: "&amp; &lt; &#x41; & < >",
  long: "longword".repeat(1250),
} as const;

const base = packOf(withImports("filings/gph-40-2.tenor"), "GPH");

/** The pack of a spec in which a name of everything that is printed is the hostile text: title, firms, signatory, source, a fact, an exhibit. */
function packWith(text: string): ContractModel {
  const name = (id: string): Edit => [
    id,
    (clause) => clause.replace(/"[^"]*"/, () => `"${text}${id.endsWith("hedgers") ? " [H100-METHOD]" : ""}"`),
  ];
  const named = [
    "GPH",
    "XDEX/legal-name",
    "XDCC/legal-name",
    "RENTAL-STUDY",
    "GPH_40_2/signer-name",
    "GPH_40_2/hedgers",
  ];
  // The regimes ask for names that fit a register, which these do not.
  const files = edited(base, [...named.map(name), ["GPH/compliance", () => ""]]);
  const { models, diagnostics } = check(files);
  assert.equal(
    diagnostics.filter((one) => one.severity === "error").map((one) => one.message),
    [],
  );
  return models.find((one) => one.root === "GPH")!;
}

/** Whether the tags of an XML text pair up, and nothing else of it is a tag. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name = "", rest = ""] of xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .matchAll(/<(\/?)([\w:]+)([^>]*)>/g)) {
    if (close === "/") {
      if (open.pop() !== name) return false;
    } else if (!rest.endsWith("/")) open.push(name);
  }
  return open.length === 0 && !/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(xml);
}

for (const [kind, text] of Object.entries(HOSTILE)) {
  test(`${kind}: a name that would break a document comes out to the letter in Markdown, HTML, DOCX and JSON`, () => {
    const model = packWith(text);
    const { artifacts, binaries = [] } = filingEmitter.emit(model);
    const at = (name: string) => artifacts.find((one) => one.path === `filings/cftc-40.2/${name}`)!.content;
    const shown = text.replace(/\s+/g, " ");
    for (const name of ["letter", "rulebook", "explanation", "exhibits"]) {
      const html = at(`${name}.html`);
      assert.equal(readPage(html).problems, [], name);
      assert.not.match(html, /<script|<img|<!--|href="javascript|<!\[CDATA/);
      assert.ok(textOf(html).replace(/\s+/g, " ").includes(shown), `${name}.html`);
      // Markdown is read again by a reader of its own, which finds the text and nothing it would carry out.
      const blocks = documentOf(at(`${name}.md`).replace(/<a id="[^"]*"><\/a>/g, ""));
      const texts = blocks.flatMap((one) =>
        one.kind === "table"
          ? [one.head, ...one.rows].flatMap((row) => row.cells.map(inlineText))
          : [inlineText(one.inlines)],
      );
      assert.ok(
        texts.some((one) => one.includes(shown)),
        `${name}.md`,
      );
      const part = partsOf(binaries.find((one) => one.path === `filings/cftc-40.2/${name}.docx`)!.content);
      for (const [file, xml] of part)
        if (/\.(?:xml|rels)$/.test(file)) assert.ok(isWellFormed(xml), `${name}.docx ${file}`);
    }
    assert.is((JSON.parse(at("portal.json")) as { productName: string }).productName, text);
    // A spreadsheet takes a cell that begins with a sign for a formula; no cell of the tables holds a name.
    const tables = calendarEmitter.emit(model).artifacts.filter((one) => one.path.endsWith(".csv"));
    for (const { content } of tables) assert.not.match(content, /(?:^|,)"?[=+@]/m);
    // Every row of a table still has as many cells as its head.
    for (const [head, , ...rows] of at("letter.md")
      .split("\n\n")
      .filter((one) => one.startsWith("| "))
      .map((one) => one.split("\n")))
      for (const row of rows)
        assert.is(row.split(/(?<!\\)\|/).length, head!.split(/(?<!\\)\|/).length, row.slice(0, 80));
  });
}

test("a text in a fact that looks like Markdown stays within its paragraph, and brings no picture", () => {
  const files = edited(base, [
    [
      "GPH_40_2/risks",
      (clause) => clause.replace(/"[^"]*"/, '"A ![logo](logo.png) and <b>bold</b> | a row {{x}} ]]> [H100-METHOD]."'),
    ],
  ]);
  const model = check(files).models.find((one) => one.root === "GPH")!;
  for (const { path, content } of filingEmitter
    .emit(model)
    .artifacts.filter((one) => /explanation|signer/.test(one.path))) {
    if (!path.endsWith(".html")) continue;
    assert.not.match(content, /<img|<b>/);
    assert.equal(readPage(content).problems, []);
    assert.ok(textOf(content).includes("A ![logo](logo.png) and <b>bold</b> | a row {{x}} ]]> ["), path);
  }
});

test("characters that turn the direction of writing are refused in specs, and shown as replaced where data bring them", () => {
  for (const [mark, code] of [
    ["\u202E", "bidirectional-control"],
    ["\u200F", "bidirectional-control"],
    ["\u2067", "bidirectional-control"],
  ] as const) {
    const told = findings(edited(base, [["GPH", (text) => text.replace("H100 GPU-Hour", `H100 ${mark}GPU-Hour`)]]));
    assert.ok(
      told.some((one) => one.code === code),
      `U+${mark.charCodeAt(0).toString(16)}`,
    );
  }
  const product = { ...base.model.product!, title: "H100 \u202Eseruf\u202C \u200F" };
  for (const { content, path } of filingEmitter.emit({ ...base.model, product }).artifacts)
    if (!path.endsWith(".json"))
      assert.not.match(content.replace(/<title>.*<\/title>/, ""), /[\u200F\u202A-\u202E\u2066-\u2069]/, path);
});

const told = (name: string, text: string) =>
  templatesOf({ models: [base.model], diagnostics: [] }, [makeSource(`house/templates/${name}.hbs`, text)]).diagnostics;

test("a template with a picture, an unknown field or a mistyped name is told at its place, and nothing is written", () => {
  const [picture] = told("partials/fictional", "![logo](logo.png)\n\n*Fictional.*\n");
  assert.is(picture?.code, "template-not-here");
  assert.match(picture!.message, /a picture/);
  const [field] = told("partials/signature", "{{#s}}{{v filing.signer.nmae}}{{/s}}\n");
  assert.equal([field?.code, field?.help], ["template-field-unknown", "did you mean `name`?"]);
  const [name] = told("partials/signatur", "{{#s}}{{v filing.signer.name}}{{/s}}\n");
  assert.equal([name?.code, name?.help], ["template-unknown", "did you mean `partials/signature`?"]);
  assert.is(name!.span.source.path, "house/templates/partials/signatur.hbs");
});

test("markup in the text of a package's template is text", () => {
  const text = "<script>alert(1)</script> a | b ]]> =cmd()\n";
  const { overrides } = readOverrides([makeSource("house/templates/partials/fictional.hbs", text)]);
  assert.equal(checkOverrides([base.model], overrides), []);
  const html = filingEmitter
    .emit(base.model, { overrides })
    .artifacts.find((one) => one.path.endsWith("/letter.html"))!.content;
  assert.not.match(html, /<script/);
  assert.ok(textOf(html).includes("<script>alert(1)</script> a | b ]]> =cmd()"));
});

test.run();
