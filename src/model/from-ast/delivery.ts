import type { Clause, ClausePart, Expr, Field, Name, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, modifierOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import type { Extras } from "../../diagnostic/diagnostic.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Delivery } from "../model.ts";
import { bodyOf } from "./bodies.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { isWord, shareOfPrice, sideOf } from "./clause-words.ts";
import { failuresOf } from "./delivery-failure.ts";
import { roundingOf } from "./formula.ts";
import { underOf } from "./under.ts";
import { productEnv, type ProductTerms } from "./terms.ts";
import { clock } from "./windows.ts";

/** The fields only a delivery has; in a settlement in cash each is a finding. */
export const DELIVERY_FIELDS = [
  "grade",
  "locations",
  "differentials",
  "instrument",
  "notice",
  "notice-days",
  "delivery-days",
  "tender",
  "inspection",
  "failure",
] as const;

/** The intervals a delivery states; their days stand with those of the product's `dates`. */
export const DELIVERY_INTERVALS = ["notice-days", "delivery-days"] as const;

type Deliverable = Delivery["grades"][number];

/** The terms of a delivery, price and rounding aside; undefined after a finding. */
export function deliveryOf(
  at: Lowering,
  section: Section,
  terms: ProductTerms,
  zone: string | undefined,
): Delivery | undefined {
  const { block } = section;
  const need = (key: string, why: string): Field | undefined => {
    const field = fieldOf(block, key);
    if (field === undefined) return missing(at, key, why, section.keyword);
    return field.value === undefined ? undefined : field;
  };
  const grade = need("grade", "it says what may be delivered, the grade at par first");
  const locations = need("locations", "it says where it may be delivered, the place at par first");
  const instrument = need("instrument", "it says what passes title");
  const notice = need("notice", "it says who announces delivery, until when, and how long before");
  const noticeDays = need("notice-days", "it says on which days delivery may be announced");
  const deliveryDays = need("delivery-days", "it says on which days delivery happens");
  const tender = need("tender", "it says who chooses, and in multiples of how many contracts");
  const failure = need("failure", "it says what follows when one side does not deliver or pay");
  const priced = deliverables(at, section, terms, grade, locations);
  const said = notice && noticeOf(at, notice, zone);
  const offered = tender && tenderOf(at, tender);
  const inspection = fieldOf(block, "inspection");
  const inspected = inspection && inspectionOf(at, inspection);
  const failures = failure && failuresOf(at, failure, terms);
  if (!instrument || !noticeDays || !deliveryDays || !priced || !said || !offered || !failures) return undefined;
  if (inspection !== undefined && inspected === undefined) return undefined;
  if (!onlyModifiers(at.context, instrument.value?.modifiers ?? [], "under")) return undefined;
  return {
    ...priced,
    instrument: { text: wordsOf(instrument), ...ruled(instrument), clause: clauseOf(at.context, instrument) },
    notice: said,
    noticeDays: { interval: "notice-days", clause: clauseOf(at.context, noticeDays) },
    deliveryDays: { interval: "delivery-days", clause: clauseOf(at.context, deliveryDays) },
    tender: offered,
    ...(inspected === undefined ? {} : { inspection: inspected }),
    failures,
  };
}

function ruled(field: Field): { under?: string } {
  const under = underOf(field);
  return under === undefined ? {} : { under };
}

/** Grades and places with what each does to the price, and the rounding of what follows. */
function deliverables(
  at: Lowering,
  section: Section,
  terms: ProductTerms,
  grade: Field | undefined,
  locations: Field | undefined,
): Pick<Delivery, "grades" | "locations" | "round"> | undefined {
  const { context } = at;
  const { price } = terms;
  const grades = namesOf(at, grade, "grades");
  const places = namesOf(at, locations, "places");
  if (grade === undefined || locations === undefined || price === undefined) return undefined;
  if (grades === undefined || places === undefined) return undefined;
  if (grades.some((one) => find(context, one, "grade") === undefined)) return undefined;
  const par = /\bof ([\w-]+)/.exec(plainWords(price.node))?.[1];
  if (par !== undefined && grades[0]?.text !== par)
    return report(context, "value-of-another-kind", grade.value?.span ?? grade.span, {
      field: "grade",
      wanted: `the grade the price is of first, ${par}`,
    });
  const field = fieldOf(section.block, "differentials");
  const stated = new Map<string, Deliverable>();
  const env = productEnv(context, terms);
  const modifiers = field?.value?.modifiers ?? [];
  if (!onlyModifiers(context, modifiers, "round")) return undefined;
  const all: Deliverables = { names: [...grades, ...places], beyond: [...grades.slice(1), ...places.slice(1)] };
  for (const clause of contentOf(field, "clauses-value")?.clauses ?? []) {
    const one = field && differentialOf(at, clause, field, price.unit, env, all);
    if (one === undefined) return undefined;
    if (stated.has(one.name)) return report(context, "field-twice", clause.span, { field: one.name });
    stated.set(one.name, one);
  }
  const priced = (names: readonly Name[], of: Field): Deliverable[] | undefined => {
    const found = names.map((name, place): Deliverable | undefined => {
      const own = stated.get(name.text);
      if (own !== undefined) return own;
      if (place === 0) return { name: name.text, factor: "1", add: "0", clause: clauseOf(context, of) };
      const why = `only the first is at par; write \`${name.text} at …\` or \`${name.text} at par\``;
      return missing(at, "differentials", why, name);
    });
    return found.every((one) => one !== undefined) ? found : undefined;
  };
  const [pricedGrades, pricedPlaces] = [priced(grades, grade), priced(places, locations)];
  const own = modifierOf(field, "round");
  const round = field && own && roundingOf(own.rounding, price.unit, env, clauseOf(context, field));
  if (!pricedGrades || !pricedPlaces || (own !== undefined && round === undefined)) return undefined;
  return { grades: pricedGrades, locations: pricedPlaces, ...(round === undefined ? {} : { round }) };
}

/** The names of a field, each once; undefined after a finding. */
function namesOf(at: Lowering, field: Field | undefined, what: string): readonly Name[] | undefined {
  const names = contentOf(field, "names-value")?.names;
  if (field?.value === undefined || names === undefined) return undefined;
  if (!onlyModifiers(at.context, field.value.modifiers)) return undefined;
  const twice = names.find((one, place) => names.findIndex(({ text }) => text === one.text) < place);
  if (twice !== undefined) return report(at.context, "field-twice", twice.span, { field: twice.text });
  if (names.length > 0) return names;
  return report(at.context, "value-of-another-kind", field.value.span, { field: field.key.text, wanted: what });
}

/** All grades and places, and those beyond the first of each, which are priced by a differential. */
type Deliverables = { readonly names: readonly Name[]; readonly beyond: readonly Name[] };

/** Where one of the names alone has no differential, the one nobody knows may be that name as it was called: it is shown, too. */
function renamed(beyond: readonly Name[], field: Field): Extras {
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const said = new Set(clauses.flatMap(({ parts: [name] }) => (isName(name) ? [name.path[0]?.text] : [])));
  const [other, more] = beyond.filter((one) => !said.has(one.text));
  if (other === undefined || more !== undefined) return {};
  return { related: [{ span: other.span, label: "named here, without a differential" }] };
}

/** `H200_SXM at 130% of price`, `DUBLIN at -0.02 USD / GPU_hour of H100_SXM`, `PARIS at par`. */
export function differentialOf(
  at: Lowering,
  clause: Clause,
  field: Field,
  price: Unit,
  env: Env,
  { names, beyond }: Deliverables,
): Deliverable | undefined {
  const { context } = at;
  const [name, glue, value, more] = clause.parts;
  const unread = (): undefined =>
    report(context, "phrase-not-here", clause.span, { found: plainWords(clause) }, { help: DIFFERENTIAL });
  if (more !== undefined || !isName(name) || !isWord(glue, "at") || value === undefined || value.kind === "moment")
    return unread();
  const word = name.path[0]?.text ?? "";
  const words = names.map((one) => one.text);
  if (!words.includes(word)) {
    const params = { field: "differentials", word, known: words.join(", ") };
    return report(context, "word-unknown", name.span, params, renamed(beyond, field));
  }
  const own = (contentOf(field, "clauses-value")?.clauses.length ?? 0) > 1 ? clause : field;
  const base = { name: word, clause: clauseOf(context, own) };
  if (isWord(value, "par")) return { ...base, factor: "1", add: "0" };
  const share = shareOfPrice(value);
  if (share !== undefined) {
    const factor = valueIn(share, pure, env);
    if (factor === undefined) return undefined;
    if (factor.n > 0n) return { ...base, factor: show(factor), add: "0" };
    return report(context, "not-above-zero", share.span, { what: "a share of the price", value: show(factor) });
  }
  const add = valueIn(value, price, env);
  return add === undefined ? undefined : { ...base, factor: "1", add: show(add) };
}

const DIFFERENTIAL =
  "write `NAME at 130% of price`, `NAME at -0.02 USD / …` in the unit of the price, or `NAME at par`";

function isName(part: ClausePart | undefined): part is Extract<Expr, { kind: "reference" }> {
  return part?.kind === "reference" && part.path.length === 1 && part.index === undefined;
}

/** `by seller until 16:00, 2 business days before delivery, under "Rule 821"`; the time is in the zone of `sessions`. */
function noticeOf(at: Lowering, field: Field, zone: string | undefined): Delivery["notice"] | undefined {
  const wanted = "`by seller until 16:00, 2 business days before delivery`";
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const [who, when, more] = clauses;
  const by = sideOf(/^by (\w+) until /.exec(who === undefined ? "" : plainWords(who))?.[1] ?? "");
  const moment = who?.parts.find((part) => part.kind === "moment");
  const days = /^([0-9_]+) business days? before delivery$/.exec(when === undefined ? "" : plainWords(when))?.[1];
  const time = moment?.at;
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "under")) return undefined;
  if (by === undefined || time === undefined || days === undefined || more !== undefined || who?.parts.length !== 4)
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: "notice", wanted });
  const own = time.zone?.text ?? zone;
  if (own === undefined) return undefined;
  return {
    by,
    until: clock(time),
    zone: own,
    businessDays: Number(days.replaceAll("_", "")),
    ...ruled(field),
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}

/** `grade and location by seller, in multiples of 5 contracts, under "Rule 822"`. */
function tenderOf(at: Lowering, field: Field): Delivery["tender"] | undefined {
  const wanted = "`grade and location by seller, in multiples of 5 contracts`";
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const [who, steps, more] = clauses.map(plainWords);
  const [, what, side] = /^(grade|location|grade and location) by (seller|buyer)$/.exec(who ?? "") ?? [];
  const by = sideOf(side ?? "");
  const multiple = steps === undefined ? "1" : /^in multiples of ([0-9_]+) contracts?$/.exec(steps)?.[1];
  const count = Number((multiple ?? "0").replaceAll("_", ""));
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "under")) return undefined;
  if (what === undefined || by === undefined || more !== undefined || count < 1 || !Number.isSafeInteger(count))
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, { field: "tender", wanted });
  return {
    by,
    chooses: what.split(" and ") as ("grade" | "location")[],
    multiple: count,
    ...ruled(field),
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}

/** `by buyer within 2 business days, under "Rule 823"`. */
function inspectionOf(at: Lowering, field: Field): NonNullable<Delivery["inspection"]> | undefined {
  const wanted = "`by buyer within 2 business days`, or a body in place of the buyer";
  const clauses = contentOf(field, "clauses-value")?.clauses ?? [];
  const parts = clauses[0]?.parts ?? [];
  const [by, who] = parts;
  const words = clauses[0] === undefined ? "" : plainWords(clauses[0]);
  const [, days, unit] = / within ([0-9_]+) (business )?days?$/.exec(words) ?? [];
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "under")) return undefined;
  if (clauses.length !== 1 || !isWord(by, "by") || !isName(who) || days === undefined || parts.length !== 4)
    return report(at.context, "value-of-another-kind", field.value?.span ?? field.span, {
      field: "inspection",
      wanted,
    });
  const name = who.path[0] as Name;
  const body = sideOf(name.text) ?? bodyOf(at.context, name);
  if (body === undefined) return undefined;
  return {
    by: body,
    days: Number(days.replaceAll("_", "")),
    unit: unit === undefined ? "calendar" : "business",
    ...ruled(field),
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}
