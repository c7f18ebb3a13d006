import { clausesIn, clausesOfListing, clausesOfRule } from "../dependencies.ts";
import type { GroupStep, Index, IndexInput, MemberSet, Product, Screen } from "../../model/model.ts";
import { fallbackWords, formulaCondition, roundingWords, statisticWords, type FormulaNames } from "./formula-words.ts";
import { memberName, quoteWords, readWords } from "./index-words.ts";
import type { IndexedSubject } from "./names.ts";
import { narrativeProse, type Numbering } from "./prose.ts";
import { term, type Term } from "./term.ts";
import { gradeName, shortQuantity, unitWords } from "./units.ts";
import {
  capital,
  clock,
  count,
  duration,
  list,
  longDate,
  percent,
  plural,
  ratioWords,
  spaced,
  thousands,
  zoneName,
} from "./words.ts";

/** The reference price, step by step, and who answers for it. */
export function indexView(subject: IndexedSubject, numbers: Numbering) {
  const { index, model, product, names } = subject;
  const others = indicesBehind(index, model.indices);
  return {
    ...calculationView(index, subject),
    narrative: index.narrative.map((one) => narrativeProse(one, numbers)),
    others: others.map((one) => calculationView(one, subject)),
    waterfall: term(count(index.fallback.length, "step"), index.clause, ...index.fallback.map((one) => one.clause)),
    order: term(
      list([...new Set(index.inputs.map((one) => INPUTS[one.what]))]),
      ...index.inputs.map((one) => one.clause),
      ...(index.inputs.length === 0 ? [index.clause] : []),
    ),
    licence: licenceOf(index),
    lastContract: product.kind === "perpetual" || product.contracts.length === 0 ? null : lastContract(product),
    named: term(names.index(index.id), index.clause, product.underlying.clause),
    principles: PRINCIPLES.map((name, at) => {
      const own = index.governance.find((one) => one.principle === at + 1);
      const clause = own?.clause ?? index.clause;
      return {
        number: String(at + 1),
        name,
        met: term(own === undefined ? "Not stated" : own.met ? "Met" : "Not met", clause),
        statement: term(
          own === undefined ? "The specification says nothing on this principle." : own.statement,
          clause,
        ),
      };
    }),
    unmet: countOf(index, false),
    unstated: unstatedOf(index),
  };
}

/** The nineteen principles of IOSCO FR07/13 by their short titles, in order. */
const PRINCIPLES = [
  "Overall responsibility of the administrator",
  "Oversight of third parties",
  "Conflicts of interest for administrators",
  "Control framework for administrators",
  "Internal oversight",
  "Benchmark design",
  "Data sufficiency",
  "Hierarchy of data inputs",
  "Transparency of benchmark determinations",
  "Periodic review",
  "Content of the methodology",
  "Changes to the methodology",
  "Transition",
  "Submitter code of conduct",
  "Internal controls over data collection",
  "Complaints procedures",
  "Audits",
  "Audit trail",
  "Cooperation with regulatory authorities",
] as const;

function countOf(index: Index, met: boolean): Term | null {
  const own = index.governance.filter((one) => one.met === met);
  if (own.length === 0) return null;
  return term(list(own.map((one) => String(one.principle))), ...own.map((one) => one.clause));
}

function unstatedOf(index: Index): Term | null {
  const stated = new Set(index.governance.map((one) => one.principle));
  const missing = PRINCIPLES.length - stated.size;
  return missing === 0 ? null : term(thousands(missing), index.clause);
}

/** Indices the fallbacks of an index read, each once, nearest first. */
function indicesBehind(index: Index, all: readonly Index[]): Index[] {
  const used = JSON.stringify(index.fallback);
  return all.filter((one) => one.id !== index.id && used.includes(`"index":"${one.id}"`));
}

function calculationView(index: Index, { model, names }: IndexedSubject) {
  const grade = model.grades.find((one) => index.price.unit.includes(` of ${one.id}`));
  return {
    title: term(index.title, index.clause),
    zone: term(zoneName(index.zone), index.clause),
    calendar: term(names.calendar(index.calendar), index.clause),
    unit: term(unitWords(index.price.unit), index.price.clause),
    grade: grade === undefined ? null : term(gradeName(grade.id), grade.clause),
    version: index.version === undefined ? null : term(index.version.text, index.version.clause),
    publish:
      index.publish === undefined
        ? null
        : term(`${clock(index.publish.at)} ${zoneName(index.publish.zone)}`, index.publish.clause),
    window:
      index.window === undefined
        ? null
        : term(readWords(index.window, names, ` ${zoneName(index.zone)}`), index.window.clause, index.clause),
    inputs: index.inputs.map((one) => term(inputWords(one, model, names), one.clause)),
    members: [
      ...(index.quotes ?? []).flatMap((one) => quoteWords(one, model)),
      ...index.members.map((one) => term(memberWords(one, model), one.clause)),
      ...(index.retired ?? []).map((one) => term(retiredWords(one, index, model), one.clause)),
    ],
    screens: index.screens.map((one) => term(screenWords(one, index.price.unit), one.clause)),
    steps: index.steps.map((one) =>
      term(stepWords(one, index.price.unit), one.clause, ...clausesIn([one.weigh, one.quorum, one.round])),
    ),
    weights:
      index.weights === undefined
        ? null
        : term(
            weightWords(index.weights),
            index.weights.clause,
            ...(index.weights.shares ?? []).map((one) => one.clause),
          ),
    value: term(
      `the ${statisticWords(index.value.statistic)} of the ${plural(spaced(index.value.over))}${trimWords(index.value.trim)}${accrualWords(index.accrual)}${baseWords(index.base)}, ${roundingWords(index.value.round, index.price.unit)}`,
      index.value.clause,
      ...clausesIn([index.accrual, index.base]),
      index.value.round.clause,
    ),
    quorum:
      index.quorum.length === 0
        ? null
        : term(
            list(index.quorum.map((one) => count(one.count, singular(one.of)))),
            ...index.quorum.map((one) => one.clause),
          ),
    fallback: index.fallback.map((one) => term(fallbackWords(one, names), one.clause)),
    restate:
      index.restate === undefined
        ? null
        : {
            until: term(`${clock(index.restate.until)} ${zoneName(index.zone)}`, index.restate.clause),
            neverAfter:
              index.restate.neverAfter === undefined
                ? null
                : term(spaced(index.restate.neverAfter), index.restate.clause),
            above:
              index.restate.above === undefined
                ? null
                : term(percent(index.restate.above.share), index.restate.above.clause),
          },
  };
}

const singular = (noun: string): string => (noun.endsWith("s") ? noun.slice(0, -1) : noun);

const INPUTS = {
  trades: "executed trades",
  offers: "firm offers",
  listings: "list prices",
  prints: "published values",
} as const;

function inputWords(input: IndexInput, model: IndexedSubject["model"], names: FormulaNames): string {
  const from = list(input.from.map((id) => memberName(id, model)));
  const where = input.where === undefined ? "" : `, where ${formulaCondition(input.where, names)}`;
  return `${INPUTS[input.what]} of ${from}${where}`;
}

function memberWords(members: MemberSet, model: IndexedSubject["model"]): string {
  const names = list(members.members.map((id) => memberName(id, model)));
  return `The ${plural(spaced(members.of))} of the index ${members.members.length === 1 ? "is" : "are"} ${names}.`;
}

function retiredWords(
  one: NonNullable<Index["retired"]>[number],
  { base }: Index,
  model: IndexedSubject["model"],
): string {
  const ends = `From ${longDate(one.effective)} on ${memberName(one.member, model)} is no ${spaced(one.of)} of the index`;
  if (one.successor === undefined && base !== undefined)
    return `${ends}; the weights of the others are set anew with the last value before, so that the value does not move by it.`;
  if (one.successor === undefined) return `${ends}; its weight goes to the others in proportion.`;
  return `${ends}; ${memberName(one.successor, model)} takes its place and weight, its price multiplied by what that of ${memberName(one.member, model)} was over its own on the day before.`;
}

/** `median of part` as `the median of the part`. */
const ofThe = (text: string): string => `the ${text.replace(/ of (?!the )/g, " of the ")}`;

const SHARED = "; the excess is shared out among the others in proportion until none exceeds the cap";

/** What a basket goes on from, behind what it is the mean of. */
function baseWords(base: Index["base"]): string {
  if (base === undefined) return "";
  const anew =
    base.rebalances.length === 0
      ? ""
      : `; the weights are set anew by the first value from ${list(base.rebalances.map(longDate))} on`;
  return `, each counting as the value of the last rebalancing times what its price became since, from ${base.value} on ${longDate(base.from)}${anew}`;
}

/** How rates accrue, behind what they are the mean of. */
function accrualWords(accrual: Index["accrual"]): string {
  if (accrual === undefined) return "";
  const { year, lookback, lockout, shift } = accrual;
  const days = (number: number): string => count(number, "business day");
  const back = lookback === 0 ? "" : `, each day taking the rate of ${days(lookback)} before`;
  const shifted = shift ? " and the days between those rates" : "";
  const locked = lockout === 0 ? "" : `, the last ${days(lockout)} that of the day before them`;
  const basis = year === undefined ? "" : ` over a year of ${year} days`;
  return `, each rate counting for the days until the next business day${basis}${back}${shifted}${locked}`;
}

/** What a trimmed mean leaves out, behind what it is the mean of. */
function trimWords(trim: string | undefined): string {
  return trim === undefined ? "" : ` without the highest and the lowest ${percent(trim)} of them`;
}

const COMPARED = { "<": "less than", "<=": "not more than", ">": "more than", ">=": "not less than" } as const;

function screenWords(screen: Screen, unit: string): string {
  const { action, subject, of, threshold, from, readmit, comparison, value, milliseconds } = screen;
  if (action === "cap" && screen.at !== undefined) {
    const excess = screen.excess === undefined ? "" : SHARED;
    return `The weight of a ${subject} is capped at ${percent(screen.at)} of volume${excess}.`;
  }
  if (action === "clamp" && subject === "value" && threshold !== undefined)
    return `A value that is further than ${percent(threshold)} from the one published before counts, before it is rounded, as the nearest within it; without one before, or after one of zero, it stays what it is.`;
  if (action === "clamp" && threshold !== undefined && from !== undefined)
    return `The ${subject === "price" ? "price of an input" : `value of a ${subject}`} that is further than ${percent(threshold)} from ${ofThe(from)} counts as the nearest value within it.`;
  if (action === "clamp") {
    const low = screen.low === undefined ? [] : [`a price below ${shortQuantity(screen.low, unit)} counts as that`];
    const high = screen.high === undefined ? [] : [`a price above ${shortQuantity(screen.high, unit)} counts as that`];
    return `${capital(list([...low, ...high]))}.`;
  }
  if (of === "age" && milliseconds !== undefined) {
    const age = duration(milliseconds);
    return screen.behind === undefined
      ? `A ${subject} is left out when ${OBSERVED.includes(subject) ? "it" : "its newest input"} is older than ${age} at the end of the window.`
      : `A ${subject} is left out when it is more than ${age} older than the newest of its ${spaced(screen.behind)}.`;
  }
  if (comparison !== undefined && value !== undefined) {
    const bound = of === "price" ? shortQuantity(value, unit) : value;
    return `A ${subject} is left out when its ${of ?? "price"} is ${COMPARED[comparison]} ${bound}.`;
  }
  if (of !== undefined && threshold !== undefined && from !== undefined) {
    const back =
      readmit === undefined
        ? ""
        : `; one that was left out before stays out until it deviates by no more than ${percent(readmit)}`;
    return `A ${subject} is left out when its ${of} deviates by more than ${percent(threshold)} from ${ofThe(from)}${back}.`;
  }
  return `${capital(screen.text)}.`;
}

const OBSERVED = ["trade", "offer", "listing", "observation", "price"];

const WEIGH = {
  volume: "; it weighs the sizes of its inputs",
  count: "; it weighs the number of its inputs",
  equal: "; it weighs one",
} as const;

function stepWords(step: GroupStep, unit: string): string {
  const of = step.of === "price" ? "prices" : `values of its ${plural(spaced(step.of))}`;
  const least =
    step.atLeast === undefined
      ? ""
      : `; it counts only where there are at least ${count(step.atLeast.count, singular(step.atLeast.of))}`;
  const quorum =
    step.quorum === undefined
      ? ""
      : `; it counts only where there are at least ${list(step.quorum.map((one) => count(one.count, singular(one.of))))} behind it`;
  const weigh = step.weigh === undefined ? "" : WEIGH[step.weigh.by];
  const round = step.round === undefined ? "" : `, ${roundingWords(step.round, unit)}`;
  const empty =
    step.empty === undefined
      ? ""
      : `; a ${spaced(step.each)} without any ${step.empty === "repeat" ? "repeats the one before" : "is left out"}`;
  return `For each ${spaced(step.each)} the ${statisticWords(step.statistic)} of the ${of}${trimWords(step.trim)} is taken${round}${least}${quorum}${weigh}${empty}.`;
}

function weightWords(weights: NonNullable<Index["weights"]>): string {
  const { scheme, shares = [], capTimesEqualShare, cap } = weights;
  const excess = weights.excess === undefined ? "" : SHARED;
  const [times] = capTimesEqualShare === undefined ? [] : ratioWords(capTimesEqualShare).split(" to ");
  const most = times === undefined ? cap && percent(cap) : `${times} times an equal share`;
  if (scheme === "fixed")
    return `The weights are ${list(shares.map(({ member, share }) => `${percent(share)} for ${spaced(member)}`))}; the weight of what is missing goes to the others in proportion.`;
  const all = scheme === "equal" ? "All weigh the same" : "Each weighs the sizes behind it";
  return most === undefined ? `${all}.` : `${all}; none weighs more than ${most}${excess}.`;
}

function licenceOf(index: Index) {
  const { licence } = index;
  if (licence === undefined) throw new Error("a document is written without a licence");
  return {
    until: licence.until === undefined ? null : term(longDate(licence.until), licence.clause),
    text: term(licence.text, licence.clause),
  };
}

/** The contract listed at first that settles last, with that day. */
function lastContract(product: Product) {
  const dated = product.contracts.flatMap((one) =>
    one.dates.map(({ date, clause }) => ({ code: one.code, date, clause })),
  );
  const last = dated.reduce((latest, one) => (one.date > latest.date ? one : latest), dated[0]!);
  return {
    code: term(last.code, product.listing.clause),
    date: term(
      longDate(last.date),
      last.clause,
      ...clausesOfListing(product),
      ...clausesOfRule(product, product.dates),
    ),
  };
}
