import { clausesOfListing, clausesOfRule } from "../dependencies.ts";
import type { GroupStep, Index, IndexInput, MemberSet, Screen } from "../../model/model.ts";
import {
  fallbackWords,
  formulaCondition,
  roundingWords,
  statisticWords,
  windowWords,
  type FormulaNames,
} from "./formula-words.ts";
import type { Subject } from "./names.ts";
import { narrativeProse, type Numbering } from "./prose.ts";
import { term, type Term } from "./term.ts";
import { gradeName, unitWords } from "./units.ts";
import {
  capital,
  clock,
  count,
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
export function indexView(subject: Subject, numbers: Numbering) {
  const { index, model, product, names } = subject;
  const others = indicesBehind(index, model.indices);
  return {
    ...calculationView(index, subject),
    narrative: index.narrative.map((one) => narrativeProse(one, numbers)),
    others: others.map((one) => calculationView(one, subject)),
    licence: licenceOf(index),
    lastContract: product.contracts.length === 0 ? null : lastContract(subject),
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

function calculationView(index: Index, { model, names }: Subject) {
  const grade = model.grades.find((one) => index.price.unit.includes(` of ${one.id}`));
  return {
    title: term(index.title, index.clause),
    zone: term(zoneName(index.zone), index.clause),
    calendar: term(names.calendar(index.calendar), index.clause),
    unit: term(unitWords(index.price.unit), index.price.clause),
    grade: grade === undefined ? null : term(gradeName(grade.id), grade.clause),
    publish:
      index.publish === undefined
        ? null
        : term(`${clock(index.publish.at)} ${zoneName(index.publish.zone)}`, index.publish.clause),
    window:
      index.window === undefined
        ? null
        : term(windowWords(index.window, names, ` ${zoneName(index.zone)}`), index.window.clause, index.clause),
    inputs: index.inputs.map((one) => term(inputWords(one, model, names), one.clause)),
    members: index.members.map((one) => term(memberWords(one, model), one.clause)),
    screens: index.screens.map((one) => term(screenWords(one), one.clause)),
    steps: index.steps.map((one) => term(stepWords(one), one.clause)),
    weights: index.weights === undefined ? null : term(weightWords(index.weights), index.weights.clause),
    value: term(
      `the ${statisticWords(index.value.statistic)} of the ${plural(spaced(index.value.over))}, ${roundingWords(index.value.round, index.price.unit)}`,
      index.value.clause,
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
          },
  };
}

const singular = (noun: string): string => (noun.endsWith("s") ? noun.slice(0, -1) : noun);

const INPUTS = { trades: "executed trades", offers: "firm offers", listings: "list prices" } as const;

function inputWords(input: IndexInput, model: Subject["model"], names: FormulaNames): string {
  const from = list(input.from.map((id) => memberName(id, model)));
  const where = input.where === undefined ? "" : `, where ${formulaCondition(input.where, names)}`;
  return `${INPUTS[input.what]} of ${from}${where}`;
}

function memberName(id: string, model: Subject["model"]): string {
  return model.organisations.find((one) => one.id === id)?.title ?? id.replaceAll("_", " ");
}

function memberWords(members: MemberSet, model: Subject["model"]): string {
  const names = list(members.members.map((id) => memberName(id, model)));
  return `The ${plural(spaced(members.of))} of the index ${members.members.length === 1 ? "is" : "are"} ${names}.`;
}

/** `median of part` as `the median of the part`. */
const ofThe = (text: string): string => `the ${text.replace(/ of (?!the )/g, " of the ")}`;

const SHARED = "; the excess is shared out among the others in proportion until none exceeds the cap";

function screenWords(screen: Screen): string {
  if (
    screen.action === "drop" &&
    screen.of !== undefined &&
    screen.threshold !== undefined &&
    screen.from !== undefined
  ) {
    return `A ${screen.subject} is left out when its ${screen.of} deviates by more than ${percent(screen.threshold)} from ${ofThe(screen.from)}.`;
  }
  if (screen.action === "cap" && screen.at !== undefined) {
    const excess = screen.excess === undefined ? "" : SHARED;
    return `The weight of a ${screen.subject} is capped at ${percent(screen.at)} of volume${excess}.`;
  }
  return `${capital(screen.text)}.`;
}

function stepWords(step: GroupStep): string {
  const of = step.of === "price" ? "prices" : `values of its ${plural(spaced(step.of))}`;
  const least =
    step.atLeast === undefined
      ? ""
      : `; it counts only where there are at least ${count(step.atLeast.count, singular(step.atLeast.of))}`;
  const empty = step.empty === undefined ? "" : `; a ${spaced(step.each)} without any is left out`;
  return `For each ${spaced(step.each)} the ${statisticWords(step.statistic)} of the ${of} is taken${least}${empty}.`;
}

function weightWords(weights: NonNullable<Index["weights"]>): string {
  if (weights.capTimesEqualShare === undefined) return "All weigh the same.";
  const [times] = ratioWords(weights.capTimesEqualShare).split(" to ");
  const excess = weights.excess === undefined ? "" : SHARED;
  return `All weigh the same; none weighs more than ${times} times an equal share${excess}.`;
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
function lastContract({ product }: Subject) {
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
