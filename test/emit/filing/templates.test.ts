import * as fs from "node:fs";
import Handlebars from "handlebars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { templates } from "../../../src/emit/filing/generated/templates.ts";
import { documentsOf } from "../../../src/emit/filing/documents.ts";
import { EUROPEAN, EUROPEAN_DOCUMENTS } from "../../../src/emit/filing/european.ts";
import { europeanView } from "../../../src/emit/filing/european-view.ts";
import { subjectOf } from "../../../src/emit/filing/names.ts";
import { packOfChange } from "../../../src/emit/filing/change/emit.ts";
import { filingEmitter, renderChapter } from "../../../src/emit/filing/emit.ts";
import { optionView } from "../../../src/emit/filing/option-view.ts";
import { HELPERS, writerOf } from "../../../src/emit/filing/render.ts";
import type { FiledContract } from "../../../src/model/filed-changes.ts";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import { termsOf } from "../../../src/model/terms.ts";
import { isProse, isTerm, term } from "../../../src/emit/filing/term.ts";
import { RULES, ruleNumber } from "../../../src/emit/filing/chapter-rules.ts";
import { filingView } from "../../../src/emit/filing/view.ts";
import { nodeHost } from "../../../src/host/node.ts";
import { analyse } from "../../../src/pipeline.ts";
import { hostReader } from "../../../src/resolve/host-reader.ts";
import { conformanceModel } from "../../kit/conformance-model.ts";
import { filesBelow, inProject, root } from "../../kit/files.ts";
import {
  APPROVED,
  EMERGENCY,
  modelOf,
  otherwise,
  said,
  shipped as shippedChange,
  subjectIn,
  withFacts,
} from "./change-kit.ts";
import { approval, gph, itk, rich, sparse } from "./kit.ts";
import { optionModels, perpetualModels, spreadModels } from "./specials-kit.ts";
import { templateOf } from "../../../src/emit/filing/template-of.ts";

const files = filesBelow("templates", (file) => file.endsWith(".hbs"));
const source = (name: string): string => fs.readFileSync(inProject("templates", `${name}.hbs`), "utf8");
/** A contract between two bounds that each side pays for in full. */
const { product: terms } = gph as { product: Product };
const range = { amount: "2000.00", currency: "USD" };
const bounds = {
  floor: "1.5",
  floorClause: terms.clause,
  cap: "3.5",
  capClause: terms.clause,
  range,
  clause: terms.clause,
};
const paidIn = {
  ...gph,
  product: {
    ...terms,
    margin: [],
    fullCollateral: { text: "whole loss, proposed", proposed: true, clause: terms.clause },
    finalSettlement: { ...terms.finalSettlement, bounds },
  },
};
const special = [...optionModels(), ...spreadModels(), ...perpetualModels()];
const subjects = [gph, itk, rich, sparse, approval, paidIn, ...special].map((model) =>
  subjectOf(model, model.filings[0]!),
);
const views = subjects.flatMap((subject) =>
  documentsOf(subject).map(({ name }) => ({ name: templateOf(subject.kind, name), view: filingView(subject) })),
);

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const shipped = analyse(["specs/gpu/ogph.tenor", "specs/tokens/oitk.tenor"], hostReader(host)).models;
/** One with nothing that an option may leave out. */
const bare = conformanceModel("test/conformance/fields/option.tenor", "CALLS", (text) =>
  text.replace(/ *(automatic|cabinet).*\n/g, "").replace("; settlement: at 14:30", ""),
);
const [amended, finer] = [
  modelOf(shippedChange),
  modelOf(
    said([/ {2}orders \{[^}]*\}\n/, ""], [/ {2}daily-settlement \{[^]*?\n {2}\}\n/, ""], ["2027-08-25", "2027-09-15"]),
  ),
];
/** The amendment for some months alone. */
const some = (model: ContractModel) =>
  otherwise(model, (one) => ({ ...one, amendment: { ...one.amendment, months: { from: "2027-09" } } }));
/** A version with other margins, which need no filing. */
const withMargin = (model: ContractModel): ContractModel => {
  const { product } = model;
  return { ...model, product: { ...product!, margin: product!.margin.map((term) => ({ ...term, rate: "0.3" })) } };
};
/** Forms, months and answers that the shipped amendment has no use for. */
const changed = [
  amended,
  some(withFacts(finer, { "routine-index-change": "independent" })),
  some(withFacts(amended, APPROVED)),
  withFacts(amended, {
    ...APPROVED,
    "other-rules": "Rule 588",
    regulations: "17 CFR 38.7",
    confidential: "widths [WIDTH-STUDY]",
  }),
  some(withFacts(amended, EMERGENCY)),
  otherwise(withFacts(finer, { form: "40.6(d)" }), (one) => ({
    ...one,
    contracts: one.contracts.slice(0, 1).map((own) => {
      const after = withMargin(own.before);
      return { ...own, after, terms: { before: termsOf(own.before), after: termsOf(after) } };
    }),
  })),
  withFacts(amended, { ...EMERGENCY, "filed-at": "10:00", "opposing-views": "none" }),
  withFacts(finer, {
    form: "40.6(a)",
    filed: "2027-08-27",
    "filed-at": "07:30",
    "open-positions": "none is revalued",
    purpose: "x",
  }),
  otherwise(amended, (one) => {
    const [own, ...rest] = one.contracts as [FiledContract, ...FiledContract[]];
    const after = withMargin(own.after);
    const kept = own.before.product!.contracts.slice(0, 2).map((month) => ({ ...month, period: "2027-08" }));
    return {
      ...one,
      filing: { ...one.filing, narrative: [{ text: "An introduction.", citations: [], clause: one.filing.clause }] },
      amendment: { ...one.amendment, months: { from: "2027-09" } },
      contracts: [{ ...own, after, kept }, own, ...rest, ...rest],
    };
  }),
].map((model) => packOfChange(subjectIn(model), renderChapter));
const optionViews = [...shipped, bare].flatMap((model) =>
  model.option === undefined ? [] : [optionView(model, model.option)],
);

/** Of a contract with all that these documents may say, and of one that states no section of MiFID II and no limits. */
const europeanViews = [gph, itk, rich, sparse].flatMap(({ product, ...model }) =>
  product === undefined
    ? []
    : [product, { ...product, classification: [], limits: undefined }, numbered(product)].map((one) =>
        europeanView({ ...model, product: one } as ContractModel, one as Product),
      ),
);

/** One whose classification leaves nothing open but what it differs in. */
function numbered(product: Product): Product {
  const stated = (scheme: string, value: string) => ({ scheme, value, because: "so", clause: product.clause });
  const codes = product.contracts.map(({ code }) => ({ code, isin: "ZZTENOR00015" }));
  return {
    ...product,
    classification: [
      stated("mifid", "C10"),
      stated("cfi", "FCSPSX"),
      stated("fisn", "XDEX/FUT GPU"),
      { ...stated("isin", "NUMBERS"), codes },
    ],
  };
}

/** Where a path of a template stands, so that each is known to have been walked. */
type Walk = { readonly seen: Set<string>; readonly all: Set<string>; readonly wrong: string[] };

/** The value of a path from the innermost context outward; `undefined` where the view has no such thing. */
function valueOf(path: hbs.AST.PathExpression, contexts: readonly unknown[]): unknown {
  let value = contexts[contexts.length - 1 - path.depth];
  for (const part of path.parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function walk(program: hbs.AST.Program, contexts: readonly unknown[], name: string, at: Walk): void {
  for (const node of program.body) {
    if (node.type === "PartialStatement") {
      const partial = `partials/${((node as hbs.AST.PartialStatement).name as hbs.AST.PathExpression).original}`;
      walk(Handlebars.parse(source(partial)), contexts, partial, at);
    }
    if (node.type !== "MustacheStatement" && node.type !== "BlockStatement") continue;
    const { path, params } = node as hbs.AST.BlockStatement;
    const helper = path.original;
    const values = params.map((param) => {
      if (param.type !== "PathExpression") return (param as hbs.AST.StringLiteral).value;
      const key = `${name}:${param.loc.start.line}:${param.loc.start.column}`;
      const value = valueOf(param as hbs.AST.PathExpression, contexts);
      at.seen.add(key);
      if (value === undefined) at.wrong.push(`${key} ${(param as hbs.AST.PathExpression).original}`);
      return value;
    });
    if (["v", "cap"].includes(helper) && !isTerm(values[0]))
      at.wrong.push(`${name}: {{${helper}}} of no term at line ${node.loc.start.line}`);
    if (helper === "prose" && !isProse(values[0]))
      at.wrong.push(`${name}: {{prose}} of no prose at line ${node.loc.start.line}`);
    if (node.type === "BlockStatement")
      walkBlock(node as hbs.AST.BlockStatement, helper, values[0], contexts, name, at);
  }
}

function walkBlock(
  block: hbs.AST.BlockStatement,
  helper: string,
  value: unknown,
  contexts: readonly unknown[],
  name: string,
  at: Walk,
): void {
  if (helper === "many") for (const one of value as unknown[]) walk(block.program, [...contexts, one], name, at);
  else if (helper === "using") walk(block.program, [...contexts, value], name, at);
  else if (helper === "when") {
    const absent = value === null || value === false || (Array.isArray(value) && value.length === 0);
    const taken = absent ? block.inverse : block.program;
    if (taken) walk(taken, contexts, name, at);
  } else walk(block.program, contexts, name, at);
}

/** The place of every path that a template hands to a helper. */
function pathsOf(name: string): string[] {
  const found: string[] = [];
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = (path) => {
    if (!HELPERS.includes(path.original as never) && !path.data)
      found.push(`${name}:${path.loc.start.line}:${path.loc.start.column}`);
  };
  visitor.PartialStatement = () => undefined;
  visitor.accept(Handlebars.parse(source(name)));
  return found;
}

test("every path of every template leads to a value of the view, and each is walked in one sample at least", () => {
  const at: Walk = {
    seen: new Set(),
    all: new Set(files.flatMap((file) => pathsOf(file.slice("templates/".length, -4)))),
    wrong: [],
  };
  for (const { name, view } of views) walk(Handlebars.parse(source(name)), [view], name, at);
  for (const view of europeanViews)
    for (const { name } of EUROPEAN_DOCUMENTS)
      walk(Handlebars.parse(source(`${EUROPEAN}/${name}`)), [view], `${EUROPEAN}/${name}`, at);
  for (const view of optionViews) walk(Handlebars.parse(source("rulebooks/option")), [view], "rulebooks/option", at);
  for (const { documents, view } of changed)
    for (const { template } of documents)
      if (template !== undefined) walk(Handlebars.parse(source(template)), [view], template, at);
  assert.equal(at.wrong, []);
  assert.ok(at.all.size > 200);
  assert.equal(
    [...at.all].filter((path) => !at.seen.has(path)),
    [],
  );
});

test("templates use the house's helpers only, because `if` and `each` pass over what is not there", () => {
  for (const file of files) {
    const text = fs.readFileSync(inProject(file), "utf8");
    for (const [, name = ""] of text.matchAll(/\{\{[#/]?([\w@.]+)/g)) {
      assert.ok(["else", "this", "@position", ...HELPERS].includes(name), `${file} uses {{${name}}}`);
    }
    assert.not.match(text, /\{\{\{|\{\{&/, "nothing goes round the helpers");
  }
});

test("every rule of the chapter is headed once, in its order, and cited by names that exist", () => {
  const headings = [...source("filings/cftc-40.2/rulebook").matchAll(/^## \{\{anchor "([a-z-]+)"\}\}/gm)].map(
    (match) => match[1],
  );
  assert.equal(headings, RULES.future);
  for (const kind of ["option", "spread"] as const)
    assert.equal(
      [...source(`rulebooks/${kind}`).matchAll(/^## \{\{anchor "([a-z-]+)"\}\}/gm)].map((match) => match[1]),
      RULES[kind],
    );
  const perpetual = [...source("filings/perpetual/rulebook").matchAll(/^## \{\{anchor "([a-z-]+)"\}\}/gm)];
  assert.equal(
    perpetual.map((match) => match[1]),
    RULES.perpetual,
  );
  assert.is(ruleNumber(term("850", "X"), "limits").text, "85011");
  assert.throws(() => ruleNumber(term("850", "X"), "limit"), /names the rule limit/);
});

/** What a template of one line makes of a view. */
function render(template: string, view: object): string {
  const spec = Handlebars.precompile(template, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(HELPERS.map((one) => [one, true])) as never,
    noEscape: true,
  });
  // What Handlebars writes is JavaScript; a test may run it.
  // oxlint-disable-next-line no-implied-eval
  const compiled: unknown = new Function(`return ${spec as string}`)();
  const exhibit = (name: string) => ({ letter: "A", file: `${name}.md` });
  return writerOf({ x: compiled }, view, { rule: (key) => ruleNumber(term("850", "C"), key), exhibit })("x").text;
}

test("what a view lacks, what is blank and what is out of place throws, and is never printed", () => {
  const view = {
    a: term("one", "C"),
    blank: term(" ", "C"),
    free: { text: "x", clauses: [] },
    none: null,
    list: [term("x", "C")],
  };
  assert.is(render("{{#s}}{{v a}}{{/s}}", view), "\uE000s1\uE001one\uE002\n");
  assert.is(render("{{#when none}}x{{else}}y{{/when}}{{#many list}}{{@position}}{{/many}}", view), "y1\n");
  for (const wrong of [
    "{{#s}}{{v b}}{{/s}}",
    "{{#s}}{{v a.b}}{{/s}}",
    "{{#s}}{{v none}}{{/s}}",
    "{{#s}}{{v blank}}{{/s}}",
    "{{#s}}{{v free}}{{/s}}",
    "{{#s}}no term{{/s}}",
    "{{#s a}}{{/s}}",
    "{{#s b}}x{{/s}}",
    "{{#s a}}{{#s a}}x{{/s}}{{/s}}",
    "{{v a}}",
    "{{prose a}}",
    "{{bare a}}",
    "{{#when b}}x{{/when}}",
    "{{#many b}}x{{/many}}",
    "{{#many a}}x{{/many}}",
    "{{#using b}}x{{/using}}",
    '{{#s}}{{rule "nowhere"}}{{/s}}',
    "{{a}}",
    "{{b}}",
  ]) {
    if (wrong === "{{a}}") assert.not.match(render(wrong, view), /one/);
    else
      assert.throws(
        () => render(wrong, view),
        (error: unknown) => error instanceof Error,
        wrong,
      );
  }
});

test("the chapter of an option says its terms, and each sentence the clauses it states", () => {
  const ogph = shipped.find(({ root: name }) => name === "OGPH");
  const { artifacts, trace } = filingEmitter.emit(ogph as ContractModel);
  assert.equal(
    artifacts.map(({ path }) => path),
    ["rulebook.md", "rulebook.html"],
  );
  const text = (artifacts[0]?.content ?? "").replace(/<a id="s\d+"><\/a>/g, "");
  for (const said of [
    "# Chapter 811: Options on H100 GPU-Hour Futures",
    "A premium of at most USD 0.01 per GPU-hour is a multiple of USD 0.0005 per GPU-hour, which is USD 0.50 a contract.",
    "count until 17:30 Chicago time on the day; later ones are refused.",
    "OGPHJ27 is on GPHJ27; it expires on 29 March 2027.",
    "| Accountability level | Any single month | 5,000 contracts | at all times |",
  ])
    assert.ok(text.includes(said), said);
  assert.ok(trace.some(({ clauses }) => clauses.includes("OGPH/exercise/contrary")));
});

test("the compiled templates are those of the folder", () => {
  assert.equal(Object.keys(templates).sort(), files.map((file) => file.slice("templates/".length, -4)).sort());
});

test.run();
