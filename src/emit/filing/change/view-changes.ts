import type { LeafDifference } from "../../../model/generated/difference.ts";
import { CORE_PRINCIPLES, principlesOf } from "../../../prove/amendment/core-principles.ts";
import type { FilingClass } from "../../../prove/amendment/filing-class.ts";
import { clausesOfRule } from "../../dependencies.ts";
import { factOf } from "../facts.ts";
import { factProse, narrativeProse, type Numbering } from "../prose.ts";
import { term } from "../term.ts";
import { capital, count, ended, list, periodName, shortDate, spaced } from "../words.ts";
import { monthsOf } from "./months.ts";
import { changedClauses, type ChangedContract, type ChangeSubject } from "./subject.ts";

/** How a class is said in a table. */
export const CLASS_WORDS: Readonly<Record<FilingClass, string>> = {
  certification: "certified before it takes effect",
  notification: "told in a weekly notification",
  none: "no filing",
};

/** The words of a clause on one line; a text of many lines is told by its first and left to the marked chapter. */
function side(text: string | undefined): string {
  const words = (text ?? "none").replace(/\s+/g, " ").trim();
  return words === "" ? "none" : words;
}

/** A field as a reader finds it: `tick, outright`; of what the contract is made of, with its title before it. */
function placeOf(
  contract: ChangedContract,
  { of, name, field }: { readonly of: string; readonly name: string; readonly field: string },
): string {
  // Lines without a key go by their place.
  const path = field
    .split("/")
    .map((part) => (/^\d+$/.test(part) ? `line ${part}` : spaced(part)))
    .join(", ");
  if (of === "product" && name === contract.product) return capital(path === "" ? "title" : path);
  const { indices, grades, calendars, organisations } = contract.after;
  const title = [...indices, ...grades, ...calendars, ...organisations].find(({ id }) => id === name)?.title ?? name;
  return `${title}${path === "" ? "" : `: ${path}`}`;
}

/** Of the model's path what stands behind the element of a list says what of the term it is. */
function leafWords({ at, before, after }: LeafDifference): string {
  const own = at
    .replace(/^.*\]\//, "")
    .split("/")
    .slice(-2)
    .map(spaced)
    .join(", ");
  return `${own}: ${side(before)} becomes ${side(after)}`;
}

/** The changes of each contract with class, provision, reason and explanation, and what follows from them. */
export function changesView(subject: ChangeSubject, numbers: Numbering) {
  const { contracts, amendment, filing } = subject;
  const groups = new Map<string, ChangedContract[]>();
  for (const one of contracts) groups.set(one.product, [...(groups.get(one.product) ?? []), one]);
  // What is said of a clause, or of the block it stands in, stands at the first change it is about; what is said of the whole before them.
  const whose = ({ clause }: { readonly clause: string }) => clause.replace(/\/narrative\/\d+$/, "");
  const left = new Set(amendment.narrative.filter((said) => whose(said) !== amendment.clause));
  const about = (clauses: readonly string[]) =>
    [...left].filter((said) => {
      const here = clauses.some((one) => one === whose(said) || one.startsWith(`${whose(said)}/`));
      return here && left.delete(said);
    });
  const texts = contracts.map((contract) => {
    const { difference } = contract;
    const several = (groups.get(contract.product)?.length ?? 0) > 1;
    const own = contract.product === filing.product;
    const { clause } = contract.after.product ?? contract.after.option ?? contract.after.spread ?? amendment;
    const first = difference.listed.both[0];
    return {
      title: term(contract.title, clause),
      own,
      months: several && first !== undefined ? term(`from ${periodName(first)} on`, amendment.clause) : null,
      rows: difference.changes.map((one) => {
        const at = one.clauses.length === 0 ? [amendment.clause] : one.clauses;
        const say = (text: string) => term(text, ...at);
        return {
          place: say(placeOf(contract, one)),
          before: say(side(one.before)),
          after: say(side(one.after)),
          class: say(CLASS_WORDS[one.class]),
          provision: say(one.provision),
          reason: say(one.reason),
          question: one.question === undefined ? null : say(one.question),
          prose: (own ? about(at) : []).map((said) => narrativeProse(said, numbers)),
        };
      }),
      /** What is another value with the changed term it belongs to, and what another field is counted in it. */
      consequences: difference.changes.flatMap((one) =>
        one.follows.map((leaf) =>
          term(`${placeOf(contract, one)}, ${leafWords(leaf)}`, amendment.clause, ...changedClauses(subject)),
        ),
      ),
      counted: difference.follows.flatMap((one) =>
        one.leaves.map((leaf) =>
          term(`${placeOf(contract, one)}, ${leafWords(leaf)}`, amendment.clause, ...changedClauses(subject)),
        ),
      ),
    };
  });
  const own = texts.filter((one) => one.own);
  return {
    own,
    others: texts.filter((one) => !one.own),
    narrative: amendment.narrative
      .filter((said) => whose(said) === amendment.clause || left.has(said))
      .map((said) => narrativeProse(said, numbers)),
    changedTerms: term(
      count(
        own.reduce((sum, one) => Math.max(sum, one.rows.length), 0),
        "term",
      ),
      amendment.clause,
      ...changedClauses(subject),
    ),
  };
}

/** The contract months that are open on the day of effect, each with the text it trades by from then on. */
export function openMonthsView(subject: ChangeSubject) {
  const { amendment, filing, contracts } = subject;
  const all = monthsOf(subject);
  const own = all.filter((one) => one.product === filing.product);
  const amended = own.filter((one) => one.amended);
  const words = (n: number) => count(n, "contract month");
  const on = (text: string) => term(text, amendment.clause);
  const titleOf = (product: string) => contracts.find((one) => one.product === product)?.title ?? product;
  const others = [...new Set(all.map(({ product }) => product))].filter((one) => one !== filing.product);
  return {
    count: own.length === 0 ? null : on(words(own.length)),
    whole: amended.length === own.length,
    amended: amended.length === 0 ? null : on(words(amended.length)),
    kept: amended.length === own.length ? null : on(words(own.length - amended.length)),
    rows: own.map((one) => ({
      name: on(periodName(one.period)),
      code: on(one.code),
      last: term(
        one.last === undefined ? "none" : shortDate(one.last),
        amendment.clause,
        ...lastDayClauses(subject, one.product),
      ),
      text: on(one.amended ? "as amended" : "as on file"),
    })),
    others: others.length === 0 ? null : on(list(others.map(titleOf))),
  };
}

/** What says on which day the months of a product end. */
function lastDayClauses({ contracts }: ChangeSubject, id: string): readonly string[] {
  const { product, option, spread } = contracts.find((one) => one.product === id)?.before ?? {};
  const of = product ?? option ?? spread;
  const last = of?.dates.find(({ name }) => name === "last-trading-day" || name === "expiry");
  return of === undefined || last === undefined ? [] : [last.clause, ...clausesOfRule(of, last.rule)];
}

/** The core principles that the changed terms bear on, each with what the filing states of it where it states it. */
export function principlesView({ contracts, filing, amendment }: ChangeSubject, numbers: Numbering) {
  return principlesOf(contracts.flatMap((one) => one.difference.changes)).flatMap((number) => {
    const fact = factOf(filing.facts, `core-principle-${number}`);
    if (fact === undefined) return [];
    const [name, part] = CORE_PRINCIPLES[number];
    return [
      {
        name: term(`${number} ${name}`, amendment.clause),
        part: term(part, amendment.clause),
        statement: factProse(ended(capital(fact.value)), numbers, fact.clause),
      },
    ];
  });
}
