import { type Amendment, isFor } from "../check/amendments.ts";
import { periodsOf, withPeriods } from "./amend-scope.ts";
import { changeTerm } from "./amend-terms.ts";
import { differenceOf } from "./diff.ts";
import { contractMonths, type FiledChange, type FiledContract } from "./filed-changes.ts";
import type { ContractModel } from "./model.ts";
import { hasTerms, termsOf } from "./terms.ts";

/** A version of a contract: what is in force on a day under a set of amendments. */
export type Version = { readonly root: string; readonly day: string; readonly set: readonly Amendment[] };

/** What models are made from: those of the first day of listing, the amendments of each, and the model of each version, none where it cannot be made. */
type Made = {
  readonly base: readonly ContractModel[];
  readonly touching: (model: ContractModel) => readonly Amendment[];
  readonly lower: (wanted: readonly Version[]) => readonly (ContractModel | undefined)[];
};

/** The filings of amendments by the product each is for, with what the amendment alone changes of every contract of the compile. */
export function filedChanges(
  amendments: readonly Amendment[],
  made: Made,
): ReadonlyMap<string, readonly FiledChange[]> {
  const found = new Map<string, FiledChange[]>();
  const contracts = new Map<Amendment, FiledContract[]>();
  for (const model of made.base)
    for (const filing of model.filings) {
      const one = amendments.find(({ id }) => id === filing.amendment);
      if (one === undefined || found.get(model.root)?.some((own) => own.filing.id === filing.id) === true) continue;
      const touched = contracts.get(one) ?? contractsOf(one, made);
      contracts.set(one, touched);
      const first = (product: string) => (product === model.root ? 0 : 1);
      const sorted = [...touched].sort((a, b) => first(a.product) - first(b.product));
      const change = { filing, amendment: changeTerm(one, one.effective), contracts: sorted };
      found.set(model.root, [...(found.get(model.root) ?? []), change]);
    }
  return found;
}

/** A contract under an amendment, with the amendments of its own that came before: for some contract months, and for all. */
type Under = {
  readonly root: ContractModel;
  readonly own: readonly Amendment[];
  readonly some: readonly Amendment[];
  readonly whole: readonly Amendment[];
  readonly first: string;
  readonly title: string;
};

/** The versions of contracts that an amendment makes: one for all months under it that traded by one text before. */
function contractsOf(one: Amendment, { base, touching, lower }: Made): FiledContract[] {
  const day = one.effective;
  const under = base.flatMap((root): Under[] => {
    const listed = root.product ?? root.option ?? root.spread ?? root.perpetual;
    const own = touching(root);
    if (listed === undefined || !own.includes(one)) return [];
    const earlier = own.filter((other) => other.effective < day);
    const some = earlier.filter(({ months }) => months !== undefined);
    const whole = earlier.filter(({ months }) => months === undefined);
    return [{ root, own, some, whole, first: listed.listing.first, title: listed.title }];
  });
  const mains = lower(under.map(({ root, whole }) => ({ root: root.root, day, set: whole })));
  const pairs = under.flatMap((contract, at) => {
    const main = mains[at];
    if (main === undefined) return [];
    const { root, own, some, whole, first } = contract;
    const key = (month: string) => some.filter((other) => isFor(other, month));
    const ids = (set: readonly Amendment[]) => set.map(({ id }) => id).join();
    const periods = periodsOf(main).filter((month) => isFor(one, month));
    const kept = contractMonths(main).filter(({ period }) => !isFor(one, period));
    // A perpetual has no months, and trades by one text.
    const groups = new Map(periods.map((month) => [ids(key(month)), key(month)]));
    if (periodsOf(main).length === 0) groups.set("", []);
    return [...groups].map(([id, more]) => {
      const within = (month: string) => isFor(one, month) && ids(key(month)) === id;
      const [old, now] = [inOrder(own, [...whole, ...more]), inOrder(own, [...whole, ...more, one])];
      const version = (on: string, set: readonly Amendment[]): Version => ({ root: root.root, day: on, set });
      const asked = [
        version(day, old),
        version(day, now),
        version(dayOfTable(old, first), old),
        version(dayOfTable(now, first), now),
      ];
      return { contract, within, kept, asked };
    });
  });
  const made = lower(pairs.flatMap(({ asked }) => asked));
  return pairs.flatMap(({ contract: { root, title }, within, kept }, at): FiledContract[] => {
    const [before, after, onFile, amended] = made.slice(at * 4, at * 4 + 4);
    if (before === undefined || after === undefined || onFile === undefined || amended === undefined) return [];
    const sides = { before: withPeriods(before, within), after: withPeriods(after, within) };
    const terms = hasTerms(before) ? { before: termsOf(sides.before), after: termsOf(sides.after) } : undefined;
    const changed = terms !== undefined && differenceOf(terms.before, terms.after).changes.length > 0;
    return [{ product: root.root, title, changed, terms, ...sides, kept, onFile, amended }];
  });
}

function inOrder(all: readonly Amendment[], set: readonly Amendment[]): readonly Amendment[] {
  return all.filter((one) => set.includes(one));
}

/** The day as of which the table of dates in a chapter was filed last: that of the first listing, until an amendment touches what dates follow from. */
function dayOfTable(set: readonly Amendment[], first: string): string {
  const dated = set.filter(
    (one) =>
      one.target.keyword === "calendar" ||
      changeTerm(one, one.effective).changes.some(({ path }) => /^(?:listing|dates|contract|months)\b/.test(path)),
  );
  return dated.map(({ effective }) => effective).reduce((a, b) => (a > b ? a : b), first);
}
