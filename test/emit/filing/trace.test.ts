import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DocumentName } from "../../../src/emit/filing/documents.ts";
import { renderPack } from "../../../src/emit/filing/emit.ts";
import { subjectOf } from "../../../src/emit/filing/names.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { gph, itk, rich } from "./kit.ts";

type Change = { readonly at: string; readonly clause: string; readonly model: ContractModel };

/** What the documents do not print: names and spec words beside the structure they are said from, and forms of other outputs. */
const UNSAID =
  /\/(?:kind|op|id|unit|text|addText|haltText|role|mode|of|what|under|join|pattern|steps|code|utc|rule|name|names|principle)$|\/calendars\/|\/steps\/\d+$/;

/** Another value of the same form: a number one higher, a decimal one digit longer, another day, another clock time. */
function other(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string") return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value.replace(/\d\d$/, (day) => (day === "02" ? "03" : "02"));
  if (/^\d{2}:\d{2}:\d{2}$/.test(value)) return value.replace(/^\d\d/, (hour) => (hour === "03" ? "04" : "03"));
  if (/^\d+(\.\d+)?$/.test(value)) return value.includes(".") ? `${value}1` : `${value}0`;
  return undefined;
}

/** Parts of the model whose clause stands beside them. */
const CLAUSES: readonly (readonly [pattern: RegExp, clause: string])[] = [
  [/^\/priceLimits\/halts\/\d+$/, "GPH/price-limits/halt"],
];

/** Every change of one value below `value`, with the clause nearest around it. */
function changesOf(value: unknown, at: string, clause: string, put: (changed: unknown) => ContractModel): Change[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, index) =>
      changesOf(one, `${at}/${index}`, clause, (changed) =>
        put(value.map((old, place) => (place === index ? changed : old))),
      ),
    );
  }
  if (typeof value === "object" && value !== null) {
    const own =
      "clause" in value ? String(value.clause) : (CLAUSES.find(([pattern]) => pattern.test(at))?.[1] ?? clause);
    return Object.entries(value).flatMap(([key, one]) =>
      changesOf(one, `${at}/${key}`, own, (changed) => put({ ...value, [key]: changed })),
    );
  }
  const changed = UNSAID.test(at) ? undefined : other(value);
  return changed === undefined ? [] : [{ at, clause, model: put(changed) }];
}

/** Documents that together state every term; the others repeat what these say. */
const STATING: readonly DocumentName[] = ["letter", "rulebook", "appendix-c", "index", "cash-market"];
const all = (name: DocumentName) => name !== "signer";

/** The sentences of the documents chosen; the worked example costs as much as all others together. */
function sentencesOf(model: ContractModel, only = (name: DocumentName) => STATING.includes(name)) {
  return renderPack(subjectOf(model, model.filings[0]!), { only }).flatMap(({ document, rendered }) =>
    rendered.sentences.map((one) => ({ ...one, markdown: `${document.name}: ${one.markdown}` })),
  );
}

/** Each day and hour that a rule gives a listed contract, beyond those its table shows; other outputs state them. */
const SILENT: readonly RegExp[] = [
  /^\/contracts\/\d+\/(?:intervals\/\d+\/days|averaging)\/\d+$/,
  /^\/contracts\/\d+\/(?:leadUntil|lastClose\/.*)$/,
  /^\/contracts\/\d+\/limits\/[23]\//,
  // A basis that is a plain number is told by its steps.
  /^\/limits\/basis\/formula\/value$/,
];

/** Another value of a fact that has a form. */
const FORMED: Readonly<Record<string, string>> = {
  chapter: "860",
  "cash-increment": "0.02",
  "customary-trade": "6000",
  "daily-move": "98% of 500 days within 6.4%",
  "referenced-contract": "yes: it is linked to another contract",
};

for (const [name, model] of [
  ["gph", gph],
  ["itk", itk],
  ["rich", rich],
] as const) {
  test(`${name}: a changed value changes the sentences that trace to its clause, and no other`, () => {
    const product = model.product!;
    const index = model.indices[0]!;
    const changes = [
      ...changesOf({ ...product, contracts: [] }, "", product.clause, (changed) => ({
        ...model,
        product: { ...(changed as typeof product), contracts: product.contracts },
      })),
      // A listed contract is what the listing makes of a period.
      ...changesOf(product.contracts, "/contracts", product.listing.clause, (contracts) => ({
        ...model,
        product: { ...product, contracts: contracts as typeof product.contracts },
      })),
      ...changesOf(index, "/index", index.clause, (changed) => ({
        ...model,
        indices: [changed as typeof index, ...model.indices.slice(1)],
      })),
    ];
    assert.ok(changes.length > (name === "itk" ? 40 : 90), String(changes.length));
    const before = sentencesOf(model);
    const whole = sentencesOf(model, all);
    const silent: string[] = [];
    for (const [turn, { at, clause, model: changed }] of changes.entries()) {
      // Every twentieth change is held against the whole pack, the worked example with it.
      const wide = turn % 20 === 0;
      const after = wide ? sentencesOf(changed, all) : sentencesOf(changed);
      const old = wide ? whole : before;
      assert.is(after.length, old.length, `${at} changes the number of sentences`);
      const touched = old.filter((one, place) => one.markdown !== after[place]!.markdown);
      for (const one of touched) {
        assert.ok(
          one.clauses.includes(clause),
          `${at} changes “${one.markdown}”, which traces to ${one.clauses.join(", ")} and not to ${clause}`,
        );
      }
      if (touched.length === 0) silent.push(at);
    }
    assert.equal(
      silent.filter((at) => !SILENT.some((pattern) => pattern.test(at))),
      [],
      "values of the model that no sentence states",
    );
  });
}

test("a changed fact of the filing changes the sentences that trace to it, and some there are", () => {
  const filing = gph.filings[0]!;
  const stating = (name: DocumentName) => name !== "example" && name !== "signer";
  const before = sentencesOf(gph, stating);
  for (const fact of filing.facts.filter((one) => one.name !== "form" && one.name !== "inputs-table")) {
    const value = /^\d{4}-/.test(fact.value)
      ? "2026-12-30"
      : (FORMED[fact.name] ?? (fact.value === "none" ? "some data" : `${fact.value} changed`));
    const changed = {
      ...fact,
      value,
      ...(fact.items === undefined ? {} : { items: [...fact.items.slice(1), "changed"] }),
    };
    const facts = filing.facts.map((one) => (one === fact ? changed : one));
    const after = sentencesOf({ ...gph, filings: [{ ...filing, facts }] }, stating);
    const texts = new Set(after.map((one) => one.markdown));
    const gone = before.filter((one) => !texts.has(one.markdown));
    assert.ok(gone.length > 0, `${fact.name} is stated nowhere`);
    for (const one of gone) assert.ok(one.clauses.includes(fact.clause), `${fact.name} changes “${one.markdown}”`);
  }
});

test.run();
