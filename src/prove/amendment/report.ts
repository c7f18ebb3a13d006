import { type Difference, differenceOf, isSame, type TermChange } from "../../model/diff.ts";
import type { DifferenceReport, ProductDifference, TermDifference } from "../../model/generated/difference.ts";
import type { ContractTerms } from "../../model/generated/terms.ts";
import { type Answers, filingClassOf, strictest } from "./filing-class.ts";
import { type Route, timingOf } from "./timing.ts";

/** One version of contracts: how it is called, and the terms of each by its folder in a build. */
export type Side = { readonly shown: string; readonly terms: ReadonlyMap<string, ContractTerms> };

/** When the change is filed and takes effect, and the route that a person chose in the place of its class. */
export type FilingPlan = {
  readonly filed?: string;
  readonly effective?: string;
  readonly route?: Exclude<Route, "none">;
  /** What the filing answers that the classes ask. */
  readonly answers?: Answers;
};

/** What two versions state differently, contract by contract; those that are the same in both are left out. */
export function differenceReport(before: Side, after: Side, plan: FilingPlan = {}): DifferenceReport {
  const names = (side: Side) => [...new Set([...side.terms.values()].map(({ product }) => product.id))].sort();
  const [old, now] = [names(before), names(after)];
  const products = [...after.terms].flatMap(([folder, terms]): ProductDifference[] => {
    const was = before.terms.get(folderBefore(before, folder, terms) ?? "");
    if (was === undefined) return [];
    const found = differenceOf(was, terms);
    // A month that another version of the contract has is listed on that side as well.
    const elsewhere = (side: Side) =>
      new Set(
        [...side.terms.values()].flatMap((one) =>
          one.product.id === terms.product.id ? one.months.map(({ period }) => period) : [],
        ),
      );
    const [had, has] = [elsewhere(before), elsewhere(after)];
    const listed = {
      both: found.listed.both,
      before: found.listed.before.filter((one) => !has.has(one)),
      after: found.listed.after.filter((one) => !had.has(one)),
    };
    return isSame(found) ? [] : [productDifference(folder, terms, { ...found, listed }, plan)];
  });
  return {
    format: "tenor-difference/1",
    before: before.shown,
    after: after.shown,
    products,
    onlyBefore: old.filter((one) => !now.includes(one)),
    onlyAfter: now.filter((one) => !old.includes(one)),
  };
}

/** The folder of the version that the first month of `terms` traded by before; contract months of a new amendment were contracts of the product itself. */
export function folderBefore(
  { terms: all }: Pick<Side, "terms">,
  folder: string,
  terms: ContractTerms,
): string | undefined {
  const own = [...all].filter(([, one]) => one.product.id === terms.product.id);
  const period = terms.months[0]?.period;
  const traded = own.find(([, one]) => one.months.some((month) => month.period === period))?.[0];
  return traded ?? (all.has(folder) ? folder : own[0]?.[0]);
}

function productDifference(
  folder: string,
  terms: ContractTerms,
  found: Difference,
  plan: FilingPlan,
): ProductDifference {
  const { filed, effective, route, answers } = plan;
  const changes = found.changes.map((one) => termDifference(one, answers));
  const kind = strictest(changes);
  return {
    product: terms.product.id,
    title: terms.product.title,
    folder,
    changes,
    follows: found.follows.map(({ of, name, field, follows }) => ({ of, name, field, leaves: [...follows] })),
    months: found.months.map(({ period, code, leaves }) => ({ period, code, leaves: [...leaves] })),
    listed: { both: [...found.listed.both], before: [...found.listed.before], after: [...found.listed.after] },
    class: kind,
    timing: timingOf(route ?? kind, { ...(filed && { filed }), ...(effective && { effective }) }),
  };
}

/** A changed term with its words on both sides and how it is filed. */
export function termDifference(change: TermChange, answers?: Answers): TermDifference {
  const { of, name, field, kind, before, after, leaves, follows } = change;
  const clauses = [...new Set([before?.clause, after?.clause].filter((one) => one !== undefined))];
  return {
    ...{ of, name, field, kind },
    ...(before && { before: before.words }),
    ...(after && { after: after.words }),
    clauses,
    leaves: [...leaves],
    follows: [...follows],
    ...filingClassOf(change, answers),
  };
}
