import type { Amendment } from "../check/amendments.ts";
import { clauseText, placeOf } from "../check/clauses.ts";
import type { Context } from "../check/context.ts";
import { changesOf } from "./amend-changes.ts";
import { allProse } from "./from-ast/builder.ts";
import type { Lowered } from "./from-ast.ts";
import { gather, nothingGathered } from "./from-ast/gather.ts";
import { byName, type Named } from "./from-ast/close.ts";
import { citationOf } from "./from-ast/parties.ts";
import { lazily, lazyCopy } from "./lazily.ts";
import type { Citation, Clause, ContractModel } from "./model.ts";

type Terms = NonNullable<ContractModel["amendments"]>;

/** What a model says of an amendment on `day`: the clauses it changes, for which months, whether it is in force, and its prose. */
export function changeTerm(one: Amendment, day: string): Terms[number] {
  const { context, declaration } = one;
  const { from, to } = one.months ?? {};
  return {
    id: one.id,
    title: declaration.title?.value ?? one.id,
    of: one.target.name,
    effective: one.effective,
    ...(one.months === undefined ? {} : { months: { ...(from && { from }), ...(to && { to }) } }),
    inForce: one.effective <= day,
    changes: changesOf(one),
    narrative: declaration.block === undefined ? [] : allProse(context, declaration, declaration.block),
    clause: context.clauses.of(declaration),
  };
}

/** Adds to a model what its amendments say: the terms themselves, the sources their prose cites, and the places of the clauses of both. */
export function amendedTerms(
  contexts: readonly Context[],
  place: Lowered["place"],
): (model: ContractModel, amendments: Terms) => ContractModel {
  const known = new Map<Context, Citation>();
  let sources: Named<{ readonly id: string; readonly context: Context }> | undefined;
  const cited = (keys: ReadonlySet<string>): readonly { readonly id: string; readonly context: Context }[] => {
    sources ??= byName(
      contexts
        .filter(({ declaration }) => declaration.keyword === "source")
        .map((context) => ({ id: context.declaration.name.text, context })),
    );
    return sources.chosen(keys);
  };
  const citation = (context: Context): Citation => {
    const made = known.get(context) ?? citationOf(context);
    known.set(context, made);
    return made;
  };
  return (model, amendments) => {
    if (amendments.length === 0) return lazyCopy(model);
    const said = nothingGathered();
    for (const one of model.sources) said.citations.add(one.id);
    gather(amendments, said);
    // What a source says of itself may cite others.
    for (let size = -1; size !== said.citations.size;) {
      size = said.citations.size;
      for (const one of cited(said.citations)) gather(citation(one.context), said);
    }
    const named = cited(said.citations).map(
      (one) => model.sources.find(({ id }) => id === one.id) ?? citation(one.context),
    );
    const bare = lazyCopy(model);
    return lazily(Object.assign(lazyCopy(model), { amendments, sources: named }), "clauses", () => {
      const { clauses } = bare;
      const there = new Set(clauses.map((one) => one.id));
      const more = [...said.clauses].flatMap((id): Clause[] => {
        const span = there.has(id) ? undefined : place(id);
        return span === undefined ? [] : [{ id, ...placeOf(span), text: clauseText(span) }];
      });
      return [...clauses, ...more];
    });
  };
}
