import { type Amendment, isFor } from "../check/amendments.ts";
import { report } from "../check/context.ts";
import type { ContractModel } from "./model.ts";

/**
 * Refuses amendments for some months of a leg's product that stand between the legs of a combination and change what it says of them: its legs
 * would trade by two texts, and a spread is by one. `main` is the spread without them, `under` the same with one of them.
 */
export function combinationsWhole(
  main: ContractModel,
  some: readonly Amendment[],
  under: (one: Amendment) => ContractModel | undefined,
): void {
  const combinations = main.spread?.contracts.flatMap((one) => one.combinations) ?? [];
  for (const one of some) {
    if (one.target.name === main.root || one.months === undefined) continue;
    const split = combinations.filter(({ legs }) => new Set(legs.map(({ period }) => isFor(one, period))).size > 1);
    const other = split.length === 0 ? undefined : under(one);
    const changed = other && split.find(({ code }) => said(main, code) !== said(other, code));
    if (changed === undefined) continue;
    const how = `in the middle of ${changed.code}, a combination of ${main.root} whose legs would trade by two texts,`;
    report(one.context, "meaning-comes-later", one.months.span, { what: "for contract months", how });
  }
}

/** What a spread says of its legs, and of one combination of months. */
function said({ spread }: ContractModel, code: string): string {
  const all = spread?.contracts.flatMap((one) => one.combinations) ?? [];
  return JSON.stringify([spread?.legs, all.find((one) => one.code === code)]);
}

/**
 * Refuses amendments after which some contract months of a product are paid in another currency than its others: what an account is paid for a
 * product on a day is one amount. `made` are its texts of one day, each with the amendments that make it.
 */
export function paymentWhole(
  made: readonly { readonly model: ContractModel; readonly only: readonly Amendment[] }[],
): void {
  const paidIn = ({ model }: { readonly model: ContractModel }) => model.product?.tickValueExactTo.currency;
  const [first] = made;
  for (const one of made) {
    const last = one.only.at(-1);
    if (first === undefined || last?.months === undefined || paidIn(one) === paidIn(first)) continue;
    const how = `that makes payments in ${paidIn(one) ?? ""} while other months are paid in ${paidIn(first) ?? ""},`;
    report(last.context, "meaning-comes-later", last.months.span, { what: "for contract months", how });
  }
}
