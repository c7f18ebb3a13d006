import type { Analysis } from "../analysis.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import type { RuleVerdicts } from "../model/generated/rules.ts";
import isRules from "../model/generated/rules.validate.js";
import type { WhatIf } from "../model/generated/what-if.ts";
import type { ContractModel } from "../model/model.ts";
import { type Regime, rulesOf } from "../prove/regulation/rule.ts";
import { regulationRules } from "../prove/regulation/rules.ts";
import { groundsOf, regulatedOf } from "../prove/regulation/verdicts.ts";
import { changesOf } from "../prove/regulation/what-if.ts";
import { folderOf } from "../pipeline.ts";
import { VERSION } from "../version.ts";
import { hasTerms, termsOf } from "../model/terms.ts";
import { differenceReport } from "../prove/amendment/report.ts";
import { termsIn } from "./difference-sides.ts";
import { openOutput, type OutputFolder, readTyped } from "./output-folder.ts";

/** What a build said of its contracts, by the folder of each in it. */
export type Earlier = {
  readonly folder: OutputFolder;
  readonly records: ReadonlyMap<string, RuleVerdicts>;
};

export type Opened =
  | { readonly kind: "open"; readonly earlier: Earlier }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Opens a build to compare with: one of this version, by these rules, in which nothing was changed. */
export function openEarlier(cwd: string, argument: string): Opened {
  const opened = openOutput(cwd, argument);
  if (opened.kind === "refused") {
    const strange = opened.diagnostics.find(({ span }) => span.source.path === `${argument}/manifest.json`);
    if (strange === undefined) return opened;
    const not = { out: argument, problem: strange.message };
    return { kind: "refused", diagnostics: [diagnostic("output-not-a-build", placeOf(argument), not)] };
  }
  const { folder } = opened;
  const other = (problem: string): Opened => ({
    kind: "refused",
    diagnostics: [diagnostic("output-other-version", placeOf(argument), { out: argument, problem })],
  });
  const { version } = folder.made.compiler;
  if (version !== VERSION) return other(`it was built by ${version}, and this is ${VERSION}`);
  const problems: Diagnostic[] = [];
  const records = new Map<string, RuleVerdicts>();
  for (const file of [...folder.hashes.keys()].filter((one) => one.endsWith("/rules.json"))) {
    const record = readTyped(folder, file, isRules, problems);
    if (record !== undefined) records.set(file.slice(0, -"/rules.json".length), record);
  }
  if (problems.length > 0) return { kind: "refused", diagnostics: problems };
  const strange = [...records].find(
    ([, { product, rules }]) => namesOf(rules) !== namesOf(rulesOf(regulationRules, product.kind)),
  )?.[0];
  if (strange !== undefined) return other(`the rules that ${strange} was held against are others`);
  return { kind: "open", earlier: { folder, records } };
}

function namesOf(rules: readonly { readonly name: string; readonly regime: string }[]): string {
  return rules
    .map(({ regime, name }) => `${regime}/${name}`)
    .sort()
    .join(" ");
}

export type Compared =
  | { readonly kind: "compared"; readonly report: WhatIf; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Compares contracts without errors with a build, and makes a finding of everything that is newly broken. */
export function compareWith(
  { folder, records }: Earlier,
  { models, place }: Pick<Analysis, "models" | "place">,
  regimes: readonly Regime[],
): Compared {
  const contracts = models.flatMap((model) => {
    const regulated = regulatedOf(model);
    return regulated === undefined ? [] : [{ model, id: regulated.product.id }];
  });
  const products = [...new Set(contracts.map(({ id }) => id))].sort();
  const refused = unknown(folder, products, records);
  if (refused.length > 0) return { kind: "refused", diagnostics: refused };
  // Contract months of an amendment that is new were contracts of the product itself.
  const recordOf = (model: ContractModel, id: string) =>
    (records.get(folderOf(model)) ?? records.get(id)) as RuleVerdicts;
  const edited = contracts.map(({ model, id }) => ({ model, before: recordOf(model, id) }));
  const changes = changesOf(edited, regimes);
  const report: WhatIf = {
    format: "tenor-what-if/1",
    build: { folder: folder.shown, compiler: folder.made.compiler.version },
    regimes: [...regimes],
    products,
    notChecked: [...records.keys()].filter((one) => !one.includes("/") && !products.includes(one)).sort(),
    ...changes,
    ...changedTerms(folder, models),
  };
  return { kind: "compared", report, diagnostics: changes.broken.map((row) => finding(row, folder.shown, place)) };
}

/** The terms that contracts state otherwise than the build; nothing where the build was made without them. */
function changedTerms(folder: OutputFolder, models: readonly ContractModel[]): Pick<WhatIf, "terms"> {
  const { side } = termsIn(folder);
  if (side === undefined) return {};
  const now = new Map(models.filter(hasTerms).map((model) => [folderOf(model), termsOf(model)]));
  const { products } = differenceReport(side, { shown: "the specs", terms: now });
  const rows = products.flatMap((one) =>
    one.changes.map(({ name, field, kind, before, after, class: filed, provision, reason }) => ({
      ...{ product: one.product, name, field, kind },
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...{ class: filed, provision, reason },
    })),
  );
  const seen = new Set<string>();
  return { terms: rows.filter((row) => !seen.has(JSON.stringify(row)) && seen.add(JSON.stringify(row))) };
}

function unknown(
  folder: OutputFolder,
  products: readonly string[],
  records: ReadonlyMap<string, RuleVerdicts>,
): Diagnostic[] {
  const { shown: out, hashes } = folder;
  const lacking = products.filter((id) => !records.has(id));
  const built = (id: string) => [...hashes.keys()].some((file) => file.startsWith(`${id}/`));
  const [without, strange] = [lacking.filter(built), lacking.filter((id) => !built(id))];
  const said = [...records.keys()].filter((one) => !one.includes("/")).sort();
  return [
    ...(strange.length === 0
      ? []
      : [
          diagnostic("output-other-products", placeOf(out), {
            out,
            products: strange.join(", "),
            known: said.length === 0 ? "none" : said.join(", "),
          }),
        ]),
    ...(without.length === 0
      ? []
      : [diagnostic("output-without-rules", placeOf(out), { out, products: without.join(", ") })]),
  ];
}

function finding(
  { products, rule, problem, mend, clause, before }: WhatIf["broken"][number],
  out: string,
  place: Analysis["place"],
): Diagnostic {
  const span = place(clause.id);
  const found = regulationRules.find(({ name }) => name === rule);
  if (span === undefined || found === undefined) throw new Error(`${rule} names ${clause.id}, which no source has`);
  const said =
    before.verdict === "met"
      ? `${products.join(", ")} met it in ${out}, as of ${before.asOf}`
      : `${products.join(", ")} fell short of it in ${out} elsewhere: ${before.problems.join("; ")}`;
  return diagnostic("regulation-newly-unmet", span, { rule, problem, mend }, { evidence: [...groundsOf(found), said] });
}
