import { type Amendment, isFor } from "../check/amendments.ts";
import { amended } from "../check/amended.ts";
import { headOf } from "../check/block.ts";
import { type Context, report } from "../check/context.ts";
import { parseDay, sayDay, weekdayOf } from "../value/day.ts";
import { combinationsWhole, paymentWhole } from "./amend-combinations.ts";
import { filedChanges } from "./amend-filed.ts";
import { amendedTerms, changeTerm } from "./amend-terms.ts";
import { firstDay, periodsOf, type Scopes, scopesOf, withPeriods } from "./amend-scope.ts";
import { type FiledChange, noteFiledChanges } from "./filed-changes.ts";
import { type Lowered, modelsOf } from "./from-ast.ts";
import type { ContractModel } from "./model.ts";

/** `set` are the amendments in force, where that is not told by the day. */
type Wanted = {
  readonly root: string;
  readonly day: string | undefined;
  readonly only: readonly Amendment[];
  readonly set?: readonly Amendment[];
};
/** A product with the amendments that change it or what it is made of, in order, the first day of its listing and the day its model is made for. */
type Subject = {
  readonly root: string;
  readonly day: string;
  readonly own: readonly Amendment[];
  readonly first: string;
};

export type Amended = {
  /** The contracts in force on the day asked for: one model for all contract months that trade by one text. */
  readonly models: readonly ContractModel[];
  /** The same from each later day on which an amendment takes effect; to be proved, and not emitted. */
  readonly later: readonly ContractModel[];
  readonly place: Lowered["place"];
  /** Dates by the text of the first day of listing. */
  readonly dateOf: Lowered["dateOf"];
};

/**
 * The contract in force on any day is the base with the amendments effective by then, for the contract months each is for. Without `asOf`
 * each product is as on its first day of listing. Amendments that change nothing, or come at no trade date, are findings.
 */
export function modelsInForce(
  contexts: readonly Context[],
  amendments: readonly Amendment[],
  compiler: string,
  asOf?: string,
  until?: string,
): Amended {
  if (amendments.length === 0) return { ...modelsOf(contexts, compiler, asOf, undefined, until), later: [] };
  const base = modelsOf(contexts, compiler);
  const scopes = scopesOf(contexts);
  const resting = scopes.resting(amendments.map((one) => one.target.name));
  const touching = touchingOf(contexts, amendments, scopes);
  // What rests on nothing that is amended is as it was read, where its day is the same.
  const same = (model: ContractModel): boolean =>
    !resting.has(model.root) && until === undefined && (asOf === undefined || model.asOf === asOf);
  const subjects = base.models.flatMap((model): Subject[] => {
    const first = firstDay(model);
    if (first === undefined || same(model)) return [];
    return [{ root: model.root, day: asOf ?? first, own: touching(model), first }];
  });
  const lower = lowering(scopes, amendments, compiler, base, until);
  for (const { root, own, first } of subjects) {
    for (const one of own) if (one.target.name === root && one.effective <= first) tooEarly(one, root, first);
  }
  const indices = base.models.filter((one) => one.kind === "index");
  const untouched = base.models.filter((one) => one.kind !== "index" && same(one));
  const terms = amendedTerms(contexts, base.place);
  const now = [...untouched, ...versions(lower, subjects, terms)];
  const other = lower(indices.map(({ root }) => ({ root, day: asOf, only: [] }))).filter((one) => one !== undefined);
  const days = [...new Set(amendments.map((one) => one.effective))];
  const later = days.flatMap((day) => {
    const touched = subjects.filter((one) => day > one.day && one.own.some((own) => own.effective === day));
    const before = contexts[0]?.diagnostics.length ?? 0;
    const models = versions(
      lower,
      touched.map((one) => ({ ...one, day })),
      terms,
    );
    for (const one of touched) nothingListed(one, day, before);
    for (const one of touched)
      checkDay(
        one,
        day,
        models.filter((model) => model.root === one.root),
      );
    return models;
  });
  const filed = filedChanges(amendments, {
    base: until === undefined ? base.models : [],
    touching,
    lower: (wanted) => lower(wanted.map((one) => ({ ...one, only: [] }))),
  });
  const models = withFiled([...now, ...other], filed).sort(inOrderOf(base.models));
  return { models, later: [...later, ...alone(filed, amendments)], place: base.place, dateOf: base.dateOf };
}

/** The models with the filings of amendments noted at the first of each product, in whose folder they are written. */
function withFiled(
  models: readonly ContractModel[],
  filed: ReadonlyMap<string, readonly FiledChange[]>,
): ContractModel[] {
  const seen = new Set<string>();
  return models.map((model) => {
    const own = filed.get(model.root);
    if (own === undefined || seen.has(model.root)) return model;
    seen.add(model.root);
    return noteFiledChanges(model, own);
  });
}

/** What is filed by itself is proved by itself, where another amendment takes effect on the same day. */
function alone(
  filed: ReadonlyMap<string, readonly FiledChange[]>,
  amendments: readonly Amendment[],
): readonly ContractModel[] {
  const crowded = (day: string) => amendments.filter(({ effective }) => effective === day).length > 1;
  return [...filed.values()]
    .flat()
    .filter(({ amendment }) => crowded(amendment.effective))
    .flatMap(({ contracts }) => contracts.map(({ after }) => after));
}

function inOrderOf(models: readonly ContractModel[]) {
  const places = new Map(models.map((one, at) => [one.root, at]));
  return (a: ContractModel, b: ContractModel) => (places.get(a.root) ?? 0) - (places.get(b.root) ?? 0);
}

/**
 * The model of each wanted root, and none where it cannot be made; all that one set of amendments and one day have in common is worked out
 * once, from what the roots rest on, and what was made before is given again.
 */
function lowering(
  scopes: Scopes,
  amendments: readonly Amendment[],
  compiler: string,
  base: Lowered,
  until: string | undefined,
) {
  const byRoot = new Map(base.models.map((one) => [one.root, one]));
  const made = new Map<string, Map<string, ContractModel | undefined>>();
  return (wanted: readonly Wanted[]): (ContractModel | undefined)[] => {
    const groups = new Map<string, { set: readonly Amendment[]; day: string | undefined; roots: Set<string> }>();
    const keys = wanted.map(({ root, day, only, set: told }) => {
      const { names } = scopes.of([root]);
      const inForce = (one: Amendment): boolean =>
        told === undefined
          ? day !== undefined && one.effective <= day && (one.months === undefined || only.includes(one))
          : told.includes(one);
      const set = amendments.filter((one) => inForce(one) && names.has(one.target.name));
      const key = JSON.stringify([day, set.map((one) => one.id)]);
      if (made.get(key)?.has(root) === true) return key;
      const group = groups.get(key) ?? { set, day, roots: new Set() };
      group.roots.add(root);
      groups.set(key, group);
      return key;
    });
    for (const [key, { set, day, roots }] of groups) {
      const known = [...roots].flatMap((root) => byRoot.get(root) ?? []);
      const asRead = known.every((one) => day === undefined || one.kind === "index" || one.asOf === day);
      const before = { kept: base.kept, touched: scopes.resting(set.map((one) => one.target.name)) };
      const models =
        set.length === 0 && asRead && known.length === roots.size && until === undefined
          ? known
          : modelsOf(amended(scopes.of([...roots]).contexts, set), compiler, day, roots, until, before).models;
      const own = new Map(models.map((one) => [one.root, one]));
      const all = made.get(key) ?? new Map<string, ContractModel | undefined>();
      for (const root of roots) all.set(root, own.get(root));
      made.set(key, all);
    }
    return wanted.map(({ root }, at) => made.get(keys[at] as string)?.get(root));
  };
}

/** The models of the subjects, each on its day: one for each group of contract months with the same amendments. */
function versions(
  lower: (wanted: readonly Wanted[]) => readonly (ContractModel | undefined)[],
  subjects: readonly Subject[],
  terms: ReturnType<typeof amendedTerms>,
): ContractModel[] {
  const inForce = lower(subjects.map(({ root, day }) => ({ root, day, only: [] })));
  return subjects.flatMap((subject, nth) => {
    const main = inForce[nth];
    if (main === undefined) return [];
    const { root, day, own } = subject;
    const some = own.filter((one) => one.months !== undefined && one.effective <= day);
    combinationsWhole(main, some, (one) => lower([{ root, day, only: [one] }])[0]);
    const keyOf = (month: string) => some.filter((one) => isFor(one, month));
    const sets = new Map<string, readonly Amendment[]>();
    // What has no contract months is under no amendment that is for some.
    if (main.perpetual !== undefined) sets.set("", []);
    for (const period of periodsOf(main)) sets.set(idsOf(keyOf(period)), keyOf(period));
    const made = [...sets].flatMap(([key, only]) => {
      const model = only.length === 0 ? main : lower([{ root, day, only }])[0];
      if (model === undefined) return [];
      const kept = withPeriods(model, (period) => idsOf(keyOf(period)) === key);
      return [{ model: kept, only, periods: periodsOf(kept) }];
    });
    // The months with the fewest amendments stand in the product's own folder, the others below it.
    const sorted = made.sort((a, b) => a.only.length - b.only.length);
    paymentWhole(sorted);
    const whole = main.kind === "reference" ? `reference/${root}` : root;
    const list = sorted.map(({ only, periods }, at) => ({
      amendments: only.map((one) => one.id),
      months: periods,
      folder: at === 0 ? whole : `${whole}/versions/${idsOf(only)}`,
    }));
    const changes = own.map((one) => changeTerm(one, day));
    return sorted.map(({ model }, at) => {
      const changed = terms(model, changes);
      if (list.length > 1)
        Object.assign(changed, { versions: list.map((one, here) => ({ ...one, here: here === at })) });
      return changed;
    });
  });
}

function idsOf(amendments: readonly Amendment[]): string {
  return amendments.map((one) => one.id).join("+");
}

/** For a model the amendments of its product, of what that is derived from or an option or a leg on, and of what its terms rest on. */
function touchingOf(
  contexts: readonly Context[],
  amendments: readonly Amendment[],
  scopes: Scopes,
): (model: ContractModel) => Amendment[] {
  const byName = new Map(contexts.map((one) => [one.declaration.name.text, one.declaration]));
  return (model) => {
    const parts = [...model.indices, ...model.grades, ...model.organisations].map((one) => one.id);
    const on = [...(model.option === undefined ? [] : [model.option.on]), ...(model.spread?.legs ?? [])];
    const names = new Set([model.root, ...parts, ...on.map((one) => one.product)]);
    for (const name of names) {
      const above = byName.get(name);
      const from = above && headOf(above, "head-from")?.name.text;
      if (from !== undefined) names.add(from);
    }
    // A calendar is often made of others: a change of any may be a change of the contract's.
    const rests = (name: string) => scopes.of([model.root]).names.has(name);
    return amendments.filter(
      ({ target }) => names.has(target.name) || (target.keyword === "calendar" && rests(target.name)),
    );
  };
}

function tooEarly(one: Amendment, product: string, first: string): void {
  report(one.context, "amendment-too-early", one.effectiveSpan, { day: one.effective, product, first });
}

/** Whether the amendments of a product that take effect on `day` do so at a trade date, and for months that still trade. */
function checkDay({ root, own }: Subject, day: string, models: readonly ContractModel[]): void {
  const nearest = models.flatMap(periodsOf).sort()[0];
  for (const one of own.filter((amendment) => amendment.effective === day && amendment.target.name === root)) {
    const { months } = one;
    if (months?.to !== undefined && nearest !== undefined && months.to < nearest) {
      const why = `${months.to} is its last, and the nearest that trades on ${day} is ${nearest}`;
      report(one.context, "amendment-without-months", months.span, { months: months.to, why });
    }
    const closed = models.flatMap((model) => closedOn(model, day) ?? [])[0];
    if (closed !== undefined) report(one.context, "amendment-not-on-trade-date", one.effectiveSpan, closed);
  }
}

/** A day on which a product has no contract month is told of the amendment that takes effect then: nobody asked for the instruments of that day. */
function nothingListed({ root, own }: Subject, day: string, before: number): void {
  const one = own.find((amendment) => amendment.effective === day);
  const found = one?.context.diagnostics;
  const why = `no contract month of ${root} is listed on ${day}`;
  const at = found?.findIndex(
    ({ code, message }, place) => place >= before && code === "nothing-listed" && message === why,
  );
  if (one === undefined || found === undefined || at === undefined || at < 0) return;
  found.splice(at, 1);
  const help =
    "let it take effect on a day on which a month is listed, and leave the `first` day of `listing` as it is";
  report(one.context, "amendment-without-months", one.effectiveSpan, { months: "none", why }, { help });
}

function closedOn(model: ContractModel, date: string): { day: string; calendar: string; why: string } | undefined {
  const calendar = model.calendars.find(
    (one) => one.id === (model.product ?? model.option ?? model.spread ?? model.perpetual)?.sessions.calendar,
  );
  const day = parseDay(date);
  if (calendar === undefined || day === undefined) return undefined;
  const holiday = calendar.closed.find((one) => one.date === date);
  const why = holiday !== undefined ? holiday.title : calendar.weekend.includes(weekdayOf(day)) ? "weekend" : undefined;
  if (why === undefined) return undefined;
  const closed = `${calendar.id} is closed for ${why === "weekend" ? "the weekend" : why}`;
  return { day: sayDay(day), calendar: calendar.id, why: closed };
}
