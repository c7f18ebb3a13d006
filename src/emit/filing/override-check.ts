import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import type { ContractModel } from "../../model/model.ts";
import { type Source, span } from "../../text/source.ts";
import { CHANGE_TEMPLATES } from "./change/documents.ts";
import { packOfChange, writtenOf } from "./change/emit.ts";
import { findingsOfChange } from "./change/findings.ts";
import { changeSubjectsOf } from "./change/subject.ts";
import { renderChapter, renderFiling, renderOption } from "./emit.ts";
import { EUROPEAN, europeanProduct, renderEuropean } from "./european.ts";
import { europeanView } from "./european-view.ts";
import { findingsOf } from "./findings.ts";
import { isTemplateProblem, missingPart, type TemplateProblem, valueOf } from "./interpret.ts";
import { documentsOf } from "./documents.ts";
import { templates } from "./generated/templates.ts";
import { templateOf } from "./template-of.ts";
import { filingsOf, subjectOf } from "./names.ts";
import { optionView } from "./option-view.ts";
import { nodeSpan, type Override, type Overrides } from "./override.ts";
import { readOverrides } from "./overrides.ts";
import { filingView } from "./view.ts";

type Analysed = { readonly models: readonly ContractModel[]; readonly diagnostics: readonly Diagnostic[] };

/** The templates of packages as overrides, with what is wrong with them for the filings of an analysis. */
export function templatesOf(
  analysis: Analysed,
  sources: readonly Source[] = [],
): { readonly overrides: Overrides; readonly diagnostics: readonly Diagnostic[] } {
  if (sources.length === 0) return { overrides: new Map(), diagnostics: [] };
  const { overrides, diagnostics } = readOverrides(sources);
  const sound = diagnostics.length === 0 && !hasErrors(analysis.diagnostics);
  const more = sound ? checkOverrides(analysis.models, overrides) : [];
  const seen = new Set<string>();
  // Several filings meet the same mistake.
  const once = more.filter((one) => {
    const key = `${one.code} ${one.span.source.path} ${one.span.start}`;
    return !seen.has(key) && seen.add(key);
  });
  return { overrides, diagnostics: [...diagnostics, ...once] };
}

/** Documents that templates are written for: which those are, what they are written from, and the writing. */
type Written = { readonly templates: ReadonlySet<string>; readonly view: object; readonly write: () => unknown };

/**
 * What the overrides cannot be written with for the documents of these models: fields no document knows, in whichever branch they stand, and
 * whatever stops a document while it is written. Filings with findings of their own are not asked.
 */
export function checkOverrides(models: readonly ContractModel[], overrides: Overrides): Diagnostic[] {
  return models
    .flatMap((model) => packsOf(model, overrides))
    .flatMap((document) => {
      const fields = [...overrides.values()]
        .filter((one) => document.templates.has(one.name))
        .flatMap((one) => fieldFindings(one, overrides, document.view));
      return fields.length > 0 ? fields : written(document, overrides);
    });
}

function packsOf(model: ContractModel, overrides: Overrides): Written[] {
  const filings = filingsOf(model)
    .map((filing) => subjectOf(model, filing))
    .filter((subject) => findingsOf(subject).length === 0)
    .map((subject): Written => {
      const write = () => renderFiling(subject, overrides);
      const names = documentsOf(subject).map(({ name }) => templateOf(subject.kind, name));
      return { templates: new Set(names), view: filingView(subject), write };
    });
  const changes = changeSubjectsOf(model)
    .filter((subject) => subject.form !== undefined && findingsOfChange(subject).length === 0)
    .map((subject): Written => {
      const write = () => writtenOf(packOfChange(subject, renderChapter, overrides), overrides);
      return { templates: templatesIn(CHANGE_TEMPLATES), view: packOfChange(subject, renderChapter).view, write };
    });
  const product = europeanProduct(model);
  const european: Written[] =
    product === undefined
      ? []
      : [
          {
            templates: templatesIn(EUROPEAN),
            view: europeanView(model, product),
            write: () => renderEuropean(model, product, overrides),
          },
        ];
  const { option } = model;
  if (option?.chapter === undefined || filingsOf(model).length > 0) return [...filings, ...changes, ...european];
  const write = () => renderOption(model, option, overrides);
  return [...changes, { templates: new Set(["rulebooks/option"]), view: optionView(model, option), write }];
}

/** The names of the templates of a folder. */
function templatesIn(folder: string): ReadonlySet<string> {
  return new Set(Object.keys(templates).filter((one) => one.startsWith(`${folder}/`)));
}

function written({ write }: Written, overrides: Overrides): Diagnostic[] {
  try {
    write();
    return [];
  } catch (thrown) {
    if (isTemplateProblem(thrown) && thrown.field !== undefined)
      return [unknownField(thrown.source, thrown.node, thrown.field)];
    if (isTemplateProblem(thrown))
      return [diagnostic("template-unsound", nodeSpan(thrown.source, thrown.node), { why: thrown.why })];
    const [first] = overrides.values();
    if (first === undefined) throw thrown;
    // A shipped template that meets what an override left open, such as a sentence inside another.
    const why = (thrown as Error).message.replace(/^filing template: /, "");
    return [diagnostic("template-unsound", span(first.source, 0, 0), { why })];
  }
}

/** Every path of an override, and of the overridden partials it includes, that leads nowhere in the view. */
function fieldFindings(override: Override, overrides: Overrides, view: object): Diagnostic[] {
  const found: Diagnostic[] = [];
  const walk = (one: Override, program: hbs.AST.Program | undefined, contexts: readonly unknown[]): void => {
    for (const node of program?.body ?? []) {
      if (node.type === "PartialStatement") {
        const partial = overrides.get(
          `partials/${((node as hbs.AST.PartialStatement).name as hbs.AST.PathExpression).original}`,
        );
        if (partial !== undefined) walk(partial, partial.program as hbs.AST.Program, [contexts.at(-1)]);
      }
      if (node.type !== "MustacheStatement" && node.type !== "BlockStatement") continue;
      const { path, params, program: inner, inverse } = node as hbs.AST.BlockStatement;
      for (const param of params)
        if (
          param.type === "PathExpression" &&
          valueOf(param as hbs.AST.PathExpression, contexts, { position: 1 }) === undefined
        )
          found.push(unknownField(one.source, param, missingPart(param as hbs.AST.PathExpression, contexts)));
      if (node.type !== "BlockStatement") continue;
      const [first] = params;
      const value =
        first?.type === "PathExpression" ? valueOf(first as hbs.AST.PathExpression, contexts, {}) : undefined;
      if (path.original === "many")
        for (const item of Array.isArray(value) ? (value as unknown[]).slice(0, 1) : [])
          walk(one, inner, [...contexts, item]);
      else if (path.original === "using" && value !== null && value !== undefined)
        walk(one, inner, [...contexts, value]);
      // What stands inside `when` may need what is absent; the other branch sees it as it is.
      else if (path.original !== "using" && !(path.original === "when" && (value === null || value === undefined)))
        walk(one, inner, contexts);
      walk(one, inverse, contexts);
    }
  };
  walk(override, override.program as hbs.AST.Program, [view]);
  return found;
}

type Missing = NonNullable<TemplateProblem["field"]>;

function unknownField(source: Source, node: hbs.AST.Node, { path, wrong, known }: Missing): Diagnostic {
  const help = didYouMean(suggest(wrong, known));
  const extras = help === undefined ? {} : { help };
  return diagnostic("template-field-unknown", nodeSpan(source, node), { field: path }, extras);
}
