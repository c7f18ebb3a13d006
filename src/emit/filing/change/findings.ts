import type { ContractModel } from "../../../model/model.ts";
import { formatDay } from "../../../value/day.ts";
import { ruleFindings } from "../evidence-findings.ts";
import { factOf } from "../facts.ts";
import { ADDRESSED, citationFindings, type FactForm, type FilingFinding, formFindings } from "../findings.ts";
import { sourceFindings, undefinedTermFindings } from "../text-findings.ts";
import { longDate } from "../words.ts";
import { lateness } from "./deadline.ts";
import { missingOfChange } from "./facts.ts";
import { type ChangeSubject, changeSubjectsOf, namesOf } from "./subject.ts";

/** All that stands in the way of the filings of a model's amendments; none: their packs can be written. */
export function changeFindings(model: ContractModel): FilingFinding[] {
  return changeSubjectsOf(model).flatMap(findingsOfChange);
}

/** The same for one filing. */
export function findingsOfChange(subject: ChangeSubject): FilingFinding[] {
  const { filing, model, venue } = subject;
  const lacking = missingOfChange(subject);
  const missing = [...new Set(lacking.map(({ clause }) => clause))].map((clause): FilingFinding => ({
    code: "filing-fact-missing",
    clause,
    params: { filing: filing.id, facts: lacking.filter((one) => one.clause === clause) },
  }));
  const said = filing.facts.flatMap(({ name, value, items, clause }) =>
    (items ?? [value]).map((text) => ({ name, text, clause })),
  );
  return [
    ...forms(subject),
    ...missing,
    ...formFindings(filing.facts, WORDED),
    ...dates(subject),
    ...products(subject),
    ...citationFindings({ filing, model }),
    ...undefinedTermFindings({ model, filing, title: model.root }, said),
    ...sourceFindings({ model, filing }, said),
    ...ruleFindings({ venue, filing }),
  ];
}

/** Facts that have a form in the filing of an amendment. */
const WORDED: readonly FactForm[] = [
  ...ADDRESSED,
  ["filed-at", (text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text), "a time of day such as 07:30"],
  [
    "routine-index-change",
    (text) =>
      /independent/i.test(text) &&
      /price information/i.test(text) &&
      /not formed solely/i.test(text) &&
      /pricing basis/i.test(text),
    "a word each on an independent third party, its business of price information, that it was not formed solely for this, and the pricing basis",
  ],
];

/** The form is no laxer than the classes of the changes ask for; a stricter one is the author's choice. */
function forms({ filing, amendment, class: kind, form, contracts }: ChangeSubject): FilingFinding[] {
  const clause = factOf(filing.facts, "form")?.clause ?? filing.clause;
  if (form === undefined) return [{ code: "filing-form-needless", clause, params: { amendment: amendment.id } }];
  if (form !== "40.6(d)" || kind !== "certification") return [];
  const changes = contracts.flatMap(({ difference }) =>
    difference.changes
      .filter((one) => one.class === "certification")
      .map((one) => `${one.name}${one.field === "" ? "" : `, ${one.field}`}: ${one.provision}, ${one.reason}`),
  );
  return [{ code: "filing-form-laxer", clause, params: { form, amendment: amendment.id, changes } }];
}

function dates(subject: ChangeSubject): FilingFinding[] {
  const { filing, amendment } = subject;
  const late = lateness(subject);
  const filed = factOf(filing.facts, "filed");
  if (late === undefined || filed === undefined) return [];
  const effective = longDate(amendment.effective);
  const on = longDate(filed.value);
  if (late.kind === "effective") {
    const provision = subject.route === "approval" ? "17 CFR 40.5(c)" : "17 CFR 40.6(a)(3)";
    const params = { effective, filed: on, earliest: longDate(late.earliest), provision };
    return [{ code: "filing-effective-too-early", clause: filed.clause, params }];
  }
  const { day, time } = late.last;
  const last = `${longDate(formatDay(day))}${time === undefined ? "" : `, ${time} Washington time`}`;
  const provision = subject.route === "emergency" ? "17 CFR 40.6(a)(6)" : "17 CFR 40.6(d)(1)";
  return [{ code: "filing-notice-too-late", clause: filed.clause, params: { effective, filed: on, last, provision } }];
}

/** A submission names all products that the amendment changes, and no other. */
function products({ filing, amendment, contracts, touched, model }: ChangeSubject): FilingFinding[] {
  const changed = new Set(contracts.map((one) => one.product));
  const fact = (name: string) => factOf(filing.facts, name)?.clause ?? filing.clause;
  const listings = new Map(
    [model, ...touched.map((one) => one.onFile)].flatMap((one) => one.filings.map((own) => [own.id, own] as const)),
  );
  const told = (product: string, changes: boolean, clause: string): FilingFinding => ({
    code: "filing-products-agree",
    clause,
    params: { filing: filing.id, amendment: amendment.id, product, changed: changes },
  });
  const onFile = namesOf(filing, "on-file");
  const wrong = onFile.filter((id) => listings.get(id)?.amendment !== undefined || listings.get(id) === undefined);
  const named = [
    filing.product,
    ...onFile.flatMap((id) => listings.get(id)?.product ?? []),
    ...namesOf(filing, "products"),
  ];
  return [
    ...wrong.map((value): FilingFinding => ({
      code: "filing-fact-malformed",
      clause: fact("on-file"),
      params: { fact: "on-file", value, wanted: "a filing by which a contract that changes was listed" },
    })),
    ...[...changed].filter((one) => !named.includes(one)).map((one) => told(one, true, fact("on-file"))),
    ...[...new Set(named)]
      .filter((one) => !changed.has(one))
      .map((one) => told(one, false, fact(namesOf(filing, "products").includes(one) ? "products" : "on-file"))),
  ];
}
