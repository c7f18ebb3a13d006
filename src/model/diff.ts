import { lastDayOf } from "./terms.ts";
import type { ContractTerms, Leaf, MonthTerms, StatedTerm } from "./generated/terms.ts";

/** A value of the model that two versions state differently; absent on the side that does not have it. */
export type LeafChange = { readonly at: string; readonly before?: string; readonly after?: string };

/** A field that two versions of a contract state differently. `worded`: only how it is said differs, and nothing the model knows by it. */
export type TermChange = {
  readonly kind: "added" | "removed" | "changed" | "worded";
  readonly of: StatedTerm["of"];
  readonly name: string;
  readonly field: string;
  readonly before?: StatedTerm;
  readonly after?: StatedTerm;
  readonly leaves: readonly LeafChange[];
  /** What follows from this or another term and is another now, such as the worth of a tick. */
  readonly follows: readonly LeafChange[];
};

/** A contract month that both versions list and whose dates differ. */
export type MonthChange = { readonly period: string; readonly code: string; readonly leaves: readonly LeafChange[] };

export type Difference = {
  readonly changes: readonly TermChange[];
  /** What follows without a change of the field itself. */
  readonly follows: readonly TermChange[];
  readonly months: readonly MonthChange[];
  readonly listed: {
    readonly both: readonly string[];
    readonly before: readonly string[];
    readonly after: readonly string[];
  };
};

/** The economic difference of two versions of a contract, field by field in the order of the newer one; fields that are gone come last. */
export function differenceOf(before: ContractTerms, after: ContractTerms): Difference {
  const old = new Map(before.terms.map((one) => [keyOf(one, before), one]));
  const kept = new Set<string>();
  const shared = sharedDays(before, after);
  const found = after.terms.flatMap((one): TermChange[] => {
    const key = keyOf(one, after);
    kept.add(key);
    const change = changeOf(shared(old.get(key)), shared(one));
    return change === undefined ? [] : [change];
  });
  const gone = [...old].flatMap(([key, one]) => {
    const change = kept.has(key) ? undefined : changeOf(shared(one), undefined);
    return change === undefined ? [] : [change];
  });
  const all = [...found, ...gone];
  return {
    changes: all.filter((one) => one.leaves.length > 0),
    follows: all.filter((one) => one.leaves.length === 0),
    ...monthsOf(before.months, after.months),
  };
}

/** Closed and short days of calendars as far as both versions list contracts: later months alone are no change of a calendar. */
function sharedDays(before: ContractTerms, after: ContractTerms) {
  const from = before.asOf > after.asOf ? before.asOf : after.asOf;
  const [old, now] = [before, after].map((one) => lastDayOf(one.asOf, one.months)) as [string, string];
  const to = old < now ? old : now;
  return <T extends StatedTerm | undefined>(one: T): T => {
    if (one?.of !== "calendar") return one;
    const values = one.values.filter(({ at }) => {
      // A list with no day in it is one side's of nothing to compare.
      if (at === "closed" || at === "earlyCloses") return false;
      const day = /^(?:closed|earlyCloses)\[(\d{4}-\d{2}-\d{2})/.exec(at)?.[1];
      return day === undefined || (day >= from && day <= to);
    });
    return { ...one, values };
  };
}

/** True where neither a term nor a date of a contract month differs. */
export function isSame({ changes, follows, months }: Difference): boolean {
  return changes.length === 0 && follows.length === 0 && months.length === 0;
}

/** A contract that was given another name is still compared with itself. */
function keyOf({ of, name, field }: StatedTerm, { product }: ContractTerms): string {
  return JSON.stringify([of, of === "product" && name === product.id ? "" : name, field]);
}

function changeOf(before: StatedTerm | undefined, after: StatedTerm | undefined): TermChange | undefined {
  const { of, name, field } = (after ?? before) as StatedTerm;
  const sides = { ...(before && { before }), ...(after && { after }) };
  const follows = leavesOf(before?.follows, after?.follows);
  const values = leavesOf(before?.values, after?.values);
  if (before === undefined || after === undefined) {
    const kind = before === undefined ? "added" : "removed";
    return { kind, of, name, field, ...sides, leaves: values, follows };
  }
  const wording = leavesOf(before.wording, after.wording);
  if (values.length > 0) return { kind: "changed", of, name, field, ...sides, leaves: values, follows };
  if (wording.length > 0) return { kind: "worded", of, name, field, ...sides, leaves: wording, follows };
  return follows.length === 0 ? undefined : { kind: "changed", of, name, field, ...sides, leaves: [], follows };
}

function leavesOf(before: readonly Leaf[] = [], after: readonly Leaf[] = []): LeafChange[] {
  const old = new Map(before.map((one) => [one.at, one.value]));
  const now = new Map(after.map((one) => [one.at, one.value]));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((at): LeafChange[] => {
    const [was, is] = [old.get(at), now.get(at)];
    if (was === is) return [];
    return [{ at, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function monthsOf(before: readonly MonthTerms[], after: readonly MonthTerms[]): Pick<Difference, "months" | "listed"> {
  const old = new Map(before.map((one) => [one.period, one]));
  const now = new Set(after.map((one) => one.period));
  const months = after.flatMap((one): MonthChange[] => {
    const was = old.get(one.period);
    if (was === undefined) return [];
    const code = { at: "code", value: was.code };
    const leaves = leavesOf([code, ...was.values], [{ at: "code", value: one.code }, ...one.values]);
    return leaves.length === 0 ? [] : [{ period: one.period, code: one.code, leaves }];
  });
  return {
    months,
    listed: {
      both: after.filter((one) => old.has(one.period)).map((one) => one.period),
      before: before.filter((one) => !now.has(one.period)).map((one) => one.period),
      after: after.filter((one) => !old.has(one.period)).map((one) => one.period),
    },
  };
}
