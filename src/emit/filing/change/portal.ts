import type { PortalItem } from "../portal.ts";
import { isConfidential } from "../documents.ts";
import { factOf } from "../facts.ts";
import { term, type Term } from "../term.ts";
import { firm } from "../view-parties.ts";
import { capital, ended, list } from "../words.ts";
import { daysOf } from "./deadline.ts";
import { formatDay } from "../../../value/day.ts";
import { changedClauses, type ChangeForm, type ChangeSubject } from "./subject.ts";
import type { ChangedRules } from "./view.ts";

const TYPES: Readonly<Record<ChangeForm, string>> = {
  "40.5": "Rule amendment, Commission Regulation 40.5(a), with the Commission's approval, which is asked for",
  "40.6(a)": "Rule amendment, Commission Regulation 40.6(a), by certification",
  "40.6(d)": "Rule amendment, Commission Regulation 40.6(d), by notification",
  "40.6(a)(6)": "Rule amendment, Commission Regulation 40.6(a)(6), by certification in an emergency",
};

/** What the description begins with, where the regulation gives it a name. */
const LABELS: Readonly<Record<ChangeForm, string>> = {
  "40.5": "",
  "40.6(a)": "",
  "40.6(d)": "Weekly Notification of Rule Amendments. ",
  "40.6(a)(6)": "Emergency Rule Certification. ",
};

/** The data of a rule amendment as the Commission's portal asks for them: Appendix D to Part 40, (a)(1) to (7); no cover sheet. */
export function changePortal(subject: ChangeSubject, rules: ChangedRules): readonly PortalItem[] {
  const { filing, amendment, venue, form, contracts, route } = subject;
  if (form === undefined) return [];
  const fact = (name: string): Term => {
    const found = factOf(filing.facts, name);
    if (found === undefined) throw new Error(`a document is written without ${name}`);
    return term(found.value, found.clause);
  };
  const item = (key: string, label: string, value: Term): PortalItem => ({ key, label, value });
  const titles = [...new Set(contracts.map(({ title }) => title))];
  const numbers = [...rules].flatMap(([product, all]) => {
    const after = contracts.find((one) => one.product === product)?.after;
    const chapter = (after?.product ?? after?.option ?? after?.spread ?? after?.perpetual)?.chapter?.text;
    return all.length === 0 ? [] : [`${chapter === undefined ? "" : `Chapter ${chapter}, `}${list(all)}`];
  });
  const by = daysOf(subject)?.by;
  const effect = fact("effect");
  return [
    item("date", "Date", fact("filed")),
    item("organization", "Organization", firm(venue)),
    item("entityType", "Type of registered entity", term("Designated contract market (DCM)", venue.clause)),
    item("filingType", "Type of filing", term(TYPES[form], factOf(filing.facts, "form")?.clause ?? filing.clause)),
    item("products", "Official names of the products affected", term(titles.join("; "), amendment.clause)),
    item(
      "ruleNumbers",
      "Rule numbers",
      term(
        numbers.length === 0 ? "None in a chapter" : numbers.join("; "),
        amendment.clause,
        ...changedClauses(subject),
      ),
    ),
    item(
      "description",
      "Description, with the expected impact",
      term(
        `${LABELS[form]}${ended(amendment.title)} ${ended(capital(effect.text))}`,
        amendment.clause,
        ...effect.clauses,
      ),
    ),
    item("identifier", "Identifier code", fact("submission")),
    item(
      "confidentialTreatment",
      "Confidential treatment",
      term(isConfidential({ filing }) ? "Requested" : "Not requested", ...fact("confidential").clauses),
    ),
    item(
      "effectiveDate",
      route === "approval" ? "Proposed effective date" : "Effective date",
      term(amendment.effective, amendment.clause),
    ),
    ...(by === undefined || form !== "40.6(a)"
      ? []
      : [
          item("receivedBy", "To be received by, 8:15 a.m. Washington time", term(formatDay(by.day), amendment.clause)),
        ]),
  ];
}
