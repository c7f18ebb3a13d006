import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { renderText } from "../../../src/diagnostic/render-text.ts";
import { filingEmitter, renderFiling, renderOption } from "../../../src/emit/filing/emit.ts";
import { subjectOf } from "../../../src/emit/filing/names.ts";
import { TEMPLATES } from "../../../src/emit/filing/override.ts";
import { checkOverrides, templatesOf } from "../../../src/emit/filing/override-check.ts";
import { readOverrides } from "../../../src/emit/filing/overrides.ts";
import { nodeHost } from "../../../src/host/node.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { analyse } from "../../../src/pipeline.ts";
import { hostReader } from "../../../src/resolve/host-reader.ts";
import { makeSource } from "../../../src/text/source.ts";
import { golden, inProject, root } from "../../kit/files.ts";
import { gph, itk, rich, sparse } from "./kit.ts";

/** Templates of a package in the place of shipped ones: interpreted, checked before anything is written, and never round an escape. */
const shipped = (name: string) => fs.readFileSync(inProject("templates", `${name}.hbs`), "utf8");
const of = (name: string, text: string) => makeSource(`house/templates/${name}.hbs`, text);
const documents = (model: ContractModel, sources: readonly ReturnType<typeof of>[]) => {
  const { overrides, diagnostics } = readOverrides(sources);
  assert.equal(diagnostics, []);
  return renderFiling(subjectOf(model, model.filings[0]!), overrides);
};
const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const ogph = analyse(["specs/gpu/ogph.tenor"], hostReader(host)).models.find((one) => one.root === "OGPH")!;
const found = (name: string, text: string, model: ContractModel = gph): readonly Diagnostic[] =>
  templatesOf({ models: [model], diagnostics: [] }, [of(name, text)]).diagnostics;

test("the shipped templates, interpreted, write what they write compiled", () => {
  const all = TEMPLATES.map((name) => of(name, shipped(name)));
  for (const model of [gph, itk, rich, sparse]) {
    const compiled = renderFiling(subjectOf(model, model.filings[0]!));
    assert.equal(documents(model, all), compiled);
    // One by one as well: a shipped template includes a package's partial, and the other way round.
    if (model === gph) for (const one of all) assert.equal(documents(model, [one]), compiled, one.path);
    assert.equal(checkOverrides([model], readOverrides(all).overrides), []);
  }
});

test("the chapter of an option is written from a package's template, and what it does not know is found", () => {
  const name = "rulebooks/option";
  const option = ogph.option!;
  const written = renderOption(ogph, option);
  const { overrides } = readOverrides([of(name, shipped(name))]);
  assert.equal(renderOption(ogph, option, overrides), written);
  assert.equal(checkOverrides([ogph], overrides), []);
  const ours = readOverrides([of(name, `Ours.\n\n${shipped(name)}`)]).overrides;
  const { artifacts } = filingEmitter.emit(ogph, { overrides: ours });
  assert.ok(artifacts.every(({ content }) => content.includes("Ours.")));
  const [wrong] = found(name, "# {{#s}}{{v option.titel}}{{/s}}\n", ogph);
  assert.is(wrong?.code, "template-field-unknown");
  assert.is(wrong?.help, "did you mean `title`?");
});

test("a package's partial stands in every document that includes the shipped one", () => {
  const { letter, rulebook } = documents(gph, [
    of("partials/fictional", "*Ours: {{#s}}{{v venue.name}}{{/s}} is fictional.*\n"),
  ]);
  for (const document of [letter, rulebook])
    assert.match(document?.text ?? "", /\*Ours: .*Example Derivatives Exchange/);
});

test("hostile text in a name stays text", () => {
  const name = "<script>alert(1)</script> {{v x}} | =cmd() [a](b) `c`";
  const hostile = structuredClone(gph) as {
    organisations: { id: string; title: string; facts: { name: string; value: string }[] }[];
  };
  for (const one of hostile.organisations) {
    one.title = name;
    for (const fact of one.facts) if (fact.name === "legal-name") fact.value = name;
  }
  const { letter } = documents(hostile as ContractModel, [of("partials/fictional", "{{#s}}{{v venue.name}}{{/s}}\n")]);
  assert.not.match(letter?.text ?? "<script>", "<script>");
  assert.match(letter?.text ?? "", "\\<script\\>");
});

const WRONG: readonly (readonly [code: string, name: string, text: string])[] = [
  ["template-unknown", "partials/fictonal", "text"],
  ["template-unreadable", "partials/fictional", "one\n{{#s}}{{v venue.name}}\n"],
  ["template-unreadable", "partials/fictional", "one\n{{#s}}{{v venue.name}}{{/when}}\n"],
  ["template-helper-unknown", "partials/fictional", "{{#each sources}}x{{/each}}"],
  ["template-helper-unknown", "partials/fictional", "{{#s}}{{vv venue.name}}{{/s}}"],
  ["template-partial-unknown", "partials/fictional", "{{> term}}"],
  ["template-field-unknown", "partials/fictional", "{{#s}}{{v venue.nmae}}{{/s}}"],
  [
    "template-field-unknown",
    "filings/cftc-40.2/letter",
    "# {{#s}}{{v venue.name}}{{/s}}\n\n{{#when product.titel}}x{{/when}}",
  ],
  ["template-field-unknown", "partials/fictional", '{{#s}}{{rule "hour"}} of {{v venue.name}}{{/s}}'],
  ["template-not-here", "partials/fictional", "{{product.title}}"],
  ["template-not-here", "partials/fictional", "{{@root.venue.name.text}}"],
  ["template-not-here", "partials/fictional", "{{{venue.name}}}"],
  ["template-not-here", "partials/fictional", "{{&venue.name}}"],
  ["template-not-here", "partials/fictional", '{{#*inline "x"}}y{{/inline}}'],
  ["template-unsound", "partials/fictional", "{{v venue.name}}"],
  ["template-unsound", "partials/fictional", "{{#s}}{{#s}}{{v venue.name}}{{/s}}{{/s}}"],
];

test("what is wrong with a template is said at its place, and nothing throws", () => {
  const reports = WRONG.map(([code, name, text]) => {
    const diagnostics = found(name, text);
    assert.ok(
      diagnostics.some((one) => one.code === code),
      `${text}: ${diagnostics.map((one) => one.message).join("; ")}`,
    );
    return renderText(diagnostics);
  });
  const twice = [of("partials/fictional", "one"), makeSource("other/templates/partials/fictional.hbs", "two")];
  reports.push(renderText(readOverrides(twice).diagnostics));
  golden("cli/templates.txt", reports.join("\n"));
});

test.run();
